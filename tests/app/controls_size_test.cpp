// The controls of the top bar, the transport, the timeline, the inspector's tabs and the legend: each lies inside its
// part, has room for its words, and leaves its neighbour alone, however small the window and large the text.
#include "app/layout/frame_layout.hpp"
#include "app/panels/inspector.hpp"
#include "app/panels/stage.hpp"
#include "app/panels/timeline.hpp"
#include "app/panels/top_bar.hpp"
#include "app/panels/transport.hpp"
#include "app/widgets/draw.hpp"
#include "tests/app/headless.hpp"
#include "tests/app/kinds_page.hpp"

#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

struct Screenful {
  float width;
  float height;
  float scale;
};

const std::vector<Screenful> screenfuls{{800, 600, 0.75F},  {800, 600, 1},  {800, 600, 1.5F},  {800, 600, 2.5F},
                                        {1366, 768, 0.75F}, {1366, 768, 1}, {1366, 768, 1.5F}, {1366, 768, 2.5F}};

/// What answers the mouse.
struct Answering {
  ImGuiID id = 0;
  Rect rect;
};

/// A part that is drawn by itself, and what the mouse finds on it.
class ProbedPart {
 public:
  ProbedPart(HeadlessScreen& screen, std::function<void()> part) : screen_(screen), part_(std::move(part)) {}

  /// The controls on this line, from left to right, as far as the mouse tells them apart; `parent` is looked beyond.
  std::vector<Answering> on_line(Rect parent, float y) {
    std::vector<Answering> found;
    ImGuiID before = 0;
    for (float x = parent.x - 10; x < parent.right() + 10; x += step) {
      const ImGuiID id = at({x, y});
      if (id != 0 && id != before) found.push_back({id, {x, y, step, 0}});
      if (id != 0) found.back().rect.w = x + step - found.back().rect.x;
      before = id;
    }
    for (Answering& control : found) measure_height(control, parent);
    return found;
  }

 private:
  static constexpr float step = 2;

  ImGuiID at(Point mouse) {
    screen_.mouse(mouse, false);
    screen_.draw(part_);
    return ImGui::GetCurrentContext()->HoveredId;
  }
  void measure_height(Answering& control, Rect parent) {
    const float x = control.rect.center().x;
    float top = control.rect.y;
    float bottom = control.rect.y;
    while (top > parent.y - 10 && at({x, top - step}) == control.id) top -= step;
    while (bottom < parent.bottom() + 10 && at({x, bottom + step}) == control.id) bottom += step;
    control.rect.y = top;
    control.rect.h = bottom - top + step;
  }

  HeadlessScreen& screen_;
  std::function<void()> part_;
};

/// `apart`: between two there is ground; else they may touch, as the halves of a switch do.
void check_controls(const std::vector<Answering>& controls, Rect parent, float text_px, bool apart = true) {
  for (std::size_t i = 0; i < controls.size(); ++i) {
    CAPTURE(i);
    const Rect rect = controls[i].rect;
    CHECK(rect.x >= parent.x - 1);
    CHECK(rect.y >= parent.y - 1);
    CHECK(rect.right() <= parent.right() + 2);
    CHECK(rect.bottom() <= parent.bottom() + 2);
    CHECK(rect.h + 2 >= text_px);
    if (i > 0) CHECK(rect.x > controls[i - 1].rect.right() + (apart ? 0.5F : -0.5F));
  }
}

/// A lesson at rest, and the parts' places in a window of that size.
struct Desk {
  void resize(const Screenful& to) {
    fonts = kinds.screen.fonts();
    fonts.size = app::text_px_at_scale_1 * to.scale;
    kinds.screen.resize(to.width, to.height);
  }

  KindsPage kinds{kinds::one};
  app::Fonts fonts;
  app::Theme theme = app::night();
  app::Commands out;
};

}  // namespace

TEST_CASE("the buttons of the top bar lie on it, apart, and hold their words") {
  Desk desk;
  for (const Screenful& of : screenfuls) {
    CAPTURE(of.width);
    CAPTURE(of.scale);
    desk.resize(of);
    const Rect bar = app::layout_frame(of.width, of.height, of.scale).top_bar;
    ProbedPart part(desk.kinds.screen, [&] {
      app::draw_top_bar("A lesson", true, Vocabulary::story, bar, desk.theme, desk.fonts, desk.out);
    });
    const auto controls = part.on_line(bar, bar.center().y);
    CHECK(controls.size() >= 3);
    check_controls(controls, bar, desk.fonts.size);
  }
}

TEST_CASE("the buttons of the transport lie on it, apart, and hold their words") {
  Desk desk;
  for (const Screenful& of : screenfuls) {
    desk.resize(of);
    for (const bool with_inspector : {false, true}) {
      CAPTURE(of.width);
      CAPTURE(of.scale);
      CAPTURE(with_inspector);
      app::FrameWishes wishes;
      wishes.inspector_is_open = with_inspector;
      const Rect bar = app::layout_frame(of.width, of.height, of.scale, wishes).transport;
      ProbedPart part(desk.kinds.screen, [&] {
        app::draw_transport(desk.kinds.app.session(), {}, bar, desk.theme, desk.fonts, desk.out);
      });
      const auto controls = part.on_line(bar, bar.center().y);
      CHECK(controls.size() >= 5);
      check_controls(controls, bar, desk.fonts.size);
      // At ordinary size every process and the take have their button, beside the five controls.
      const std::size_t processes = desk.kinds.app.session().recording().scenario().processes.size();
      if (of.scale <= 1) CHECK(controls.size() >= 5 + processes + 1);
    }
  }
}

TEST_CASE("the tabs of the inspector lie on it, apart, and hold their words") {
  Desk desk;
  for (const Screenful& of : screenfuls) {
    CAPTURE(of.width);
    CAPTURE(of.scale);
    desk.resize(of);
    app::FrameWishes wishes;
    wishes.inspector_is_open = true;
    const Rect area = app::layout_frame(of.width, of.height, of.scale, wishes).inspector;
    REQUIRE(area.shown());
    const ReplayView& view = desk.kinds.app.session().view();
    app::SceneIndex index(*view.recording);
    index.update();
    const WorldState world = initial_world(view.recording->header());
    const app::Lit lit;
    const app::NoMouse mouse;
    app::Light light(lit, {}, mouse);
    app::InspectorUi ui;
    ui.tab = app::InspectorTab::transcript;
    ProbedPart part(desk.kinds.screen, [&] {
      app::draw_inspector({index, world, view, Vocabulary::story}, {area, desk.theme, desk.fonts, light, desk.out}, ui);
    });
    const auto tabs = part.on_line(area, area.y + desk.fonts.size * 1.4F);
    CHECK(tabs.size() == 4);
    check_controls(tabs, area, desk.fonts.size);
  }
}

TEST_CASE("the buttons of the timeline lie on it, apart, and hold their words") {
  Desk desk;
  for (const Screenful& of : screenfuls) {
    CAPTURE(of.width);
    CAPTURE(of.scale);
    desk.resize(of);
    const Rect area = app::layout_frame(of.width, of.height, of.scale).timeline;
    const ReplayView& view = desk.kinds.app.session().view();
    app::SceneIndex index(*view.recording);
    index.update();
    app::TimelineIndex calls(index, view.inference);
    const app::Lit lit;
    const app::NoMouse mouse;
    app::TimelineUi ui;
    const std::optional<WentAnotherWay> same_way;
    ProbedPart part(desk.kinds.screen, [&] {
      app::Light light(lit, {}, mouse);
      app::draw_timeline({view, index, calls, view.recording->size(), same_way}, area, of.scale, desk.theme, desk.fonts,
                         ui, light, desk.out);
    });
    const app::TimelineLayout places =
        app::layout_timeline(area, app::TimelineScene{}, of.scale, app::text_measure(desk.fonts));
    const Rect fit = places.control(app::TimelineControl::fit);
    // What has no room is left out, and has its key.
    if (!fit.shown()) CHECK(of.scale > 2);
    if (!fit.shown()) continue;
    const auto controls = part.on_line(area, fit.center().y);
    CHECK(controls.size() >= 3);
    if (of.scale <= 1) CHECK(controls.size() >= 5);
    // Where the row is low its words are smaller, as long as they can be read.
    check_controls(controls, area, std::min(desk.fonts.size, app::smallest_text_px), false);
    for (std::size_t i = 0; i < app::timeline_control_count; ++i) {
      const Rect rect = places.controls.at(i);
      const auto which = static_cast<app::TimelineControl>(i);
      const float words = app::text_width(desk.fonts, app::control_text(which, 0), app::FontRole::bold,
                                          std::min(places.text_px, std::max(rect.h * 0.85F, app::smallest_text_px)));
      if (rect.shown()) CHECK(words <= rect.w * 0.92F + 1);
    }
  }
}

TEST_CASE("the legend lies in the window, and its button on the legend") {
  KindsPage kinds(kinds::one);
  int larger = 0;
  for (const int wanted : {-2, 0, 4, 12}) {
    for (; larger > wanted; --larger) kinds.press(U'-');
    for (; larger < wanted; ++larger) kinds.press(U'+');
    for (const Point size : {Point{800, 600}, Point{1366, 768}}) {
      CAPTURE(larger);
      CAPTURE(size.x);
      kinds.screen.resize(size.x, size.y);
      kinds.press(U'l');
      const auto drawn = kinds.app.drawn_in("timeline card");
      REQUIRE(drawn);
      CHECK(drawn->x >= -1);
      CHECK(drawn->y >= -1);
      CHECK(drawn->right() <= size.x + 1);
      CHECK(drawn->bottom() <= size.y + 1);
      const float em = kinds.screen.fonts().size;
      const Rect corner{drawn->right() - 3 * em, drawn->y + 0.5F * em, 2 * em, 2 * em};
      const auto close = kinds.app.find_control("close card", corner, {}, "timeline card");
      REQUIRE(close);
      kinds.app.click(*close);
      CHECK_FALSE(kinds.app.find_control("close card", {close->x - 6, close->y - 4, 12, 8}, {}, "timeline card"));
    }
  }
}
