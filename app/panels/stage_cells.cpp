#include "app/labels.hpp"
#include "app/panels/stage_painting.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorway::app {

void draw_lines(const StagePainting& stage, Rect rect, const std::vector<std::string>& lines, Color color) {
  if (!rect.shown() || lines.empty()) return;
  const float height = rect.h / static_cast<float>(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    stage.paint.text_in({rect.x, rect.y + height * static_cast<float>(i), rect.w, height}, lines[i], color,
                        Align::center);
  }
}

void draw_cross(const StagePainting& stage, Point center, float reach, Color color) {
  const float thickness = std::max(reach * 0.45F, 1.5F);
  stage.paint.line({center.x - reach, center.y - reach}, {center.x + reach, center.y + reach}, color, thickness);
  stage.paint.line({center.x - reach, center.y + reach}, {center.x + reach, center.y - reach}, color, thickness);
}

std::string cell_text(std::uint8_t byte) {
  if (byte == ' ') return "·";
  const bool printable = byte > 0x20 && byte < 0x7f;
  return printable ? std::string(1, static_cast<char>(byte)) : fmt::format("{:02X}", byte);
}

std::string cell_hint(const ByteCell& cell) {
  if (!cell.known) return "A byte that no event tells";
  const bool printable = cell.value > 0x20 && cell.value < 0x7f;
  const std::string what = printable ? fmt::format("'{}' ", static_cast<char>(cell.value)) : std::string();
  const std::string origin =
      cell.send == 0 ? std::string("who sent it is not known")
                     : fmt::format("byte {} of what send {} of this recording wrote", cell.send_offset, cell.send);
  return fmt::format("{}{:02X} hex: {}", what, cell.value, origin);
}

void draw_cell(StagePainting& stage, Rect rect, const ByteCell& cell, float strength) {
  stage.paint.fill(rect, stage.theme.of_send(cell.send).faded(strength), stage.px(2));
  if (stage.is_over(rect)) stage.tooltip = cell_hint(cell);
  if (cell.send != 0) stage.light.is_at(rect, {cell.call, cell.send_offset, SocketId::none});
  const std::string text = cell.known ? cell_text(cell.value) : std::string("?");
  // Two digits in a narrow cell would be cut: a point stands for them.
  const bool fits = stage.paint.width(text, FontRole::mono) <= rect.w;
  stage.paint.text_in(rect, fits ? text : std::string("·"), stage.theme.byte_text.faded(strength), Align::center,
                      FontRole::mono);
  if (stage.light.lit().has_byte(cell.send, cell.send_offset)) {
    stage.paint.frame(rect, stage.theme.lit, stage.px(2), stage.px(2));
  }
}

}  // namespace doorway::app
