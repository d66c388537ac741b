// A session on a recording from a file: all that only moves works, and acting goes on from there on fresh sockets.
#include "core/journey/journal_writer.hpp"
#include "core/journey/journey_reader.hpp"
#include "core/record/recorder.hpp"
#include "tests/core/lesson/lesson_text.hpp"
#include "tests/core/session/learner.hpp"
#include "tests/core/session/walker.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace doorway;
using namespace doorway::test;

namespace {

/// A recording of this scenario from a file, in a learner's hands.
struct Replayed {
  explicit Replayed(const std::string& text, bool free_run = false, std::vector<ProcessId> order = {}) {
    TakeOptions options;
    options.free_run = free_run;
    options.order = order;
    options.journal = std::make_shared<JournalWriter>(JournalPlace{folder.path("it.journey"), false}, JourneyInfo{});
    live = run_scenario(text, std::move(options)).recording;
    auto opened = open_journey(folder.path("it.journey"));
    if (!opened) throw std::runtime_error(opened.error().message);
    session = Session::of_recording(std::make_unique<ReplayView>(opened->recording), opened->ended, std::move(order),
                                    ground.ground);
  }

  void apply(const SessionCommand& command) {
    session->apply(command, ground.now);
    ground.rest(*session, session.get(), [this] { return session->is_busy(); });
  }
  void go_to(Seq cursor) { apply(session::Move{playhead::Seek{cursor}}); }

  TemporaryFolder folder;
  TestGround ground;
  std::shared_ptr<const Recording> live;
  std::unique_ptr<Session> session;
};

/// Alice asks for her address, once a line: two events each.
std::shared_ptr<const Recording> recording_of_asking(const Scenario& scenario) {
  auto recording = std::make_shared<Recording>(make_header(scenario, "none", false));
  Recorder recorder(*recording);
  const ProcessId process = 0;
  for (const auto& line : scenario.lines) {
    const auto [call, nth] = recorder.begin_call(process, call_name(line->call));
    recorder.record(process, SocketId::none, Called{call, nth, line, {}});
    recorder.record(process, SocketId::none, Returned{call, 0, 0, 0, {{0, 0}}, nullptr});
  }
  return recording;
}

}  // namespace

TEST_CASE("a recording is over, begins at its beginning, and is walked through without a socket") {
  const auto before = open_sockets();
  Replayed it(hello);
  CHECK(open_sockets() == before);
  Session& session = *it.session;
  CHECK(session.is_replay());
  CHECK(session.run_is_over());
  CHECK(session.playhead().cursor == 0);
  it.apply(session::Move{playhead::StepForward{}});
  CHECK(session.playhead().cursor > 0);
  it.apply(session::Move{playhead::End{}});
  CHECK(session.playhead().cursor == it.live->size());
  CHECK(session.world().cursor == it.live->size());
  it.apply(session::Move{playhead::StepForward{}});
  REQUIRE(session.notice());
  CHECK(std::holds_alternative<notice::RunIsOver>(*session.notice()));
  it.apply(session::Move{playhead::Home{}});
  it.apply(session::PlayTo{});
  CHECK(session.playhead().cursor == it.live->size());
  CHECK(session.is_replay());
  CHECK(open_sockets() == before);
}

TEST_CASE("going on from a recording repeats its calls on fresh sockets, up to the cursor") {
  Replayed it(hello);
  const Seq half = it.live->size() / 2;
  it.go_to(half);
  const Seq cursor = it.session->playhead().cursor;
  it.apply(session::NewTake{});
  CHECK_FALSE(it.session->is_replay());
  CHECK_FALSE(it.session->another_way());
  CHECK(it.session->take_number() == 2);
  CHECK(it.session->recording().size() >= cursor);
  const auto begun = story_up_to(*it.live, cursor);
  auto repeated = story_of(it.session->recording());
  REQUIRE(repeated.size() >= begun.size());
  repeated.resize(begun.size());
  CHECK(repeated == begun);
  it.apply(session::PlayTo{});
  CHECK(story_of(it.session->recording()) == story_of(*it.live));
}

TEST_CASE("a grant in a recording goes on from the cursor, also at its end") {
  Replayed it(connected("bob: c.recv(10)\nalice: wait(1ms)\n"));
  it.apply(session::Move{playhead::End{}});
  it.apply(session::GrantOne{bob});
  CHECK_FALSE(it.session->is_replay());
  REQUIRE(it.session->notice());
  CHECK(std::holds_alternative<notice::CannotMove>(*it.session->notice()));
  CHECK(it.session->status().processes.at(bob).standing == Standing::asleep);
}

TEST_CASE("a new take of a recording from its beginning has the recording's order") {
  Replayed it(hello, false, {alice, alice});
  it.apply(session::NewTake{});
  it.apply(session::Move{playhead::StepForward{}});
  CHECK(it.session->recording().at(1).process == alice);
}

TEST_CASE("a free run has no turns that could be repeated, and says so") {
  Replayed it(hello, true);
  it.apply(session::Move{playhead::End{}});
  it.apply(session::NewTake{});
  REQUIRE(it.session->notice());
  const auto* why = std::get_if<notice::NoNewTake>(&*it.session->notice());
  REQUIRE(why != nullptr);
  CHECK(why->why.find("free run") != std::string::npos);
  CHECK(it.session->is_replay());
  it.apply(session::Move{playhead::Home{}});
  it.apply(session::NewTake{});
  CHECK_FALSE(it.session->is_replay());
}

TEST_CASE("a walk over a recording makes no socket, asks the page's question over it, and goes on from it") {
  const std::string text = page_of(hello_scenario() +
                                   "```ask\nWhat will recv return?\n- five when bob.recv#1.bytes == 5\n- nothing when "
                                   "bob.recv#1 blocks\nSo it is.\n```\n");
  const Lesson lesson = lesson_of(text);
  Replayed recorded(lesson.scenarios.front().source);
  const auto before = open_sockets();
  LessonWalk walk(lesson, std::make_unique<ReplayView>(recorded.session->takes().back()), recorded.session->status(),
                  {}, recorded.ground.ground, recorded.ground.now);
  CHECK(open_sockets() == before);
  REQUIRE(walk.session() != nullptr);
  CHECK(walk.session()->is_replay());
  CHECK(walk.session()->playhead().cursor == 0);
  const auto rest = [&] { recorded.ground.rest(walk, walk.session(), [&] { return walk.session()->is_busy(); }); };
  walk.apply(WalkCommand{walk::Choose{0}}, recorded.ground.now);
  walk.apply(WalkCommand{walk::PlayOrPause{}}, recorded.ground.now);
  rest();
  CHECK(walk.ask_state().is_decided());
  CHECK(walk.session()->is_replay());
  walk.apply(SessionCommand{session::NewTake{}}, recorded.ground.now);
  rest();
  CHECK_FALSE(walk.session()->is_replay());
  CHECK(walk.session()->takes().size() == 2);
}

TEST_CASE("each take asks for a journal, and says who gets the first grants") {
  TestGround ground;
  std::vector<std::vector<ProcessId>> asked;
  ground.ground.new_journal = [&asked](const std::vector<ProcessId>& order) -> std::shared_ptr<Journal> {
    asked.push_back(order);
    return nullptr;
  };
  auto session = Session::create(scenario_of(hello), {alice, alice}, ground.ground);
  REQUIRE(session.has_value());
  CHECK(asked == std::vector<std::vector<ProcessId>>{{alice, alice}});
  (*session)->apply(session::NewTake{}, ground.now);
  CHECK(asked == std::vector<std::vector<ProcessId>>{{alice, alice}, {alice, alice}});
  const Session* shown = session->get();
  (*session)->apply(session::PlayTo{}, ground.now);
  ground.rest(**session, shown, [shown] { return shown->is_busy(); });
  REQUIRE(shown->playhead().cursor > 0);
  (*session)->apply(session::NewTake{}, ground.now);
  REQUIRE(asked.size() == 3);
  CHECK(asked.back().empty());  // it repeats grants, and the page's order does not hold
}

TEST_CASE("a long recording is read over several updates before it judges an answer, and none is a long one") {
  const Lesson lesson = lesson_of(
      page_of("```scenario\nalice: u = socket(udp)\nrepeat 20000 {\nalice: u.local()\n}\n```\n"
              "```ask\nHow often does she ask?\n- often when alice.local count == 20000\n- never when alice.local "
              "count == 0\nSo it is.\n```\n"));
  const auto recording = recording_of_asking(lesson.scenarios.front());
  REQUIRE(recording->size() == 40'002);
  TestGround ground;
  auto view = std::make_unique<ReplayView>(recording);
  LessonWalk walk(lesson, std::move(view), {}, {}, ground.ground, ground.now);
  walk.apply(WalkCommand{walk::Choose{0}}, ground.now);
  walk.apply(SessionCommand{session::Move{playhead::End{}}}, ground.now);
  CHECK(walk.ask_state().committed);
  CHECK_FALSE(walk.ask_state().is_decided());
  CHECK(walk.is_busy());
  REQUIRE(walk.wakes_at());
  CHECK(*walk.wakes_at() <= ground.now);
  for (int i = 0; i < 10 && walk.is_busy(); ++i) walk.update(ground.now);
  CHECK(walk.ask_state().is_decided());
  CHECK(walk.ask_state().verdict->is_right);
  CHECK_FALSE(walk.is_busy());
  CHECK_FALSE(walk.wakes_at());
}
