// What the timeline says of bytes that left in parts, of calls that failed, of ends; and whose words are whose.
#include "app/layout/timeline_layout.hpp"
#include "tests/app/layout_checks.hpp"
#include "tests/app/view_of.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <string>
#include <vector>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

std::vector<TransferArrow> arrows_of(const TimelineScene& scene, ArrowKind kind) {
  std::vector<TransferArrow> found;
  std::copy_if(scene.arrows.begin(), scene.arrows.end(), std::back_inserter(found),
               [kind](const TransferArrow& arrow) { return arrow.kind == kind; });
  return found;
}

TimelineScene all_of(const ViewOf& view) {
  return view.timeline(view.recording.size(), {0, view.steps.step_count()});
}

/// Bob has closed, Alice sends a byte all the same, and her kernel then says that the connection is gone.
struct ToClosedEnd {
  ToClosedEnd() {
    t.builder.observe(bob, t.c, stream_sample(0));
    t.builder.close(bob, t.c);
    t.builder.ended(bob);
    t.builder.send(alice, t.s, "x");
    sent = t.builder.last();
    KernelSample sample;
    sample.state = TcpState::closed;
    sample.error = true;
    sample.unacked_bytes = 0;
    t.builder.observe(alice, t.s, sample, true);
    for (int i = 0; i < 4; ++i) t.builder.set(alice, t.s, Option::nonblocking, 1);
  }
  Conversation t;
  Seq sent = 0;
};

}  // namespace

TEST_CASE("bytes of a send that was taken in parts leave each from its own part") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0));
  const CallId send = t.builder.begin(alice, t.s, call::Send{make_payload("Hello, World")});
  const Seq begun = t.builder.last();
  const Seq asleep = t.builder.sleeps(alice, t.s, send, SleepsUntil::writable, 5);
  t.builder.observe(bob, t.c, stream_sample(5));
  t.builder.recv(bob, t.c, 5, "Hello");
  const Seq woke = t.builder.woke(alice, t.s, send);
  const Seq over = t.builder.end(alice, t.s, send, 12, 0, 12);
  t.builder.observe(bob, t.c, stream_sample(7));
  SUBCASE("on their way") {
    const ViewOf view(t.builder.recording());
    const AxisMap map = view.sources(0).map;
    const auto arrows = arrows_of(all_of(view), ArrowKind::arrival);
    REQUIRE(arrows.size() == 2);
    CHECK(arrows[0].from > map.place_of(begun));
    CHECK(arrows[0].from < map.place_of(asleep));
    CHECK(arrows[1].from > map.place_of(woke));
    CHECK(arrows[1].from < map.place_of(over));
  }
  SUBCASE("and as they were read") {
    t.builder.recv(bob, t.c, 64, ", World");
    const ViewOf view(t.builder.recording());
    const AxisMap map = view.sources(0).map;
    const auto arrows = arrows_of(all_of(view), ArrowKind::read);
    REQUIRE(arrows.size() == 2);
    CHECK(arrows[0].from == map.place_of(asleep));
    CHECK(arrows[1].from == map.place_of(over));
  }
}

TEST_CASE("bytes that the kernel kept leave after it said that they are unsent") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0));
  t.builder.send(alice, t.s, "Hello");
  t.builder.observe(alice, t.s, stream_sample(0, 5, 5), true);
  for (int i = 0; i < 3; ++i) t.builder.set(bob, t.l, Option::nonblocking, 1);
  const Seq kept = t.builder.observe(alice, t.s, stream_sample(0, 3, 5));
  t.builder.set(bob, t.l, Option::nonblocking, 1);
  const Seq left = t.builder.observe(alice, t.s, stream_sample(0, 0, 5));
  t.builder.set(bob, t.l, Option::nonblocking, 1);
  t.builder.observe(bob, t.c, stream_sample(5));
  const ViewOf view(t.builder.recording());
  const AxisMap map = view.sources(0).map;
  const auto arrows = arrows_of(all_of(view), ArrowKind::arrival);
  REQUIRE(arrows.size() == 1);
  CHECK(arrows[0].from > map.place_of(kept));
  CHECK(arrows[0].from < map.place_of(left));
}

TEST_CASE("bytes to an end that was closed go as far as its lane and the reset answers them") {
  const ToClosedEnd run;
  const ViewOf view(run.t.builder.recording());
  const TimelineSources sources = view.sources(run.t.builder.last());
  const TimelineScene scene = all_of(view);
  const auto lost = arrows_of(scene, ArrowKind::lost);
  const auto resets = arrows_of(scene, ArrowKind::rst);
  REQUIRE(lost.size() == 1);
  REQUIRE(resets.size() == 1);
  CHECK(lost[0].from_lane == view.index.place_of(alice));
  CHECK(lost[0].to_lane == view.index.place_of(bob));
  CHECK(lost[0].label == "1 byte turned away");
  CHECK(lost[0].send == 1);
  CHECK(lost[0].from > sources.map.place_of(run.sent) - 1);
  CHECK(resets[0].from == lost[0].to);
  CHECK(resets[0].from > lost[0].from);
  CHECK(hint_of(sources, lost[0]).find("was closed before") != std::string::npos);
  CHECK(arrows_of(scene, ArrowKind::arrival).empty());
}

TEST_CASE("the words of an end name who ends and stand near that one's lane") {
  const ToClosedEnd run;
  const ViewOf view(run.t.builder.recording());
  const TimelineScene scene = all_of(view);
  const TimelineLayout layout = layout_timeline({0, 0, 1600, 300}, scene, 1, measured);
  std::vector<std::string> words;
  for (const ArrowPlace& place : layout.arrows) {
    const ArrowKind kind = scene.arrows[place.arrow].kind;
    if (kind != ArrowKind::fin && kind != ArrowKind::rst) continue;
    words.push_back(place.text);
    REQUIRE(place.label.shown());
    const float y = place.label.center().y;
    CHECK(std::abs(y - place.from.y) < std::abs(y - place.to.y));
  }
  CHECK(words == std::vector<std::string>{"Bob's FIN", "Bob's RST"});
  REQUIRE(layout.marks.size() == 1);
  CHECK(layout.marks[0].text == "Bob ended");
  const TimelineLayout narrow = layout_timeline({0, 0, 250, 300}, scene, 1, measured);
  REQUIRE(narrow.marks.size() == 1);
  if (narrow.marks[0].label.shown()) CHECK(narrow.marks[0].text == "ended");
}

TEST_CASE("where lanes are close no words stand on the lane of another") {
  RecordingBuilder builder({"alice", "bob", "carol"});
  for (ProcessId i = 0; i < 3; ++i) {
    builder.socket(i, "s");
    builder.ended(i);
  }
  const ViewOf view(builder.recording());
  const TimelineScene scene = all_of(view);
  for (const float height : {100.0F, 130.0F, 160.0F, 220.0F, 300.0F}) {
    CAPTURE(height);
    const TimelineLayout layout = layout_timeline({0, 0, 1300, height}, scene, 1.5F, measured);
    const auto check = [&](std::size_t own, const Rect& words) {
      for (std::size_t i = 0; i < layout.lanes.size() && words.shown(); ++i) {
        if (i != own) CHECK_FALSE((layout.lanes[i].y > words.y - 4 && layout.lanes[i].y < words.bottom() + 4));
      }
    };
    for (const BarPlace& bar : layout.bars) {
      if (!bar.is_inside) check(scene.bars[bar.bar].lane, bar.label);
      CHECK(bar.label.shown());
      if (bar.is_inside) CHECK(measured(bar.text, FontRole::text, bar.inside_px) <= bar.rect.w);
    }
    for (const MarkPlace& mark : layout.marks) check(scene.marks[mark.mark].lane, mark.label);
  }
}

TEST_CASE("each failed call of several side by side has its errno in words") {
  Conversation t;
  for (int i = 0; i < 4; ++i) {
    t.builder.fail(alice, t.s, call::Recv{10}, ENOTCONN);
    t.builder.set(alice, t.s, Option::nonblocking, 1);
  }
  const ViewOf view(t.builder.recording());
  const TimelineScene scene = all_of(view);
  const auto steps = static_cast<float>(view.steps.step_count());
  const TimelineLayout layout = layout_timeline({0, 0, 100 + 34 * steps, 220}, scene, 1, measured);
  std::size_t failed = 0;
  for (const BarPlace& place : layout.bars) {
    if (scene.bars[place.bar].failed == 0) continue;
    ++failed;
    CHECK(place.label.shown());
    CHECK(place.text.find("ENOTCONN") != std::string::npos);
  }
  CHECK(failed == 4);
}

TEST_CASE("a block of calls says how many of them failed also where sockets are chosen") {
  Conversation t;
  for (int i = 0; i < 50; ++i) {
    t.builder.set(alice, t.s, Option::nonblocking, 1);
    if (i % 5 == 0) t.builder.fail(alice, t.s, call::Recv{10}, EAGAIN);
  }
  ViewOf view(t.builder.recording());
  for (const bool chosen : {false, true}) {
    CAPTURE(chosen);
    if (chosen) view.calls.choose({t.s});
    const TimelineSources sources = view.sources(t.builder.last());
    const AxisSpan span = sources.map.extent();
    const TimelineScene scene = make_timeline_scene(sources, span, span.width());
    std::size_t failed = 0;
    for (const CallBar& bar : scene.bars) {
      failed += bar.failed;
      if (bar.failed == 0) continue;
      CHECK(bar.count > 1);
      CHECK(bar.label.ends_with(", 10 failed"));
      CHECK(bar.error == "10 failed");
      CHECK(hint_of(sources, bar).find("10 of them failed") != std::string::npos);
    }
    CHECK(failed == 10);
  }
}

TEST_CASE("the overview has the first step at one end and the last one at the other") {
  const RecordingBuilder none;
  const ViewOf nothing(none.recording());
  const TimelineLayout empty = layout_timeline({0, 0, 900, 220}, all_of(nothing), 1, measured);
  REQUIRE(empty.overview.shown());
  CHECK(empty.overview_x(0) == empty.overview.x);
  Conversation t;
  const ViewOf view(t.builder.recording());
  for (const Axis axis : {Axis::steps, Axis::time}) {
    const TimelineSources sources = view.sources(0, axis);
    const TimelineScene scene = make_timeline_scene(sources, sources.map.extent(), 0.1);
    const TimelineLayout layout = layout_timeline({0, 0, 900, 220}, scene, 1, measured);
    CHECK(layout.overview_x(scene.cursor) == layout.overview.x);
    const double last = sources.map.place_of_step(view.steps.step_count());
    CHECK(layout.overview_x(last) == doctest::Approx(layout.overview.right()));
    CHECK(layout.overview_place(layout.overview_x(last / 3)) == doctest::Approx(last / 3).epsilon(1e-3));
  }
}

TEST_CASE("names of lanes never lie on one another and none is missing where there is room for small ones") {
  for (std::size_t count = 2; count <= 8; ++count) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back(std::string(1, static_cast<char>('a' + i)) + "nna");
    RecordingBuilder builder(names);
    for (ProcessId i = 0; i < count; ++i) builder.socket(i, "s");
    const ViewOf view(builder.recording());
    for (const float height : {100.0F, 150.0F, 260.0F, 400.0F}) {
      for (const float scale : {0.75F, 1.0F, 1.5F, 2.5F}) {
        CAPTURE(count);
        CAPTURE(height);
        CAPTURE(scale);
        const TimelineLayout layout = layout_timeline({0, 0, 1300, height}, all_of(view), scale, measured);
        std::size_t named = 0;
        for (std::size_t i = 0; i < layout.lanes.size(); ++i) {
          named += layout.lanes[i].name.shown() ? 1 : 0;
          for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(overlap(layout.lanes[i].name, layout.lanes[j].name));
        }
        if (layout.axis.h >= 18.0F * static_cast<float>(count)) CHECK(named == count);
      }
    }
  }
}

TEST_CASE("large text has its lanes apart, names as large as they can be, and no bar on another lane") {
  struct Case {
    std::size_t lanes;
    float height;
    float scale;
    float least_name;
  };
  // The timeline of a window of 1366 by 768 at 150 % and 250 %, and of one of 800 by 600.
  for (const Case& at : {Case{2, 207, 2.5F, 40}, Case{3, 207, 2.5F, 40}, Case{4, 207, 2.5F, 30}, Case{4, 207, 1.5F, 26},
                         Case{4, 162, 1, 17}}) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < at.lanes; ++i) names.push_back(std::string(1, static_cast<char>('a' + i)) + "nna");
    RecordingBuilder builder(names);
    for (ProcessId i = 0; i < at.lanes; ++i) builder.socket(i, "s");
    const ViewOf view(builder.recording());
    const TimelineLayout layout = layout_timeline({0, 0, 875, at.height}, all_of(view), at.scale, measured);
    CAPTURE(at.lanes);
    CAPTURE(at.scale);
    const float apart = layout.lanes[1].y - layout.lanes[0].y;
    for (const LanePlace& lane : layout.lanes) CHECK(lane.name.h >= at.least_name);
    for (const BarPlace& bar : layout.bars) {
      CHECK(bar.rect.h <= apart);
      CHECK(bar.label.shown());
      if (bar.is_inside) CHECK(measured(bar.text, FontRole::text, bar.inside_px) <= bar.rect.w);
    }
  }
}
