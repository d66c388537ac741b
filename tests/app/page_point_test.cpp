// Questions that ask to point at the stage.
#include "app/layout/part_layout.hpp"
#include "tests/app/kinds_page.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::test;

namespace {

/// Where the stage shows this part now; it must.
Rect on_stage(KindsPage& page, const StagePart& part) {
  const Session& session = page.app.session();
  History history(session.recording());
  const auto found = app::find_part(part, history.at(session.playhead().cursor), session.recording().scenario());
  REQUIRE(found);
  const app::StageShow& stage = page.app.application().stage();
  return app::place_of_part(*found, stage.scene(), stage.layout());
}

const StagePart recvbuffer{StagePart::Kind::receive_buffer, "bob", "c"};
const StagePart hands{StagePart::Kind::hands, "bob", ""};
const StagePart program{StagePart::Kind::program, "bob", ""};

}  // namespace

TEST_CASE("a target is pointed at by its digit, by its row and by a click on the stage") {
  KindsPage page(kinds::point);
  page.press(U'1');
  CHECK(page.asked().answer == Answer{answer::One{0}});
  REQUIRE(page.clicks("choice", 1));
  CHECK(page.asked().answer == Answer{answer::One{1}});
  page.app.click(on_stage(page, hands).center());
  CHECK(page.asked().answer == Answer{answer::One{2}});
  page.app.click(on_stage(page, recvbuffer).center());
  CHECK(page.asked().answer == Answer{answer::One{1}});
  CHECK(page.app.application().pointed().is_nothing());  // the click answered, and did nothing else
  page.play();
  REQUIRE(page.asked().is_decided());
  CHECK(page.asked().verdict->is_right);
}

TEST_CASE("a part that is no target is an answer too, and the sky is none") {
  KindsPage page(kinds::point);
  const Rect stage = page.app.layout().stage;
  page.app.click({stage.center().x, stage.y + 12});
  CHECK_FALSE(page.asked().answer);
  page.app.click(on_stage(page, program).center());
  CHECK(page.asked().answer == Answer{answer::Elsewhere{}});
  CHECK(page.app.application().ask_ui().elsewhere == program);
  page.play();
  REQUIRE(page.asked().is_decided());
  CHECK_FALSE(page.asked().verdict->is_right);
}

TEST_CASE("once the answer stands a click on the stage answers nothing, and lights up what it meets") {
  KindsPage page(kinds::point);
  page.press(U'1');
  page.play();
  const Answer given = *page.asked().answer;
  page.app.click(on_stage(page, recvbuffer).center());
  CHECK(page.asked().answer == given);
  CHECK_FALSE(page.app.application().pointed().is_nothing());
}

TEST_CASE("where no question asks to point, a click on the stage lights up and answers nothing") {
  KindsPage page(kinds::one);
  page.app.click(on_stage(page, {StagePart::Kind::socket, "alice", "s"}).center());
  CHECK_FALSE(page.asked().answer);
}
