#include "app/widgets/marks.hpp"

#include "app/widgets/packed.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace doorway::app {
namespace {

/// A square in the middle of a rectangle; places in it go from -1 to 1.
class Sign {
 public:
  Sign(Rect rect, Color ink) : mid_(rect.center()), r_(std::min(rect.w, rect.h) / 2), ink_(packed(ink)) {}

  [[nodiscard]] ImVec2 at(float x, float y) const { return {mid_.x + x * r_, mid_.y + y * r_}; }
  [[nodiscard]] float thick() const { return std::max(r_ * 0.22F, 1.5F); }
  void line(float x1, float y1, float x2, float y2) const { list().AddLine(at(x1, y1), at(x2, y2), ink_, thick()); }
  void dot(float x, float y, float radius) const { list().AddCircleFilled(at(x, y), radius * r_, ink_); }
  void triangle(Point a, Point b, Point c) const {
    list().AddTriangleFilled(at(a.x, a.y), at(b.x, b.y), at(c.x, c.y), ink_);
  }
  void tick(float size) const {
    line(-size, 0.05F * size, -0.25F * size, 0.75F * size);
    line(-0.25F * size, 0.75F * size, size, -0.75F * size);
  }
  void box() const {
    const float e = 0.85F;
    line(-e, -e, e, -e);
    line(e, -e, e, e);
    line(e, e, -e, e);
    line(-e, e, -e, -e);
  }

 private:
  static ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

  Point mid_;
  float r_;
  ImU32 ink_;
};

void draw_spark(const Sign& sign) {
  constexpr float waist = 0.22F;
  sign.triangle({0, -1}, {waist, 0}, {-waist, 0});
  sign.triangle({0, 1}, {-waist, 0}, {waist, 0});
  sign.triangle({-1, 0}, {0, -waist}, {0, waist});
  sign.triangle({1, 0}, {0, waist}, {0, -waist});
}

void draw_flag(const Sign& sign) {
  sign.line(-0.6F, -0.9F, -0.6F, 0.95F);
  sign.triangle({-0.5F, -0.9F}, {0.85F, -0.4F}, {-0.5F, 0.15F});
}

void draw_grip(const Sign& sign) {
  for (const float y : {-0.6F, 0.0F, 0.6F}) {
    sign.dot(-0.3F, y, 0.13F);
    sign.dot(0.3F, y, 0.13F);
  }
}

void draw_outline(const Sign& sign) {
  sign.line(-0.55F, -0.7F, 0.55F, -0.7F);
  sign.line(0.55F, -0.7F, 1, -0.2F);
  sign.line(1, -0.2F, 0, 0.9F);
  sign.line(0, 0.9F, -1, -0.2F);
  sign.line(-1, -0.2F, -0.55F, -0.7F);
  sign.line(-1, -0.2F, 1, -0.2F);
}

}  // namespace

void draw_mark(Mark mark, Rect rect, Color ink) {
  const Sign sign(rect, ink);
  switch (mark) {
    case Mark::none: break;
    case Mark::dot: sign.dot(0, 0, 0.5F); break;
    case Mark::tick: sign.tick(0.9F); break;
    case Mark::cross: sign.line(-0.75F, -0.75F, 0.75F, 0.75F), sign.line(-0.75F, 0.75F, 0.75F, -0.75F); break;
    case Mark::box: sign.box(); break;
    case Mark::checked_box: sign.box(), sign.tick(0.55F); break;
    case Mark::up: sign.triangle({0, -0.55F}, {0.7F, 0.45F}, {-0.7F, 0.45F}); break;
    case Mark::down: sign.triangle({0, 0.55F}, {-0.7F, -0.45F}, {0.7F, -0.45F}); break;
    case Mark::grip: draw_grip(sign); break;
    case Mark::flag: draw_flag(sign); break;
    case Mark::gem: draw_outline(sign); break;
    case Mark::spark: draw_spark(sign); break;
  }
}

void draw_badge(Mark mark, Rect rect, Color ground, Color ink) {
  const float r = std::min(rect.w, rect.h) / 2;
  const Point mid = rect.center();
  ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(mid.x, mid.y), r, packed(ground));
  draw_mark(mark, {mid.x - r * 0.6F, mid.y - r * 0.6F, r * 1.2F, r * 1.2F}, ink);
}

// Cut like a brilliant, seen from the side: a table, three facets of the crown, three of the pavilion.
void draw_gem(Rect rect, const Theme& theme, std::size_t kind) {
  const Color base = theme.sends.at(kind % theme.sends.size());
  const Color light = over(theme.paper.faded(0.6F), base);
  const Color deep = over(theme.accent.faded(0.55F), base);
  const auto facet = [&](Point a, Point b, Point c, Color color) { Sign(rect, color).triangle(a, b, c); };
  const Point left{-1, -0.2F};
  const Point right{1, -0.2F};
  const Point tip{0, 0.9F};
  const Point top_left{-0.55F, -0.7F};
  const Point top_right{0.55F, -0.7F};
  const Point girdle_left{-0.38F, -0.2F};
  const Point girdle_right{0.38F, -0.2F};
  facet(left, top_left, girdle_left, base);
  facet(top_left, top_right, girdle_left, light);
  facet(top_right, girdle_right, girdle_left, over(light.faded(0.5F), base));
  facet(top_right, right, girdle_right, deep);
  facet(left, girdle_left, tip, over(light.faded(0.35F), base));
  facet(girdle_left, girdle_right, tip, base);
  facet(girdle_right, right, tip, deep);
  draw_outline(Sign(rect, theme.dark ? theme.paper.faded(0.7F) : theme.heading.faded(0.7F)));
}

}  // namespace doorway::app
