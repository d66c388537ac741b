// The leaves Program and Transcript of the inspector, on the recordings of the real lessons.
#include "app/panels/inspector.hpp"
#include "app/scene/narration.hpp"
#include "app/scene/program_listing.hpp"
#include "app/scene/transcript.hpp"
#include "tests/app/headless.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

/// An application with a lesson at the live end of its first scenario.
struct OpenLesson {
  explicit OpenLesson(const std::string& path) {
    ApplicationOptions options;
    options.lessons = DOORWAY_LESSONS;
    options.file = path;
    options.step_time = std::chrono::milliseconds(0);
    hand = std::make_unique<HeadlessApp>(screen, options);
    hand->rest();
    run_on();
  }
  /// As far as the page's scenario goes.
  void run_on() {
    hand->press(Key::end);
    for (int call = 0; call < 40; ++call) {
      hand->press(Key::right, true);
      hand->rest();
    }
  }
  [[nodiscard]] const ReplayView& view() { return hand->session().view(); }
  [[nodiscard]] std::size_t step() { return view().steps.step_at(hand->session().playhead().cursor); }
  [[nodiscard]] Rect inspector() { return hand->layout().inspector; }
  bool clicks(std::string_view control, std::optional<int> number = {}) {
    const bool found = hand->click_control(control, inspector(), number);
    hand->rest();
    return found;
  }

  HeadlessScreen screen;
  std::unique_ptr<HeadlessApp> hand;
};

const std::vector<std::string>& lessons() {
  static const std::vector<std::string> paths{DOORWAY_LESSONS "/01-two-doors.md", DOORWAY_LESSONS "/09-postcards.md"};
  return paths;
}

std::string clipboard() {
  const char* text = ImGui::GetClipboardText();
  return text == nullptr ? "" : text;
}

struct TranscriptOf {
  TranscriptOf(const ReplayView& of, Vocabulary with) : view(of), vocabulary(with) { index.update(); }
  [[nodiscard]] TranscriptSources sources() const {
    return {view.recording, index, view.steps, view.lineage, view.history, vocabulary};
  }
  const ReplayView& view;
  const Vocabulary vocabulary;
  SceneIndex index{*view.recording};
};

}  // namespace

TEST_CASE("each row of the transcript says what is told at that step, in both lessons and both vocabularies") {
  for (const std::string& path : lessons()) {
    OpenLesson lesson(path);
    for (std::size_t page = 0; page < lesson.hand->walk().lesson().pages.size(); ++page) {
      const ReplayView& view = lesson.view();
      REQUIRE(view.steps.step_count() > 5);
      for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
        const TranscriptOf of(view, vocabulary);
        Transcript transcript;
        WorldState world = initial_world(view.recording->header());
        std::string all;
        for (std::size_t step = 1; step <= view.steps.step_count(); ++step) {
          const Seq cursor = view.steps.cursor_of(step);
          while (world.cursor < cursor) apply(world, view.recording->at(world.cursor + 1));
          const std::string told = narrate(of.index, world, view.lineage, vocabulary);
          // Whichever way one came to the row.
          static_cast<void>(transcript.row(view.steps.step_count() - step + 1, of.sources()));
          CHECK(transcript.row(step, of.sources()).text == told);
          all += std::to_string(step) + ". " + told + "\n";
        }
        CHECK(transcript.text(view.steps.step_count(), of.sources()) == all);
      }
      lesson.hand->press(Key::page_down);
      lesson.hand->rest();
      lesson.run_on();
    }
  }
}

TEST_CASE("what the inspector's buttons do is found by its name too, without a mouse") {
  OpenLesson lesson(lessons().front());
  HeadlessApp& hand = *lesson.hand;
  const auto asks = [&](std::string_view name) {
    hand.find(name);
    hand.rest();
    hand.frame();
  };
  asks("copy what has happened");
  CHECK(hand.application().inspector_tab() == InspectorTab::transcript);
  CHECK(clipboard().starts_with("1. "));
  std::vector<std::string> copied;
  for (int i = 0; i < 4; ++i) {
    asks("copy the inspector's program");
    CHECK(hand.application().inspector_tab() == InspectorTab::program);
    copied.push_back(clipboard());
    asks("next language");
  }
  const Scenario& scenario = hand.session().recording().scenario();
  CHECK(copied[0] == whole_program(scenario, 0, ProgramForm::python));
  CHECK(copied[1] == whole_program(scenario, 0, ProgramForm::c));
  CHECK(copied[2] == whole_program(scenario, 0, ProgramForm::script));
  CHECK(copied[3] == copied[0]);
  asks("of the next process");
  asks("copy the inspector's program");
  CHECK(clipboard() == whole_program(scenario, 1, ProgramForm::c));
  asks("of the next process");
  asks("copy the inspector's program");
  CHECK(clipboard() == copied[1]);
}

TEST_CASE("the line that a process is in, or made last, is marked present at each cursor and in each form") {
  for (const std::string& path : lessons()) {
    OpenLesson lesson(path);
    const Recording& recording = lesson.hand->session().recording();
    const Scenario& scenario = recording.scenario();
    WorldState world = initial_world(recording.header());
    for (const ProgramForm form : {ProgramForm::script, ProgramForm::python, ProgramForm::c}) {
      std::vector<ProgramListing> listings;
      for (ProcessId id = 0; id < scenario.processes.size(); ++id) listings.push_back(make_listing(scenario, id, form));
      world = initial_world(recording.header());
      while (world.cursor < recording.size()) {
        apply(world, recording.at(world.cursor + 1));
        for (ProcessId id = 0; id < scenario.processes.size(); ++id) {
          const ProcessState& process = world.processes[id];
          std::vector<const Line*> own;
          for (const auto& line : scenario.lines) {
            if (line->process == id) own.push_back(line.get());
          }
          REQUIRE(listings[id].row_of.size() == own.size());
          for (std::size_t nth = 0; nth < own.size(); ++nth) {
            CHECK(listings[id].rows[listings[id].row_of[nth]].nth == nth);
            const bool is_last = process.call && process.call->line.get() == own[nth];
            const LineStanding standing = standing_of_line(nth, process);
            const bool has_ended = process.standing == ProcessStanding::ended;
            CHECK((standing == LineStanding::present) == (is_last && !has_ended));
            CHECK((standing == LineStanding::to_come) == (nth >= process.calls_begun));
            if (is_last) CHECK(listings[id].present_row(process) == listings[id].row_of[nth]);
          }
        }
      }
    }
  }
}

TEST_CASE("a transcript keeps no more than so many rows") {
  const Run run = run_scenario("alice: u = socket(udp)\nrepeat 1000 {\nalice: u.local()\n}\n");
  ReplayView view(run.recording);
  view.update();
  const TranscriptOf of(view, Vocabulary::engineer);
  Transcript transcript;
  REQUIRE(view.steps.step_count() > 2000);
  for (std::size_t step = 1; step <= view.steps.step_count(); ++step) {
    CHECK(transcript.row(step, of.sources()).text.size() > 5);
    CHECK(transcript.kept() <= Transcript::most_kept);
  }
}

TEST_CASE("the script's text for the clipboard is the process's lines as they stand in a scenario") {
  const Scenario scenario =
      scenario_of("bob: u = socket(udp)  # a comment\nalice: v = socket(udp)\nalice: v.send(\"\\x41\u00eb\")\n");
  CHECK(whole_program(scenario, 1, ProgramForm::script) == "alice: v = socket(udp)\nalice: v.send(\"\\x41\u00eb\")\n");
}

TEST_CASE("F4 opens the programs: a click chooses process and language, another copies the whole program") {
  OpenLesson lesson(lessons()[0]);
  HeadlessApp& app = *lesson.hand;
  app.screen().resize(1440, 900);
  app.press(Key::f4);
  const Scenario& scenario = app.session().recording().scenario();
  for (ProcessId process = 0; process < 2; ++process) {
    REQUIRE(lesson.clicks("program of", static_cast<int>(process)));
    REQUIRE(lesson.clicks("Script"));
    REQUIRE(lesson.clicks("copy program"));
    CHECK(clipboard() == whole_program(scenario, process, ProgramForm::script));
    REQUIRE(lesson.clicks("Python"));
    REQUIRE(lesson.clicks("copy program"));
    CHECK(clipboard() == whole_program(scenario, process, ProgramForm::python));
    REQUIRE(lesson.clicks("C"));
    REQUIRE(lesson.clicks("copy program"));
    CHECK(clipboard() == whole_program(scenario, process, ProgramForm::c));
  }
}

TEST_CASE("F5 opens the transcript: a click on a row goes to its step, and Copy takes all steps up to it") {
  OpenLesson lesson(lessons()[0]);
  HeadlessApp& app = *lesson.hand;
  app.screen().resize(1440, 900);
  app.press(Key::home);
  app.press(Key::f5);
  REQUIRE(lesson.clicks("transcript step", 3));
  CHECK(lesson.step() == 3);
  REQUIRE(lesson.clicks("transcript step", 2));
  CHECK(lesson.step() == 2);
  REQUIRE(lesson.clicks("copy transcript"));
  const std::string copied = clipboard();
  CHECK(copied.starts_with("1. "));
  CHECK(std::count(copied.begin(), copied.end(), '\n') == 2);
}

TEST_CASE("the present step is brought into view when the cursor moves, and the wheel leads away from it") {
  OpenLesson lesson(lessons()[0]);
  HeadlessApp& app = *lesson.hand;
  app.screen().resize(1440, 500);
  app.press(Key::f5);
  app.press(Key::home);
  app.rest();
  const int last = static_cast<int>(lesson.view().steps.step_count());
  CHECK_FALSE(lesson.clicks("transcript step", last));
  app.press(Key::end);
  app.rest();
  CHECK(lesson.clicks("transcript step", last));
  CHECK_FALSE(lesson.clicks("transcript step", 1));
  for (int i = 0; i < 60; ++i) {
    app.screen().mouse(lesson.inspector().center(), false);
    app.screen().wheel(1);
    app.frame();
  }
  app.screen().wheel(0);
  CHECK(lesson.clicks("transcript step", 1));
  CHECK(lesson.step() == 1);
}

TEST_CASE("what stands above the transcript names its step where there is room for that") {
  const TextMeasure measure = [](std::string_view text, FontRole, float size) {
    return static_cast<float>(text.size()) * size;
  };
  for (const std::size_t step : {std::size_t{0}, std::size_t{7}, std::size_t{1'000'000}}) {
    CAPTURE(step);
    const std::string least = step == 0 ? "Nothing yet" : "Step " + std::to_string(step);
    std::size_t before = 0;
    for (std::size_t letters = least.size(); letters < 50; ++letters) {
      const std::string head = transcript_head(step, static_cast<float>(letters), 1, measure);
      CHECK(head.size() <= letters);
      CHECK(head.size() >= before);
      if (step > 0) CHECK(head.ends_with(std::to_string(step)));
      CHECK(head.find("…") == std::string::npos);
      before = head.size();
    }
    CHECK(before > least.size());
  }
}

TEST_CASE("the program shows whole rows, several of them, at every size of text") {
  std::string text = "---\ntitle: Long\n---\n## One\nWords.\n```scenario\nalice: u = socket(udp)\n";
  for (int i = 0; i < 9; ++i) text += "alice: u.local()\n";
  const TemporaryFolder folder;
  OpenLesson lesson(folder.file("long.md", text + "```\n"));
  HeadlessApp& app = *lesson.hand;
  app.screen().resize(1366, 768);
  app.press(Key::f4);
  for (int larger = 0; larger <= 12; larger += 4) {
    CAPTURE(larger);
    app.rest();
    app.frame();
    const ImGuiWindow* lines = nullptr;
    for (const ImGuiWindow* each : ImGui::GetCurrentContext()->Windows) {
      if (std::string_view(each->Name).find("/program lines_") != std::string_view::npos) lines = each;
    }
    REQUIRE(lines != nullptr);
    const float row = std::ceil(app.screen().fonts().size * 1.6F);
    CHECK(lines->Size.y >= 4 * row);
    CHECK(std::fmod(lines->Size.y + 0.5F, row) <= 1);
    CHECK(std::fmod(lines->Scroll.y + 0.5F, row) <= 1);
    for (int i = 0; i < 4; ++i) app.press(U'+');
  }
}
