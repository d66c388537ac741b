#include "app/gui.hpp"

#include "app/cli/console.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/memory.hpp"
#include "app/heap_habits.hpp"
#include "app/journeys/journey_folder.hpp"
#include "app/pictures_folder.hpp"
#include "app/shell.hpp"
#include "app/user_file.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace doorway::app {
namespace {

// A folder that is slower, as one of another computer can be, does not keep the window from opening.
constexpr std::chrono::milliseconds longest_wait_for_settings{300};

/// Ends the program without its window. The take under way stays as one that was cut off: it is offered at the next
/// start.
[[noreturn]] void leave_lost_screen(Shell& shell, const std::optional<std::filesystem::path>& journeys) {
  shell.keep_all();
  const std::string kept =
      journeys ? fmt::format(" What was recorded is in {}, and is offered at the next start.", shown_path(*journeys))
               : "";
  cli::Console::complain(lost_screen() + kept);
  std::_Exit(cli::exit_code::bad_system);
}

}  // namespace

int show_window(const std::optional<std::string>& file) {
  keep_heap_small();
  cli::Console::let_signals_end_the_program();
  auto window = Window::open({{1280, 800}, "Doorway", text_px_at_scale_1, true});
  if (!window) {
    cli::Console::complain(no_window(window.error().message));
    return cli::exit_code::bad_system;
  }
  cli::give_threads_small_stacks();  // not before: those that draw are not ours
  Shell shell(**window);
  ApplicationOptions options;
  options.lessons = lesson_folder();
  if (file) options.file = *file;
  options.settings = settings_path();
  options.progress = progress_path();
  options.journeys = journeys_path();
  options.pictures = pictures_folder();
  const auto journeys = options.journeys;
  shell.show(std::move(options));
  (*window)->when_screen_is_lost([&shell, &journeys] { leave_lost_screen(shell, journeys); });
  shell.read_settings(longest_wait_for_settings);
  (*window)->show();
  while (!(*window)->should_close()) shell.turn();
  (*window)->hide();  // the last settings are saved when nobody waits for a window any more
  (*window)->when_screen_is_lost({});
  return cli::exit_code::well;
}

std::string lost_screen() {
  return "the window system has ended the connection, so there is no screen any more: start Doorway again where there "
         "is "
         "one.";
}

std::string no_window(const std::string& why) {
  return "no window can be opened here (" + why +
         "); `doorway run FILE` and `doorway check FILE` work without one, and `xvfb-run -a doorway tour --out DIR` "
         "makes pictures";
}

}  // namespace doorway::app
