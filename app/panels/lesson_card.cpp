#include "app/panels/lesson_card.hpp"

#include "app/panels/lesson_door.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"
#include "app/widgets/signs.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway::app {
namespace {

constexpr float here_room = 1.6F;  // right of a title, in sizes of text
constexpr std::size_t text_characters = lesson_limits::summary_characters;

enum class MeterSign : std::uint8_t { clock, sheet, tick, flag, gem };

/// A sign and a few words beside it.
struct Meter {
  MeterSign sign;
  std::string words;
  bool is_full = false;  ///< all of it is done
};

std::string counted(std::size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

// Before a lesson is begun its card says what is in it; then how much of that is done.
void add_meter(std::vector<Meter>& meters, MeterSign sign, const Share& share, bool is_begun, const char* one,
               const char* many) {
  if (share.all == 0) return;
  std::string words =
      is_begun ? fmt::format("{} of {}", share.done, counted(share.all, one, many)) : counted(share.all, one, many);
  meters.push_back({sign, std::move(words), share.done == share.all});
}

std::vector<Meter> meters_of(const Lesson& lesson, const LessonOverview& done) {
  std::vector<Meter> meters;
  const bool begun = done.is_begun();
  if (lesson.minutes) meters.push_back({MeterSign::clock, fmt::format("{} min", *lesson.minutes)});
  add_meter(meters, MeterSign::sheet, done.pages, begun, "page", "pages");
  add_meter(meters, MeterSign::tick, {done.right(), done.questions}, begun, "question", "questions");
  add_meter(meters, MeterSign::flag, done.goals, begun, "goal", "goals");
  add_meter(meters, MeterSign::gem, done.gems, begun, "gem", "gems");
  return meters;
}

/// What a card is set with: the same code measures and draws.
struct CardSetting {
  const LearnerView& view;
  const Theme& theme;
  const Fonts& fonts;
  bool paint;
};

void draw_sign(const Painter& paint, MeterSign sign, Rect rect, bool full, Color ink, const Theme& theme) {
  switch (sign) {
    case MeterSign::clock: return draw_clock_sign(paint, rect, ink);
    case MeterSign::sheet: return draw_sheet_sign(paint, rect, ink, full);
    case MeterSign::tick: return draw_tick_sign(paint, rect, ink, theme.button, full);
    case MeterSign::flag: return draw_flag_sign(paint, rect, ink, full);
    case MeterSign::gem: return draw_gem_sign(paint, rect, ink, full);
  }
}

float set_meters(const std::vector<Meter>& meters, Point at, float width, const CardSetting& set) {
  const Fonts& fonts = set.fonts;
  const float side = fonts.size * 0.95F;
  const float gap = fonts.size * 0.4F;
  const float line = fonts.size * 1.45F;
  float x = 0;
  float y = 0;
  for (const Meter& meter : meters) {
    const float words = text_width(fonts, meter.words, FontRole::text, fonts.size);
    if (x > 0 && x + side + gap + words > width) x = 0, y += line;
    if (set.paint) {
      const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, fonts.size);
      const Color ink = meter.is_full ? set.theme.text : set.theme.text_dim;
      draw_sign(paint, meter.sign, {at.x + x, at.y + y + (line - side) / 2, side, side}, meter.is_full, ink, set.theme);
      paint.text_in({at.x + x + side + gap, at.y + y, std::min(words, width - side - gap) + 2, line}, meter.words, ink);
    }
    x += side + gap + words + fonts.size * 1.1F;
  }
  return meters.empty() ? 0 : y + line;
}

/// How much of the lesson's pages was seen, as a bar.
float set_bar(const LessonOverview& done, Point at, float width, const CardSetting& set) {
  if (!done.is_begun()) return 0;
  const float height = set.fonts.size * 0.42F;
  const float above = set.fonts.size * 0.3F;
  if (set.paint) {
    const ListPainter paint(*ImGui::GetWindowDrawList(), set.fonts, set.fonts.size);
    const float share =
        static_cast<float>(done.pages.done) / static_cast<float>(std::max<std::size_t>(done.pages.all, 1));
    const Rect bar{at.x, at.y + above, width, height};
    paint.fill(bar, set.theme.page, height / 2);
    paint.fill({bar.x, bar.y, std::max(bar.w * share, height), height}, set.theme.action, height / 2);
    paint.frame(bar, set.theme.text_dim, 1, height / 2);
  }
  return above + height;
}

float set_lesson(const Lesson& lesson, const LessonOverview& done, Point at, float width, const CardSetting& set) {
  const Fonts& fonts = set.fonts;
  const ProseStyle style{set.theme.text, set.theme.heading, set.theme.text, set.theme.button};
  float y = set_title(shown_title(lesson), at, width - here_room * fonts.size, set.theme.text, fonts, set.paint);
  if (!lesson.summary.empty()) {
    y += set_text(escape_for_display(lesson.summary, text_characters), {at.x, at.y + y}, width, set.theme.text_dim,
                  fonts, FontRole::text, set.paint);
  }
  if (!lesson.outcome.empty()) {
    std::string can = escape_for_display(lesson.outcome, text_characters);
    if (std::string_view(".!?").find(can.back()) == std::string_view::npos) can += '.';
    const Spans outcome{Span{"Afterwards you can ", true}, Span{std::move(can)}};
    y += fonts.size * 0.25F;
    y += set_words(outcome, {at.x, at.y + y}, width, style, fonts, set.paint);
  }
  y += fonts.size * 0.35F;
  y += set_meters(meters_of(lesson, done), {at.x, at.y + y}, width, set);
  return y + set_bar(done, {at.x, at.y + y}, width, set);
}

float set_mistakes(const LessonFile& file, Point at, float width, const CardSetting& set) {
  const std::string count = file.mistakes.size() == 1 ? "one thing" : fmt::format("{} things", file.mistakes.size());
  const float title = set_title(file.title(), at, width, set.theme.text, set.fonts, set.paint);
  return title + set_text(fmt::format("This file is no lesson yet: {} to mend. Open it to see where.", count),
                          {at.x, at.y + title}, width, set.theme.text_dim, set.fonts, FontRole::text, set.paint);
}

float inset_of(const Fonts& fonts) {
  return fonts.size * 0.95F;
}

Rect door_in(Rect card, const Fonts& fonts) {
  const float width = std::min(fonts.size * 3.3F, card.w * 0.2F);
  const float inset = inset_of(fonts);
  return {card.x + inset, card.y + inset, width, width * 1.42F};
}

/// Sets the words beside the door. Returns how high the card has to be.
float set_card(std::size_t index, Rect card, const CardSetting& set) {
  const float inset = inset_of(set.fonts);
  const Rect door = door_in(card, set.fonts);
  const Point at{door.right() + inset, card.y + inset};
  const float width = card.right() - inset - at.x;
  const KnownLesson& known = set.view.known[index];
  const float words = known.lesson != nullptr ? set_lesson(*known.lesson, set.view.overview(index), at, width, set)
                                              : set_mistakes(set.view.lessons[index], at, width, set);
  return std::max(words, door.h) + 2 * inset;
}

LessonDoor door_of(const LearnerView& view, std::size_t lesson) {
  if (view.known[lesson].lesson == nullptr) return LessonDoor::walled_up;
  const LessonOverview done = view.overview(lesson);
  if (done.is_begun() && done.is_complete()) return LessonDoor::open;
  return done.is_begun() ? LessonDoor::ajar : LessonDoor::shut;
}

}  // namespace

float lesson_card_height(const LearnerView& view, std::size_t lesson, float width, const Fonts& fonts) {
  return set_card(lesson, {0, 0, width, 0}, {view, Theme{}, fonts, false});
}

void draw_lesson_card(const LearnerView& view, std::size_t lesson, Rect card, const Theme& theme, const Fonts& fonts,
                      Commands& out) {
  constexpr float rounding = 12;
  ImGui::SetCursorScreenPos(ImVec2(card.x, card.y));
  ImGui::PushID(static_cast<int>(lesson));
  const bool clicked = ImGui::InvisibleButton("lesson", ImVec2(card.w, card.h));
  const bool hot = ImGui::IsItemHovered();
  ImGui::PopID();
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, fonts.size);
  const bool is_next = view.next && view.next->lesson == lesson;
  paint.fill(card, theme.button, rounding);
  paint.frame(card, hot ? theme.accent : (is_next ? theme.action : theme.line), hot || is_next ? 2.5F : 1, rounding);
  draw_lesson_door(paint, door_in(card, fonts), door_of(view, lesson), lesson, theme);
  set_card(lesson, card, {view, theme, fonts, true});
  // Not by its colour alone.
  const float side = fonts.size * 1.1F;
  const Rect here{card.right() - inset_of(fonts) - side, card.y + inset_of(fonts), side, side};
  if (is_next) draw_on_sign(paint, here, theme.action);
  if (clicked) out.push_back(ViewCommand{view::OpenLesson{lesson}});
}

}  // namespace doorway::app
