#include "core/replay/history.hpp"
#include "core/replay/inference.hpp"
#include "core/replay/lineage.hpp"
#include "core/replay/playhead.hpp"
#include "tests/core/replay/infer.hpp"
#include "tests/core/replay/random_run.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <tuple>

using namespace doorway;
using doorway::test::Choice;
using doorway::test::folded;
using doorway::test::infer;
using doorway::test::RandomRun;

namespace rc {
template <>
struct Arbitrary<Choice> {
  static Gen<Choice> arbitrary() {
    return gen::build<Choice>(gen::set(&Choice::what, gen::inRange<std::uint8_t>(0, 16)),
                              gen::set(&Choice::where, gen::inRange<std::uint8_t>(0, 60)),
                              gen::set(&Choice::amount, gen::inRange<std::uint8_t>(0, 255)));
  }
};
}  // namespace rc

namespace doorway::test {
// rapidcheck shows what a property failed for.
static void showValue(const Choice& choice, std::ostream& out) {
  out << "{" << +choice.what << ", " << +choice.where << ", " << +choice.amount << "}";
}
}  // namespace doorway::test

namespace {

RandomRun some_run(int most) {
  const auto choices = *rc::gen::scale(4.0, rc::gen::arbitrary<std::vector<Choice>>());
  const std::size_t count = std::min<std::size_t>(choices.size(), static_cast<std::size_t>(most));
  return RandomRun(std::vector<Choice>(choices.begin(), choices.begin() + static_cast<std::ptrdiff_t>(count)));
}

Seq some_seq(const Recording& recording) {
  return *rc::gen::inRange<Seq>(0, recording.size() + 1);
}

auto key(const Segment& s) {
  return std::tuple(s.send, s.send_offset, s.recv, s.recv_offset, s.length, s.certain);
}
void sort(std::vector<Segment>& segments) {
  std::sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) { return key(a) < key(b); });
}

std::optional<Segment> source_of(const Lineage& lineage, CallId recv, std::uint64_t offset, Seq cursor) {
  for (const Segment& segment : lineage.sources(recv, cursor)) {
    if (offset >= segment.recv_offset && offset - segment.recv_offset < segment.length) return segment;
  }
  return std::nullopt;
}

void check_stream(const Lineage& lineage, const RandomRun::Received& received, Seq cursor) {
  for (std::size_t i = 0; i < received.bytes.size(); ++i) {
    const RandomRun::Origin& origin = received.bytes[i];
    const auto segment = source_of(lineage, received.recv, i, cursor);
    RC_ASSERT(segment.has_value() == (received.returned <= cursor && origin.known <= cursor));
    if (!segment) continue;
    RC_ASSERT(segment->send == origin.send);
    RC_ASSERT(segment->send_offset + (i - segment->recv_offset) == origin.offset);
    RC_ASSERT(segment->certain);
  }
}

// Where datagrams overtake each other, a cut one may have been taken for one that began alike; the other then has no
// source left. Neither is said to be certain.
void check_datagram(const Lineage& lineage, const RandomRun::Received& received, Seq cursor) {
  const std::vector<Segment> segments = lineage.sources(received.recv, cursor);
  if (received.returned > cursor || segments.empty()) {
    RC_ASSERT(segments.empty());
    if (received.returned > cursor) return;
    const std::vector<Segment> taken_for = lineage.destinations(*received.send, cursor);
    RC_ASSERT(taken_for.size() == 1U);
    RC_ASSERT(!taken_for[0].certain);
    return;
  }
  RC_ASSERT(segments[0].length == received.bytes.size());
  if (segments[0].certain) RC_ASSERT(segments[0].send == *received.send);
}

}  // namespace

TEST_CASE("folding forward and backward gives the same state at every step, whichever way one came") {
  CHECK(rc::check([] {
    const auto copies = *rc::gen::inRange(1, 4);
    const RandomRun run = some_run(copies == 3 ? 2000 : 200);
    const Recording& recording = run.recording();
    History history(recording);
    for (int i = 0; i < 12; ++i) {
      const Seq cursor = some_seq(recording);
      RC_ASSERT(history.at(cursor) == folded(recording, cursor));
      for (Seq back = cursor; back > 0 && back + 3 > cursor; --back) {
        RC_ASSERT(history.at(back) == folded(recording, back));
      }
    }
  }));
}

TEST_CASE("the lineage of every byte is right at every step, under random sends and recvs") {
  CHECK(rc::check([] {
    const RandomRun run = some_run(400);
    Lineage lineage(run.recording());
    lineage.update(some_seq(run.recording()));
    lineage.update();
    for (const Seq cursor : {some_seq(run.recording()), some_seq(run.recording()), run.recording().size()}) {
      std::vector<Segment> from_recvs;
      for (const RandomRun::Received& received : run.received()) {
        received.datagram ? check_datagram(lineage, received, cursor) : check_stream(lineage, received, cursor);
        for (const Segment& segment : lineage.sources(received.recv, cursor)) from_recvs.push_back(segment);
      }
      std::vector<Segment> from_sends;
      for (const RandomRun::Sent& sent : run.sent()) {
        const std::vector<Segment> segments = lineage.destinations(sent.send, cursor);
        from_sends.insert(from_sends.end(), segments.begin(), segments.end());
        for (std::uint64_t offset = 0; offset < sent.length; ++offset) {
          const ByteFate fate = lineage.fate_of(sent.send, offset, cursor);
          RC_ASSERT((fate.fate == Fate::read) == fate.segment.has_value());
          if (fate.segment) RC_ASSERT(offset - fate.segment->send_offset < fate.segment->length);
        }
      }
      sort(from_recvs);
      sort(from_sends);
      RC_ASSERT(from_recvs == from_sends);
    }
  }));
}

TEST_CASE("a lineage that was brought up to date in pieces is that of the whole") {
  CHECK(rc::check([] {
    const RandomRun run = some_run(200);
    const Seq cursor = some_seq(run.recording());
    Lineage part(run.recording());
    part.update(cursor);
    Lineage whole(run.recording());
    whole.update();
    for (const RandomRun::Received& received : run.received()) {
      RC_ASSERT(part.sources(received.recv, cursor) == whole.sources(received.recv, cursor));
    }
  }));
}

TEST_CASE("forward and back is where one was, and every step has its number") {
  CHECK(rc::check([] {
    const RandomRun run = some_run(200);
    StepIndex steps(run.recording());
    steps.update();
    PlayheadState state = apply(playhead::Seek{some_seq(run.recording())}, {}, steps);
    const std::size_t step = steps.step_at(state.cursor);
    RC_ASSERT(state.cursor == steps.cursor_of(step));
    const PlayheadState forward = apply(playhead::StepForward{}, state, steps);
    if (forward.wish) {
      RC_ASSERT(is_at_live_end(state, steps));
    } else {
      RC_ASSERT(steps.step_at(forward.cursor) == step + 1);
      RC_ASSERT(apply(playhead::StepBack{}, forward, steps) == state);
    }
    std::size_t walked = 0;
    for (state = apply(playhead::Home{}, state, steps); !state.wish; ++walked) {
      state = apply(playhead::StepForward{}, state, steps);
    }
    RC_ASSERT(walked == steps.step_count() + 1);
    RC_ASSERT(state.cursor == apply(playhead::End{}, {}, steps).cursor);
    RC_ASSERT(state.cursor == run.recording().size());
  }));
}

TEST_CASE("who forgets what was inferred is told the same of each event") {
  CHECK(rc::check("forgotten event by event", [] {
    const RandomRun run = some_run(120);
    Inference whole(run.recording());
    whole.update();
    Inference forgetting(run.recording());
    for (Seq seq = 1; seq <= run.recording().size(); ++seq) {
      forgetting.forget();
      forgetting.update(seq);
      const auto one = forgetting.up_to(seq);
      const auto other = whole.at(seq);
      RC_ASSERT(std::equal(one.begin(), one.end(), other.begin(), other.end()));
    }
  }));
}

TEST_CASE("what was inferred up to a step stays as it is when more events come") {
  CHECK(rc::check([] {
    const RandomRun run = some_run(200);
    const Seq cursor = some_seq(run.recording());
    Inference whole(run.recording());
    whole.update();
    const auto early = whole.up_to(cursor);
    RC_ASSERT(infer(run.recording(), cursor) == std::vector<Inferred>(early.begin(), early.end()));
    for (const Inferred& inferred : whole.up_to(run.recording().size())) {
      RC_ASSERT(!inferred.reason.empty());
      const auto same = whole.at(inferred.after);
      RC_ASSERT(std::find(same.begin(), same.end(), inferred) != same.end());
    }
  }));
}

TEST_CASE("no byte is inferred to arrive twice, or before it was written") {
  CHECK(rc::check([] {
    const RandomRun run = some_run(300);
    std::map<SocketId, std::uint64_t> arrived;
    for (const Inferred& inferred : infer(run.recording(), run.recording().size())) {
      if (inferred.kind != InferredKind::data) continue;
      std::uint64_t& so_far = arrived[inferred.from];
      RC_ASSERT(inferred.first_byte == so_far);
      so_far += inferred.byte_count;
      const WorldState world = folded(run.recording(), inferred.after);
      RC_ASSERT(so_far <= world.sockets[index_of(inferred.from)].bytes_written);
    }
  }));
}
