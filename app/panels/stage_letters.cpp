#include "app/labels.hpp"
#include "app/layout/paragraph.hpp"
#include "app/panels/stage_painting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace doorway::app {
namespace {

constexpr float callout_pad = 11;  // at scale 1
constexpr float fate_height = 18;  // at scale 1, of the word

/// What nobody takes is struck out; what found no room has lost a corner.
void draw_fate(const StagePainting& stage, const LetterView& letter, Rect rect) {
  if (letter.standing != LetterStanding::lost) return;
  const Color color = stage.theme.paper_warning;
  if (letter.was_refused) {
    const float in = stage.px(3);
    stage.paint.line({rect.x + in, rect.y + in}, {rect.right() - in, rect.bottom() - in}, color, stage.px(2));
    stage.paint.line({rect.x + in, rect.bottom() - in}, {rect.right() - in, rect.y + in}, color, stage.px(2));
    return;
  }
  const float corner = rect.h * 0.4F;
  const std::array<Point, 3> torn{Point{rect.right() - corner, rect.bottom() + 1},
                                  Point{rect.right() + 1, rect.bottom() + 1},
                                  Point{rect.right() + 1, rect.bottom() - corner}};
  stage.paint.polygon(torn, stage.theme.sky_bottom);
  stage.paint.line(torn[0], torn[2], color, stage.px(2));
}

/// A word on the letter itself, on a ground of its own.
void draw_fate_word(const StagePainting& stage, const LetterView& letter, Rect rect) {
  if (letter.standing != LetterStanding::lost) return;
  const std::string_view word = letter.was_refused ? "refused" : "lost";
  const float width = stage.paint.width(word, FontRole::bold) + stage.px(6);
  // On a small one its strokes say it.
  if (width > rect.w || rect.h < fate_height * stage.px(1)) return;
  const Rect place{rect.center().x - width / 2, rect.y + stage.px(2), width, fate_height * stage.px(1)};
  stage.paint.fill(place, stage.theme.paper, stage.px(3));
  stage.paint.text_in(place, word, stage.theme.paper_warning, Align::center, FontRole::bold);
}

void draw_envelope(const StagePainting& stage, const LetterView& letter, Rect rect) {
  const Theme& theme = stage.theme;
  const bool lost = letter.standing == LetterStanding::lost;
  stage.paint.fill({rect.x + stage.px(3), rect.y + stage.px(4), rect.w, rect.h}, Color{0, 0, 0, 60}, stage.px(5));
  stage.paint.fill(rect, lost ? theme.paper.faded(0.6F) : theme.paper, stage.px(5));
  const float outset = stage.px(3);
  stage.paint.dashed_frame({rect.x - outset, rect.y - outset, rect.w + 2 * outset, rect.h + 2 * outset},
                           lost ? theme.warning : theme.inferred, stage.px(1.5F), stage.px(5));
}

void draw_seal(const StagePainting& stage, const LetterView& letter, Rect rect) {
  const std::uint32_t send = letter.heap.runs.empty() ? 0 : letter.heap.runs.front().send;
  const std::string count = short_count(letter.heap.total);
  const float width = std::max(stage.paint.width(count, FontRole::bold) + stage.px(10), stage.px(24));
  const float height = stage.px(20);
  const Rect seal{rect.center().x - width / 2, rect.y + rect.h * 0.62F - height / 2, width, height};
  stage.paint.fill(seal, stage.theme.of_send(send), height / 2);
  stage.paint.text_in(seal, count, stage.theme.byte_text, Align::center, FontRole::bold);
}

void draw_sealed_letter(const StagePainting& stage, const LetterView& letter, Rect rect) {
  draw_envelope(stage, letter, rect);
  const std::array<Point, 3> flap{Point{rect.x, rect.y + 2}, Point{rect.center().x, rect.y + rect.h * 0.55F},
                                  Point{rect.right(), rect.y + 2}};
  stage.paint.polyline(flap, stage.theme.paper_line, stage.px(2));
  draw_fate(stage, letter, rect);
  draw_seal(stage, letter, rect);
  draw_fate_word(stage, letter, rect);
}

/// Bytes of several sends, or a part of one: no letter any more, a piece of the stream. Each send has its length of it.
void draw_ribbon(const StagePainting& stage, const LetterView& letter, Rect rect) {
  const Rect band{rect.x, rect.y + rect.h * 0.2F, rect.w, rect.h * 0.6F};
  float x = band.x;
  for (const ByteRun& run : letter.heap.runs) {
    const float share =
        static_cast<float>(run.length) / static_cast<float>(std::max<std::uint64_t>(letter.heap.total, 1));
    const float width = std::min(std::max(band.w * share, 1.0F), band.right() - x);
    if (width <= 0) break;
    stage.paint.fill({x, band.y, width, band.h}, stage.theme.of_send(run.send));
    x += width;
  }
  const float outset = stage.px(3);
  stage.paint.dashed_frame({band.x - outset, band.y - outset, band.w + 2 * outset, band.h + 2 * outset},
                           stage.theme.inferred, stage.px(1.5F), stage.px(5));
  const std::string count = short_count(letter.heap.total);
  if (stage.paint.width(count, FontRole::bold) <= band.w && letter.standing != LetterStanding::lost) {
    stage.paint.text_in(band, count, stage.theme.byte_text, Align::center, FontRole::bold);
  }
  draw_fate(stage, letter, band);
  draw_fate_word(stage, letter, rect);
}

/// The words, or their beginning where that is more than a letter or two.
std::string shown_of(const StagePainting& stage, const std::string& words, float width) {
  const auto measure = [&stage](std::string_view part, FontRole role, float size_px) {
    return stage.paint.sized(size_px).width(part, role);
  };
  const std::string shown = shortened(words, width, FontRole::mono, stage.layout.text_px, measure);
  constexpr std::size_t least = 3 + std::string_view("…").size();
  return shown == words || shown.size() >= least ? shown : std::string();
}

void draw_postcard(StagePainting& stage, const LetterView& letter, Rect rect) {
  const Theme& theme = stage.theme;
  draw_envelope(stage, letter, rect);
  const float pad = stage.px(5);
  const std::uint32_t send = letter.heap.runs.empty() ? 0 : letter.heap.runs.front().send;
  const float stamp = rect.h * 0.36F;
  stage.paint.fill({rect.right() - stamp - pad, rect.y + pad, stamp, stamp}, theme.of_send(send));
  stage.paint.frame({rect.right() - stamp - pad, rect.y + pad, stamp, stamp}, theme.paper_line, 1);
  std::string words;
  for (const ByteCell& cell : letter.heap.cells) words += cell.known ? cell_text(cell.value) : std::string("?");
  if (words.empty()) words = "(empty)";
  const Rect place{rect.x + pad, rect.bottom() - pad - stage.px(18), rect.w - 2 * pad, stage.px(18)};
  // Less than a few letters of it tells nothing; what became of it comes before what it says.
  const std::string shown = shown_of(stage, words, place.w);
  const bool has_fate = letter.standing == LetterStanding::lost;
  const float above = has_fate ? stage.px(fate_height + 2) : 0.0F;
  if (place.y >= rect.y + above) stage.paint.text_in(place, shown, theme.paper_text, Align::left, FontRole::mono);
  draw_fate(stage, letter, rect);
  draw_fate_word(stage, letter, rect);
}

/// Its name in one line or several; where there is no room for them, who points at it is told.
void draw_signal(const StagePainting& stage, const LetterView& letter, const LetterPlace& place) {
  const Rect rect = place.envelope;
  const bool bad = letter.title == "RST" || letter.title == "nobody there";
  const Color color = bad ? stage.theme.warning : stage.theme.inferred;
  stage.paint.fill(rect, stage.theme.panel, stage.px(4));
  stage.paint.dashed_frame(rect, color, stage.px(1.5F), stage.px(5));
  const float line = rect.h / static_cast<float>(std::max<std::size_t>(place.lines.size(), 1));
  for (std::size_t i = 0; i < place.lines.size(); ++i) {
    stage.paint.text_in({rect.x, rect.y + line * static_cast<float>(i), rect.w, line}, place.lines[i], color,
                        Align::center, FontRole::mono);
  }
}

/// As many bytes as fit, hexadecimal above, as characters below.
void draw_bytes(StagePainting& stage, const ByteHeap& heap, Rect rect) {
  const float cell = stage.px(24);
  const auto fitting = static_cast<std::size_t>(std::max(rect.w / cell, 0.0F));
  const bool all = heap.total <= fitting;
  const std::size_t shown = std::min(all ? fitting : fitting - std::min<std::size_t>(fitting, 1), heap.cells.size());
  const float half = rect.h / 2;
  float x = rect.x;
  for (std::size_t i = 0; i < shown; ++i) {
    const ByteCell& byte = heap.cells[i];
    const Rect box{x, rect.y, cell - 2, rect.h};
    stage.paint.fill(box, stage.theme.of_send(byte.send), stage.px(3));
    const Color ink = stage.theme.byte_text;
    const std::string hex = byte.known ? fmt::format("{:02x}", byte.value) : std::string("??");
    const std::string as_text = byte.known && byte.value > 0x20 && byte.value < 0x7f ? cell_text(byte.value) : "·";
    stage.paint.text_in({box.x, box.y, box.w, half}, hex, ink, Align::center, FontRole::mono);
    stage.paint.text_in({box.x, box.y + half, box.w, half}, as_text, ink, Align::center, FontRole::mono);
    if (stage.is_over(box)) stage.tooltip = cell_hint(byte);
    if (byte.send != 0) stage.light.is_at(box, {byte.call, byte.send_offset, SocketId::none});
    if (stage.light.lit().has_byte(byte.send, byte.send_offset)) {
      stage.paint.frame(box, stage.theme.lit, stage.px(2), stage.px(3));
    }
    x += cell;
  }
  if (!all) stage.paint.text_in({x, rect.y, cell, half}, "…", stage.theme.paper_text);
}

}  // namespace

void draw_letter(StagePainting& stage, const LetterPlace& place) {
  const LetterView& letter = stage.scene.letters[place.letter];
  const Rect rect = place.envelope;
  switch (letter.kind) {
    case LetterKind::stream:
      if (letter.is_whole) {
        draw_sealed_letter(stage, letter, rect);
      } else {
        draw_ribbon(stage, letter, rect);
      }
      break;
    case LetterKind::postcard: draw_postcard(stage, letter, rect); break;
    case LetterKind::signal: draw_signal(stage, letter, place); break;
  }
  stage.hint(rect, letter.title + "\n" + letter.reason);
  if (!letter.send) return;
  stage.light.is_at(rect, {letter.send, {}, SocketId::none});
  if (stage.light.lit().has_call(*letter.send)) stage.paint.frame(rect, stage.theme.lit, stage.px(2.5F), stage.px(5));
}

Rect callout_of(const StageLayout& layout, const std::string& reason, const TextMeasure& measure) {
  Rect card = layout.callout;
  const float pad = callout_pad * layout.scale;
  const float room = card.h - 2 * pad - 4 * layout.callout_line;
  const float wanted = paragraph_height(reason, card.w - 2 * pad, FontRole::text, layout.text_px, measure);
  const float empty = std::max(std::min(room - wanted, room), 0.0F);
  card.y += empty;
  card.h -= empty;
  return card;
}

void draw_callout(StagePainting& stage) {
  if (!stage.layout.callout.shown()) return;
  const LetterView& letter = stage.scene.letters[stage.layout.callout_letter];
  const auto measure = [&stage](std::string_view words, FontRole role, float size_px) {
    return stage.paint.sized(size_px).width(words, role);
  };
  const Rect rect = callout_of(stage.layout, letter.reason, measure);
  const Theme& theme = stage.theme;
  stage.paint.fill({rect.x + stage.px(3), rect.y + stage.px(4), rect.w, rect.h}, Color{0, 0, 0, 60}, stage.px(10));
  stage.paint.fill(rect, theme.paper, stage.px(10));
  const auto& letters = stage.layout.letters;
  const auto told = std::find_if(letters.begin(), letters.end(), [&stage](const LetterPlace& place) {
    return place.letter == stage.layout.callout_letter;
  });
  const float wanted = told == letters.end() ? rect.center().x : told->envelope.center().x;
  const float tip = std::clamp(wanted, rect.x + stage.px(20), rect.right() - stage.px(20));
  const std::array<Point, 3> beak{Point{tip - stage.px(9), rect.bottom() - 1},
                                  Point{tip + stage.px(9), rect.bottom() - 1}, Point{tip, rect.bottom() + stage.px(9)}};
  stage.paint.polygon(beak, theme.paper);
  const float pad = stage.px(callout_pad);
  const float line = stage.layout.callout_line;
  const Rect row{rect.x + pad, rect.y + pad, rect.w - 2 * pad, line};
  const bool is_cut = stage.paint.text_in(row, letter.title, theme.paper_text, Align::left, FontRole::bold);
  if (is_cut) stage.hint(row, letter.title);
  draw_bytes(stage, letter.heap, {row.x, row.y + line + stage.px(2), row.w, 2 * line - stage.px(4)});
  stage.paint.text_in({row.x, row.y + 3 * line, row.w, line}, letter.route, theme.paper_text);
  const Rect reason{row.x, row.y + 4 * line, row.w, rect.bottom() - pad - row.y - 4 * line};
  stage.paint.paragraph(reason, letter.reason, theme.paper_text);
  stage.hint({row.x, row.y + 3 * line, row.w, line + reason.h}, letter.route + "\n" + letter.reason);
}

}  // namespace doorway::app
