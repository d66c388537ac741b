#include "app/layout/sockets_layout.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

enum class Side : std::uint8_t { left, middle, right };

struct Seat {
  Side side;
  float row;
};

// By diagram_states: as in RFC 9293's figure, who opens and who closes first on the left.
constexpr std::array<Seat, diagram_states.size()> seats{{{Side::middle, 0},
                                                         {Side::left, 1},
                                                         {Side::right, 1},
                                                         {Side::left, 2},
                                                         {Side::middle, 3},
                                                         {Side::left, 4},
                                                         {Side::right, 4},
                                                         {Side::left, 5},
                                                         {Side::middle, 5},
                                                         {Side::right, 5},
                                                         {Side::left, 6},
                                                         {Side::right, 6}}};
constexpr float row_count = 7;

/// Where the straight way from the box's middle to `to` leaves the box.
Point border(Rect box, Point to, float gap) {
  const Point from = box.center();
  const float dx = to.x - from.x;
  const float dy = to.y - from.y;
  const float across = std::abs(dx) / (box.w / 2 + gap);
  const float down = std::abs(dy) / (box.h / 2 + gap);
  const float times = std::max(std::max(across, down), 1.0F);
  return {from.x + dx / times, from.y + dy / times};
}

/// In one column past a box between: round its outer side.
std::vector<Point> way_round(Rect from, Rect to, Side side, float reach) {
  const bool left = side == Side::left;
  const float x = left ? from.x - reach : from.right() + reach;
  const float from_x = left ? from.x : from.right();
  const float to_x = left ? to.x : to.right();
  return {{from_x, from.center().y}, {x, from.center().y}, {x, to.center().y}, {to_x, to.center().y}};
}

struct BoxWidths {
  std::array<float, 3> of_side{};
  float margin = 0;

  [[nodiscard]] float& of(Side side) { return of_side.at(static_cast<std::size_t>(side)); }
};

BoxWidths widths_of(const StateDiagram& diagram, float width, float scale, const TextMeasure& measure) {
  BoxWidths widths;
  widths.margin = 12 * scale;
  const float gap = 10 * scale;
  const float most = std::max((width - 2 * widths.margin - 2 * gap) / 3, 1.0F);
  for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
    // ESTABLISHED stands alone in its row.
    const bool is_alone = diagram.boxes[i].state == TcpState::established;
    if (is_alone) continue;
    const float words = measure(diagram.boxes[i].name, FontRole::bold, smallest_text_px * scale) + 12 * scale;
    float& side = widths.of(seats.at(i).side);
    side = std::max(side, std::min(words, most));
  }
  return widths;
}

}  // namespace

DiagramLayout layout_diagram(Point top, float width, const StateDiagram& diagram, float scale,
                             const TextMeasure& measure) {
  DiagramLayout layout;
  BoxWidths widths = widths_of(diagram, width, scale, measure);
  const float box_h = std::ceil(smallest_text_px * scale * 1.4F + 8 * scale);
  const float pitch = box_h + 20 * scale;
  const float breadth = std::min(width, 400 * scale);
  const float x = top.x + (width - breadth) / 2;
  const float left = x + widths.margin + widths.of(Side::left) / 2;
  const float right = x + breadth - widths.margin - widths.of(Side::right) / 2;
  const float middle = x + widths.margin + widths.of(Side::left) +
                       (breadth - 2 * widths.margin - widths.of(Side::left) - widths.of(Side::right)) / 2;
  for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
    const Seat seat = seats.at(i);
    float w = widths.of(seat.side);
    const float words = measure(diagram.boxes[i].name, FontRole::bold, smallest_text_px * scale) + 16 * scale;
    if (diagram.boxes[i].state == TcpState::established) w = std::min(words, breadth - 2 * widths.margin);
    const float center = seat.side == Side::left ? left : (seat.side == Side::right ? right : middle);
    const float from = std::clamp(center - w / 2, x, std::max(x + breadth - w, x));
    layout.boxes.at(i) = {from, top.y + seat.row * pitch, w, box_h};
  }
  layout.height = (row_count - 1) * pitch + box_h;
  for (std::size_t i = 0; i < diagram.arrows.size(); ++i) {
    const StateArrow& arrow = diagram.arrows[i];
    const Rect from = layout.boxes.at(arrow.from);
    const Rect to = layout.boxes.at(arrow.to);
    const Seat from_seat = seats.at(arrow.from);
    const Seat to_seat = seats.at(arrow.to);
    const bool passes_by = from_seat.side == to_seat.side && std::abs(from_seat.row - to_seat.row) > 1.5F;
    if (passes_by && from_seat.side != Side::middle) {
      layout.arrows.push_back({i, way_round(from, to, from_seat.side, 8 * scale)});
    } else {
      layout.arrows.push_back({i, {border(from, to.center(), 0), border(to, from.center(), 2 * scale)}});
    }
  }
  return layout;
}

}  // namespace doorway::app
