// The stage in the application: what moves, and what lights up under the mouse.
#include "app/layout/paragraph.hpp"
#include "app/panels/stage_painting.hpp"
#include "tests/app/headless.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string_view>

using namespace doorway;
using namespace doorway::test;
using std::chrono::milliseconds;

namespace {

// Each letter is ten pixels wide.
float ten_a_letter(std::string_view words, app::FontRole, float) {
  return 10 * static_cast<float>(words.size());
}

const std::string one_card =
    "---\ntitle: A lesson\n---\n## One\nWords.\n```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\n"
    "alice: v = socket(udp)\nalice: v.sendto(\"Hey\", bob.u)\nbob: u.recvfrom(64)\n```\n";

struct Stage {
  explicit Stage(milliseconds motion_time) : path(folder.file("own.md", one_card)) {
    app::ApplicationOptions options;
    options.lessons = folder.path("");
    options.file = path;
    options.motion_time = motion_time;
    hand = std::make_unique<HeadlessApp>(screen, options);
    hand->rest();
    hand->press(Key::space);
    hand->rest();
  }
  [[nodiscard]] app::Pointed pointed() const { return hand->application().pointed(); }
  void move_mouse(Point at) {
    screen.mouse(at, false);
    hand->frame();
    hand->frame();
  }
  /// The first place of the stage at which the mouse is at something that this holds for.
  template <class Wanted>
  std::optional<Point> find(Wanted wanted) {
    const Rect stage = hand->layout().stage;
    for (float y = stage.y + 3; y < stage.bottom(); y += 9) {
      for (float x = stage.x + 3; x < stage.right(); x += 9) {
        move_mouse({x, y});
        if (wanted(pointed())) return Point{x, y};
      }
    }
    return std::nullopt;
  }

  TemporaryFolder folder;
  std::string path;
  HeadlessScreen screen;
  std::unique_ptr<HeadlessApp> hand;
};

}  // namespace

TEST_CASE("a step moves, asks for frames while it does, and any key ends that at once") {
  Stage stage(milliseconds(300));
  HeadlessApp& app = *stage.hand;
  CHECK_FALSE(app.application().wakes_at());
  app.press(Key::left);
  CHECK(app.application().wakes_at());
  app.press(Key::f1);
  CHECK_FALSE(app.application().wakes_at());
  app.press(Key::f1);
  // Left alone it comes to an end by itself.
  app.press(Key::left);
  int frames = 0;
  while (app.application().wakes_at() && frames < 1000) {
    app.turn();
    ++frames;
  }
  CHECK(frames > 5);
  CHECK(frames < 100);
}

TEST_CASE("with reduced motion a step is a plain change") {
  Stage stage(milliseconds(0));
  stage.hand->press(Key::left);
  CHECK_FALSE(stage.hand->application().wakes_at());
  stage.hand->press(Key::right);
  CHECK_FALSE(stage.hand->application().wakes_at());
}

TEST_CASE("what is under the mouse lights up, a click keeps it lit, and one on the ground lets go") {
  Stage stage(milliseconds(0));
  const auto byte = stage.find([](const app::Pointed& pointed) { return pointed.byte == 1U; });
  REQUIRE(byte);
  const app::Pointed found = stage.pointed();
  CHECK(found.call);
  stage.hand->click(*byte);
  CHECK(stage.pointed() == found);
  stage.move_mouse({1, 1});
  CHECK(stage.pointed() == found);
  const Rect area = stage.hand->layout().stage;
  stage.hand->click({area.center().x, area.y + 4});
  CHECK(stage.pointed().is_nothing());
  stage.move_mouse(*byte);
  CHECK(stage.pointed() == found);
  stage.move_mouse({1, 1});
  CHECK(stage.pointed().is_nothing());
}

TEST_CASE("a line of a program that was called is its call, and a door is its socket") {
  Stage stage(milliseconds(0));
  CHECK(stage.find([](const app::Pointed& pointed) { return pointed.call && !pointed.byte; }));
  CHECK(stage.find([](const app::Pointed& pointed) { return pointed.socket != SocketId::none; }));
  // Before anything was called, no line is.
  stage.hand->press(Key::home);
  CHECK_FALSE(stage.find([](const app::Pointed& pointed) { return pointed.call.has_value(); }));
}

TEST_CASE(
    "sockets that the stage has no room for are named, and a click on their names opens the table that has them") {
  TemporaryFolder folder;
  std::string script;
  for (const char name : std::string("abcdefghijk")) script += std::string("bob: ") + name + " = socket(tcp)\n";
  app::ApplicationOptions options;
  options.motion_time = milliseconds(0);
  options.lessons = folder.path("");
  options.file = folder.file("own.md", "---\ntitle: A lesson\n---\n## One\nWords.\n```scenario\n" + script + "```\n");
  HeadlessScreen screen;
  HeadlessApp hand(screen, options);
  screen.resize(800, 600);
  hand.rest();
  hand.press(Key::space);
  hand.rest();
  const app::StageLayout& layout = hand.application().stage().layout();
  REQUIRE(layout.hidden_doors > 0);
  CHECK(layout.hidden_names.size() == layout.hidden_doors);
  CHECK(layout.hidden_names.front() == "Bob's a");
  REQUIRE(layout.hidden.shown());
  CHECK_FALSE(hand.layout().inspector.shown());
  hand.click(layout.hidden.center());
  hand.rest();
  CHECK(hand.layout().inspector.shown());
  CHECK(hand.application().inspector_tab() == app::InspectorTab::sockets);
}

TEST_CASE("every sleeper has a sign of it, and a small one's stays within its place") {
  const app::SleepSign large = app::sleep_sign({100, 100, 70, 120}, 15, 1, ten_a_letter);
  CHECK(large.words == "z z");
  CHECK(large.text_px == 15);
  for (float width = 12; width <= 48; ++width) {
    CAPTURE(width);
    const Rect figure{100, 100, width, 40};
    const app::SleepSign sign = app::sleep_sign(figure, 15, 1, ten_a_letter);
    REQUIRE_FALSE(sign.words.empty());
    CHECK(sign.text_px == 15);
    CHECK(sign.at.x >= figure.x);
    CHECK(sign.at.x + 10 * static_cast<float>(sign.words.size()) <= figure.right());
    CHECK(sign.at.y >= figure.y);
  }
}

TEST_CASE("what is told of a letter has no empty line below it, and its foot stays where it is") {
  app::StageLayout layout;
  layout.scale = 1;
  layout.text_px = 15;
  layout.callout = {50, 60, 222, 182};  // 11 at each side, and eight lines of 20
  layout.callout_line = 20;
  const float line = app::paragraph_line(15);
  for (const std::size_t lines : {1U, 2U, 3U}) {
    std::string reason = "twenty letters a line";
    for (std::size_t i = 1; i < lines; ++i) reason += " and again, as before";
    const Rect card = app::callout_of(layout, reason, [](std::string_view words, app::FontRole, float) {
      return words.size() <= 21 ? 200.0F : 201.0F;
    });
    CAPTURE(lines);
    CHECK(card.bottom() == doctest::Approx(layout.callout.bottom()));
    CHECK(card.h == doctest::Approx(22 + 4 * 20 + line * static_cast<float>(lines)));
  }
  const Rect full = app::callout_of(layout, std::string(4000, 'x'), ten_a_letter);
  CHECK(full.h > 22 + 4 * 20);
  CHECK(full.h <= layout.callout.h);
}

TEST_CASE("a long line of a program keeps the name of its call and its end") {
  const auto shown = [](const std::string& line, float width) {
    return app::short_line(line, width, 13, ten_a_letter);
  };
  CHECK(shown("s.send(\"Hi\")", 120) == "s.send(\"Hi\")");
  // "…" has three bytes, each ten pixels wide here.
  CHECK(shown("s.send(\"Good morning\")", 170) == "s.send(\"Good…\")");
  CHECK(shown("u.sendto(\"from Carol\", alice.u)", 280) == "u.sendto(\"from…\", alice.u)");
  CHECK(shown("u.sendto(\"from Carol\", alice.u)", 180) == "u.sendto(\"from…)");
  CHECK(shown("s.connect(bob.l)", 150) == "s.connect(b…)");
  CHECK(shown("s.connect(bob.l)", 140) == "s.connect(…)");
  CHECK(shown("s.connect(bob.l)", 90) == "s.conn…");
  CHECK(shown("no call at all", 90) == "no cal…");
}
