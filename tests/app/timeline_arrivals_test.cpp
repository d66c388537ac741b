// What the timeline says of bytes that arrive: where, how many, and whose; and where its words stand.
#include "app/layout/timeline_layout.hpp"
#include "tests/app/layout_checks.hpp"
#include "tests/app/view_of.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <vector>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

/// Whether some point of the arrow is in the rectangle.
bool goes_through(const Rect& rect, const ArrowPlace& arrow) {
  for (int i = 0; i <= 1000; ++i) {
    const float share = static_cast<float>(i) / 1000;
    const Point at{arrow.from.x + share * (arrow.to.x - arrow.from.x),
                   arrow.from.y + share * (arrow.to.y - arrow.from.y)};
    if (rect.contains(at)) return true;
  }
  return false;
}

/// Alice sends 12 bytes, in two pieces: 5 are acknowledged, then Bob's socket has all.
struct InPieces {
  InPieces() {
    t.builder.observe(bob, t.c, stream_sample(0));
    send = t.builder.begin(alice, t.s, call::Send{make_payload("Hello, World")});
    t.builder.sleeps(alice, t.s, send, SleepsUntil::writable, 7);
    acknowledged = t.builder.observe(alice, t.s, stream_sample(0, 0, 2), true);
    t.builder.set(bob, t.l, Option::nonblocking, 1);
    t.builder.woke(alice, t.s, send);
    t.builder.end(alice, t.s, send, 12, 0, 12);
    look = t.builder.observe(bob, t.c, stream_sample(12));
  }
  Conversation t;
  CallId send{};
  Seq acknowledged = 0;
  Seq look = 0;
};

const TransferArrow& only_arrival(const TimelineScene& scene) {
  const auto is_arrival = [](const TransferArrow& arrow) { return arrow.kind == ArrowKind::arrival; };
  REQUIRE(std::count_if(scene.arrows.begin(), scene.arrows.end(), is_arrival) == 1);
  return *std::find_if(scene.arrows.begin(), scene.arrows.end(), is_arrival);
}

}  // namespace

TEST_CASE("bytes that arrive before accept wait from there for the call that reads them") {
  RecordingBuilder builder;
  const SocketId l = builder.socket(bob, "l");
  builder.bind(bob, l, port(7000));
  builder.listen(bob, l);
  const SocketId s = builder.socket(alice, "s");
  builder.connect(alice, s, port(7000), port(40000));
  builder.send(alice, s, "early");
  builder.observe(alice, s, stream_sample(0));
  const double known = static_cast<double>(ViewOf(builder.recording()).steps.step_at(builder.last()));
  const SocketId c = builder.accept(bob, l, "c", port(7000), port(40000));
  builder.recv(bob, c, 64, "early");
  const ViewOf view(builder.recording());
  const double end = static_cast<double>(view.steps.step_count());
  for (const AxisSpan span : {AxisSpan{-0.5, end + 0.5}, AxisSpan{known + 1, end + 0.5}}) {
    const TimelineScene scene = make_timeline_scene(view.sources(builder.last()), span, 0.1);
    const auto read = std::find_if(scene.arrows.begin(), scene.arrows.end(),
                                   [](const TransferArrow& arrow) { return arrow.measured(); });
    REQUIRE(read != scene.arrows.end());
    CHECK(read->has_waited);
    CHECK(read->waited_from == known);
  }
}

TEST_CASE("what goes to a port that another process listens at by now ends in that one's lane") {
  constexpr ProcessId carol = 2;
  RecordingBuilder builder({"alice", "bob", "carol"});
  const SocketId l = builder.socket(bob, "l");
  builder.bind(bob, l, port(7000));
  builder.listen(bob, l);
  builder.close(bob, l);
  builder.ended(bob);
  const SocketId m = builder.socket(carol, "m");
  builder.bind(carol, m, port(7000));
  builder.listen(carol, m);
  const SocketId s = builder.socket(alice, "s");
  const CallId connect = builder.begin(alice, s, call::Connect{{"bob", "l"}}, port(7000));
  auto outcome = std::make_shared<Outcome>();
  outcome->local = port(40000);
  outcome->peer = port(7000);
  builder.end(alice, s, connect, 0, 0, 0, outcome);
  builder.send(alice, s, "Hello");
  builder.observe(alice, s, stream_sample(0), true);
  builder.close(alice, s);
  const ViewOf view(builder.recording());
  const TimelineScene scene = view.timeline(builder.last(), {0, view.steps.step_count()});
  std::set<ArrowKind> kinds;
  for (const TransferArrow& arrow : scene.arrows) {
    kinds.insert(arrow.kind);
    CAPTURE(arrow.label);
    const bool is_answer = arrow.from_lane != view.index.place_of(alice);
    CHECK((is_answer ? arrow.from_lane : arrow.to_lane) == view.index.place_of(carol));
  }
  CHECK(kinds == std::set<ArrowKind>{ArrowKind::arrival, ArrowKind::opening, ArrowKind::fin});
  REQUIRE(scene.arrivals.size() == 1);
  CHECK(scene.arrivals[0].lane == view.index.place_of(carol));
}

TEST_CASE("what of one send is first seen at one look is one arrival of all its bytes wherever the view begins") {
  InPieces run;
  const ViewOf view(run.t.builder.recording());
  const TimelineSources sources = view.sources(run.t.builder.last());
  const double seen = sources.map.place_of(run.look);
  const double end = static_cast<double>(view.steps.step_count()) + 0.5;
  REQUIRE(sources.map.place_of(run.acknowledged) < seen - 1);
  for (const AxisSpan span : {AxisSpan{-0.5, end}, AxisSpan{seen - 0.5, end}}) {
    const TimelineScene scene = make_timeline_scene(sources, span, 0.1);
    CHECK(only_arrival(scene).label == "12 bytes");
    CHECK(only_arrival(scene).to == seen);
    REQUIRE(scene.arrivals.size() == 1);
    const ArrivalMark& mark = scene.arrivals[0];
    CHECK(mark.label == "12 arrived");
    CHECK(mark.place == seen);
    for (const std::string& hint : {hint_of(sources, mark), hint_of(sources, only_arrival(scene))}) {
      CHECK(hint.find("12 ") == 0);
      CHECK(hint.find("all but 2 are acknowledged") != std::string::npos);
      CHECK(hint.find("has 7 bytes more to read") != std::string::npos);
    }
  }
}

TEST_CASE("what a recv brings and what its own look then finds is one arrival") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello, World");
  t.builder.recv(bob, t.c, 5, "Hello");
  t.builder.observe(bob, t.c, stream_sample(7), true);
  const ViewOf view(t.builder.recording());
  const TimelineScene scene = view.timeline(t.builder.last(), {0, view.steps.step_count()});
  CHECK(only_arrival(scene).label == "12 bytes");
  REQUIRE(scene.arrivals.size() == 1);
  CHECK(scene.arrivals[0].label == "12 arrived");
}

TEST_CASE("each read waits from the moment at which its own bytes arrived") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0));
  t.builder.send(alice, t.s, "Hello, World");
  const Seq first = t.builder.observe(bob, t.c, stream_sample(5));
  t.builder.set(bob, t.c, Option::nonblocking, 1);
  t.builder.recv(bob, t.c, 5, "Hello");
  const Seq second = t.builder.observe(bob, t.c, stream_sample(7), true);
  t.builder.recv(bob, t.c, 64, ", World");
  const ViewOf view(t.builder.recording());
  const TimelineSources sources = view.sources(t.builder.last());
  const TimelineScene scene = view.timeline(t.builder.last(), {0, view.steps.step_count()});
  std::vector<double> waited_from;
  for (const TransferArrow& arrow : scene.arrows) {
    if (arrow.measured()) waited_from.push_back(arrow.has_waited ? arrow.waited_from : -1);
  }
  CHECK(waited_from == std::vector<double>{sources.map.place_of(first), sources.map.place_of(second)});
}

TEST_CASE("bytes of two sends that wait at the same time lie side by side") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0));
  t.builder.send(alice, t.s, "Hello");
  t.builder.observe(bob, t.c, stream_sample(5));
  t.builder.send(alice, t.s, "Bob!!");
  t.builder.observe(bob, t.c, stream_sample(10));
  t.builder.recv(bob, t.c, 64, "HelloBob!!");
  const ViewOf view(t.builder.recording());
  const TimelineScene scene = view.timeline(t.builder.last(), {0, view.steps.step_count()});
  const TimelineLayout layout = layout_timeline({0, 0, 900, 300}, scene, 1, measured);
  std::set<std::size_t> rows;
  for (const ArrowPlace& place : layout.arrows) {
    if (scene.arrows[place.arrow].has_waited) rows.insert(place.row);
  }
  CHECK(rows == std::set<std::size_t>{0, 1});
}

TEST_CASE("bytes that were sent before the view begins have a short end of their way and their count") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0));
  const CallId send = t.builder.begin(alice, t.s, call::Send{make_payload("Hello, World")});
  t.builder.sleeps(alice, t.s, send, SleepsUntil::writable, 5);
  for (int i = 0; i < 10; ++i) t.builder.set(bob, t.l, Option::nonblocking, 1);
  const double begin = static_cast<double>(ViewOf(t.builder.recording()).steps.step_count()) - 1;
  t.builder.recv(bob, t.c, 64, "Hello");
  t.builder.woke(alice, t.s, send);
  t.builder.end(alice, t.s, send, 12, 0, 12);
  t.builder.recv(bob, t.c, 64, ", World");
  const ViewOf view(t.builder.recording());
  const double end = static_cast<double>(view.steps.step_count()) + 2.5;
  const TimelineScene scene = make_timeline_scene(view.sources(t.builder.last()), {begin, end}, 0.1);
  const TimelineLayout layout = layout_timeline({0, 0, 900, 300}, scene, 1, measured);
  std::size_t arrivals = 0;
  for (const ArrowPlace& place : layout.arrows) {
    if (scene.arrows[place.arrow].kind != ArrowKind::arrival) continue;
    ++arrivals;
    if (scene.arrows[place.arrow].from > begin) continue;  // the rest has left since
    CHECK(std::hypot(place.to.x - place.from.x, place.to.y - place.from.y) < 30);
    CHECK(place.from.y < place.to.y);  // from Alice's side
    CHECK(place.has_head);
  }
  CHECK(arrivals == 2);
  REQUIRE(layout.arrivals.size() == 2);
  for (const MarkPlace& mark : layout.arrivals) {
    CHECK(mark.label.shown());
    CHECK(mark.text.find(scene.arrivals[mark.mark].count) == 0);
  }
}

TEST_CASE("an arrow's words say what goes there and leave it to dashes and legend that it is inferred") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  t.builder.observe(bob, t.c, stream_sample(5));
  for (int i = 0; i < 3; ++i) t.builder.set(alice, t.s, Option::nonblocking, 1);
  t.builder.close(bob, t.c);
  const Seq reset = t.builder.last();
  for (int i = 0; i < 5; ++i) t.builder.set(alice, t.s, Option::nonblocking, 1);
  const ViewOf view(t.builder.recording());
  for (const Seq cursor : {reset, t.builder.last()}) {
    const TimelineScene scene = view.timeline(cursor, {0, view.steps.step_count()});
    const TimelineLayout layout = layout_timeline({0, 0, 1600, 300}, scene, 1, measured);
    std::set<std::string> words;
    for (const ArrowPlace& place : layout.arrows) words.insert(place.text);
    CHECK(words == std::set<std::string>{"", "Bob's RST"});
  }
}

TEST_CASE("an arrow's words lie beside it and on no other") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0));
  std::uint32_t readable = 0;
  std::vector<Seq> cursors;
  for (int i = 0; i < 4; ++i) {
    t.builder.send(alice, t.s, std::string(11111, 'x'));
    t.builder.observe(bob, t.c, stream_sample(readable += 11111));
    cursors.push_back(t.builder.last());
  }
  const ViewOf view(t.builder.recording());
  std::size_t labelled = 0;
  for (const Seq cursor : cursors) {
    for (const float width : {500.0F, 900.0F, 1700.0F}) {
      const TimelineScene scene = view.timeline(cursor, {0, view.steps.step_count()});
      const TimelineLayout layout = layout_timeline({0, 0, width, 220}, scene, 1, measured);
      for (const ArrowPlace& place : layout.arrows) {
        if (!place.label.shown()) continue;
        ++labelled;
        for (const ArrowPlace& arrow : layout.arrows) CHECK_FALSE(goes_through(place.label, arrow));
      }
    }
  }
  CHECK(labelled > 0);
}
