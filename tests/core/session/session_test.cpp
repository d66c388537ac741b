// A session on real sockets: grants at the live end, moves in the past, new takes.
#include "tests/core/live/conversation.hpp"
#include "tests/core/session/learner.hpp"
#include "tests/core/socket/plain_socket.hpp"
#include "tests/support/closable_network.hpp"
#include "tests/support/exhausted_network.hpp"
#include "tests/support/well_formed.hpp"

#include <doctest/doctest.h>

#include <new>
#include <string>

using namespace doorway;
using namespace doorway::test;

namespace {

using Moment = Place::Moment;

}  // namespace

TEST_CASE("a session begins at step 0 of its first take, at rest") {
  Learner learner(hello);
  CHECK(learner.cursor() == 0);
  CHECK(learner.session().take_number() == 1);
  CHECK(learner.session().is_live());
  CHECK_FALSE(learner.session().is_busy());
  CHECK(learner.recording().size() == 0);
  CHECK(learner.session().world().cursor == 0);
}

TEST_CASE("right at the live end makes one grant and goes to its first step") {
  Learner learner(hello);
  learner.right();
  CHECK(std::holds_alternative<Called>(learner.event().body));
  CHECK(learner.event().process == bob);
  CHECK(results_of(learner.recording(), "bob") == "socket=socket");
  CHECK(results_of(learner.recording(), "alice").empty());
  CHECK(learner.session().view().steps.step_at(learner.cursor()) == 1);
  // The rest of the grant is there to be walked through: no further call is made before its end.
  while (!learner.session().is_live()) learner.right();
  CHECK(results_of(learner.recording(), "bob") == "socket=socket");
  learner.right();
  CHECK(results_of(learner.recording(), "bob") == "socket=socket bind=0");
}

TEST_CASE("shift and right at the live end goes to where the call ends") {
  Learner learner(connected("bob: c.recv(64)\n"));
  learner.moves(playhead::CallForward{});
  CHECK(std::holds_alternative<Returned>(learner.event().body));
  for (int call = 2; call <= 6; ++call) {
    learner.moves(playhead::CallForward{});
    while (!std::holds_alternative<Returned>(learner.event().body)) learner.moves(playhead::CallForward{});
  }
  learner.moves(playhead::CallForward{});
  while (!learner.session().is_live()) learner.moves(playhead::CallForward{});
  CHECK(result_of(learner.recording(), "bob.recv#1") == "sleeps");
}

TEST_CASE("left, home, end and seek move the cursor and never change the recording") {
  Learner learner(hello);
  learner.to_the_end();
  const auto recording = learner.session().takes().back();
  const Seq size = recording->size();
  const auto story = story_of(*recording);
  const Seq end = learner.cursor();
  CHECK(end == size);
  learner.moves(playhead::StepBack{});
  CHECK(learner.cursor() < end);
  learner.moves(playhead::Home{});
  CHECK(learner.cursor() == 0);
  learner.right();
  CHECK(learner.session().view().steps.step_at(learner.cursor()) == 1);
  learner.moves(playhead::Seek{size / 2});
  CHECK(learner.session().view().steps.step_at(learner.cursor()) == learner.session().view().steps.step_at(size / 2));
  learner.moves(playhead::CallForward{});
  learner.moves(playhead::CallBack{});
  learner.moves(playhead::SeekStep{3});
  CHECK(learner.session().view().steps.step_at(learner.cursor()) == 3);
  learner.moves(playhead::End{});
  CHECK(learner.cursor() == end);
  CHECK(learner.session().takes().size() == 1);
  CHECK(recording->size() == size);
  CHECK(story_of(*recording) == story);
}

TEST_CASE("the state at a step is the same whichever way the cursor came to it") {
  Learner learner(hello);
  std::vector<WorldState> forward;
  learner.to_the_end();
  const Seq size = learner.recording().size();
  for (Seq seq = 0; seq <= size; ++seq) {
    learner.moves(playhead::Seek{seq});
    forward.push_back(learner.session().world());
  }
  for (Seq seq = size + 1; seq-- > 0;) {
    learner.moves(playhead::Seek{seq});
    CHECK(learner.session().world() == forward[seq]);
  }
}

TEST_CASE("one process alone is granted, and no other") {
  Learner learner(hello);
  learner.does(session::GrantOne{alice});
  CHECK(results_of(learner.recording(), "alice") == "socket=socket");
  CHECK(results_of(learner.recording(), "bob").empty());
  CHECK(learner.event().process == alice);
  CHECK(std::holds_alternative<Called>(learner.event().body));
  CHECK(learner.session().take_number() == 1);
}

TEST_CASE("one process alone, asked for in the past, moves in a new take that repeats the calls up to there") {
  Learner learner(connected("alice: s.send(\"Hello\")\nbob: c.send(\"World\")\n"));
  learner.to_the_end();
  const auto first = learner.session().takes().front();
  const Seq fork = cursor_at(*first, place(Moment::after, "bob", "accept"));
  learner.moves(playhead::Seek{fork});
  const Seq cursor = learner.cursor();
  learner.does(session::GrantOne{bob});
  CHECK(learner.session().take_number() == 2);
  CHECK_FALSE(learner.session().another_way());
  const Recording& second = learner.recording();
  CHECK(story_up_to(second, cursor) == story_up_to(*first, cursor));
  CHECK(result_of(second, "bob.send#1") == "5");
  CHECK(result_of(second, "alice.send#1") == "-");
  CHECK(result_of(*first, "alice.send#1") == "5");
  CHECK(learner.event().process == bob);
}

TEST_CASE("one process alone, asked for at the beginning of a run, moves first in a new take") {
  Learner learner(hello);
  learner.to_the_end();
  learner.moves(playhead::Home{});
  learner.does(session::GrantOne{alice});
  CHECK(learner.session().take_number() == 2);
  CHECK(learner.event().process == alice);
  CHECK(results_of(learner.recording(), "bob").empty());
}

TEST_CASE("a new take has fresh sockets and the same calls up to the cursor, which stands at its end") {
  Learner learner(hello);
  learner.to_the_end();
  const auto first = learner.session().takes().front();
  const Seq size = first->size();
  learner.moves(playhead::Seek{cursor_at(*first, place(Moment::after, "alice", "send"))});
  const Seq cursor = learner.cursor();
  learner.does(session::NewTake{});
  CHECK(learner.session().take_number() == 2);
  CHECK(&learner.recording() != first.get());
  CHECK(story_up_to(learner.recording(), cursor) == story_up_to(*first, cursor));
  CHECK(learner.cursor() == learner.recording().size());
  CHECK(result_of(learner.recording(), "bob.recv#1") == "-");
  CHECK_FALSE(learner.session().notice());
  CHECK(first->size() == size);
  learner.to_the_end();
  CHECK(data_of(learner.recording(), "bob.recv#1") == "Hello");
}

TEST_CASE("a new take of the beginning keeps the order that the page gave, and repeats nothing") {
  Learner learner(hello, {alice, bob});
  learner.to_the_end();
  const auto first = learner.session().takes().front();
  CHECK(first->at(1).process == alice);
  learner.moves(playhead::Home{});
  learner.does(session::NewTake{});
  CHECK(learner.session().take_number() == 2);
  CHECK(learner.recording().size() == 0);
  learner.right();
  CHECK(learner.event().process == alice);
  learner.to_the_end();
  CHECK(story_of(learner.recording()) == story_of(*first));
}

TEST_CASE("a new take that goes another way says so and where, and is live there") {
  ClosableNetwork network;
  Learner learner("bob: a = socket(tcp)\nbob: b = socket(tcp)\nbob: b.bind(0)\nalice: wait(1ms)\n", {}, &network);
  learner.to_the_end();
  network.room = 1;
  learner.does(session::NewTake{});
  const auto& difference = learner.session().another_way();
  REQUIRE(difference);
  CHECK(difference->what == "bob.socket#2 returned -1 EMFILE, and returned a socket in the take before");
  CHECK(difference->here == find_call(learner.recording(), "bob.socket#2")->returned_event->seq);
  REQUIRE(learner.notice<notice::AnotherWay>());
  CHECK(learner.notice<notice::AnotherWay>()->where.here == difference->here);
  CHECK(learner.session().is_live());
  // The mark stays while the take goes on, and the words go with the next command.
  learner.right();
  CHECK(learner.session().another_way());
  CHECK_FALSE(learner.session().notice());
  learner.moves(playhead::Home{});
  learner.does(session::NewTake{});
  CHECK_FALSE(learner.session().another_way());
}

TEST_CASE("one process alone is not granted where the repeated calls went another way") {
  ClosableNetwork network;
  Learner learner("bob: a = socket(tcp)\nbob: b = socket(tcp)\nbob: b.bind(0)\nalice: u = socket(udp)\n", {}, &network);
  learner.does(session::GoTo{place(Moment::after, "bob", "bind")});
  learner.right(2);
  learner.moves(playhead::Seek{cursor_at(learner.recording(), place(Moment::after, "bob", "bind"))});
  network.room = 1;
  learner.does(session::GrantOne{alice});
  REQUIRE(learner.session().another_way());
  CHECK(learner.notice<notice::AnotherWay>());
  CHECK(results_of(learner.recording(), "alice").empty());
}

TEST_CASE("a process that cannot move is named, with how it stands") {
  Learner learner(connected("bob: c.recv(64)\nalice: s.send(\"Hi\")\n"));
  learner.does(session::GoTo{place(Moment::asleep, "bob", "recv")});
  learner.moves(playhead::End{});
  learner.does(session::GrantOne{bob});
  REQUIRE(learner.notice<notice::CannotMove>());
  CHECK(learner.notice<notice::CannotMove>()->process == bob);
  CHECK(learner.notice<notice::CannotMove>()->status.standing == Standing::asleep);
  CHECK(learner.session().take_number() == 1);
  learner.right();
  CHECK_FALSE(learner.session().notice());
}

TEST_CASE("a process that waits for a port is named too, and one that has ended, and one that does not exist is not") {
  Learner learner("bob: l = socket(tcp)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: l.bind(0)\n");
  learner.does(session::GrantOne{alice});
  learner.moves(playhead::End{});
  learner.does(session::GrantOne{alice});
  REQUIRE(learner.notice<notice::CannotMove>());
  CHECK(learner.notice<notice::CannotMove>()->status.standing == Standing::needs_port);
  learner.does(session::GrantOne{7});
  CHECK_FALSE(learner.session().notice());
  learner.to_the_end();
  learner.does(session::GrantOne{bob});
  REQUIRE(learner.notice<notice::CannotMove>());
  CHECK(learner.notice<notice::CannotMove>()->status.standing == Standing::ended);
}

TEST_CASE("a step beyond the end of the run says that it is over") {
  Learner learner(hello);
  learner.to_the_end();
  const Seq size = learner.recording().size();
  CHECK(learner.notice<notice::RunIsOver>());
  learner.moves(playhead::Home{});
  CHECK_FALSE(learner.session().notice());
  learner.moves(playhead::End{});
  learner.right();
  CHECK(learner.notice<notice::RunIsOver>());
  CHECK(learner.cursor() == size);
  learner.moves(playhead::CallForward{});
  CHECK(learner.notice<notice::RunIsOver>());
  CHECK(learner.recording().size() == size);
}

TEST_CASE("a step while everybody only waits for the time to pass says so, and can be made when it has") {
  Learner learner("alice: wait(400ms)\n");
  learner.moves(playhead::StepForward{});
  learner.moves(playhead::End{});
  learner.right();
  CHECK((learner.notice<notice::OnlyTimersRun>() != nullptr || learner.session().is_live()));
  learner.to_the_end();
  CHECK(result_of(learner.recording(), "alice.wait#1") == "0");
}

TEST_CASE("commands that come faster than the sockets answer are all kept, and no grant is lost or doubled") {
  Learner learner(hello);
  for (int i = 0; i < 5; ++i) learner.begin(session::Move{playhead::StepForward{}});
  learner.rest();
  CHECK(learner.cursor() > 0);
  learner.begin(session::NewTake{});
  learner.begin(session::NewTake{});
  learner.begin(session::Move{playhead::Home{}});
  learner.begin(session::GrantOne{alice});
  learner.rest();
  // Home is not heard while the third take repeats; where that was done already, the grant at home begins a fourth.
  const std::size_t takes = learner.session().take_number();
  CHECK((takes == 3 || takes == 4));
  CHECK(faults_of(learner.recording()).empty());
  learner.to_the_end();
  CHECK(data_of(learner.recording(), "bob.recv#1") == "Hello");
}

TEST_CASE("what the kernel tells late takes the cursor along at the live end, and leaves it alone in the past") {
  Learner learner(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(4)\nbob: c = l.accept()\nalice: s = socket(tcp)\n");
  for (int i = 0; i < 4; ++i) learner.does(session::GrantOne{bob});
  learner.moves(playhead::End{});
  REQUIRE(std::holds_alternative<Sleeps>(learner.event().body));
  const Endpoint listener = find_call(learner.recording(), "bob.bind#1")->outcome().local.value();
  const auto stranger_is_turned_away = [&] {
    const Seq before = learner.session().view().steps.known();
    PlainSocket stranger(SocketType::tcp);
    stranger.connect(listener);
    const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (;;) {
      const auto rung = learner.ground().bell.rung();
      learner.session().update(learner.ground().now);
      if (learner.session().view().steps.known() > before) return;
      REQUIRE(learner.ground().bell.wait_beyond(rung, give_up_at));
    }
  };
  stranger_is_turned_away();
  CHECK(std::holds_alternative<TurnedAway>(learner.event().body));
  CHECK(learner.session().is_live());
  const std::size_t takes = learner.session().take_number();
  learner.does(session::GrantOne{alice});
  CHECK(learner.session().take_number() == takes);  // who stands in the past begins a new one
  CHECK(find_call(learner.recording(), "alice.socket#1").has_value());
  learner.moves(playhead::Home{});
  stranger_is_turned_away();
  CHECK(learner.cursor() == 0);
}

TEST_CASE("takes that nobody needs any more end: no thread and no socket is left, and their recordings stay") {
  const std::size_t sockets = open_sockets();
  const std::size_t threads = running_threads();
  std::vector<std::shared_ptr<const Recording>> takes;
  {
    Learner learner(hello);
    for (int i = 0; i < 5; ++i) {
      learner.to_the_end();
      learner.does(session::NewTake{});
    }
    learner.begin(session::Move{playhead::StepForward{}});
    takes = learner.session().takes();
  }
  CHECK(open_sockets() == sockets);
  CHECK(running_threads() == threads);
  REQUIRE(takes.size() == 6);
  for (const auto& take : takes) CHECK(data_of(*take, "bob.recv#1") == "Hello");
}

TEST_CASE("a take that the system ends before its time says why and rests and a new one begins when there is room") {
  ExhaustedNetwork network(0, [] { throw std::bad_alloc(); });
  Learner learner("alice: u = socket(udp)\nalice: u.close()\n", {}, &network);
  learner.to_the_end();
  REQUIRE(learner.notice<notice::TakeFailed>());
  CHECK(learner.notice<notice::TakeFailed>()->why.find("Cannot allocate memory") != std::string::npos);
  CHECK(learner.recording().size() == 1);  // the call that found it so
  CHECK_FALSE(learner.session().is_busy());
  CHECK_FALSE(learner.session().run_is_over());
  learner.right(2);
  CHECK(learner.notice<notice::TakeFailed>());
  learner.does(session::GrantOne{0});
  CHECK(learner.notice<notice::TakeFailed>());
  learner.moves(playhead::Home{});
  network.room = 10;
  learner.does(session::NewTake{});
  learner.to_the_end();
  CHECK(learner.notice<notice::RunIsOver>());
  CHECK(results_of(learner.recording(), "alice") == "socket=socket close=0");
}
