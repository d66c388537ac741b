// The timeline under a learner's hands: each of its controls by mouse and by key, and each undone again.
#include "tests/app/headless.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>

using namespace doorway;
using namespace doorway::test;

namespace {

const std::string long_lesson =
    "---\ntitle: A lesson\n---\n## One\nWords.\n```scenario\nbob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\n"
    "alice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: c = l.accept()\n"
    "repeat 12 {\nalice: s.send(\"Hey\")\nbob: c.recv(64)\n}\nalice: u = socket(udp)\n```\n"
    "```ask\nHow many?\n- three when bob.recv#1.bytes == 3\n- none when bob.recv#1 blocks\nIt is so.\n```\n"
    "```cue\nopen after alice.socket#2\n```\n";

struct TimelineHand {
  TimelineHand() : path(folder.file("own.md", long_lesson)) {
    app::ApplicationOptions options;
    options.lessons = folder.path("");
    options.file = path;
    options.step_time = std::chrono::milliseconds(0);
    screen.resize(1600, 900);
    app = std::make_unique<HeadlessApp>(screen, options);
    app->rest();
  }
  [[nodiscard]] const app::TimelineUi& ui() { return app->application().timeline_ui(); }
  [[nodiscard]] const ReplayView& view() { return app->session().view(); }
  [[nodiscard]] std::size_t step() { return view().steps.step_at(app->session().playhead().cursor); }
  [[nodiscard]] app::AxisSpan span() {
    const app::AxisMap map(ui().view.axis, view().steps, *view().recording);
    return app::span_of(ui().view, {map, app->session().playhead().cursor, ui().natural_steps});
  }
  [[nodiscard]] Rect timeline() { return app->layout().timeline; }
  /// A place on the axis where no lane and no word is.
  [[nodiscard]] Point ground(float share) {
    return {timeline().x + timeline().w * share, timeline().center().y - timeline().h * 0.08F};
  }
  bool clicks(std::string_view control, std::optional<int> number = {}, std::string_view child = {}) {
    app->frame();
    const Rect all = timeline();
    const Rect area = child.empty() ? Rect{all.center().x, all.bottom() - 30, all.w / 2, 24} : card();
    const bool found = app->click_control(control, area, number, child);
    app->rest();
    return found;
  }
  [[nodiscard]] static Rect card() {
    const ImGuiWindow* window = ImGui::FindWindowByName("timeline card");
    return window == nullptr ? Rect{} : Rect{window->Pos.x, window->Pos.y, window->Size.x, window->Size.y};
  }
  void control(Key key) { app->press(KeyPress{key, 0, false, true}); }
  void wheel(Point at, float turns, float sideways = 0, bool shift = false) {
    screen.mouse(at, false);
    app->frame();
    ImGui::GetIO().KeyShift = shift;
    ImGui::GetIO().MouseWheelH = sideways;
    screen.wheel(turns);
    app->frame();
    ImGui::GetIO().KeyShift = false;
    app->frame();
  }
  void drag(Point from, Point to, int button) {
    screen.mouse(from, false);
    app->frame();
    for (const Point at : {from, to}) {
      screen.mouse(at, false);
      ImGui::GetIO().MouseDown[button] = true;
      app->frame();
    }
    ImGui::GetIO().MouseDown[button] = false;
    app->frame();
    screen.mouse({-1, -1}, false);
    app->frame();
  }

  TemporaryFolder folder;
  std::string path;
  HeadlessScreen screen;
  std::unique_ptr<HeadlessApp> app;
};

}  // namespace

TEST_CASE("the wheel zooms the timeline about the mouse, and back") {
  TimelineHand hand;
  hand.clicks("fit");
  const app::AxisSpan all = hand.span();
  const Point at = hand.ground(0.6F);
  hand.app->click(at);
  const std::size_t step = hand.step();
  hand.wheel(at, 3);
  const app::AxisSpan near = hand.span();
  CHECK(near.width() == doctest::Approx(all.width() / std::pow(1.25, 3)));
  hand.app->press(Key::home);
  hand.app->rest();
  // The same place of the screen is the same step, although the view has followed the cursor meanwhile.
  hand.clicks("fit");
  hand.clicks("fit");
  hand.clicks("fit");
  hand.wheel(at, 3);
  hand.app->click(at);
  CHECK(hand.step() == step);
  hand.wheel(at, -3);
  CHECK(hand.span().width() == doctest::Approx(all.width()));
}

TEST_CASE("Ctrl+Up and Ctrl+Down, and the buttons, zoom and undo each other, and Z shows all and goes back") {
  TimelineHand hand;
  const app::AxisSpan natural = hand.span();
  hand.control(Key::up);
  CHECK(hand.span().width() < natural.width());
  hand.control(Key::down);
  CHECK(hand.span().width() == doctest::Approx(natural.width()));
  REQUIRE(hand.clicks("zoom in"));
  CHECK(hand.span().width() < natural.width());
  REQUIRE(hand.clicks("zoom out"));
  CHECK(hand.span().width() == doctest::Approx(natural.width()));
  hand.app->press(U'z');
  CHECK(hand.span().contains(1));
  CHECK(hand.span().contains(static_cast<double>(hand.view().steps.step_count())));
  hand.app->press(U'z');
  CHECK(hand.span() == natural);
  REQUIRE(hand.clicks("fit"));
  CHECK(hand.ui().view.kind == app::ViewWidth::all);
  REQUIRE(hand.clicks("fit"));
  CHECK(hand.span() == natural);
}

TEST_CASE("keys, the wheel sideways and a drag with the right or middle button pan, and a step brings the view back") {
  TimelineHand hand;
  const double end = hand.span().to;
  const std::size_t step = hand.step();
  const auto moves_and_comes_back = [&](auto move) {
    move();
    CHECK(hand.span().to < end - 1);
    CHECK(hand.step() == step);
    for (int i = 0; i < 8; ++i) hand.control(Key::right);
    CHECK(hand.span().to == doctest::Approx(end));
  };
  moves_and_comes_back([&] { hand.control(Key::left); });
  moves_and_comes_back([&] { hand.wheel(hand.ground(0.5F), 2, 0, true); });
  moves_and_comes_back([&] { hand.wheel(hand.ground(0.5F), 0, 2); });
  moves_and_comes_back([&] { hand.drag(hand.ground(0.4F), hand.ground(0.7F), 1); });
  moves_and_comes_back([&] { hand.drag(hand.ground(0.4F), hand.ground(0.7F), 2); });
  for (int i = 0; i < 8; ++i) hand.control(Key::left);
  CHECK_FALSE(hand.span().contains(static_cast<double>(step)));
  hand.app->press(Key::left);
  hand.app->rest();
  CHECK(hand.span().contains(static_cast<double>(step - 1)));
}

TEST_CASE("dragging the overview's window moves the view and not the cursor, and beside it the cursor follows") {
  TimelineHand hand;
  const std::size_t step = hand.step();
  const double end = hand.span().to;
  const Rect line = hand.timeline();
  // The window is at the overview's right end, which is left of the controls.
  float y = line.bottom() - 16;
  const float left = line.x + 90;
  float right = left;
  for (float x = left; x < line.right() - 440; x += 8) right = x;
  hand.drag({right - 60, y}, {left + 60, y}, 0);
  CHECK(hand.step() == step);
  CHECK(hand.span().to < end - 1);
  hand.drag({right - 30, y}, {left, y}, 0);
  CHECK(hand.step() < 8);
}

TEST_CASE("X and the switch show steps or time, and what the cursor stands at stays in view") {
  TimelineHand hand;
  hand.app->press(U'x');
  hand.app->frame();
  CHECK(hand.ui().view.axis == app::Axis::time);
  const double now =
      app::AxisMap(app::Axis::time, hand.view().steps, *hand.view().recording).place_of_step(hand.step());
  CHECK(hand.span().contains(now));
  hand.app->press(U'x');
  CHECK(hand.ui().view.axis == app::Axis::steps);
  REQUIRE(hand.clicks("axis time"));
  CHECK(hand.ui().view.axis == app::Axis::time);
  REQUIRE(hand.clicks("axis time"));
  CHECK(hand.ui().view.axis == app::Axis::time);
  REQUIRE(hand.clicks("axis steps"));
  CHECK(hand.ui().view.axis == app::Axis::steps);
}

TEST_CASE("a click on the axis of time goes to the step that is nearest in time") {
  TimelineHand hand;
  hand.app->press(U'x');
  hand.app->press(U'z');
  hand.app->frame();
  hand.app->click(hand.ground(0.3F));
  const std::size_t early = hand.step();
  hand.app->click(hand.ground(0.9F));
  CHECK(hand.step() >= early);
  CHECK(hand.step() > 0);
}

TEST_CASE("J asks for a step, where digits and Enter go there, and answer no question meanwhile") {
  TimelineHand hand;
  HeadlessApp& app = *hand.app;
  const std::size_t step = hand.step();
  app.press(U'j');
  app.frame();
  CHECK(hand.ui().card == app::TimelineCard::jump);
  for (const char32_t digit : {U'1', U'2'}) app.press(digit);
  CHECK(hand.ui().typed == "12");
  CHECK_FALSE(app.walk().ask_state().answer);
  app.press(Key::backspace);
  for (const char32_t letter : {U'v', U'a', U'r', U't', U'm', U'?', U'+'}) app.press(letter);
  for (const Key key : {Key::right, Key::home, Key::space, Key::page_down, Key::f1, Key::f2}) app.press(key);
  app.rest();
  CHECK(hand.ui().typed == "1");
  CHECK(hand.step() == step);
  CHECK(app.session().take_number() == 1);
  CHECK(app.application().vocabulary() == Vocabulary::story);
  CHECK_FALSE(app.application().help_is_open());
  app.press(U'7');
  app.press(Key::enter);
  app.rest();
  CHECK(hand.step() == 17);
  CHECK(hand.ui().card == app::TimelineCard::none);
  app.press(U'1');
  CHECK(app.walk().ask_state().answer == Answer{answer::One{0}});
}

TEST_CASE("a wrong number is told, and Escape leaves the cursor where it was") {
  TimelineHand hand;
  HeadlessApp& app = *hand.app;
  const std::size_t step = hand.step();
  app.press(U'j');
  app.press(Key::enter);
  CHECK(hand.ui().complaint == "Type the number of a step first.");
  for (int i = 0; i < 12; ++i) app.press(U'9');
  app.press(Key::enter);
  app.frame();
  CHECK(hand.ui().card == app::TimelineCard::jump);
  CHECK(hand.ui().complaint.find("There is no step 999999999") == 0);
  app.press(Key::backspace);
  CHECK(hand.ui().complaint.empty());
  app.press(Key::escape);
  CHECK(hand.ui().card == app::TimelineCard::none);
  CHECK(hand.step() == step);
  CHECK(app.application().walk() != nullptr);
}

TEST_CASE("the card that asks for a step opens, goes and closes by mouse") {
  TimelineHand hand;
  HeadlessApp& app = *hand.app;
  REQUIRE(hand.clicks("go to"));
  CHECK(hand.ui().card == app::TimelineCard::jump);
  REQUIRE(hand.clicks("close card", {}, "timeline card"));
  CHECK(hand.ui().card == app::TimelineCard::none);
  REQUIRE(hand.clicks("go to"));
  app.press(U'5');
  REQUIRE(hand.clicks("go", {}, "timeline card"));
  CHECK(hand.step() == 5);
}

TEST_CASE("M and the flag set a bookmark and take it away, and N and P go from one to the next") {
  TimelineHand hand;
  HeadlessApp& app = *hand.app;
  const auto marks = [&] { return app::bookmarks_of(hand.ui(), app.session().takes().back()).size(); };
  const auto go_to = [&](char32_t digit) {
    app.press(U'j');
    app.press(digit);
    app.press(Key::enter);
  };
  go_to(U'4');
  app.press(U'm');
  go_to(U'9');
  REQUIRE(hand.clicks("bookmark"));
  CHECK(marks() == 2);
  app.press(Key::home);
  app.press(U'p');
  CHECK(hand.step() == 0);
  app.press(U'n');
  CHECK(hand.step() == 4);
  app.press(U'n');
  CHECK(hand.step() == 9);
  app.press(U'n');
  CHECK(hand.step() == 9);
  app.press(U'p');
  CHECK(hand.step() == 4);
  app.press(U'm');
  CHECK(marks() == 1);
  app.press(U'm');
  CHECK(marks() == 2);
  app.press(U'r');
  app.rest();
  CHECK(marks() == 0);
}

TEST_CASE("K chooses sockets by keys, and the card by mouse, and all come back") {
  TimelineHand hand;
  HeadlessApp& app = *hand.app;
  app.press(U'k');
  app.frame();
  CHECK(hand.ui().card == app::TimelineCard::sockets);
  app.press(Key::down);
  app.press(Key::space);
  CHECK(hand.ui().chosen == std::vector<std::string>{"bob.l"});
  app.press(Key::down);
  app.press(Key::enter);
  CHECK(hand.ui().chosen == std::vector<std::string>{"bob.l", "alice.s"});
  app.press(Key::up);
  app.press(Key::space);
  CHECK(hand.ui().chosen == std::vector<std::string>{"alice.s"});
  app.press(U'1');
  CHECK_FALSE(app.walk().ask_state().answer);
  app.press(Key::backspace);
  CHECK(hand.ui().chosen.empty());
  app.press(Key::escape);
  CHECK(hand.ui().card == app::TimelineCard::none);
  REQUIRE(hand.clicks("sockets"));
  REQUIRE(hand.clicks("socket row", 3, "timeline card"));
  CHECK(hand.ui().chosen == std::vector<std::string>{"bob.c"});
  REQUIRE(hand.clicks("socket row", 0, "timeline card"));
  CHECK(hand.ui().chosen.empty());
  REQUIRE(hand.clicks("close card", {}, "timeline card"));
  CHECK(hand.ui().card == app::TimelineCard::none);
}

TEST_CASE("L and the question mark's button open the legend, and close it") {
  TimelineHand hand;
  HeadlessApp& app = *hand.app;
  app.press(U'l');
  app.frame();
  CHECK(hand.ui().card == app::TimelineCard::legend);
  app.press(U'l');
  CHECK(hand.ui().card == app::TimelineCard::none);
  REQUIRE(hand.clicks("legend"));
  CHECK(hand.ui().card == app::TimelineCard::legend);
  app.press(Key::escape);
  CHECK(hand.ui().card == app::TimelineCard::none);
  CHECK(app.application().walk() != nullptr);
}

TEST_CASE("a view that is dragged by its playhead stands still, and rests again afterwards") {
  TimelineHand hand;
  const app::AxisSpan before = hand.span();
  hand.drag(hand.ground(0.5F), hand.ground(0.9F), 0);
  const std::size_t at_end = hand.step();
  hand.drag(hand.ground(0.5F), hand.ground(0.3F), 0);
  CHECK(hand.step() < at_end);
  CHECK_FALSE(hand.ui().still);
  CHECK(hand.span().width() == before.width());
}
