// Two timelines that are compared: where they stand, and that they stand on the same axis.
#include "app/layout/compared_layout.hpp"

#include "app/layout/timeline_layout.hpp"
#include "app/scene/timeline_view.hpp"
#include "tests/app/layout_checks.hpp"
#include "tests/app/view_of.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

TEST_CASE("the words, the buttons and both timelines lie apart within the area, the timelines as wide as each other") {
  CHECK(rc::check([] {
    const Rect area{static_cast<float>(*rc::gen::inRange(0, 400)), static_cast<float>(*rc::gen::inRange(0, 900)),
                    static_cast<float>(*rc::gen::inRange(300, 3000)), static_cast<float>(*rc::gen::inRange(90, 700))};
    const float scale = static_cast<float>(*rc::gen::inRange(75, 251)) / 100;
    std::string words;
    for (int i = *rc::gen::inRange(0, 60); i > 0; --i) words += "words ";
    const ComparedLayout places = layout_compared(area, scale, words, measured);
    check_apart({places.words, places.jump, places.end, places.here, places.there}, area);
    RC_ASSERT(places.here.shown());
    RC_ASSERT(places.jump.shown());
    RC_ASSERT(places.end.shown());
    if (places.there.shown()) {
      RC_ASSERT(places.there.x == places.here.x);
      RC_ASSERT(places.there.w == places.here.w);
    }
  }));
}

TEST_CASE("an area that is high enough has room for both, and for the scale of each") {
  for (const float scale : {0.75F, 1.0F, 2.5F}) {
    const Rect area{0, 0, 1200 * scale, compared_height_px * scale};
    const ComparedLayout places = layout_compared(area, scale, "words", measured);
    CHECK(places.here.h >= 120 * scale);
    CHECK(places.there.h >= 120 * scale);
  }
}

TEST_CASE("an axis that two recordings stand on reaches as far as the longer one") {
  Conversation brief;
  Conversation lengthy;
  for (int i = 0; i < 20; ++i) lengthy.builder.send(alice, lengthy.s, "x");
  const ViewOf here(brief.builder.recording());
  const ViewOf there(lengthy.builder.recording());
  for (const Axis axis : {Axis::steps, Axis::time}) {
    const BesideRun longer{there.steps, there.recording};
    const BesideRun shorter{here.steps, here.recording};
    const AxisMap above(axis, here.steps, here.recording, &longer);
    const AxisMap below(axis, there.steps, there.recording, &shorter);
    CHECK(above.extent() == below.extent());
    const AxisSpan of_lengthy = AxisMap(axis, there.steps, there.recording).extent();
    CHECK(above.extent().to >= of_lengthy.to);
    // Held beyond the end of the shorter one, and so it stays where it was put.
    TimelineView view;
    view.axis = axis;
    fit(view);
    const ViewGround ground{above, brief.builder.last(), 12};
    CHECK(span_of(view, ground).to >= of_lengthy.to);
    set_axis(view, ground, axis == Axis::steps ? Axis::time : Axis::steps);
    const ViewGround other_ground{AxisMap(view.axis, here.steps, here.recording, &longer), brief.builder.last(), 12};
    CHECK(span_of(view, other_ground)
              .contains(AxisMap(view.axis, there.steps, there.recording).place_of(lengthy.builder.last())));
  }
}

TEST_CASE("a timeline below another has no controls and no overview, and its axis at the same place") {
  Conversation t;
  const ViewOf view(t.builder.recording());
  const TimelineScene scene = view.timeline(t.builder.last(), {0, 20});
  const Rect area{0, 0, 1000, 180};
  const TimelineLayout whole = layout_timeline(area, scene, 1, measured);
  const TimelineLayout lanes = layout_timeline(area, scene, 1, measured, 0, TimelineFoot::none);
  CHECK(whole.overview.shown());
  CHECK_FALSE(lanes.overview.shown());
  for (const Rect& control : lanes.controls) CHECK_FALSE(control.shown());
  CHECK(lanes.axis.x == whole.axis.x);
  CHECK(lanes.axis.w == whole.axis.w);
  CHECK(lanes.axis.h > whole.axis.h);
  CHECK(lanes.scale_row.shown());
}
