// The timeline as a value: its axes, what is shown of them, and that nothing of it is lost when it is seen from afar.
#include "app/layout/timeline_layout.hpp"
#include "app/scene/timeline_view.hpp"
#include "tests/app/layout_checks.hpp"
#include "tests/app/view_of.hpp"
#include "tests/core/replay/random_run.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

Axis random_axis() {
  return *rc::gen::arbitrary<bool>() ? Axis::steps : Axis::time;
}

/// A number from 0 to 1.
double random_share() {
  return *rc::gen::inRange(0, 1001) / 1000.0;
}

/// Some part of the axis, from a thousandth of it to all.
AxisSpan random_span(const AxisMap& map) {
  const AxisSpan all = map.extent();
  const double width = all.width() * std::pow(10, -3 * random_share());
  const double from = all.from + random_share() * (all.width() - width);
  return {from, from + width};
}

Rect random_area() {
  return {static_cast<float>(*rc::gen::inRange(0, 400)), 500, static_cast<float>(*rc::gen::inRange(300, 3000)),
          static_cast<float>(*rc::gen::inRange(90, 700))};
}

/// The calls with a part among these events.
std::size_t calls_between(const ViewOf& view, Seq first, Seq last) {
  std::size_t count = 0;
  for (const ProcessId process : view.index.room_order()) {
    for (const CallId id : view.index.calls_of(process)) {
      const IndexedCall& call = *view.index.call(id);
      if (call.called <= last && (call.returned == 0 || call.returned >= first)) ++count;
    }
  }
  return count;
}

std::size_t calls_in(const TimelineScene& scene) {
  std::size_t count = 0;
  for (const CallBar& bar : scene.bars) count += bar.count;
  return count;
}

ViewGround ground_of(const ViewOf& view, Axis axis, Seq cursor, std::size_t natural_steps = 12) {
  return {AxisMap(axis, view.steps, view.recording), cursor, natural_steps};
}

double share_of(const AxisSpan& span, double place) {
  return (place - span.from) / span.width();
}

/// Alice sends a byte and Bob reads it, so many times.
void talk(Conversation& t, int times) {
  for (int i = 0; i < times; ++i) {
    t.builder.send(alice, t.s, "x");
    t.builder.recv(bob, t.c, 64, "x");
  }
}

}  // namespace

TEST_CASE("on both axes places ascend, and an event, its step and its place lead to each other") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const ViewOf view(run.recording());
    const AxisMap map(random_axis(), view.steps, view.recording);
    for (Seq seq = 1; seq <= view.recording.size(); ++seq) {
      const double place = map.place_of(seq);
      if (seq > 1) RC_ASSERT(place >= map.place_of(seq - 1));
      if (map.axis() == Axis::steps) RC_ASSERT(place == static_cast<double>(view.steps.step_at(seq)));
      const Seq first = map.first_at(place);
      RC_ASSERT(first <= seq);
      RC_ASSERT(map.place_of(first) == place);
      RC_ASSERT(map.extent().contains(place));
    }
    for (std::size_t step = 1; step <= view.steps.step_count(); ++step) {
      RC_ASSERT(map.step_near(map.place_of_step(step)) == step);
    }
    RC_ASSERT(map.first_at(map.extent().to) == view.recording.size() + 1);
  }));
}

TEST_CASE("zooming keeps what is at the mouse where it is, but where the axis ends") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const ViewOf view(run.recording());
    const Seq cursor = *rc::gen::inRange<Seq>(0, run.recording().size() + 1);
    const ViewGround ground = ground_of(view, random_axis(), cursor);
    TimelineView shown;
    shown.axis = ground.map.axis();
    for (int i = 0; i < 6; ++i) {
      const AxisSpan before = span_of(shown, ground);
      const double about = before.from + random_share() * before.width();
      const double factor = std::pow(2, 4 * random_share() - 2);
      zoom(shown, ground, factor, about);
      const AxisSpan after = span_of(shown, ground);
      AxisSpan reach = ground.map.extent();
      if (shown.axis == Axis::steps) reach.to = std::max(reach.to, reach.from + 12);
      const double slack = 1e-9 * reach.width();
      const bool is_free = after.from > reach.from + slack && after.to < reach.to - slack;
      if (is_free || (factor < 1 && shown.kind == ViewWidth::chosen)) {
        RC_ASSERT(std::abs(share_of(after, about) - share_of(before, about)) < 1e-6);
      }
      RC_ASSERT(after.width() > 0);
      RC_ASSERT(after.from >= reach.from - slack);
    }
  }));
}

TEST_CASE("a view that is moved comes back by moving it as far the other way, and by fitting it twice") {
  Conversation t;
  talk(t, 30);
  const ViewOf view(t.builder.recording());
  for (const Axis axis : {Axis::steps, Axis::time}) {
    const ViewGround ground = ground_of(view, axis, t.builder.last() / 2);
    TimelineView shown;
    shown.axis = axis;
    const AxisSpan natural = span_of(shown, ground);
    zoom(shown, ground, 0.5, (natural.from + natural.to) / 2);
    const AxisSpan near = span_of(shown, ground);
    CHECK(near.width() == doctest::Approx(natural.width() / 2));
    hold(shown, ground, near.from - near.width() / 4);
    CHECK(span_of(shown, ground).from == doctest::Approx(near.from - near.width() / 4));
    hold(shown, ground, near.from);
    CHECK(span_of(shown, ground).from == doctest::Approx(near.from));
    fit(shown);
    CHECK(span_of(shown, ground).width() >= ground.map.extent().width());
    fit(shown);
    CHECK(span_of(shown, ground) == natural);
  }
}

TEST_CASE("a view that is held stays while the cursor is in it, and follows the cursor when it has left") {
  Conversation t;
  talk(t, 40);
  const ViewOf view(t.builder.recording());
  ViewGround ground = ground_of(view, Axis::steps, view.steps.cursor_of(50));
  TimelineView shown;
  hold(shown, ground, 47);
  const AxisSpan held = span_of(shown, ground);
  ground.cursor = view.steps.cursor_of(55);
  follow(shown, ground);
  CHECK(span_of(shown, ground) == held);
  ground.cursor = view.steps.cursor_of(100);
  follow(shown, ground);
  CHECK_FALSE(shown.from);
  CHECK(span_of(shown, ground).contains(100));
  hold(shown, ground, 0);
  follow(shown, ground);
  CHECK_FALSE(span_of(shown, ground).contains(100));
}

TEST_CASE("the other axis shows the same events, and back again the same steps") {
  Conversation t;
  talk(t, 40);
  const ViewOf view(t.builder.recording());
  TimelineView shown;
  const ViewGround by_steps = ground_of(view, Axis::steps, view.steps.cursor_of(60));
  hold(shown, by_steps, 55.5);
  const AxisSpan before = span_of(shown, by_steps);
  set_axis(shown, by_steps, Axis::time);
  const ViewGround by_time = ground_of(view, Axis::time, by_steps.cursor);
  CHECK(span_of(shown, by_time).contains(by_time.map.place_of_step(60)));
  CHECK_FALSE(span_of(shown, by_time).contains(by_time.map.place_of_step(90)));
  set_axis(shown, by_time, Axis::steps);
  const AxisSpan after = span_of(shown, by_steps);
  CHECK(std::abs(after.from - before.from) <= 1);
  CHECK(std::abs(after.to - before.to) <= 1);
}

TEST_CASE("at every zoom of both axes each call has a bar or is counted in one, and bars of a lane do not overlap") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const ViewOf view(run.recording());
    const Seq cursor = *rc::gen::inRange<Seq>(0, run.recording().size() + 1);
    const TimelineSources sources = view.sources(cursor, random_axis());
    const AxisSpan span = random_span(sources.map);
    const TimelineScene scene = make_timeline_scene(sources, span, span.width() * random_share() / 20);
    const Seq first = sources.map.first_at(span.from);
    const Seq last = std::min(sources.map.first_at(span.to) - 1, run.recording().size());
    // What reaches into a column from outside is counted with it.
    RC_ASSERT(calls_in(scene) >= calls_between(view, first, last));
    const TimelineScene whole = make_timeline_scene(sources, sources.map.extent(), span.width() / 7);
    RC_ASSERT(calls_in(whole) == calls_between(view, 1, run.recording().size()));
    for (std::size_t i = 1; i < whole.bars.size(); ++i) {
      if (whole.bars[i].lane == whole.bars[i - 1].lane) RC_ASSERT(whole.bars[i].from >= whole.bars[i - 1].to);
    }
  }));
}

TEST_CASE("at every zoom of both axes what is inferred has its arrow or is counted") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const ViewOf view(run.recording());
    const TimelineSources sources = view.sources(run.recording().size(), random_axis());
    const TimelineScene scene =
        make_timeline_scene(sources, sources.map.extent(), random_span(sources.map).width() / 9);
    std::set<std::size_t> drawn;
    for (const TransferArrow& arrow : scene.arrows) {
      drawn.insert(arrow.inferred.begin(), arrow.inferred.end());
    }
    std::size_t counted = 0;
    for (const WayBlock& block : scene.ways) counted += block.count;
    std::size_t expected = 0;
    for (const Inferred& inferred : view.inference.up_to(run.recording().size())) {
      const bool is_known = view.index.owner_of(inferred.from) || view.index.owner_of(inferred.to);
      const bool of_no_send =
          (inferred.kind == InferredKind::datagram || inferred.kind == InferredKind::datagram_lost) && !inferred.call;
      if (inferred.kind != InferredKind::ack && is_known && !of_no_send) ++expected;
    }
    RC_ASSERT(drawn.size() + counted >= expected);
  }));
}

TEST_CASE("at every zoom of both axes the layout has nothing outside, and words that do not overlap") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const ViewOf view(run.recording());
    const Seq cursor = *rc::gen::inRange<Seq>(0, run.recording().size() + 1);
    const TimelineSources sources = view.sources(cursor, random_axis());
    const AxisSpan span = random_span(sources.map);
    const Rect area = random_area();
    const float scale = static_cast<float>(*rc::gen::inRange(100, 301)) / 100;
    const TimelineScene scene = make_timeline_scene(sources, span, column_of(area, scale, span));
    const TimelineLayout layout = layout_timeline(area, scene, scale, measured, *rc::gen::inRange<std::size_t>(0, 3));
    if (!layout.axis.shown()) return;
    RC_ASSERT(layout.bars.size() == scene.bars.size());
    std::vector<Rect> apart{layout.axis, layout.scale_row, layout.overview};
    for (const Rect& control : layout.controls) apart.push_back(control);
    for (std::size_t i = 0; i < apart.size(); ++i) {
      RC_ASSERT(is_inside(apart[i], area));
      for (std::size_t j = 0; j < i; ++j) RC_ASSERT(!overlap(apart[i], apart[j]));
    }
    std::vector<Rect> words;
    for (const BarPlace& bar : layout.bars) {
      RC_ASSERT(bar.rect.w > 0);
      RC_ASSERT(bar.rect.x >= layout.axis.x - 0.1F);
      RC_ASSERT(bar.rect.right() <= layout.axis.right() + 0.1F);
      words.push_back(bar.label);
    }
    for (const MarkPlace& mark : layout.arrivals) words.push_back(mark.label);
    for (const MarkPlace& mark : layout.marks) words.push_back(mark.label);
    for (const TickPlace& tick : layout.ticks) words.push_back(tick.label);
    for (const LanePlace& lane : layout.lanes) RC_ASSERT(is_inside(lane.name, area));
    for (const Rect& word : words) {
      RC_ASSERT(is_inside(word, area));
      RC_ASSERT(!word.shown() || (word.x >= layout.axis.x - 0.1F && word.right() <= layout.axis.right() + 0.1F));
    }
    const bool is_roomy = layout.lanes.size() <= 3 && area.h >= 200 * scale;
    for (std::size_t i = 0; is_roomy && i < words.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) RC_ASSERT(!overlap(words[i], words[j]));
    }
    for (const ArrowPlace& arrow : layout.arrows) {
      RC_ASSERT(is_inside(arrow.label, layout.axis));
      for (const Rect& word : words) RC_ASSERT(!overlap(arrow.label, word));
      for (const Point& end : {arrow.from, arrow.to}) {
        RC_ASSERT(end.x >= layout.axis.x - 0.1F && end.x <= layout.axis.right() + 0.1F);
      }
    }
    const double place = span.from + random_share() * span.width();
    RC_ASSERT(std::abs(layout.place_at(layout.x_of(place)) - place) < span.width() * 1e-3);
  }));
}

TEST_CASE("an arrow that is cut at the end of the view keeps its slope and loses its head") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  talk(t, 0);
  t.builder.recv(bob, t.c, 64, "Hello");
  const ViewOf view(t.builder.recording());
  const TimelineSources sources = view.sources(t.builder.last());
  const double send = static_cast<double>(view.steps.step_count()) - 2;
  const TimelineScene scene = make_timeline_scene(sources, {send - 3, send + 1}, 0.1);
  const TimelineLayout layout = layout_timeline({0, 0, 900, 300}, scene, 1, measured);
  const auto found = std::find_if(layout.arrows.begin(), layout.arrows.end(),
                                  [&](const ArrowPlace& place) { return scene.arrows[place.arrow].measured(); });
  REQUIRE(found != layout.arrows.end());
  CHECK_FALSE(found->has_head);
  const float slope = (found->to.y - found->from.y) / (found->to.x - found->from.x);
  const float whole = layout.x_of(send + 2) - layout.x_of(send);
  CHECK(slope == doctest::Approx((layout.lanes[1].y - layout.lanes[0].y) / whole));
}

TEST_CASE("bytes that were seen before the view begins wait along the lane in it, as they do in a wider view") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0));
  t.builder.send(alice, t.s, "Hello");
  t.builder.observe(bob, t.c, stream_sample(5));
  const double seen = static_cast<double>(ViewOf(t.builder.recording()).steps.step_count());
  for (int i = 0; i < 5; ++i) t.builder.set(bob, t.c, Option::nonblocking, 1);
  t.builder.recv(bob, t.c, 64, "Hello");
  const ViewOf view(t.builder.recording());
  const double end = static_cast<double>(view.steps.step_count());
  for (const AxisSpan span : {AxisSpan{-0.5, end + 0.5}, AxisSpan{seen + 2, end + 0.5}, AxisSpan{seen - 3, end - 4}}) {
    const TimelineScene scene = make_timeline_scene(view.sources(t.builder.last()), span, 0.1);
    const TimelineLayout layout = layout_timeline({0, 0, 900, 300}, scene, 1, measured);
    const auto read = std::find_if(layout.arrows.begin(), layout.arrows.end(),
                                   [&](const ArrowPlace& place) { return scene.arrows[place.arrow].measured(); });
    REQUIRE(read != layout.arrows.end());
    CHECK(scene.arrows[read->arrow].waited_from == seen);
    CHECK(read->from.y == layout.lanes[1].y);
    CHECK(read->to.y == layout.lanes[1].y);
  }
}

TEST_CASE("many calls side by side are drawn as few blocks that count them all") {
  Conversation t;
  talk(t, 20000);
  const ViewOf view(t.builder.recording());
  const TimelineSources sources = view.sources(t.builder.last() / 2);
  const AxisSpan all = sources.map.extent();
  const TimelineScene scene = make_timeline_scene(sources, all, all.width() / 250);
  CHECK(calls_in(scene) == 40000 + 6);
  CHECK(scene.bars.size() <= 2 * 2 * 251);
  CHECK(scene.arrows.size() <= 2 * most_arrows);
  const auto block = std::max_element(scene.bars.begin(), scene.bars.end(),
                                      [](const CallBar& one, const CallBar& other) { return one.count < other.count; });
  CHECK(block->count > 50);
  CHECK(block->label == std::to_string(block->count) + " calls");
  CHECK(hint_of(sources, *block).find("zoom in") != std::string::npos);
}

TEST_CASE("with a socket chosen only its calls, its partner's and what went between them are there") {
  Conversation t;
  const SocketId v = t.builder.socket(alice, "v", SocketType::udp);
  const SocketId u = t.builder.socket(bob, "u", SocketType::udp);
  t.builder.bind(bob, u, port(9000));
  const CallId post = t.builder.sendto(alice, v, "card", port(9000), port(9001));
  const CallId receipt = t.builder.recvfrom(bob, u, 64, "card", port(9001));
  const CallId send = t.builder.send(alice, t.s, "Hello");
  const CallId recv = t.builder.recv(bob, t.c, 64, "Hello");
  ViewOf view(t.builder.recording());
  const StepWindow all{0, view.steps.step_count()};
  const auto has = [&](CallId call) {
    const TimelineScene scene = view.timeline(t.builder.last(), all);
    return std::any_of(scene.bars.begin(), scene.bars.end(), [call](const CallBar& bar) { return bar.call == call; });
  };
  const std::size_t before = view.timeline(t.builder.last(), all).bars.size();
  view.calls.choose({t.c});
  CHECK(has(send));
  CHECK(has(recv));
  CHECK_FALSE(has(post));
  CHECK_FALSE(has(receipt));
  for (const TransferArrow& arrow : view.timeline(t.builder.last(), all).arrows) {
    if (arrow.measured()) CHECK(arrow.segment.recv == recv);
  }
  view.calls.choose({SocketId::none});  // chosen, and not made
  CHECK(view.timeline(t.builder.last(), all).bars.empty());
  view.calls.choose({});
  CHECK(view.timeline(t.builder.last(), all).bars.size() == before);
  CHECK(has(post));
}

TEST_CASE("a refused connect has its SYN and its RST, though nobody is at the other end") {
  RecordingBuilder builder;
  const SocketId s = builder.socket(alice, "s");
  builder.fail(alice, s, call::Connect{{"bob", "l"}}, ECONNREFUSED, port(7));
  const ViewOf view(builder.recording());
  const TimelineScene scene = view.timeline(builder.last(), {0, view.steps.step_count()});
  REQUIRE(scene.arrows.size() == 2);
  CHECK(scene.arrows[0].to_lane == no_lane);
  CHECK(scene.arrows[1].kind == ArrowKind::rst);
  CHECK(scene.arrows[1].from_lane == no_lane);
  const TimelineLayout layout = layout_timeline({0, 0, 900, 300}, scene, 1, measured);
  REQUIRE(layout.arrows.size() == 2);
  CHECK(layout.arrows[1].from.y > layout.lanes[0].y);
  CHECK(hint_of(view.sources(builder.last()), scene.arrows[1]).find("Inferred: ") != std::string::npos);
}

TEST_CASE("bytes that arrive before accept come to the lane of the listener, and no further") {
  RecordingBuilder builder;
  const SocketId l = builder.socket(bob, "l");
  builder.bind(bob, l, port(7000));
  builder.listen(bob, l);
  const SocketId s = builder.socket(alice, "s");
  const CallId connect = builder.begin(alice, s, call::Connect{{"bob", "l"}}, port(7000));
  auto outcome = std::make_shared<Outcome>();
  outcome->local = port(40000);
  outcome->peer = port(7000);
  builder.end(alice, s, connect, 0, 0, 0, outcome);
  builder.send(alice, s, "early");
  builder.observe(alice, s, stream_sample(0, 0, 5), true);
  builder.observe(alice, s, stream_sample(0));
  const ViewOf view(builder.recording());
  const TimelineScene scene = view.timeline(builder.last(), {0, view.steps.step_count()});
  const auto bytes = std::find_if(scene.arrows.begin(), scene.arrows.end(),
                                  [](const TransferArrow& arrow) { return arrow.kind == ArrowKind::arrival; });
  REQUIRE(bytes != scene.arrows.end());
  CHECK(bytes->from_lane == view.index.place_of(alice));
  CHECK(bytes->to_lane == view.index.place_of(bob));
  REQUIRE(scene.arrivals.size() == 1);
  const ArrivalMark& mark = scene.arrivals[0];
  CHECK_FALSE(mark.seen);  // no socket of Bob's could be asked
  CHECK(mark.label == "5 arrived");
  CHECK(mark.lane == view.index.place_of(bob));
  CHECK(mark.place == bytes->to);
  CHECK(hint_of(view.sources(builder.last()), mark).find("wait for accept") != std::string::npos);
}

TEST_CASE("a reset that answers bytes to a closed socket leaves after them, and one by close with it") {
  Conversation t;
  const auto reset = [&t](const ViewOf& view) {
    const TimelineScene scene = view.timeline(t.builder.last(), {0, view.steps.step_count()});
    const auto found = std::find_if(scene.arrows.begin(), scene.arrows.end(),
                                    [](const TransferArrow& arrow) { return arrow.kind == ArrowKind::rst; });
    REQUIRE(found != scene.arrows.end());
    return *found;
  };
  SUBCASE("by close") {
    t.builder.send(alice, t.s, "Hello");
    t.builder.observe(bob, t.c, stream_sample(5));
    const Seq before = t.builder.last();
    t.builder.close(bob, t.c);
    const ViewOf view(t.builder.recording());
    CHECK(reset(view).from == view.sources(t.builder.last()).map.place_of(before + 1));
  }
  SUBCASE("by bytes that come later") {
    t.builder.close(bob, t.c);
    t.builder.send(alice, t.s, "x");
    const Seq sent = t.builder.last();
    KernelSample sample;
    sample.state = TcpState::closed;
    sample.error = true;
    sample.unacked_bytes = 0;
    t.builder.observe(alice, t.s, sample, true);
    const ViewOf view(t.builder.recording());
    CHECK(reset(view).from > view.sources(t.builder.last()).map.place_of(sent - 1));
  }
}

TEST_CASE("strangers and ends say what they are") {
  Conversation t;
  t.builder.turned_away(bob, t.l);
  t.builder.ended(bob);
  const ViewOf view(t.builder.recording());
  const TimelineSources sources = view.sources(t.builder.last());
  const TimelineScene scene = view.timeline(t.builder.last(), {0, view.steps.step_count()});
  REQUIRE(scene.marks.size() == 2);
  CHECK(scene.marks[0].label == "stranger");
  CHECK(hint_of(sources, scene.marks[0]).find("none of this run's processes") != std::string::npos);
  CHECK(hint_of(sources, scene.marks[1]).find("has come to its end") != std::string::npos);
}

TEST_CASE("ticks stand at round numbers, in the unit of what is shown") {
  CHECK(tick_distance(1) == 1);
  CHECK(tick_distance(1.1) == 2);
  CHECK(tick_distance(3) == 5);
  CHECK(tick_distance(6) == 10);
  CHECK(tick_distance(12000) == 20000);
  CHECK(tick_text(Axis::steps, 40, 57, 10) == "40");
  CHECK(tick_text(Axis::time, 200e3, 900e3, 100e3) == "200 µs");
  CHECK(tick_text(Axis::time, 1.2e6, 5e6, 200e3) == "1.2 ms");
  CHECK(tick_text(Axis::time, 2e9, 5e9, 1e9) == "2 s");
  CHECK(tick_text(Axis::time, 12.345e6, 13e6, 1e3) == "12.345 ms");
}
