#include "app/gui.hpp"

#include "app/cli/console.hpp"
#include "app/cli/exit_code.hpp"
#include "app/heap_habits.hpp"
#include "app/journeys/journey_folder.hpp"
#include "app/pictures_folder.hpp"
#include "app/shell.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace doorway::app {
namespace {

// A folder that is slower, as one of another computer can be, does not keep the window from opening.
constexpr std::chrono::milliseconds longest_wait_for_settings{300};

}  // namespace

int show_window(const std::optional<std::string>& file) {
  keep_heap_small();
  cli::Console::let_signals_end_the_program();
  auto window = Window::open({{1280, 800}, "Doorway", text_px_at_scale_1, true});
  if (!window) {
    cli::Console::complain(no_window(window.error().message));
    return cli::exit_code::bad_system;
  }
  Shell shell(**window);
  ApplicationOptions options;
  options.lessons = lesson_folder();
  if (file) options.file = *file;
  options.settings = settings_path();
  options.progress = progress_path();
  options.journeys = journeys_path();
  options.pictures = pictures_folder();
  shell.show(std::move(options));
  shell.read_settings(longest_wait_for_settings);
  (*window)->show();
  while (!(*window)->should_close()) shell.turn();
  (*window)->hide();  // the last settings are saved when nobody waits for a window any more
  return cli::exit_code::well;
}

std::string no_window(const std::string& why) {
  return "no window can be opened here (" + why +
         "); `doorway run FILE` and `doorway check FILE` work without one, and `xvfb-run -a doorway tour --out DIR` "
         "makes pictures";
}

}  // namespace doorway::app
