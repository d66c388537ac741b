#include "app/layout/hands_layout.hpp"

#include "app/labels.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

std::size_t cells_in(float width, float cell) {
  return static_cast<std::size_t>(std::max(std::floor(width / cell + 0.001F), 0.0F));
}

/// How many bytes are not shown: "… 50,000", or as much of that as has room.
std::string words_of_hidden(std::uint64_t count, float room, const WidthOfText& width_of) {
  for (const std::string& number : {grouped(count), short_count(count)}) {
    std::string words = "… " + number;
    if (width_of(words) <= room) return words;
  }
  return "…";
}

}  // namespace

HandsPlan plan_hands(const HandsView& hands, float width, float scale, const WidthOfText& width_of) {
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
  // The latest read comes first; what was there has what is left of the room. Words leave the bytes most of it.
  plan.cell = least;
  const auto most_words = [&](std::uint64_t count) {
    return width_of(words_of_hidden(count, width * 0.45F, width_of));
  };
  const float before = hands.earlier_total > 0 ? most_words(hands.earlier_total) : 0.0F;
  const float after = most_words(hands.heap.total);
  const bool is_long = hands.heap.cells.size() != hands.heap.total;
  const auto latest_in = [&](float room) {
    const bool whole = !is_long && hands.heap.total <= cells_in(room, least);
    return whole ? hands.heap.cells.size() : std::min(cells_in(room - after, least), hands.heap.cells.size());
  };
  plan.latest = latest_in(width - before);
  const bool tells_before = plan.latest > 0 || hands.heap.total == 0;
  if (!tells_before) plan.latest = latest_in(width);
  plan.hidden_after = hands.heap.total - plan.latest;
  const float words = (tells_before ? before : 0.0F) + (plan.hidden_after > 0 ? after : 0.0F);
  const float room = width - words - static_cast<float>(plan.latest) * least;
  if (tells_before) plan.earlier = std::min(cells_in(room, least), hands.earlier.size());
  plan.hidden_before = hands.earlier_total - plan.earlier;
  plan.width = static_cast<float>(plan.earlier + plan.latest) * least;
  // A smaller count can have a longer form: it has the room that was kept for the larger one.
  const auto tell = [&](std::uint64_t hidden, float kept) {
    if (hidden == 0) return std::string();
    std::string told = words_of_hidden(hidden, kept, width_of);
    plan.width += width_of(told);
    return told;
  };
  if (tells_before) plan.words_before = tell(plan.hidden_before, before);
  plan.words_after = tell(plan.hidden_after, after);
  return plan;
}

}  // namespace doorway::app
