// Recordings in the whole application without a window: saved, browsed, opened, gone on from.
#include "core/journey/journey_reader.hpp"
#include "tests/app/recording_desk.hpp"
#include "tests/support/content_of.hpp"

#include <doctest/doctest.h>

#include <tuple>

using namespace doorway;
using namespace doorway::test;

namespace {

namespace fs = std::filesystem;

}  // namespace

TEST_CASE("a take is saved under a name, opened again, and its question is judged by it") {
  Desk desk;
  desk.run();
  desk.save_as("kept");
  CHECK_FALSE(desk.application().browser().is_open());
  CHECK(desk.application().message().find("kept.journey") != std::string::npos);
  const Seq events = desk.hand->session().recording().size();
  desk.hand->press(Key::escape);  // the message
  desk.hand->press(Key::escape);
  desk.hand->rest();
  const auto records = desk.application().progress().records;
  desk.open("kept");
  REQUIRE(desk.application().recording_file() != nullptr);
  CHECK(desk.hand->session().is_replay());
  CHECK(desk.hand->session().recording().size() == events);
  CHECK(desk.hand->walk().lesson().pages.size() == 2);
  desk.hand->press(Key::page_down);
  desk.hand->press(U'1');
  desk.hand->press(Key::space);
  desk.hand->rest();
  REQUIRE(desk.hand->walk().ask_state().verdict);
  CHECK(desk.hand->walk().ask_state().verdict->is_right);
  CHECK(desk.application().progress().records == records);  // anybody's run is nobody's progress
}

TEST_CASE("R goes on from a recording on fresh sockets, and that take is written down too") {
  Desk desk;
  desk.run();
  desk.save_as("kept");
  desk.begin(desk.mine("kept.journey").string());
  const std::size_t before = desk.journals().size();
  REQUIRE(desk.hand->session().is_replay());
  desk.hand->press(Key::right);
  desk.hand->press(Key::right);
  const Seq cursor = desk.hand->session().playhead().cursor;
  CHECK(desk.hand->click_control("new take", desk.hand->layout().transport));
  desk.hand->rest();
  CHECK_FALSE(desk.hand->session().is_replay());
  CHECK(desk.hand->session().takes().size() == 2);
  CHECK(desk.hand->session().playhead().cursor >= cursor);
  desk.to_the_end();
  CHECK(desk.hand->session().run_is_over());
  CHECK(desk.journals().size() == before + 1);
  desk.save_as("second");
  const auto second = open_journey(desk.mine("second.journey"));
  REQUIRE(second.has_value());
  CHECK(second->info.lesson->file == "own.md");
}

TEST_CASE("a file that is there is replaced only by who says so") {
  Desk desk;
  desk.folder.write("mine/kept.journey", "precious");
  desk.run();
  desk.save_as("kept");
  CHECK(desk.application().browser().asks_to_replace());
  CHECK(content_of(desk.mine("kept.journey")) == "precious");
  desk.hand->press(Key::escape);
  CHECK_FALSE(desk.application().browser().asks_to_replace());
  CHECK(content_of(desk.mine("kept.journey")) == "precious");
  desk.hand->press(Key::enter);
  desk.hand->rest();
  REQUIRE(desk.application().browser().asks_to_replace());
  REQUIRE(desk.click_go_ahead());
  CHECK_FALSE(desk.application().browser().is_open());
  CHECK(open_journey(desk.mine("kept.journey")).has_value());
}

TEST_CASE("where a take cannot be saved, the browser says so and stays open") {
  Desk desk;
  desk.run();
  desk.save_as("none/kept");
  CHECK(desk.application().browser().is_open());
  CHECK(desk.application().browser().note().find("No such file or directory") != std::string::npos);
}

TEST_CASE("the browser is used by mouse alone: into a folder, back, a file, open") {
  Desk desk;
  desk.run();
  desk.save_as("kept");
  for (const auto& [width, height, larger] : {std::tuple(1280.0F, 800.0F, 0), std::tuple(800.0F, 600.0F, 12)}) {
    desk.screen.resize(width, height);
    for (int i = 0; i < larger; ++i) desk.hand->press(U'+');
    desk.hand->press_with_control(U'o');
    desk.hand->rest();
    REQUIRE(desk.click_row(1));
    CHECK(desk.application().browser().folder() == fs::canonical(desk.mine("inner")));
    REQUIRE(desk.click_row(0));
    CHECK(desk.application().browser().folder() == fs::canonical(desk.mine("")));
    REQUIRE(desk.click_row(2));
    REQUIRE(desk.application().browser().is_open());
    REQUIRE(desk.click_go_ahead());
    CHECK_FALSE(desk.application().browser().is_open());
    CHECK(desk.hand->session().is_replay());
  }
}

TEST_CASE("a torn recording opens up to where it is whole, and what is dropped is told") {
  Desk desk;
  desk.run();
  desk.save_as("kept");
  const std::string whole = content_of(desk.mine("kept.journey"));
  desk.folder.write("mine/torn.journey", whole.substr(0, whole.size() - 9));
  desk.begin(desk.mine("torn.journey").string());
  CHECK(desk.hand->session().is_replay());
  CAPTURE(desk.application().message());
  CHECK(desk.application().message().find("left out") != std::string::npos);
}

TEST_CASE("a file that is no recording says so where it was asked for, and nothing else changes") {
  Desk desk;
  desk.folder.write("mine/none.journey", "not a recording");
  desk.run();
  const std::size_t takes = desk.hand->session().takes().size();
  desk.open("none");
  CHECK(desk.application().browser().note().find("no recording") != std::string::npos);
  desk.hand->press(Key::escape);
  CHECK(desk.hand->session().takes().size() == takes);
  desk.application().drop({desk.mine("none.journey")});
  desk.hand->rest();
  CHECK(desk.application().message().find("no recording") != std::string::npos);
}

TEST_CASE("what is let go over the window opens: a recording, a lesson, and nothing else") {
  Desk desk;
  desk.run();
  desk.save_as("kept");
  desk.begin();
  desk.application().drop({desk.mine("picture.png")});
  CHECK(desk.application().message().find("neither") != std::string::npos);
  CHECK(desk.application().walk() == nullptr);
  desk.application().drop({desk.mine("picture.png"), desk.mine("kept.journey")});
  desk.hand->rest();
  CHECK(desk.hand->session().is_replay());
  desk.application().drop({desk.folder.path("lessons/own.md")});
  desk.hand->rest();
  CHECK(desk.application().recording_file() == nullptr);
  CHECK(desk.hand->walk().lesson().pages.size() == 3);
}

TEST_CASE("a recording without a lesson has a page of its own, in each colour and both vocabularies") {
  Desk desk;
  write_cut_off(desk.mine("alone.journey"), {});
  desk.begin(desk.mine("alone.journey").string());
  for (int i = 0; i < 3; ++i) {
    desk.hand->press(U't');
    desk.hand->press(U'v');
    desk.hand->rest();
    CHECK(desk.hand->walk().lesson().title == "alone.journey");
    CHECK(desk.hand->session().is_replay());
  }
  desk.hand->press(Key::end);
  CHECK(desk.hand->session().playhead().cursor == desk.hand->session().recording().size());
  desk.hand->press(Key::right);
  desk.hand->rest();
  CHECK(desk.hand->session().is_replay());  // nothing is granted where nothing is live
}

TEST_CASE("what was asked for last is what opens, whichever file is read first") {
  Desk desk;
  desk.run();
  desk.save_as("kept");
  const fs::path lesson = desk.folder.path("lessons/own.md");
  const fs::path kept = desk.mine("kept.journey");
  for (int i = 0; i < 20; ++i) {
    desk.begin();
    desk.application().drop({kept});
    desk.application().drop({lesson});
    desk.hand->rest();
    REQUIRE(desk.application().recording_file() == nullptr);
    REQUIRE(desk.hand->walk().lesson().pages.size() == 3);
    desk.application().drop({lesson});
    desk.application().drop({kept});
    desk.hand->rest();
    REQUIRE(desk.application().recording_file() != nullptr);
    desk.application().drop({i % 2 == 0 ? lesson : kept});
    desk.hand->press(Key::escape);  // to the list, which nothing replaces
    desk.hand->rest();
    REQUIRE(desk.application().walk() == nullptr);
  }
}

TEST_CASE("a recording stays what it is when the lesson before it is written anew") {
  Desk desk;
  desk.run();
  desk.save_as("kept");
  desk.open("kept");
  REQUIRE(desk.hand->walk().lesson().pages.size() == 2);
  desk.folder.write("lessons/own.md", "---\ntitle: Another\norder: 1\n---\n## Only\nWords.\n");
  desk.hand->until(
      [&] { return desk.application().lessons().size() == 1 && desk.application().lessons()[0].title() == "Another"; });
  desk.hand->rest();
  CHECK(desk.hand->walk().lesson().title == "Datagrams");
  CHECK(desk.hand->session().is_replay());
}
