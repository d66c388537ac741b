// A scenario changed in the window, by keys and mouse: written, completed, run, restored.
#include "tests/app/headless.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <string>
#include <string_view>

using namespace doorway;
using namespace doorway::test;
using app::ApplicationOptions;

namespace {

const std::string scenario =
    "bob:   l = socket(tcp)\nbob:   l.bind(0)\nbob:   l.listen(1)\nalice: s = socket(tcp)\n"
    "alice: s.connect(bob.l)\nbob:   c = l.accept()\nalice: s.send(\"Hello\")\nbob:   c.recv(64)\n";

const std::string lesson =
    "---\ntitle: A lesson\n---\n## One\nWords.\n```scenario\n" + scenario +
    "```\n```try\nMake the letter longer.\n```\n```goal\nBob reads seven bytes.\nwhen bob.recv#1.bytes == 7\n"
    "hint Alice must send them.\n```\n```solution\nbob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\n"
    "alice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: c = l.accept()\nalice: s.send(fill(7))\nbob: c.recv(64)\n"
    "```\n## Two\nNothing to run is new here.\n## Three\nAnew.\n```scenario\nbob: u = socket(udp)\n```\n";

const KeyPress change{Key::character, U'e', false, true};
const KeyPress run{Key::enter, 0, false, true};

/// An application on this lesson.
struct Learner {
  explicit Learner(const std::string& text = lesson) : path(folder.file("own.md", text)), app(screen, options()) {
    app.rest();
  }
  [[nodiscard]] ApplicationOptions options() const {
    ApplicationOptions options;
    options.lessons = folder.path("");
    options.file = path;
    return options;
  }
  [[nodiscard]] const app::ScenarioEditor& editor() { return app.application().editor(); }
  [[nodiscard]] const std::string& text() { return editor().buffer().text(); }
  [[nodiscard]] Rect page() { return app.layout().lesson; }
  /// What stands behind the lesson's own text.
  void adds(std::string_view written) {
    app.press(KeyPress{Key::end, 0, false, true});
    app.type(written);
  }
  /// Selects from the caret's line on to the end, and types this over it.
  void replaces(const std::string& what, std::string_view with) {
    const std::size_t at = text().find(what);
    REQUIRE(at != std::string::npos);
    app.press(KeyPress{Key::home, 0, false, true});
    for (std::size_t i = 0; i < at; ++i) app.press(Key::right);
    for (std::size_t i = 0; i < what.size(); ++i) app.press(Key::right, true);
    app.type(with);
  }
  void runs() {
    app.press(run);
    app.rest();
  }
  [[nodiscard]] bool is_seen(const char* window) {
    app.frame();
    const ImGuiWindow* found = ImGui::FindWindowByName(window);
    return found != nullptr && found->Active;
  }
  /// Whether the text has a bar to scroll it.
  [[nodiscard]] bool has_bar() {
    for (int i = 0; i < 3; ++i) app.frame();
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
      if (std::string_view(window->Name).find("/script_") != std::string_view::npos) return window->ScrollbarY;
    }
    FAIL("the text is not drawn");
    return false;
  }
  /// Where this letter of the text is drawn.
  [[nodiscard]] Point place_of(std::size_t row, std::size_t cell) {
    app.frame();
    const app::EditorUi& ui = app.application().editor_ui();
    const std::size_t caret_row = ui.rows.row_of(editor().buffer().caret());
    const std::size_t caret_cell = ui.rows.cell_of(text(), editor().buffer().caret());
    const float width = ui.cell;
    const float x = ui.caret.x + width * (static_cast<float>(cell) - static_cast<float>(caret_cell));
    return {x + 1, ui.caret.y + ui.caret.h * (static_cast<float>(row) - static_cast<float>(caret_row) + 0.5F)};
  }

  TemporaryFolder folder;
  std::string path;
  HeadlessScreen screen;
  HeadlessApp app;
};

}  // namespace

TEST_CASE("Ctrl+E opens the page's scenario, and what is typed is text and nothing else") {
  Learner learner;
  learner.app.press(change);
  REQUIRE(learner.editor().is_open());
  CHECK(learner.text() == scenario);
  CHECK(learner.app.layout().stage.shown());
  const auto theme = learner.app.application().theme().name;
  const auto take = learner.app.session().takes().back();
  const Seq cursor = learner.app.session().playhead().cursor;
  learner.adds("# Vrt ijkmn 123 abc +-?");
  learner.app.press(Key::left);
  learner.app.press(Key::page_up);
  learner.app.press(Key::f1);
  learner.app.press_with_control(U'k');
  learner.app.rest();
  CHECK(learner.text() == scenario + "# Vrt ijkmn 123 abc +-?");
  CHECK(learner.app.application().theme().name == theme);
  CHECK_FALSE(learner.app.application().help_is_open());
  CHECK_FALSE(learner.app.application().palette().is_open());
  CHECK(learner.app.session().takes().back() == take);
  CHECK(learner.app.session().playhead().cursor == cursor);
  CHECK(learner.app.walk().page_index() == 0);
}

TEST_CASE("a text that is seen as a whole has no bar to scroll it, and a longer one has") {
  Learner learner;
  learner.app.press(change);
  for (float height = 700; height < 720; ++height) {
    CAPTURE(height);
    learner.screen.resize(1366 + height - 700, height);
    CHECK_FALSE(learner.has_bar());
  }
  for (int larger = 0; larger < 3; ++larger) {
    learner.app.press(change);
    learner.app.press(U'+');
    learner.app.press(change);
    CHECK_FALSE(learner.has_bar());
  }
  learner.adds(std::string(60, '\n'));
  CHECK(learner.has_bar());
}

TEST_CASE("Escape closes the list first, then the scenario, and leaves what is written") {
  Learner learner;
  learner.app.press(change);
  learner.adds("alice: s.");
  CHECK(learner.is_seen("offers"));
  learner.app.press(Key::escape);
  CHECK_FALSE(learner.is_seen("offers"));
  CHECK(learner.editor().is_open());
  learner.app.press(Key::escape);
  CHECK_FALSE(learner.editor().is_open());
  CHECK(learner.app.application().walk() != nullptr);
  learner.app.press(change);
  CHECK(learner.text() == scenario + "alice: s.");
  learner.app.press(change);
  CHECK_FALSE(learner.editor().is_open());
}

TEST_CASE("a completion is taken by a key, and by the mouse") {
  Learner learner;
  learner.app.press(change);
  learner.adds("bo");
  learner.app.press(Key::enter);
  CHECK(learner.text() == scenario + "bob:   ");
  learner.app.press(Key::escape);
  learner.app.type("c.");
  REQUIRE(learner.is_seen("offers"));
  const auto& offers = learner.editor().offers();
  const auto close =
      std::find_if(offers.begin(), offers.end(), [](const Completion& offer) { return offer.shown == "recv(64)"; });
  REQUIRE(close != offers.end());
  const auto row = static_cast<int>(close - offers.begin());
  CHECK(learner.app.click_control("offer", learner.app.whole(), row, "offers"));
  CHECK(learner.text() == scenario + "bob:   c.recv(64)");
  CHECK(learner.editor().buffer().selected() == "64");
  CHECK(learner.editor().mistakes().empty());
}

TEST_CASE("the wheel goes through a list that is longer than its card") {
  Learner learner;
  learner.app.press(change);
  learner.adds("bob: l.");
  learner.app.frame();
  CHECK(learner.app.application().editor_ui().first_offer == 0);
  const ImGuiWindow* list = ImGui::FindWindowByName("offers");
  REQUIRE(list != nullptr);
  learner.screen.mouse({list->Pos.x + 20, list->Pos.y + 20}, false);
  learner.app.frame();
  for (int i = 0; i < 3; ++i) {
    learner.screen.wheel(-1);
    learner.app.frame();
  }
  CHECK(learner.app.application().editor_ui().first_offer == 3);
  for (int i = 0; i < 13; ++i) learner.app.press(Key::down);
  CHECK(learner.editor().chosen() == 12U);
  CHECK(learner.app.application().editor_ui().first_offer == 5);
}

TEST_CASE("a mistake is told below the caret's line, and only there") {
  Learner learner;
  learner.app.press(change);
  learner.adds("alice: s.clos()");
  REQUIRE(learner.editor().mistake_in(8) != nullptr);
  CHECK(learner.is_seen("mistake"));
  learner.app.press(Key::up);
  CHECK_FALSE(learner.is_seen("mistake"));
  learner.app.press(Key::down);
  CHECK(learner.is_seen("mistake"));
  learner.app.press(Key::escape);
  CHECK_FALSE(learner.is_seen("mistake"));
}

TEST_CASE("what is run is what was written, from its start, and the keys step through it") {
  Learner learner;
  const auto own = learner.app.session().takes().back();
  learner.app.press(change);
  learner.replaces("Hello", "Good day");
  learner.runs();
  CHECK_FALSE(learner.editor().is_open());
  CHECK(learner.app.walk().runs_changed());
  CHECK(learner.app.walk().changed_text()->find("Good day") != std::string::npos);
  CHECK(learner.app.session().takes().back() != own);
  CHECK(data_of(learner.app.session().recording(), "bob.recv#1") == "Good day");
  learner.app.press(Key::home);
  learner.app.rest();
  CHECK(learner.app.session().playhead().cursor == 0);
  learner.app.press(Key::right);
  learner.app.rest();
  CHECK(learner.app.session().playhead().cursor > 0);
}

TEST_CASE("what cannot be run is not run, and the caret goes to its first mistake") {
  Learner learner;
  const auto own = learner.app.session().takes().back();
  learner.app.press(change);
  learner.adds("alice: s.close()\nalice: s.clos()");
  learner.app.press(KeyPress{Key::home, 0, false, true});
  learner.runs();
  CHECK(learner.editor().is_open());
  CHECK(learner.editor().buffer().caret() == scenario.size() + 26);
  CHECK_FALSE(learner.editor().notice().empty());
  CHECK(learner.is_seen("mistake"));
  CHECK(learner.app.session().takes().back() == own);
  CHECK_FALSE(learner.app.walk().runs_changed());
}

TEST_CASE("a goal is reached by a scenario that was written") {
  Learner learner;
  learner.app.press(change);
  learner.replaces("\"Hello\"", "fill(7)");
  learner.runs();
  CHECK(learner.app.walk().goal_state().reached);
}

TEST_CASE("undo, do again and restore, and restoring can be undone") {
  Learner learner;
  learner.app.press(change);
  learner.adds("alice: s.close()");
  learner.app.press_with_control(U'z');
  CHECK(learner.text() != scenario + "alice: s.close()");
  learner.app.press(KeyPress{Key::character, U'z', true, true});
  CHECK(learner.text() == scenario + "alice: s.close()");
  learner.runs();
  REQUIRE(learner.app.walk().runs_changed());
  learner.app.press(change);
  CHECK(learner.app.click_control("restore", learner.page()));
  CHECK(learner.text() == scenario);
  CHECK_FALSE(learner.app.walk().runs_changed());
  CHECK(learner.editor().is_open());
  learner.app.press_with_control(U'z');
  CHECK(learner.text() == scenario + "alice: s.close()");
  learner.app.press_with_control(U'y');
  CHECK(learner.text() == scenario);
}

TEST_CASE("the buttons run and close") {
  Learner learner;
  learner.app.press(change);
  CHECK(learner.app.click_control("close", learner.page()));
  CHECK_FALSE(learner.editor().is_open());
  learner.app.press(change);
  learner.replaces("Hello", "Hi");
  CHECK(learner.app.click_control("run", learner.page()));
  learner.app.rest();
  CHECK(data_of(learner.app.session().recording(), "bob.recv#1") == "Hi");
}

TEST_CASE("the lesson's own text, run from here, is the page's own run on fresh sockets") {
  Learner learner;
  const auto own = learner.app.session().takes().back();
  learner.app.press(change);
  learner.runs();
  CHECK_FALSE(learner.app.walk().runs_changed());
  CHECK(learner.app.session().takes().back() != own);
  CHECK(data_of(learner.app.session().recording(), "bob.recv#1") == "Hello");
}

TEST_CASE("the page's way back to its own scenario is seen in the text too, and can be undone there") {
  Learner learner;
  learner.app.press(change);
  learner.replaces("Hello", "Hi");
  learner.runs();
  learner.app.press(U'u');
  learner.app.rest();
  CHECK_FALSE(learner.app.walk().runs_changed());
  learner.app.press(change);
  CHECK(learner.text() == scenario);
  learner.app.press_with_control(U'z');
  CHECK(learner.text().find("\"Hi\"") != std::string::npos);
}

TEST_CASE("each page has its own text, and who leaves the page leaves the text") {
  Learner learner;
  learner.app.press(change);
  learner.adds("alice: s.close()");
  learner.app.press(change);
  learner.app.press(Key::page_down);
  learner.app.rest();
  learner.app.press(change);  // it goes on with the scenario of the page before
  CHECK(learner.text() == scenario);
  learner.app.press(change);
  learner.app.press(Key::page_down);
  learner.app.rest();
  learner.app.press(change);
  CHECK(learner.text() == "bob: u = socket(udp)\n");
  CHECK(learner.app.click_control("lessons", learner.app.layout().top_bar));
  learner.app.rest();
  CHECK_FALSE(learner.editor().is_open());
  CHECK(learner.app.application().walk() == nullptr);
}

TEST_CASE("the palette opens a page beside the text, which closes then") {
  Learner learner;
  learner.app.press(change);
  CHECK(learner.app.click_control("find", learner.app.layout().top_bar));
  REQUIRE(learner.app.application().palette().is_open());
  learner.app.type("three");
  learner.app.press(Key::enter);
  learner.app.rest();
  CHECK(learner.app.walk().page_index() == 2);
  CHECK_FALSE(learner.editor().is_open());
}

TEST_CASE("a click puts the caret, a drag selects, a double click takes the word") {
  Learner learner;
  learner.app.press(change);
  const Point letter = learner.place_of(6, 9);
  learner.app.click(letter);
  CHECK(learner.editor().buffer().line_of(learner.editor().buffer().caret()) == 6);
  CHECK(learner.editor().buffer().caret() == learner.editor().buffer().begin_of_line(6) + 9);
  const Point end = learner.place_of(6, 13);
  learner.app.drag(letter, {end.x + 1, end.y});
  CHECK(learner.editor().buffer().selected() == "send");
  learner.app.press_with_control(U'x');
  learner.app.press_with_control(U'v');
  learner.app.press_with_control(U'v');
  CHECK(learner.text().find("s.sendsend(") != std::string::npos);
  const Point word = learner.place_of(6, 11);
  for (const bool pressed : {true, false, true, false}) {
    learner.screen.mouse(word, pressed);
    learner.app.frame();
  }
  CHECK(learner.editor().buffer().selected() == "sendsend");
}

TEST_CASE("keys belong to the help while it is shown over the text") {
  Learner learner;
  learner.app.press(change);
  CHECK(learner.app.click_control("help", learner.app.layout().top_bar));
  REQUIRE(learner.app.application().help_is_open());
  learner.app.type("x");
  CHECK(learner.text() == scenario);
  learner.app.press(Key::escape);
  CHECK_FALSE(learner.app.application().help_is_open());
  CHECK(learner.editor().is_open());
}

TEST_CASE("a page without a scenario has nothing to change") {
  Learner learner("---\ntitle: A lesson\n---\n## One\nWords.\n");
  learner.app.press(change);
  CHECK_FALSE(learner.editor().is_open());
}

TEST_CASE("what is to be tried is seen beside the text at every size of text, and keys scroll it") {
  Learner learner;
  learner.app.press(change);
  for (const Point size : {Point{800, 600}, Point{1366, 768}, Point{1920, 1080}}) {
    learner.screen.resize(size.x, size.y);
    const auto resize_text = [&](char32_t key) {  // in the text it would be a letter
      learner.app.press(change);
      learner.app.press(key);
      learner.app.press(change);
    };
    for (int i = 0; i < 14; ++i) resize_text(U'-');
    for (int i = 0; i < 14; ++i) {
      const float text_px = app::text_px_at_scale_1 * learner.app.application().text_scale();
      CAPTURE(size.x);
      CAPTURE(text_px);
      learner.app.frame();
      const app::EditorUi& ui = learner.app.application().editor_ui();
      CHECK(ui.task.h >= text_px * 1.4F);
      CHECK(ui.text.h >= text_px * 1.5F);
      CHECK(ui.task.bottom() <= ui.text.y);
      CHECK(ui.text.bottom() <= learner.page().bottom());
      resize_text(U'+');
    }
  }
  learner.screen.resize(800, 600);
  for (int i = 0; i < 3; ++i) learner.app.frame();
  const auto scrolled = [] {
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
      if (std::string_view(window->Name).find("/task_") != std::string_view::npos) return window->Scroll.y;
    }
    return -1.0F;
  };
  REQUIRE(learner.app.application().text_scale() == 2.5F);
  CHECK(scrolled() == 0);
  const std::size_t caret = learner.editor().buffer().caret();
  learner.app.press_with_control(Key::down);
  for (int i = 0; i < 3; ++i) learner.app.frame();
  CHECK(scrolled() > 0);
  learner.app.press_with_control(Key::up);
  for (int i = 0; i < 3; ++i) learner.app.frame();
  CHECK(scrolled() == 0);
  CHECK(learner.editor().buffer().caret() == caret);
}

TEST_CASE("the caret is in sight in windows and texts of all sizes") {
  Learner learner;
  learner.app.press(change);
  std::string lines;
  for (int i = 0; i < 40; ++i)
    lines += "alice: s.send(\"a line that is much too long for the smallest window there is\")\n";
  learner.screen.resize(1366, 768);
  learner.adds(lines);
  for (const Point size : {Point{480, 360}, Point{640, 480}, Point{1280, 800}, Point{2560, 1440}}) {
    learner.screen.resize(size.x, size.y);
    for (int larger = 0; larger < 4; ++larger) {
      CAPTURE(size.x);
      CAPTURE(learner.app.application().text_scale());
      for (const Key key : {Key::home, Key::end}) {
        learner.app.press(KeyPress{key, 0, false, true});
        learner.app.frame();
        learner.app.frame();
        const app::EditorUi& ui = learner.app.application().editor_ui();
        CHECK(ui.caret.y >= ui.text.y - 1);
        CHECK(ui.caret.bottom() <= ui.text.bottom() + 1);
        CHECK(ui.caret.x >= ui.text.x);
        CHECK(ui.caret.right() <= ui.text.right() + 1);
        CHECK(learner.app.layout().stage.shown());
      }
      learner.app.press(change);
      learner.app.press(U'+');
      learner.app.press(change);
    }
    learner.app.press(change);
    learner.app.press_with_control(U'0');
    learner.app.press(change);
  }
}
