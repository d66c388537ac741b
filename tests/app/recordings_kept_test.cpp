// What the window keeps of recordings by itself: journals, what was cut off, recent files.
#include "app/journeys/journey_name.hpp"
#include "core/journey/journey_reader.hpp"
#include "tests/app/recording_desk.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::test;

namespace {

namespace fs = std::filesystem;

}  // namespace

TEST_CASE("a take is written down while it runs, under its time and lesson, and finished when it is left") {
  Desk desk;
  desk.begin(desk.folder.path("lessons/own.md"));
  CHECK(desk.journals().empty());  // nothing was set going
  desk.to_the_end();
  REQUIRE(desk.journals().size() == 1);
  const fs::path journal = desk.journals().front();
  CHECK(app::is_journal_name(journal.filename().string()));
  CHECK(journal.filename().string().find("_own.journey") != std::string::npos);
  const auto growing = open_journey(journal);
  REQUIRE(growing.has_value());
  CHECK(growing->still_grows);
  CHECK(growing->recording->size() == desk.hand->session().recording().size());
  REQUIRE(growing->info.lesson);
  CHECK(*growing->info.lesson == JourneyLesson{"own.md", lesson_of_datagram, "one"});
  desk.hand->close();
  const auto finished = open_journey(journal);
  REQUIRE(finished.has_value());
  CHECK(finished->is_finished);
}

TEST_CASE("files that were opened or saved are offered on the start screen, and the next time too") {
  Desk desk;
  desk.run();
  desk.save_as("kept");
  desk.hand->close();
  desk.begin();
  const auto recent = desk.application().settings().recent_files;
  REQUIRE(recent.size() == 2);
  CHECK(fs::path(recent[0]).filename() == "kept.journey");
  CHECK(fs::path(recent[1]).filename() == "own.md");
  REQUIRE(desk.click_on_start("recent"));
  CHECK(desk.hand->session().is_replay());
  fs::remove(desk.mine("kept.journey"));
  desk.hand->find("recent file kept");
  desk.hand->rest();
  CHECK(desk.application().settings().recent_files.size() == 1);  // it is gone
}

TEST_CASE("after a crash what was there is offered, opened with its steps, and not offered again") {
  Desk desk;
  JourneyInfo info;
  info.lesson = JourneyLesson{"own.md", lesson_of_datagram, "one"};
  write_cut_off(desk.journeys / "2026-11-03_12-04-05_own.journey", info);
  desk.begin();
  REQUIRE(desk.application().offers().size() == 1);
  REQUIRE(desk.click_on_start("open offer"));
  CHECK(desk.hand->session().is_replay());
  CHECK(desk.hand->session().view().steps.step_count() > 4);
  CHECK(desk.application().offers().empty());
  desk.begin();
  CHECK(desk.application().offers().empty());
}

TEST_CASE("what was cut off can be put away for good") {
  Desk desk;
  for (const char* name : {"2026-11-03_12-04-05_take.journey", "2026-11-03_12-04-06_take.journey"}) {
    write_cut_off(desk.journeys / name, {});
  }
  desk.begin();
  REQUIRE(desk.application().offers().size() == 2);
  CHECK(desk.application().offers()[0].path.filename() == "2026-11-03_12-04-06_take.journey");
  REQUIRE(desk.click_on_start("put away"));
  REQUIRE(desk.application().offers().size() == 1);
  CHECK(desk.application().offers()[0].path.filename() == "2026-11-03_12-04-05_take.journey");
  desk.begin();
  CHECK(desk.application().offers().size() == 1);
}

TEST_CASE("a press that began at an offer means no other one that has come to its place") {
  Desk desk;
  const fs::path older = desk.journeys / "2026-11-03_12-04-05_take.journey";
  const fs::path newer = desk.journeys / "2026-11-03_12-04-06_take.journey";
  for (const fs::path& path : {older, newer}) write_cut_off(path, {});
  desk.begin();
  const auto at = desk.find_on_start("put away", {0.25F, 0.3F, 0.35F, 0.4F});
  REQUIRE(at);
  desk.screen.mouse(*at, true);
  desk.hand->frame();
  desk.hand->find("Put away the take");  // the newer one: the older one comes up under the mouse
  desk.hand->rest();
  desk.screen.mouse(*at, false);
  desk.hand->frame();
  desk.hand->rest();
  REQUIRE(desk.application().offers().size() == 1);
  CHECK(desk.application().offers()[0].path == older);
}

TEST_CASE("the buttons of an offer are met in a small window with large text") {
  Desk desk;
  write_cut_off(desk.journeys / "2026-11-03_12-04-05_take.journey", {});
  desk.begin();
  desk.screen.resize(800, 600);
  for (int i = 0; i < 12; ++i) desk.hand->press(U'+');
  std::optional<Point> open;
  std::optional<Point> away;
  for (int part = 0; part < 20 && !(open && away); ++part) {
    if (!open) open = desk.find_on_start("open offer", {0.2F});
    if (!away) away = desk.find_on_start("put away", {0.2F, 0.5F});
    desk.hand->press(Key::down);
    desk.hand->frame();
  }
  CHECK(open);
  CHECK(away);
}

TEST_CASE("a folder that takes cannot be written down in is told of once, and all works on") {
  Desk desk;
  desk.journeys = desk.folder.file("no-folder", "text");
  desk.run();
  CHECK(desk.application().message().find("cannot be kept") != std::string::npos);
  CHECK(desk.hand->session().run_is_over());
  desk.hand->press(Key::escape);
  desk.hand->press(U'r');
  desk.hand->rest();
  desk.to_the_end();
  CHECK(desk.application().message().empty());
  desk.save_as("kept");
  CHECK(open_journey(desk.mine("kept.journey")).has_value());
}
