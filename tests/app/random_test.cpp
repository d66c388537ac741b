// Random sequences of all that a learner can do, in the whole application without a window. DOORWAY_SEED=n replays one
// sequence; with DOORWAY_SEQUENCES=m it is the m from there. DOORWAY_HEAVY runs 10,000 of them.
#include "core/replay/history.hpp"
#include "tests/app/headless.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/watchdog.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

#if defined(__SANITIZE_THREAD__)
constexpr int usual_sequences = 20;
#elif defined(__SANITIZE_ADDRESS__)
constexpr int usual_sequences = 50;
#else
constexpr int usual_sequences = 200;
#endif
constexpr int heavy_sequences = 10000;
constexpr auto longest_sequence = std::chrono::seconds(90);
constexpr auto longest_rest = std::chrono::milliseconds(100);
constexpr auto longest_close = std::chrono::seconds(20);  // a hang; how long it took is printed

class RandomHand {
 public:
  RandomHand(HeadlessScreen& screen, std::uint64_t seed) : screen_(screen), random_(seed), app_(screen, options()) {}

  /// Does so many random things, and then closes the application, whatever is under way.
  std::chrono::steady_clock::duration play(int actions) {
    for (int i = 0; i < actions; ++i) {
      act();
      if (one_in(2)) app_.turn();
      if (one_in(3)) app_.rest_at_most(longest_rest);
      check_state();
    }
    if (one_in(2)) app_.rest_at_most(longest_rest);
    check_state();
    return app_.close();
  }

 private:
  app::ApplicationOptions options() {
    app::ApplicationOptions options;
    options.lessons = DOORWAY_LESSONS;
    options.documents = own_files_.path("");  // what is saved by chance is no user's
    options.journeys = own_files_.path("journeys");
    if (one_in(2)) options.file = some_lesson();
    if (one_in(4)) options.file = DOORWAY_KINDS;
    if (one_in(4)) options.step_time = std::chrono::milliseconds(0);
    return options;
  }

  std::filesystem::path some_lesson() {
    std::vector<std::filesystem::path> lessons;
    for (const auto& entry : std::filesystem::directory_iterator(DOORWAY_LESSONS)) {
      if (entry.path().extension() == ".md" && entry.path().stem() != "README") lessons.push_back(entry.path());
    }
    std::sort(lessons.begin(), lessons.end());
    return lessons.at(static_cast<std::size_t>(below(static_cast<int>(lessons.size()))));
  }

  int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }
  bool one_in(int count) { return below(count) == 0; }

  void act() {
    switch (below(12)) {
      case 0: return click();
      case 1: return drag();
      case 2: return resize();
      case 3: return other_key();
      case 4: return app_.press(U'1' + static_cast<char32_t>(below(5)));
      case 5: return turn_page();
      default: return step();
    }
  }

  void step() {
    const Key keys[] = {Key::right, Key::right, Key::right, Key::left, Key::space, Key::home, Key::end};
    switch (below(5)) {
      case 0: return app_.press(U'a' + static_cast<char32_t>(below(3)));
      case 1:
        if (one_in(2)) return app_.press(U'r');
        [[fallthrough]];
      default: return app_.press(keys[below(static_cast<int>(std::size(keys)))], one_in(3));
    }
  }

  void turn_page() { app_.press(one_in(3) ? Key::page_up : Key::page_down); }

  void other_key() {
    const char32_t characters[] = {U'v', U't', U'?', U'+', U'-', U'-', U'i', U'm', U',', U'.',
                                   U'x', U'z', U'l', U'n', U'p', U'q', U'h', U'u', U'0'};
    const std::string_view words[] = {"recv", "wider", "timeline", "page 2", "7", "reset", "no such thing"};
    if (one_in(6)) return use_card();
    if (one_in(6)) return app_.press_with_control(one_in(2) ? U'g' : U'p');
    if (one_in(6)) return app_.press(KeyPress{one_in(2) ? Key::up : Key::left, 0, false, true});
    if (one_in(4)) return app_.press(one_in(2) ? Key::escape : Key::f1);
    if (one_in(6)) return app_.press(one_in(2) ? Key::f6 : Key::backspace);
    if (one_in(4)) return app_.find(words[below(static_cast<int>(std::size(words)))]);
    app_.press(characters[below(static_cast<int>(std::size(characters)))]);
  }

  /// Most often closes it again: while it is open, most keys mean nothing.
  void use_card() {
    const Key keys[] = {Key::up, Key::down, Key::backspace, Key::enter, Key::space};
    app_.press(one_in(2) ? U'j' : U'k');
    for (int i = 0; i < 3; ++i) {
      app_.press(U'0' + static_cast<char32_t>(below(10)));
      app_.press(keys[below(static_cast<int>(std::size(keys)))]);
    }
    if (app_.application().timeline_ui().card != app::TimelineCard::none && !one_in(8)) app_.press(Key::escape);
  }

  Point anywhere() {
    const Point size = screen_.size();
    return {static_cast<float>(below(static_cast<int>(size.x) + 1)),
            static_cast<float>(below(static_cast<int>(size.y) + 1))};
  }

  void click() {
    // Half of the clicks are on the timeline or the transport: there is most to click.
    const app::FrameLayout layout = app_.layout();
    Point at = anywhere();
    if (one_in(2)) at.y = layout.transport.center().y;
    if (one_in(4)) at.y = layout.timeline.center().y;
    app_.click(at);
  }

  void drag() {
    for (int i = 0; i < 4; ++i) {
      screen_.mouse({anywhere().x, app_.layout().timeline.center().y}, i < 3);
      screen_.wheel(static_cast<float>(below(3) - 1));
      app_.frame();
    }
    screen_.mouse({-1, -1}, false);
  }

  void resize() { screen_.resize(static_cast<float>(800 + below(3041)), static_cast<float>(600 + below(1561))); }

  /// What the learner sees is a fresh fold of the recording up to the cursor.
  void check_state() {
    const LessonWalk* walk = app_.application().walk();
    if (walk == nullptr || walk->session() == nullptr) return;
    const Session& session = *walk->session();
    const Seq cursor = session.playhead().cursor;
    REQUIRE(cursor <= session.view().steps.known());
    REQUIRE(session.view().steps.known() <= session.recording().size());
    History shown = session.view().history;
    WorldState folded = History(session.recording()).at(0);
    for (Seq seq = 1; seq <= cursor; ++seq) doorway::apply(folded, session.recording().at(seq));
    REQUIRE(shown.at(cursor) == folded);
  }

  HeadlessScreen& screen_;
  std::mt19937_64 random_;
  TemporaryFolder own_files_;
  HeadlessApp app_;
};

}  // namespace

TEST_CASE(
    "random sequences of steps, answers, pages, clicks and sizes: no hang, and the state is that of the recording") {
  const char* replayed = std::getenv("DOORWAY_SEED");
  const std::uint64_t first = replayed != nullptr ? std::strtoull(replayed, nullptr, 10) : std::random_device{}();
  const char* wanted = std::getenv("DOORWAY_SEQUENCES");
  const int sequences = wanted != nullptr                         ? std::atoi(wanted)
                        : replayed != nullptr                     ? 1
                        : std::getenv("DOORWAY_HEAVY") != nullptr ? heavy_sequences
                                                                  : usual_sequences;
  std::cout << sequences << " sequences from DOORWAY_SEED=" << first << std::endl;
  HeadlessScreen screen;
  Watchdog watchdog(longest_sequence);
  std::chrono::steady_clock::duration slowest{};
  for (int i = 0; i < sequences; ++i) {
    const std::uint64_t seed = first + static_cast<std::uint64_t>(i);
    const std::string replay = "DOORWAY_SEED=" + std::to_string(seed);
    CAPTURE(replay);
    watchdog.begin(seed);
    screen.resize(1280, 800);
    const auto took = RandomHand(screen, seed).play(25);
    CHECK(took < longest_close);
    slowest = std::max(slowest, took);
  }
  std::cout << "the slowest close took " << std::chrono::duration_cast<std::chrono::milliseconds>(slowest).count()
            << " ms" << std::endl;
}
