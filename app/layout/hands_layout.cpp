#include "app/layout/hands_layout.hpp"

#include "app/labels.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

std::size_t cells_in(float width, float cell) {
  return static_cast<std::size_t>(std::max(std::floor(width / cell + 0.001F), 0.0F));
}

}  // namespace

HandsPlan plan_hands(const HandsView& hands, float width, float scale, const WidthOfCount& width_of) {
  HandsPlan plan;
  const std::uint64_t all = hands.earlier_total + hands.heap.total;
  const float least = 12 * scale;
  plan.cell = std::clamp(width / static_cast<float>(std::max<std::uint64_t>(all, 1)), least, 18 * scale);
  const std::size_t fitting = cells_in(width, plan.cell);
  const bool has_all = hands.earlier.size() == hands.earlier_total && hands.heap.cells.size() == hands.heap.total;
  if (all <= fitting && has_all) {
    plan.earlier = hands.earlier.size();
    plan.latest = hands.heap.cells.size();
    plan.width = static_cast<float>(all) * plan.cell;
    return plan;
  }
  // The latest read comes first; what was there has what is left of the room.
  plan.cell = least;
  const float before = hands.earlier_total > 0 ? width_of(hands.earlier_total) : 0.0F;
  const float after = width_of(hands.heap.total);
  const bool is_long = hands.heap.cells.size() != hands.heap.total;
  const auto latest_in = [&](float room) {
    const bool whole = !is_long && hands.heap.total <= cells_in(room, least);
    return whole ? hands.heap.cells.size() : std::min(cells_in(room - after, least), hands.heap.cells.size());
  };
  plan.latest = latest_in(width - before);
  plan.tells_before = plan.latest > 0 || hands.heap.total == 0;
  if (!plan.tells_before) plan.latest = latest_in(width);
  plan.hidden_after = hands.heap.total - plan.latest;
  const float words = (plan.tells_before ? before : 0.0F) + (plan.hidden_after > 0 ? after : 0.0F);
  const float room = width - words - static_cast<float>(plan.latest) * least;
  if (plan.tells_before) plan.earlier = std::min(cells_in(room, least), hands.earlier.size());
  plan.hidden_before = hands.earlier_total - plan.earlier;
  plan.tells_before = plan.tells_before && plan.hidden_before > 0;
  plan.width = static_cast<float>(plan.earlier + plan.latest) * least +
               (plan.tells_before ? width_of(plan.hidden_before) : 0.0F) +
               (plan.hidden_after > 0 ? width_of(plan.hidden_after) : 0.0F);
  return plan;
}

std::string count_of_more(std::uint64_t count) {
  return "… " + grouped(count);
}

}  // namespace doorway::app
