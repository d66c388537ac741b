// Two takes under a learner's hands, one above the other: what is said of them, where keys and buttons lead, and how it
// ends.
#include "app/layout/compared_layout.hpp"
#include "app/panels/stage.hpp"
#include "app/process_order.hpp"
#include "core/journey/journal_writer.hpp"
#include "tests/app/headless.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <variant>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

const std::string compared_words =
    "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
    "bob: c = l.accept()\nalice: s.send(\"Hello\")\nalice: s.send(\"Bob!!\")\nbob: c.recv(64)\n";

// Bob is in his recv before Alice sends.
const std::vector<ProcessId> bob_waits{0, 0, 0, 1, 1, 0, 0};

struct CompareHand {
  CompareHand() {
    app::ApplicationOptions options;
    options.lessons = folder.path("");
    options.documents = folder.path("");
    options.file =
        folder.file("own.md", "---\ntitle: A lesson\n---\n## One\nWords.\n```scenario\n" + compared_words + "```\n");
    options.step_time = std::chrono::milliseconds(0);
    screen.resize(1600, 900);
    app = std::make_unique<HeadlessApp>(screen, options);
    app->rest();
  }

  /// The take goes to its end by itself: Bob's recv brings both sends.
  void run() {
    app->press(Key::space);
    app->rest();
  }
  /// A new take, in which Bob's recv sleeps.
  void run_again_with_bob_asleep() {
    app->press(Key::home);
    app->press(U'r');
    app->rest();
    const auto places = app::process_places(app->session().recording().scenario().processes);
    for (const ProcessId process : bob_waits) {
      app->press(U'a' + static_cast<char32_t>(places[process]));
      app->rest();
      app->press(Key::end);
      app->rest();
    }
    run();
  }
  /// Records a run of this script in a file of this name.
  void record(const std::string& name, const std::string& script, std::vector<ProcessId> order = {}) {
    TakeOptions options;
    options.order = std::move(order);
    options.journal = std::make_shared<JournalWriter>(JournalPlace{folder.path(name), false}, JourneyInfo{});
    run_scenario(script, std::move(options));
  }
  /// Chooses this file to be compared with.
  void choose(std::string_view name) {
    app->find("Compare with a recording");
    app->rest();
    REQUIRE(app->application().browser().use() == app::BrowserUse::compare);
    app->frame();
    app->type(name);
    app->press(Key::enter);
    app->rest();
  }
  [[nodiscard]] const app::ComparedTake* compared() { return app->application().compared(); }
  [[nodiscard]] const comparison::OtherCalls* other_calls() {
    return compared() == nullptr ? nullptr : std::get_if<comparison::OtherCalls>(&compared()->comparison());
  }
  [[nodiscard]] std::size_t step() { return app->session().view().steps.step_at(app->session().playhead().cursor); }
  [[nodiscard]] std::size_t step_of(Seq seq) { return app->session().view().steps.step_at(seq); }
  [[nodiscard]] std::string sentence(Vocabulary vocabulary) {
    const Recording& other = *compared()->recording();
    return app::comparison_sentence(compared()->comparison(), {app->session().recording(), app->session().view().steps},
                                    {other, compared()->view().steps}, compared()->name(), vocabulary);
  }

  TemporaryFolder folder;
  HeadlessScreen screen;
  std::unique_ptr<HeadlessApp> app;
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("W shows the take before below the present one, Y goes to where they part, and Escape ends it") {
  CompareHand hand;
  hand.run();
  hand.run_again_with_bob_asleep();
  REQUIRE(hand.app->session().take_number() == 2);
  hand.app->press(U'w');
  hand.app->frame();
  REQUIRE(hand.compared() != nullptr);
  CHECK(hand.compared()->recording() == hand.app->session().takes().front());
  const comparison::OtherCalls* calls = hand.other_calls();
  REQUIRE(calls != nullptr);
  CHECK(calls->first.process == 0);
  CHECK(calls->first.line->text == "c.recv(64)");
  CHECK(std::holds_alternative<Sleeps>(hand.app->session().recording().at(calls->first.here).body));
  CHECK(std::holds_alternative<Returned>(hand.compared()->recording()->at(calls->first.there).body));
  CHECK(has(hand.sentence(Vocabulary::engineer), "Above this take, below take 1: first difference: bob.recv#1."));
  CHECK(has(hand.sentence(Vocabulary::engineer), "Above it slept (step "));
  CHECK(has(hand.sentence(Vocabulary::engineer), "below it returned 10 \"HelloBob!!\" (step "));
  CHECK(has(hand.sentence(Vocabulary::story), "they part at Bob's c.recv(64) (bob.recv#1)."));

  const Seq there = calls->first.here;
  hand.app->press(Key::home);
  hand.app->rest();
  hand.app->press(U'y');
  hand.app->rest();
  CHECK(hand.step() == hand.step_of(there));
  hand.app->press(Key::escape);
  hand.app->rest();
  CHECK(hand.compared() == nullptr);
  CHECK(hand.app->application().walk() != nullptr);
  hand.app->press(Key::escape);
  CHECK(hand.app->application().walk() == nullptr);
}

TEST_CASE("W again goes to the take before that, and behind the first one it ends") {
  CompareHand hand;
  hand.app->press(U'w');
  hand.app->frame();
  CHECK(hand.compared() == nullptr);
  CHECK(has(hand.app->application().message(), "There is no other take"));
  hand.app->press(Key::escape);
  hand.run();
  for (int i = 0; i < 2; ++i) {
    hand.app->press(U'r');
    hand.app->rest();
  }
  REQUIRE(hand.app->session().take_number() == 3);
  for (const std::size_t take : {2U, 1U}) {
    hand.app->press(U'w');
    hand.app->frame();
    REQUIRE(hand.compared() != nullptr);
    CHECK(hand.compared()->take() == take);
    CHECK(hand.compared()->recording() == hand.app->session().takes()[take - 1]);
    CHECK(std::holds_alternative<comparison::Same>(hand.compared()->comparison()));
  }
  hand.app->press(U'y');
  hand.app->frame();
  CHECK(has(hand.app->application().message(), "do not differ"));
  hand.app->press(Key::escape);
  hand.app->press(U'w');
  hand.app->frame();
  CHECK(hand.compared() == nullptr);
}

TEST_CASE("a take that has not come so far differs where it ends, and is compared anew as it goes on") {
  CompareHand hand;
  hand.record("whole.journey", compared_words);
  hand.choose("whole");
  REQUIRE(hand.other_calls() != nullptr);
  CHECK(hand.other_calls()->first.here == 0);
  CHECK(has(hand.sentence(Vocabulary::engineer), "below whole.journey"));
  CHECK(has(hand.sentence(Vocabulary::engineer), "Above nothing so far"));
  hand.run();
  hand.app->frame();
  CHECK(std::holds_alternative<comparison::Same>(hand.compared()->comparison()));
  CHECK(hand.compared()->name() == "whole.journey");
}

TEST_CASE("the other recording stays while new takes of the same script are made, and goes with the script") {
  CompareHand hand;
  hand.run();
  hand.record("asleep.journey", compared_words, bob_waits);
  hand.choose("asleep");
  REQUIRE(hand.other_calls() != nullptr);
  hand.app->press(U'r');
  hand.app->rest();
  REQUIRE(hand.compared() != nullptr);
  CHECK(hand.compared()->name() == "asleep.journey");

  hand.record("other.journey", "alice: s = socket(udp)\n");
  hand.choose("other");
  CHECK(std::holds_alternative<comparison::OtherScript>(hand.compared()->comparison()));
  CHECK(has(hand.sentence(Vocabulary::engineer), "different scenarios"));
  CHECK(has(hand.sentence(Vocabulary::story), "two different stories"));
  hand.app->press(U'y');
  hand.app->frame();
  CHECK(has(hand.app->application().message(), "different scenarios"));
  hand.app->press(Key::escape);
  hand.app->press(U'r');
  hand.app->rest();
  CHECK(hand.compared() == nullptr);
}

TEST_CASE("a recording that is chosen in the file browser is shown below the take, and one that is none is told of") {
  CompareHand hand;
  hand.run();
  hand.record("asleep.journey", compared_words, bob_waits);
  hand.folder.write("none.journey", "no recording");
  hand.choose("none");
  CHECK(has(hand.app->application().browser().note(), "no recording"));
  CHECK(hand.compared() == nullptr);
  hand.app->press(Key::escape);
  hand.choose("asleep");
  CHECK_FALSE(hand.app->application().browser().is_open());
  REQUIRE(hand.compared() != nullptr);
  CHECK(hand.compared()->name() == "asleep.journey");
  REQUIRE(hand.other_calls() != nullptr);
  CHECK(std::holds_alternative<Sleeps>(hand.compared()->recording()->at(hand.other_calls()->first.there).body));
  hand.app->frame();
  hand.app->press(U'y');
  hand.app->rest();
  CHECK(hand.step() == hand.step_of(hand.other_calls()->first.here));

  // Who closes the browser does not want it any more.
  hand.app->press(Key::escape);
  REQUIRE(hand.compared() == nullptr);
  hand.app->find("Compare with a recording");
  hand.app->rest();
  hand.app->type("asleep");
  hand.app->press(Key::enter);
  if (hand.app->application().browser().is_open()) {
    hand.app->press(Key::escape);
    hand.app->rest();
    CHECK(hand.compared() == nullptr);
  }
}

TEST_CASE("a long take is compared aside, and so is the next one with it") {
  CompareHand hand;
  hand.record("long.journey", "alice: s = socket(tcp)\nrepeat 5000 {\nalice: s.local()\n}\n");
  hand.app->application().drop({hand.folder.path("long.journey")});
  hand.app->rest();
  hand.app->press(U'r');
  hand.app->rest();
  REQUIRE(hand.app->session().take_number() == 2);
  hand.app->press(U'w');
  CHECK(hand.compared() == nullptr);
  CHECK(hand.app->application().is_busy());
  hand.app->rest();
  REQUIRE(hand.compared() != nullptr);
  CHECK(hand.compared()->take() == 1);
  CHECK(hand.other_calls()->first.here == 0);
  hand.app->press(U'r');
  hand.app->rest();
  REQUIRE(hand.app->session().take_number() == 3);
  REQUIRE(hand.compared() != nullptr);
  CHECK(hand.compared()->is_compared_with(hand.app->session().recording()));
  // W goes on to the take before while one is compared aside, and behind the first it ends.
  hand.app->press(Key::escape);
  CHECK(hand.compared() == nullptr);
  hand.app->press(U'w');
  REQUIRE(hand.compared() != nullptr);
  CHECK(hand.compared()->take() == 2);
  hand.app->press(U'w');
  CHECK(hand.app->application().is_busy());
  hand.app->press(U'w');
  CHECK(hand.compared() == nullptr);
  CHECK_FALSE(hand.app->application().is_busy());
}

TEST_CASE("the buttons beside the words go to the difference and end the comparison, and below nothing is asked for") {
  CompareHand hand;
  hand.run();
  hand.run_again_with_bob_asleep();
  hand.app->press(U'w');
  hand.app->press(Key::home);
  hand.app->rest();
  REQUIRE(hand.other_calls() != nullptr);
  const Seq here = hand.other_calls()->first.here;
  const Rect area = hand.app->layout().timeline;
  const app::ComparedLayout places =
      app::layout_compared(area, hand.app->application().text_scale(),
                           hand.sentence(hand.app->application().vocabulary()), app::text_measure(hand.screen.fonts()));
  REQUIRE(places.there.shown());
  hand.app->click(places.there.center());
  hand.app->rest();
  CHECK(hand.step() == 0);
  REQUIRE(hand.app->click_control("compare jump", places.jump));
  hand.app->rest();
  CHECK(hand.step() == hand.step_of(here));
  REQUIRE(hand.app->click_control("compare end", places.end));
  hand.app->rest();
  CHECK(hand.compared() == nullptr);
}

TEST_CASE("a comparison is drawn in every size of window, in all colours and in both vocabularies") {
  CompareHand hand;
  hand.run();
  hand.run_again_with_bob_asleep();
  hand.app->press(U'w');
  for (const Point size : {Point{640, 400}, {900, 600}, {1280, 800}, {1920, 1080}}) {
    hand.screen.resize(size.x, size.y);
    for (int theme = 0; theme < 3; ++theme) {
      hand.app->press(U't');
      for (int words = 0; words < 2; ++words) {
        hand.app->press(U'v');
        hand.app->rest();
        for (const char32_t key : {U'x', U'z', U'x', U'z'}) {
          hand.app->press(key);
          hand.app->frame();
        }
      }
    }
    REQUIRE(hand.compared() != nullptr);
    CHECK(hand.app->layout().timeline.shown());
  }
  // In a window of ordinary size both have room.
  hand.screen.resize(1280, 800);
  hand.app->frame();
  CHECK(app::layout_compared(hand.app->layout().timeline, 1, "words", app::text_measure(hand.screen.fonts()))
            .there.shown());
}
