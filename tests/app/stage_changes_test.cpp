// What changes from one step to the next: marks, flights of bytes, and what lights up with what.
#include "app/scene/stage_changes.hpp"

#include "app/layout/flight_layout.hpp"
#include "app/motion.hpp"
#include "app/scene/pointed.hpp"
#include "tests/app/view_of.hpp"
#include "tests/core/replay/random_run.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;
using std::chrono::milliseconds;

namespace {

/// "Hello" goes from Alice's hands to Bob's, one event at a time.
struct Journey {
  Conversation t;
  CallId send{};
  CallId recv{};
  Seq begun = 0;
  Seq sent = 0;
  Seq arrived = 0;
  Seq read = 0;

  Journey() {
    t.builder.observe(bob, t.c, stream_sample(0));
    const Call call = call::Send{make_payload("Hello")};
    send = t.builder.begin(alice, t.s, call);
    begun = t.builder.last();
    t.builder.end(alice, t.s, send, 5, 0, 5);
    sent = t.builder.observe(alice, t.s, stream_sample(0, 0, 5), true);
    arrived = t.builder.observe(bob, t.c, stream_sample(5));
    recv = t.builder.recv(bob, t.c, 3, "Hel");
    read = t.builder.observe(bob, t.c, stream_sample(2), true);
  }
};

}  // namespace

TEST_CASE("bytes fly from hands to the road, into the tube and into the other's hands") {
  const Journey j;
  const ViewOf view(j.t.builder.recording());
  const auto flight = [&](Seq from, Seq to) {
    const std::vector<Flight> flights = flights_between(view.stage(from), view.stage(to));
    REQUIRE(flights.size() == 1);
    CHECK(flights.front().send == 1);
    return flights.front();
  };
  const Flight leaves = flight(j.begun, j.sent);
  CHECK(leaves.from.kind == PlaceKind::hands);
  CHECK(leaves.to == BytePlace{PlaceKind::on_the_way, 0, j.t.s});
  const Flight arrives = flight(j.sent, j.arrived);
  CHECK(arrives.from.kind == PlaceKind::on_the_way);
  CHECK(arrives.to == BytePlace{PlaceKind::readable, 0, j.t.c});
  CHECK(arrives.bytes == 5);
  const Flight taken = flight(j.arrived, j.read);
  CHECK(taken.from.kind == PlaceKind::readable);
  CHECK(taken.to.kind == PlaceKind::hands);
  CHECK(taken.bytes == 3);
  // The way back is the same the other way round.
  const Flight back = flight(j.read, j.arrived);
  CHECK(back.from == taken.to);
  CHECK(back.to == taken.from);
  CHECK(flights_between(view.stage(j.read), view.stage(j.read)).empty());
}

TEST_CASE("a buffer that grew or shrank with this step is marked, and a door that is new") {
  const Journey j;
  const ViewOf view(j.t.builder.recording());
  const auto marked = [&](Seq cursor, Seq before) {
    StageScene scene = view.stage(cursor);
    mark_changes(scene, view.stage(before));
    return scene;
  };
  CHECK(door_of(marked(j.arrived, j.sent), j.t.c).readable.change == 5);
  CHECK(door_of(marked(j.read, j.arrived), j.t.c).readable.change == -3);
  CHECK(door_of(marked(j.arrived, j.sent), j.t.s).readable.change == 0);
  CHECK_FALSE(door_of(marked(j.arrived, j.sent), j.t.s).is_new);
  CHECK(door_of(marked(j.arrived, 0), j.t.s).is_new);
}

TEST_CASE("a byte lights its send and its recv, a send its recvs, a recv its bytes") {
  const Journey j;
  const ViewOf view(j.t.builder.recording());
  const Lit byte = lit_by({j.send, 1, SocketId::none}, view.index, view.lineage, j.read);
  CHECK(byte.has_call(j.send));
  CHECK(byte.has_call(j.recv));
  CHECK(byte.has_byte(1, 1));
  CHECK_FALSE(byte.has_byte(1, 2));
  const Lit unread = lit_by({j.send, 4, SocketId::none}, view.index, view.lineage, j.read);
  CHECK(unread.has_byte(1, 4));
  CHECK_FALSE(unread.has_call(j.recv));
  const Lit whole = lit_by({j.send, {}, SocketId::none}, view.index, view.lineage, j.read);
  CHECK(whole.has_byte(1, 4));
  CHECK(whole.has_call(j.recv));
  const Lit receipt = lit_by({j.recv, {}, SocketId::none}, view.index, view.lineage, j.read);
  CHECK(receipt.has_call(j.send));
  CHECK(receipt.has_byte(1, 2));
  CHECK_FALSE(receipt.has_byte(1, 3));
  // Before the recv, nothing of it is known.
  CHECK_FALSE(lit_by({j.send, 1, SocketId::none}, view.index, view.lineage, j.arrived).has_call(j.recv));
  CHECK(lit_by({}, view.index, view.lineage, j.read).is_nothing());
  CHECK(lit_by({CallId{999}, {}, SocketId::none}, view.index, view.lineage, j.read).is_nothing());
  CHECK(lit_by({{}, {}, j.t.s}, view.index, view.lineage, j.read).has_socket(j.t.s));
}

TEST_CASE("no flight of a random run ends or begins outside of the stage, nor takes more bytes than there are") {
  const TextMeasure measured = [](std::string_view text, FontRole, float size) {
    return static_cast<float>(text.size()) * size * 0.6F;
  };
  CHECK(rc::check([&](const test::RandomChoices& random) {
    const RandomRun run(random);
    const ViewOf view(run.recording());
    const auto step = *rc::gen::inRange<std::size_t>(0, view.steps.step_count() + 1);
    const Seq before = view.steps.cursor_of(step == 0 ? 0 : step - 1);
    const Seq after = view.steps.cursor_of(step);
    const StageScene one = view.stage(before);
    const StageScene other = view.stage(after);
    const Rect area{0, 0, 900, 500};
    const std::vector<Flight> flights = flights_between(one, other);
    for (const Flight& flight : flights) {
      const IndexedCall* send = nullptr;
      for (std::uint32_t i = 0; send == nullptr && i < view.recording.size() + 1; ++i) {
        const IndexedCall* call = view.index.call(CallId{i});
        if (call != nullptr && call->send_of_all == flight.send) send = call;
      }
      RC_ASSERT(send != nullptr);
      RC_ASSERT(flight.bytes <= payload_of(send->line->call)->size());
    }
    const auto paths = layout_flights(flights, one, layout_stage(area, one, 1, measured), other,
                                      layout_stage(area, other, 1, measured));
    for (const FlightPath& path : paths) {
      RC_ASSERT(area.contains(path.from));
      RC_ASSERT(area.contains(path.to));
    }
  }));
}

TEST_CASE("a movement goes from 0 to 1, ends by itself or at once, and takes no time where there is none") {
  const Motion::Clock::time_point start{std::chrono::seconds(5)};
  Motion motion;
  CHECK_FALSE(motion.is_under_way(start));
  CHECK(motion.progress(start) == 1);
  motion.begin(start, milliseconds(100));
  CHECK(motion.progress(start) == 0);
  float last = 0;
  for (int ms = 10; ms < 100; ms += 10) {
    const float now = motion.progress(start + milliseconds(ms));
    CHECK(now > last);
    last = now;
  }
  CHECK(motion.is_under_way(start + milliseconds(99)));
  CHECK_FALSE(motion.is_under_way(start + milliseconds(100)));
  motion.finish();
  CHECK(motion.progress(start + milliseconds(10)) == 1);
  motion.begin(start, milliseconds(0));
  CHECK_FALSE(motion.is_under_way(start));
}
