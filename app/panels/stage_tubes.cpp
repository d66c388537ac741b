#include "app/labels.hpp"
#include "app/panels/stage_painting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace doorway::app {
namespace {

/// One tube of a door.
struct Tube {
  const BufferView& buffer;
  BytePlace place;
  Rect rect;
  Rect label;
};

void draw_cells(StagePainting& stage, const Tube& tube, Rect inner, float cell) {
  const ByteHeap& heap = tube.buffer.heap;
  for (std::size_t i = 0; i < heap.cells.size(); ++i) {
    // Read from top to bottom: what came first, and will be read first, is on top.
    const float y = inner.bottom() - cell * static_cast<float>(heap.cells.size() - i);
    const float strength = presence(stage, tube.place, heap.cells[i].send);
    draw_cell(stage, {inner.x, y + 1, inner.w, cell - 1}, heap.cells[i], strength);
  }
}

/// The send's call, where the heap has one of its cells.
std::optional<CallId> call_of(const ByteHeap& heap, std::uint32_t send) {
  const auto cell = std::find_if(heap.cells.begin(), heap.cells.end(),
                                 [send](const ByteCell& one) { return send != 0 && one.send == send; });
  return cell == heap.cells.end() ? std::nullopt : std::optional(cell->call);
}

/// More bytes than there are cells: a level, by send, which rises as the number of digits does.
void draw_level(StagePainting& stage, const Tube& tube, Rect inner, float fitting) {
  const ByteHeap& heap = tube.buffer.heap;
  constexpr float most_bytes = 8e6F;
  const auto total = static_cast<float>(heap.total);
  const float share = std::log(total / fitting) / std::log(most_bytes / fitting);
  const bool is_full = !tube.buffer.full.empty();
  const float height = inner.h * (is_full ? 1.0F : std::clamp(0.5F + 0.45F * share, 0.5F, 0.95F));
  float top = inner.bottom() - height;
  for (const ByteRun& run : heap.runs) {
    const float part = height * static_cast<float>(run.length) / total;
    const float run_height = std::min(std::max(part, 1.0F), inner.bottom() - top);
    if (run_height <= 0) break;
    const Rect rect{inner.x, top, inner.w, run_height};
    stage.paint.fill(rect, stage.theme.of_send(run.send).faded(presence(stage, tube.place, run.send)));
    if (stage.light.lit().has_send(run.send)) stage.paint.frame(rect, stage.theme.lit, stage.px(2));
    if (const auto call = call_of(heap, run.send)) stage.light.is_at(rect, {call, {}, SocketId::none});
    top += run_height;
  }
}

/// "8", "1k": a card is narrow, so that round thousands are written short.
std::string card_count(std::uint64_t bytes) {
  return bytes > 0 && bytes % 1000 == 0 ? short_count(bytes / 1000) + "k" : short_count(bytes);
}

/// Datagrams, the one that will be read first on top: each stays a piece of its own, an empty one is an empty frame.
void draw_cards(StagePainting& stage, const Tube& tube, Rect inner) {
  const std::vector<CardView>& cards = tube.buffer.cards;
  const float gap = stage.px(2);
  const float height = std::clamp(inner.h / static_cast<float>(cards.size()) - gap, stage.px(3), stage.px(26));
  const auto fitting = static_cast<std::size_t>(std::max(inner.h / (height + gap), 1.0F));
  const std::size_t shown = std::min(cards.size(), fitting);
  float y = inner.bottom() - static_cast<float>(shown) * (height + gap);
  for (std::size_t i = 0; i < shown; ++i) {
    const CardView& card = cards[i];
    const Rect rect{inner.x, y, inner.w, height};
    const Color color = stage.theme.of_send(card.send);
    if (card.bytes == 0) {
      stage.paint.frame(rect, color, stage.px(1.5F), stage.px(3));
    } else {
      stage.paint.fill(rect, color.faded(presence(stage, tube.place, card.send)), stage.px(3));
    }
    const std::string count = card_count(card.bytes);
    if (height >= stage.layout.text_px && stage.paint.width(count, FontRole::mono) <= rect.w) {
      stage.paint.text_in(rect, count, card.bytes == 0 ? stage.theme.text : stage.theme.byte_text, Align::center,
                          FontRole::mono);
    }
    stage.light.is_at(rect, {card.call, {}, SocketId::none});
    if (stage.light.lit().has_call(card.call)) stage.paint.frame(rect, stage.theme.lit, stage.px(2), stage.px(3));
    y += height + gap;
  }
}

/// A lid on a tube that has no room left: dashed where that is concluded.
void draw_lid(const StagePainting& stage, const BufferView& buffer, Rect tube) {
  const Rect lid{tube.x - stage.px(3), tube.y, tube.w + stage.px(6), stage.px(7)};
  stage.paint.fill(lid, stage.theme.panel, stage.px(2));
  if (buffer.full_is_measured) {
    stage.paint.fill(lid, stage.theme.warning, stage.px(2));
  } else {
    stage.paint.dashed_frame(lid, stage.theme.warning, stage.px(1.5F), stage.px(4));
  }
}

/// "5 in", "2,096 in", or what of that has a place: "2,096", "2.1k", "2k"; nothing where even that is too wide.
std::string tube_words(const StagePainting& stage, const BufferView& buffer, float width) {
  if (buffer.total == 0) return stage.paint.width(buffer.short_name, FontRole::text) <= width ? buffer.short_name : "";
  const std::string count = short_count(buffer.total);
  const std::string rounded =
      buffer.total < 1000 ? count : fmt::format("{:.1f}k", static_cast<double>(buffer.total) / 1e3);
  const std::string brief =
      buffer.total < 1000 ? count : fmt::format("{:.0f}k", static_cast<double>(buffer.total) / 1e3);
  for (const std::string& words : {count + " " + buffer.short_name, count, rounded, brief}) {
    if (stage.paint.width(words, FontRole::text) <= width) return words;
  }
  return "";
}

void draw_tube(StagePainting& stage, const Tube& tube) {
  const BufferView& buffer = tube.buffer;
  if (!tube.rect.shown()) return;
  const Theme& theme = stage.theme;
  const std::string hint = buffer.full.empty() ? buffer.hint : buffer.hint + "\n" + buffer.full;
  stage.hint(tube.rect, hint);
  stage.hint(tube.label, hint);
  stage.paint.fill(tube.rect, theme.tube, stage.px(6));
  const float inset = stage.px(2);
  const Rect inner{tube.rect.x + inset, tube.rect.y + inset, tube.rect.w - 2 * inset, tube.rect.h - 2 * inset};
  const float cell = stage.px(18);
  const float fitting = std::max(std::floor(inner.h / cell), 1.0F);
  const bool has_cells =
      static_cast<float>(buffer.heap.total) <= fitting && buffer.heap.cells.size() == buffer.heap.total;
  if (!buffer.told) {
    stage.paint.hatch(tube.rect, theme.tube_edge.faded(0.35F), stage.px(9), 1);
  } else if (!buffer.cards.empty()) {
    draw_cards(stage, tube, inner);
  } else if (has_cells) {
    draw_cells(stage, tube, inner, cell);
  } else {
    draw_level(stage, tube, inner, fitting);
  }
  const bool changed = buffer.change != 0;
  const Color edge = changed ? theme.heading : theme.tube_edge.faded(buffer.told ? 1.0F : 0.45F);
  stage.paint.frame(tube.rect, edge, changed ? stage.px(1.5F) : 1, stage.px(6));
  if (!buffer.full.empty()) draw_lid(stage, buffer, tube.rect);
  stage.paint.text_in(tube.label, tube_words(stage, buffer, tube.label.w),
                      buffer.total > 0 ? theme.text : theme.text_dim, Align::center);
}

}  // namespace

void draw_tubes(StagePainting& stage, const DoorView& door, const DoorPlace& place) {
  const bool out_first = place.opens_to_the_right;
  draw_tube(stage, {door.unsent,
                    {PlaceKind::unsent, 0, door.socket},
                    unsent_tube(place),
                    out_first ? place.out_label : place.in_label});
  draw_tube(stage, {door.readable,
                    {PlaceKind::readable, 0, door.socket},
                    readable_tube(place),
                    out_first ? place.in_label : place.out_label});
}

}  // namespace doorway::app
