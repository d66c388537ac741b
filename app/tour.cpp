#include "app/tour.hpp"

#include "app/cli/exit_code.hpp"
#include "app/gui.hpp"
#include "app/library.hpp"
#include "app/shell.hpp"
#include "app/tour_answers.hpp"
#include "app/user_file.hpp"
#include "core/base/file_trouble.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>
#include <stb_image_write.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

// A page that has not come to rest by then is at fault, or the system is: the picture shows what there is.
constexpr milliseconds longest_wait{20000};
constexpr int frames_until_still = 4;

Key inspector_key(InspectorTab tab) {
  switch (tab) {
    case InspectorTab::bytes: return Key::f2;
    case InspectorTab::sockets: return Key::f3;
    case InspectorTab::program: return Key::f4;
    case InspectorTab::transcript: return Key::f5;
  }
  return Key::f2;
}

bool invites_to_change(const Page& page) {
  const auto invites = [](const PageBlock& block) {
    return std::holds_alternative<Experiment>(block) || std::holds_alternative<Goal>(block);
  };
  return page.scenario && std::any_of(page.blocks.begin(), page.blocks.end(), invites);
}

// Into memory first: stb does not say whether a disk took all of it.
std::string png_of(const Picture& picture) {
  constexpr int channels = 3;
  std::string png;
  const auto add = [](void* to, void* bytes, int size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  };
  stbi_write_png_to_func(add, &png, picture.width, picture.height, channels, picture.pixels.data(),
                         picture.width * channels);
  return png;
}

class Tour {
 public:
  Tour(const TourRequest& request, Window& window, cli::Console& console)
      : request_(request), window_(window), console_(console), shell_(window) {}

  int perform() {
    std::error_code failed;
    fs::create_directories(request_.out, failed);
    if (failed)
      return fail(fmt::format("the folder {} cannot be made: {}", shown(request_.out), write_trouble(failed.value())));
    const bool all_well = request_.files.empty() ? through_list() : through_files();
    if (!all_well) return cli::exit_code::bad_input;
    return console_.close_output() ? cli::exit_code::well : cli::report_interruption(console_);
  }

 private:
  static std::string shown(std::string_view path) { return escape_for_display(path, 200); }

  int fail(const std::string& why) {
    cli::Console::complain(why);
    return cli::exit_code::bad_input;
  }

  void begin(std::optional<fs::path> file) {
    ApplicationOptions options;
    options.lessons = lesson_folder();
    options.file = std::move(file);
    options.step_time = milliseconds(0);  // playing is not waited for
    options.motion_time = milliseconds(0);
    options.text_scale = request_.scale;
    shell_.show(std::move(options));
    window_.move_mouse(0, 0);  // or what lies under it by chance would tell of itself in the pictures
    if (request_.engineer) window_.press({Key::character, U'v'});
    for (auto theme = ThemeName::night; theme != request_.theme; theme = next_theme(theme)) {
      window_.press({Key::character, U't'});
    }
    rest();
  }

  bool through_list() {
    begin(std::nullopt);
    if (!save("lessons")) return false;
    window_.press({Key::f1});
    rest();
    if (!save("keys")) return false;
    window_.press({Key::escape});
    for (const auto& [key, name] :
         {std::pair(U'k', "find"), std::pair(U'g', "treasury"), std::pair(U'p', "progress")}) {
      window_.press({Key::character, key, false, true});
      rest();
      if (!save(name)) return false;
      window_.press({Key::escape});
    }
    const std::size_t count = shell_.application().lessons().size();
    for (std::size_t i = 0; i < count; ++i) {
      const fs::path path = shell_.application().lessons()[i].path;
      if (i < 9) {
        window_.press({Key::character, static_cast<char32_t>(U'1' + i)});
      } else {
        begin(path);
      }
      if (!through_pages(path)) return false;
      window_.press({Key::escape});
      rest();
    }
    return true;
  }

  bool through_files() {
    std::size_t shown_files = 0;
    for (const std::string& file : request_.files) {
      // Whoever writes lessons/*.md means the lessons: what lies beside them is named, and the tour goes on.
      if (request_.files.size() > 1 && !may_be_lesson(read_lesson_file(file))) {
        cli::Console::complain(
            fmt::format("{}: no lesson, passed over (a lesson begins with a line ---)", shown(file)));
        continue;
      }
      begin(file);
      if (!through_pages(file)) return false;
      ++shown_files;
    }
    if (shown_files == 0) fail("none of these files is a lesson");
    return shown_files > 0;
  }

  bool through_pages(const fs::path& path) {
    rest();
    const std::string name = path.stem().string();
    const LessonWalk* walk = shell_.application().walk();
    if (walk == nullptr) {
      save(name);
      return false;
    }
    if (request_.inspector) window_.press({inspector_key(*request_.inspector)});
    rest();
    const std::size_t pages = walk->lesson().pages.size();
    for (std::size_t page = 1; page <= pages; ++page) {
      if (!through_page(fmt::format("{}-{:02}", name, page))) return false;
      if (page < pages) window_.press({Key::page_down});
      rest();
    }
    return true;
  }

  // A picture as the page opens, and what a learner goes through on it.
  bool through_page(const std::string& name) {
    if (!save(name)) return false;
    const Page& page = walk().page();
    if (invites_to_change(page) && !through_editor(name)) return false;
    const bool is_well = ask_of(page) != nullptr ? through_question(name, *ask_of(page)) : through_stops(name);
    return is_well && (goal_of(page) == nullptr || through_goal(name));
  }

  // A picture at each place where playing stops.
  bool through_stops(const std::string& name) {
    const std::size_t stops = walk().page().cue.stops.size();
    for (std::size_t stop = 1; stop <= stops; ++stop) {
      press({Key::space});
      if (!save(fmt::format("{}-{}", name, stop))) return false;
    }
    return true;
  }

  // Its scenario as it is open for change.
  bool through_editor(const std::string& name) {
    press({Key::character, U'e', false, true});
    if (!save(name + "-change")) return false;
    press({Key::character, U'e', false, true});
    return true;
  }

  // Once as somebody who believes otherwise, once as the run will have it. Which of the two the first answer was, only
  // the run tells.
  bool through_question(const std::string& name, const Ask& ask) {
    if (!answer(name, ask, belief(ask), true)) return false;
    if (!walk().ask_state().is_decided()) return true;
    const Verdict first = *walk().ask_state().verdict;
    press({Key::character, U'q'});
    return answer(name, ask, first.is_right ? belief(ask, first.right) : first.right, false);
  }

  // A picture of the answer, of each stop on the way if wanted, and of what the run says in the end.
  bool answer(const std::string& name, const Ask& ask, const Answer& given, bool with_stops) {
    for (const KeyPress& key : keys_for(ask, given)) press(key);
    if (with_stops && !save(name + "-answer")) return false;
    // Without stops a question's page plays to the end.
    const std::size_t stops = std::max<std::size_t>(walk().page().cue.stops.size(), 1);
    for (std::size_t stop = 1; stop <= stops && !walk().ask_state().is_decided(); ++stop) {
      press({Key::space});
      const bool is_on_the_way = stop < stops && !walk().ask_state().is_decided();
      if (is_on_the_way && with_stops && !save(fmt::format("{}-{}", name, stop))) return false;
    }
    const AskState& state = walk().ask_state();
    if (!state.is_decided()) return save(name + "-undecided");
    return save(name + (state.verdict->is_right ? "-right" : "-wrong"));
  }

  // All hints, the solution, and its run.
  bool through_goal(const std::string& name) {
    const KeyPress help{Key::character, U'h', false, false};
    const std::size_t hints = goal_of(walk().page())->hints.size();
    for (std::size_t hint = 0; hint < hints; ++hint) press(help);
    if (hints > 0 && !save(name + "-hints")) return false;
    press(help);
    if (!save(name + "-solution")) return false;
    press(help);
    if (!save(name + "-solved")) return false;
    press({Key::character, U'u'});
    return true;
  }

  void press(KeyPress key) {
    window_.press(key);
    rest();
  }

  [[nodiscard]] const LessonWalk& walk() const { return *shell_.application().walk(); }

  void rest() {
    const auto give_up_at = std::chrono::steady_clock::now() + longest_wait;
    int still = 0;
    while (still < frames_until_still && std::chrono::steady_clock::now() < give_up_at) {
      shell_.turn(milliseconds(5));
      still = shell_.application().is_busy() ? 0 : still + 1;
    }
  }

  bool save(const std::string& name) {
    const Picture picture = shell_.picture();
    const std::string path = (fs::path(request_.out) / (name + ".png")).string();
    if (const auto written = write_file(path, png_of(picture), Existing::replace); !written) {
      fail(fmt::format("{} cannot be written: {}", shown(path), write_trouble(written.error())));
      return false;
    }
    return console_.write(shown(path) + "\n");
  }

  const TourRequest& request_;
  Window& window_;
  cli::Console& console_;
  Shell shell_;
};

}  // namespace

int tour(const TourRequest& request, cli::Console& console) {
  auto window = Window::open({request.size, "Doorway", text_px_at_scale_1 * request.scale, false});
  if (!window) {
    cli::Console::complain(no_window(window.error().message));
    return cli::exit_code::bad_system;
  }
  (*window)->when_screen_is_lost([] {
    cli::Console::complain(lost_screen());
    std::_Exit(cli::exit_code::bad_system);
  });
  (*window)->show();
  return Tour(request, **window, console).perform();
}

}  // namespace doorway::app
