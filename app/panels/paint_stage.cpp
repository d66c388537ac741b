#include "app/panels/paint_stage.hpp"

#include "app/panels/stage_painting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace doorway::app {
namespace {

// Where there are words and tubes no star is to be taken for a mark of theirs.
bool something_stands_at(const StageLayout& layout, float x) {
  const auto covers = [x](Rect rect) {
    return rect.shown() && x >= rect.x - rect.w * 0.1F && x < rect.right() + rect.w * 0.1F;
  };
  return std::any_of(layout.rooms.begin(), layout.rooms.end(),
                     [&](const RoomPlace& room) { return covers(room.walls); }) ||
         std::any_of(layout.doors.begin(), layout.doors.end(),
                     [&](const DoorPlace& door) { return covers(door.column); });
}

void draw_sky(const StagePainting& stage) {
  const Rect area = stage.layout.area;
  const Theme& theme = stage.theme;
  stage.paint.gradient(area, theme.sky_top, theme.sky_bottom);
  const float ground = stage.layout.ground_y;
  if (ground > area.y && ground < area.bottom()) {
    stage.paint.fill({area.x, ground, area.w, area.bottom() - ground}, theme.hill);
  }
  // Two hills far away, behind the lowest rooms.
  struct Hill {
    float middle, half, height;  // of the area's width, of the sky's height
  };
  for (const Hill& hill : {Hill{0.2F, 0.5F, 0.3F}, Hill{0.78F, 0.42F, 0.22F}}) {
    if (ground <= area.y) break;
    constexpr int parts = 24;
    const float from = std::max(-1.0F, -hill.middle / hill.half);
    const float to = std::min(1.0F, (1 - hill.middle) / hill.half);
    std::vector<Point> outline;
    const auto x_at = [&](float along) { return area.x + area.w * (hill.middle + hill.half * along); };
    if (from > -1) outline.push_back({x_at(from), ground});
    for (int i = 0; i <= parts; ++i) {
      const float along = from + (to - from) * static_cast<float>(i) / parts;
      outline.push_back({x_at(along), ground - (ground - area.y) * hill.height * (1 - along * along)});
    }
    if (to < 1) outline.push_back({x_at(to), ground});
    stage.paint.polygon(outline, theme.hill.faded(0.6F));
  }
  if (!theme.dark) return;
  // Fixed places, so that no star moves: a step along the golden section spreads them.
  constexpr int star_count = 28;
  for (int i = 0; i < star_count; ++i) {
    const float along = std::fmod(0.11F + 0.618034F * static_cast<float>(i), 1.0F);
    const float down = std::fmod(0.07F + 0.381966F * static_cast<float>(i * i % 31), 1.0F) * 0.55F;
    const float x = area.x + along * area.w;
    if (something_stands_at(stage.layout, x)) continue;
    const float radius = stage.px(0.8F + 0.25F * static_cast<float>(i % 4));
    stage.paint.circle({x, area.y + down * area.h}, radius, theme.heading.faded(0.55F));
  }
}

/// What kinds of road there are, each once, and what else is seen that needs a word: as much of it as has room, in the
/// widest words that have.
std::string caption_text(const StagePainting& stage) {
  std::vector<std::string> kinds;
  for (const RoadPlace& place : stage.layout.roads) {
    const std::string& caption = stage.scene.roads[place.road].caption;
    if (std::find(kinds.begin(), kinds.end(), caption) == kinds.end()) kinds.push_back(caption);
  }
  std::vector<std::string> brief = kinds;
  if (!stage.layout.letters.empty()) {
    kinds.emplace_back("dashed: inferred, between two measurements");
    brief.emplace_back("dashed: inferred");
  }
  const auto& doors = stage.layout.doors;
  const bool one_rests = std::any_of(doors.begin(), doors.end(), [&stage](const DoorPlace& place) {
    return stage.scene.doors[place.door].state_is_inferred;
  });
  if (one_rests) {
    kinds.emplace_back("TIME-WAIT, inferred: the kernel keeps both addresses for a minute");
    brief.emplace_back("TIME-WAIT: inferred");
  }
  const auto joined = [](const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " · ")); };
  const auto fits = [&](const std::string& words) {
    return stage.paint.width(words, FontRole::text) <= stage.layout.caption.w;
  };
  if (fits(joined(kinds))) return joined(kinds);
  // What the letters' own frames say is the last to be said in words.
  while (!brief.empty() && !fits(joined(brief))) brief.pop_back();
  return joined(brief);
}

void draw_words(StagePainting& stage) {
  const StageLayout& layout = stage.layout;
  const Theme& theme = stage.theme;
  stage.paint.text_in(layout.caption, caption_text(stage), theme.text_dim, Align::center);
  stage.paint.text_in(layout.note, stage.scene.note, theme.text_dim, Align::center);
  if (layout.hidden.shown()) {
    float widest = 0;
    for (const std::string& line : layout.hidden_lines) {
      widest = std::max(widest, stage.paint.width(line, FontRole::text));
    }
    const Rect place = layout.hidden;
    const float width = std::min(widest + stage.px(12), place.w);
    const Rect plate{place.center().x - width / 2, place.y, width, place.h};
    stage.paint.fill(plate, theme.tube, stage.px(4));
    draw_lines(stage, place, layout.hidden_lines, theme.strip_text);
    const bool are_listed = layout.hidden_doors > 0;
    stage.hint(place, hidden_text(layout) + (are_listed ? "\nClick, or F3: the table of all sockets" : ""));
  }
}

}  // namespace

std::string paint_stage(const StageScene& scene, const StageLayout& layout, const StageChange& change,
                        const Theme& theme, const Painter& paint, Light& light) {
  const Painter readable = paint.no_smaller_than(smallest_text_px);
  StagePainting stage{scene, layout, change, theme, readable, light, {}};
  light.is_ground(layout.area);
  draw_sky(stage);
  for (const RoadPlace& road : layout.roads) draw_road(stage, road);
  for (std::size_t i = 0; i < layout.rooms.size(); ++i) draw_room(stage, i);
  for (const DoorPlace& door : layout.doors) draw_door(stage, door);
  for (const LetterPlace& letter : layout.letters) draw_letter(stage, letter);
  draw_flights(stage);
  draw_callout(stage);
  draw_words(stage);
  return stage.tooltip;
}

}  // namespace doorway::app
