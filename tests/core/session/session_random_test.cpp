// Random commands on real sockets, some before the one before is done: whatever comes, the session rests, its recording
// is well formed, and the state it shows is the fold of its recording up to the cursor.
#include "tests/core/live/conversation.hpp"
#include "tests/core/session/learner.hpp"
#include "tests/support/well_formed.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace doorway;
using namespace doorway::test;

namespace {

using Moment = Place::Moment;

const std::string conversation = connected(
    "bob: c.recv(3)\nalice: s.send(\"Hello\")\nalice: wait(2ms)\nbob: c.recv(64)\nbob: c.send(\"Yes\")\n"
    "alice: s.recv(64)\nalice: s.recv(64)\nbob: c.close()\n");

Place random_place() {
  const auto moment = *rc::gen::element(Moment::start, Moment::before, Moment::at, Moment::asleep, Moment::after);
  const std::string process = *rc::gen::element<std::string>("alice", "bob");
  const std::string call = *rc::gen::element<std::string>("send", "recv", "connect", "accept");
  return place(moment, process, call, *rc::gen::element<std::uint32_t>(1, 2));
}

SessionCommand random_command(Seq size) {
  switch (*rc::gen::inRange(0, 14)) {
    case 0:
    case 1:
    case 2: return session::Move{playhead::StepForward{}};
    case 3: return session::Move{playhead::StepBack{}};
    case 4: return session::Move{playhead::CallForward{}};
    case 5: return session::Move{playhead::CallBack{}};
    case 6: return session::Move{playhead::Home{}};
    case 7: return session::Move{playhead::End{}};
    case 8: return session::Move{playhead::Seek{*rc::gen::inRange<Seq>(0, size + 3)}};
    case 9: return session::GrantOne{*rc::gen::inRange<ProcessId>(0, 3)};
    case 10: return session::NewTake{};
    case 11: return session::PlayTo{{random_place(), random_place()}};
    case 12: return session::GoTo{random_place()};
    default: return session::Pause{};
  }
}

WorldState folded(const Recording& recording, Seq cursor) {
  WorldState world = History(recording).at(0);
  for (Seq seq = 1; seq <= cursor; ++seq) doorway::apply(world, recording.at(seq));
  return world;
}

void check_session(Learner& learner) {
  Session& session = learner.session();
  const Seq cursor = learner.cursor();
  RC_ASSERT(cursor <= session.view().steps.known());
  RC_ASSERT(session.view().steps.known() <= session.recording().size());
  RC_ASSERT(session.world() == folded(session.recording(), cursor));
}

}  // namespace

TEST_CASE("random commands: the session always rests, the past stays, and what is shown is what was recorded") {
  const std::size_t sockets = open_sockets();
  CHECK(rc::check([] {
    Learner learner(conversation, *rc::gen::container<std::vector<ProcessId>>(5, rc::gen::inRange<ProcessId>(0, 2)));
    learner.session().set_step_time(std::chrono::milliseconds(*rc::gen::element(0, 7)));
    const int commands = *rc::gen::inRange(1, 25);
    for (int i = 0; i < commands; ++i) {
      const std::size_t takes = learner.session().take_number();
      learner.begin(random_command(learner.recording().size()));
      if (*rc::gen::inRange(0, 3) != 0) learner.rest();
      check_session(learner);
      RC_ASSERT(learner.session().take_number() <= takes + 1);
    }
    learner.rest();
    check_session(learner);
    for (const auto& take : learner.session().takes()) {
      for (const std::string& fault : faults_of(*take)) RC_FAIL(fault);
      for (const std::string& broken : broken_streams_of(*take)) RC_FAIL(broken);
    }
  }));
  CHECK(open_sockets() == sockets);
}
