// On the way to a place: step by step with a clock, at once, live and in the past.
#include "tests/core/live/conversation.hpp"
#include "tests/core/session/learner.hpp"

#include <doctest/doctest.h>

#include <thread>

using namespace doorway;
using namespace doorway::test;

namespace {

using Moment = Place::Moment;
using std::chrono::milliseconds;

const Place before_send = place(Moment::before, "alice", "send");
const Place after_send = place(Moment::after, "alice", "send");
const Place before_recv = place(Moment::before, "bob", "recv");
const Place after_recv = place(Moment::after, "bob", "recv");

}  // namespace

TEST_CASE("playing stops at the nearest stop after the cursor, live as in the past") {
  for (const auto step_time : {milliseconds(450), milliseconds(0)}) {
    CAPTURE(step_time.count());
    Learner learner(hello);
    learner.session().set_step_time(step_time);
    const std::vector<Place> stops{after_recv, before_send, after_send, before_recv};
    std::vector<Seq> live;
    for (int i = 0; i < 4; ++i) {
      learner.does(session::PlayTo{stops});
      live.push_back(learner.cursor());
      CHECK_FALSE(learner.session().notice());
      CHECK((result_of(learner.recording(), "alice.send#1") == "-") == (i < 1));
      CHECK((result_of(learner.recording(), "bob.recv#1") == "-") == (i < 3));
    }
    const Recording& recording = learner.recording();
    CHECK(live == std::vector<Seq>{cursor_at(recording, before_send), cursor_at(recording, after_send),
                                   cursor_at(recording, before_recv), cursor_at(recording, after_recv)});
    learner.does(session::PlayTo{stops});
    CHECK(learner.notice<notice::RunIsOver>());
    CHECK(learner.cursor() == recording.size());
    learner.moves(playhead::Home{});
    std::vector<Seq> past;
    for (int i = 0; i < 4; ++i) {
      learner.does(session::PlayTo{stops});
      past.push_back(learner.cursor());
    }
    CHECK(past == live);
    CHECK(learner.session().take_number() == 1);
  }
}

TEST_CASE("a stop that lies behind the cursor is not gone back to") {
  for (const auto step_time : {milliseconds(450), milliseconds(0)}) {
    CAPTURE(step_time.count());
    Learner learner(hello);
    learner.session().set_step_time(step_time);
    learner.does(session::GoTo{after_send});
    learner.does(session::PlayTo{{before_send}});
    CHECK(learner.notice<notice::RunIsOver>());
    CHECK(learner.cursor() == learner.recording().size());
    CHECK(data_of(learner.recording(), "bob.recv#1") == "Hello");
  }
}

TEST_CASE("each step of playing rests for the step time, and says when it wants to be woken") {
  Learner learner(hello);
  learner.does(session::PlayTo{});
  learner.moves(playhead::Home{});
  learner.session().set_step_time(milliseconds(450));
  Session& session = learner.session();
  auto now = learner.ground().now;
  learner.begin(session::PlayTo{});
  const StepIndex& steps = session.view().steps;
  CHECK(steps.step_at(learner.cursor()) == 1);  // the first step is shown at once
  CHECK(session.is_playing());
  for (std::size_t step = 2; step <= steps.step_count(); ++step) {
    CHECK(session.wakes_at() == now + milliseconds(450));
    CHECK_FALSE(session.update(now + milliseconds(449)));
    CHECK(steps.step_at(learner.cursor()) == step - 1);
    now += milliseconds(450);
    CHECK(session.update(now));
    CHECK(steps.step_at(learner.cursor()) == step);
  }
  session.update(now + milliseconds(450));
  CHECK_FALSE(session.is_playing());
  CHECK_FALSE(session.wakes_at());
}

TEST_CASE("playing or going on that only a kernel's timer could go on with says so and ends, and asks to be woken") {
  const SessionCommand ways[] = {session::PlayTo{}, session::GoTo{place(Place::Moment::end)}};
  for (const SessionCommand& way : ways) {
    Learner learner(
        "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: a = socket(tcp)\nalice: b = socket(tcp)\n"
        "alice: c = socket(tcp)\nalice: a.connect(bob.l)\nalice: b.connect(bob.l)\nalice: c.connect(bob.l)\n");
    learner.begin(way);
    Session& session = learner.session();
    const auto began = Session::Clock::now();
    bool asked_to_be_woken = false;
    while (session.is_busy() && Session::Clock::now() < began + std::chrono::seconds(60)) {
      session.update(Session::Clock::now());
      const auto& processes = session.status().processes;
      const bool all_sleep_or_ended = std::all_of(processes.begin(), processes.end(), [](const ProcessStatus& process) {
        return process.standing == Standing::asleep || process.standing == Standing::ended;
      });
      if (session.status().idle && all_sleep_or_ended && session.wakes_at()) asked_to_be_woken = true;
      std::this_thread::sleep_for(milliseconds(1));
    }
    CHECK_FALSE(session.is_busy());
    CHECK(asked_to_be_woken);
    CHECK(learner.notice<notice::OnlyTimersRun>());
    CHECK(session.is_live());
  }
}

TEST_CASE("a pause ends playing where the cursor is, and playing goes on from there") {
  Learner learner(hello);
  learner.begin(session::PlayTo{});
  learner.begin(session::Pause{});
  CHECK_FALSE(learner.session().is_playing());
  CHECK_FALSE(learner.session().wakes_at());
  learner.rest();
  CHECK(result_of(learner.recording(), "bob.bind#1") == "-");
  learner.does(session::PlayTo{});
  CHECK(data_of(learner.recording(), "bob.recv#1") == "Hello");
}

TEST_CASE("any step of one's own ends playing") {
  Learner learner(hello);
  learner.begin(session::PlayTo{});
  learner.begin(session::Move{playhead::StepBack{}});
  CHECK_FALSE(learner.session().is_playing());
  learner.rest();
  learner.begin(session::PlayTo{});
  learner.begin(session::GrantOne{alice});
  CHECK_FALSE(learner.session().is_playing());
  learner.rest();
  learner.begin(session::PlayTo{});
  learner.begin(session::NewTake{});
  CHECK_FALSE(learner.session().is_playing());
  learner.rest();
}

TEST_CASE(
    "while only the time can wake somebody, playing asks for no turn of its own, and goes on when it has passed") {
  Learner learner("alice: wait(60ms)\nalice: u = socket(udp)\n");
  Session& session = learner.session();
  learner.begin(session::PlayTo{});
  bool waited = false;
  for (auto rung = learner.ground().bell.rung(); session.is_playing(); rung = learner.ground().bell.rung()) {
    session.update(learner.ground().now);
    if (!session.is_playing()) break;
    if (const auto wakes_at = session.wakes_at()) {
      learner.ground().now = *wakes_at;
      continue;
    }
    waited = waited || session.status().processes.front().standing == Standing::asleep;
    REQUIRE(learner.ground().bell.wait_beyond(rung, std::chrono::steady_clock::now() + std::chrono::seconds(60)));
  }
  CHECK(waited);
  CHECK(result_of(learner.recording(), "alice.socket#1") == "socket");
}

TEST_CASE("a place is gone to at once, forward live and backward in the past") {
  Learner learner(hello);
  learner.does(session::GoTo{after_send});
  CHECK(learner.cursor() == cursor_at(learner.recording(), after_send));
  CHECK(result_of(learner.recording(), "bob.recv#1") == "-");
  learner.does(session::GoTo{before_send});
  CHECK(learner.cursor() == cursor_at(learner.recording(), before_send));
  learner.does(session::GoTo{place(Moment::start)});
  CHECK(learner.cursor() == 0);
  learner.does(session::GoTo{place(Moment::end)});
  CHECK(learner.cursor() == learner.recording().size());
  CHECK(learner.session().status().over);
  CHECK_FALSE(learner.session().notice());
  CHECK(learner.session().take_number() == 1);
}

TEST_CASE("at the moment before a call the call is still to come, and whoever is chosen makes the next move") {
  Learner learner(hello);
  learner.does(session::GoTo{before_send});
  CHECK(learner.session().is_live());
  CHECK(learner.session().has_reached(before_send));
  CHECK_FALSE(learner.session().has_reached(after_send));
  CHECK(result_of(learner.recording(), "alice.send#1") == "-");
  const Seq there = learner.cursor();
  learner.does(session::GrantOne{bob});
  CHECK(learner.session().take_number() == 1);
  CHECK(result_of(learner.recording(), "bob.recv#1") == "sleeps");
  const std::vector<Place> stops{before_send, after_send};
  learner.does(session::PlayTo{stops});
  CHECK(learner.session().is_live());
  CHECK(learner.cursor() > there);
  CHECK(result_of(learner.recording(), "alice.send#1") == "-");
  const Seq again = learner.cursor();
  learner.does(session::PlayTo{stops});
  CHECK(learner.cursor() == cursor_at(learner.recording(), after_send));
  CHECK(cursor_at(learner.recording(), before_send) == again);
}

TEST_CASE("the moment before a call counts its process's calls of that kind") {
  Learner learner(connected("alice: s.send(\"A\")\nalice: s.send(\"B\")\nbob: c.recv(8)\n"));
  learner.does(session::PlayTo{{place(Moment::before, "alice", "send", 2)}});
  CHECK(result_of(learner.recording(), "alice.send#1") == "1");
  CHECK(result_of(learner.recording(), "alice.send#2") == "-");
  CHECK(learner.session().is_live());
}

TEST_CASE("a place that never comes is named, at the end of the run") {
  Learner learner(hello);
  const Place asleep = place(Moment::asleep, "bob", "recv");
  learner.does(session::GoTo{asleep});
  REQUIRE(learner.notice<notice::PlaceNeverCame>());
  CHECK(to_string(learner.notice<notice::PlaceNeverCame>()->place) == to_string(asleep));
  CHECK(learner.cursor() == learner.recording().size());
  CHECK(learner.session().status().over);
}

TEST_CASE("playing that begins while a new take repeats goes on from where it has come to") {
  Learner learner(hello);
  learner.does(session::GoTo{after_send});
  learner.begin(session::NewTake{});
  learner.begin(session::PlayTo{{after_send, after_recv}});
  learner.rest();
  CHECK(learner.session().take_number() == 2);
  CHECK(learner.cursor() == cursor_at(learner.recording(), after_recv));
}
