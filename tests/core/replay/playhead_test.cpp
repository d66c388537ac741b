#include "core/replay/playhead.hpp"

#include "tests/core/replay/recording_builder.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using doorway::test::alice;
using doorway::test::bob;
using doorway::test::RecordingBuilder;

namespace {
// The kinds of the events, in order, and the steps they belong to:
// called 1, returned 2, own observed 2, other's observed 3, called 4, sleeps 5, own observed 5, called 6, returned 7
struct Example {
  RecordingBuilder b;
  StepIndex steps{b.recording()};
  CallId asleep{};

  Example() {
    const SocketId s = static_cast<SocketId>(0);
    const CallId first = b.begin(alice, s, call::Close{});
    b.end(alice, s, first, 0);
    b.observe(alice, s, {}, true);
    b.observe(bob, s, {}, false);
    asleep = b.begin(bob, s, call::Accept{});
    b.sleeps(bob, s, asleep, SleepsUntil::readable);
    b.observe(bob, s, {}, true);
    const CallId last = b.begin(alice, s, call::Close{});
    b.end(alice, s, last, 0);
    steps.update();
  }
  PlayheadState go(PlayheadCommand command, Seq from) { return apply(command, {from, {}}, steps); }
};
}  // namespace

TEST_CASE("what the kernel says of the actor's own socket is no step of its own") {
  Example e;
  CHECK(e.b.last() == 9);
  CHECK(e.steps.step_count() == 7);
  CHECK(e.steps.step_at(0) == 0);
  CHECK(e.steps.step_at(2) == 2);
  CHECK(e.steps.step_at(3) == 2);
  CHECK(e.steps.step_at(4) == 3);
  CHECK(e.steps.event_of(2) == 2);
  CHECK(e.steps.cursor_of(2) == 3);
  CHECK(e.steps.cursor_of(5) == 7);
  CHECK(e.steps.cursor_of(7) == 9);
  CHECK(e.steps.cursor_of(99) == 9);
}

TEST_CASE("Right and Left go one step, over the events that belong to it") {
  Example e;
  CHECK(e.go(playhead::StepForward{}, 0).cursor == 1);
  CHECK(e.go(playhead::StepForward{}, 1).cursor == 3);
  CHECK(e.go(playhead::StepForward{}, 2).cursor == 4);
  CHECK(e.go(playhead::StepBack{}, 4).cursor == 3);
  CHECK(e.go(playhead::StepBack{}, 3).cursor == 1);
  CHECK(e.go(playhead::StepBack{}, 1).cursor == 0);
  CHECK(e.go(playhead::StepBack{}, 0).cursor == 0);
}

TEST_CASE("Shift and Right goes to where a call returns or falls asleep, Shift and Left to where one begins") {
  Example e;
  CHECK(e.go(playhead::CallForward{}, 0).cursor == 3);
  CHECK(e.go(playhead::CallForward{}, 1).cursor == 3);
  CHECK(e.go(playhead::CallForward{}, 3).cursor == 7);
  CHECK(e.go(playhead::CallForward{}, 7).cursor == 9);
  CHECK(e.go(playhead::CallBack{}, 9).cursor == 8);
  CHECK(e.go(playhead::CallBack{}, 8).cursor == 5);
  CHECK(e.go(playhead::CallBack{}, 7).cursor == 5);
  CHECK(e.go(playhead::CallBack{}, 4).cursor == 1);
  CHECK(e.go(playhead::CallBack{}, 3).cursor == 1);
  CHECK(e.go(playhead::CallBack{}, 1).cursor == 0);
}

TEST_CASE("Home, End and Seek go to the end of a step") {
  Example e;
  CHECK(e.go(playhead::Home{}, 5).cursor == 0);
  CHECK(e.go(playhead::End{}, 5).cursor == 9);
  CHECK(e.go(playhead::Seek{6}, 0).cursor == 7);
  CHECK(e.go(playhead::Seek{1000}, 0).cursor == 9);
  CHECK(e.go(playhead::SeekStep{3}, 0).cursor == 4);
  CHECK(e.go(playhead::SeekStep{1000}, 0).cursor == 9);
}

TEST_CASE("the live end reads \"step 7\", the past \"step 2 of 7\"") {
  Example e;
  CHECK(step_text({9, {}}, e.steps) == "step 7");
  CHECK(step_text({3, {}}, e.steps) == "step 2 of 7");
  CHECK(step_text({0, {}}, e.steps) == "step 0 of 7");
  RecordingBuilder empty;
  CHECK(step_text({}, StepIndex(empty.recording())) == "step 0");
}

TEST_CASE("Right at the live end wishes for a grant, and then goes to its first step") {
  Example e;
  PlayheadState state = e.go(playhead::StepForward{}, 9);
  CHECK(state == PlayheadState{9, Wish::step});
  CHECK(catch_up(state, e.steps, false) == state);

  e.b.woke(bob, static_cast<SocketId>(0), e.asleep);
  e.b.end(bob, static_cast<SocketId>(0), e.asleep, 4);
  CHECK(catch_up(state, e.steps, false) == state);
  CHECK(e.steps.update());
  CHECK(!e.steps.update());
  state = catch_up(state, e.steps, false);
  CHECK(state == PlayheadState{10, {}});
  CHECK(step_text(state, e.steps) == "step 8 of 9");
  CHECK(catch_up(state, e.steps, true) == state);
}

TEST_CASE("Shift and Right at the live end waits for the end of the call, or for the run's rest") {
  Example e;
  const PlayheadState state = e.go(playhead::CallForward{}, 9);
  CHECK(state == PlayheadState{9, Wish::call});
  const CallId call = e.b.begin(alice, static_cast<SocketId>(0), call::Close{});
  e.steps.update();
  CHECK(catch_up(state, e.steps, false) == state);
  CHECK(catch_up(state, e.steps, true) == PlayheadState{10, {}});
  e.b.end(alice, static_cast<SocketId>(0), call, 0);
  e.b.observe(bob, static_cast<SocketId>(0), {}, false);
  e.steps.update();
  CHECK(catch_up(state, e.steps, false) == PlayheadState{11, {}});
}

TEST_CASE("a wish ends with any other command, and when the run rests without a step") {
  Example e;
  const PlayheadState wishing = e.go(playhead::StepForward{}, 9);
  CHECK(apply(playhead::StepBack{}, wishing, e.steps) == PlayheadState{8, {}});
  CHECK(catch_up(wishing, e.steps, true) == PlayheadState{9, {}});
}

TEST_CASE("the cursor stays at the end of its step when a sample of that step comes later") {
  Example e;
  const PlayheadState state = e.go(playhead::End{}, 0);
  e.b.observe(alice, static_cast<SocketId>(0), {}, true);
  e.steps.update();
  CHECK(is_at_live_end(state, e.steps));
  CHECK(catch_up(state, e.steps, true).cursor == 10);
}
