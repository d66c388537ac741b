#include "app/panels/stage_pointing.hpp"

#include "app/layout/part_layout.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/marks.hpp"

#include <imgui.h>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

namespace doorway::app {
namespace {

/// Places of these parts, empty where the stage does not show one.
std::vector<PartPlace> places_of(const std::vector<StagePart>& parts, const ShownStage& stage) {
  std::vector<PartPlace> places;
  for (const StagePart& part : parts) {
    const auto found = find_part(part, stage.world, stage.scenario);
    places.push_back(found ? PartPlace{*found, place_of_part(*found, stage.scene, stage.layout)} : PartPlace{});
  }
  return places;
}

std::vector<StagePart> parts_of(const PointAt& point) {
  std::vector<StagePart> parts;
  for (const PointAt::Target& target : point.targets) parts.push_back(target.part);
  return parts;
}

/// A soft light: what is below stays to be read, and what is beside keeps its own.
void light_up(const Painter& paint, Rect rect, Color color, const StageLayout& layout) {
  if (!rect.shown()) return;
  const float scale = layout.scale;
  const Rect glow = frame_around(rect, layout, 6.5F * scale);
  const Rect frame = frame_around(rect, layout, 4 * scale);
  paint.fill(frame, color.faded(0.1F), 8 * scale);
  paint.frame(glow, color.faded(0.25F), 3 * scale, 10 * scale);
  paint.frame(frame, color.faded(0.85F), 1.6F * scale, 8 * scale);
}

/// One drawing of it, so that its steps need not hand everything on.
class Pointing {
 public:
  Pointing(const StagePointing& pointing, const ShownStage& stage, const Theme& theme, const Painter& paint,
           Commands& out)
      : pointing_(pointing), stage_(stage), theme_(theme), paint_(paint), out_(out) {
    if (const Ask* ask = ask_of(pointing.page)) ask_ = std::get_if<PointAt>(&ask->answers);
    if (ask_ != nullptr) targets_ = places_of(parts_of(*ask_), stage);
  }

  std::optional<std::size_t> draw() {
    for (const PartPlace& place : places_of(pointing_.page.cue.points, stage_)) {
      light_up(paint_, place.rect, theme_.inferred, stage_.layout);
    }
    if (ask_ == nullptr || !pointing_.asks) return std::nullopt;
    const auto hot = takes_clicks(pointing_) ? take_mouse() : std::nullopt;
    if (const auto lit = hot ? hot : pointing_.row_under_mouse; lit && *lit < targets_.size()) {
      light_up(paint_, targets_[*lit].rect, theme_.heading, stage_.layout);
    }
    draw_tags();
    return hot;
  }

 private:
  // What handles and edges lie there takes the mouse first.
  std::optional<std::size_t> take_mouse() {
    if (!is_hovered(stage_.layout.area) || ImGui::IsAnyItemHovered()) return std::nullopt;
    const ImVec2 at = ImGui::GetIO().MousePos;
    const bool clicked = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    const auto target = smallest_at(targets_, {at.x, at.y});
    if (target) {
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
      if (clicked) out_.push_back(WalkCommand{walk::Choose{*target}});
      return target;
    }
    const std::vector<PartPlace> all = part_places(stage_.scene, stage_.layout);
    const auto elsewhere = smallest_at(all, {at.x, at.y});
    if (!elsewhere) return std::nullopt;
    light_up(paint_, all[*elsewhere].rect, theme_.text_dim, stage_.layout);
    if (clicked) {
      out_.push_back(
          AskCommand{asking::PointElsewhere{name_part(all[*elsewhere].part, stage_.world, stage_.scenario)}});
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_given(std::size_t target) const {
    return pointing_.state.answer == Answer{answer::One{target}};
  }
  [[nodiscard]] bool is_right(std::size_t target) const {
    return pointing_.state.verdict && pointing_.state.verdict->right == Answer{answer::One{target}};
  }

  void draw_tags() {
    const float size = std::max(stage_.layout.text_px * 1.6F, 18.0F);
    const std::vector<Rect> tags = layout_tags(targets_, stage_.layout, size);
    for (std::size_t i = 0; i < tags.size(); ++i) {
      if (tags[i].shown()) draw_tag(i, tags[i]);
    }
  }

  // While the run goes on towards the answer only the learner's own stays; then the right one shows too.
  void draw_tag(std::size_t target, Rect tag) {
    const bool decided = pointing_.state.is_decided();
    if (pointing_.state.committed && !is_given(target) && !(decided && is_right(target))) return;
    if (decided) {
      const bool right = is_right(target);
      light_up(paint_, targets_[target].rect, right ? theme_.action : theme_.warning, stage_.layout);
      return draw_badge(right ? Mark::tick : Mark::cross, tag, right ? theme_.action : theme_.accent,
                        right ? theme_.action_text : theme_.accent_text);
    }
    const bool given = is_given(target);
    if (given) light_up(paint_, targets_[target].rect, theme_.action, stage_.layout);
    paint_.circle(tag.center(), tag.w / 2, theme_.paper_text);
    paint_.circle(tag.center(), tag.w / 2 - 1.5F, given ? theme_.action : theme_.paper);
    paint_.text_in(tag, std::to_string(target + 1), given ? theme_.action_text : theme_.paper_text, Align::center,
                   FontRole::bold);
  }

  const StagePointing& pointing_;
  const ShownStage& stage_;
  const Theme& theme_;
  const Painter& paint_;
  Commands& out_;
  const PointAt* ask_ = nullptr;
  std::vector<PartPlace> targets_;
};

}  // namespace

bool takes_clicks(const StagePointing& pointing) {
  const Ask* ask = ask_of(pointing.page);
  const bool asks_to_point = ask != nullptr && std::holds_alternative<PointAt>(ask->answers);
  return asks_to_point && pointing.asks && !pointing.state.committed;
}

std::optional<std::size_t> draw_stage_pointing(const StagePointing& pointing, const ShownStage& stage,
                                               const Theme& theme, const Fonts& fonts, Commands& out) {
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, stage.layout.text_px);
  return Pointing(pointing, stage, theme, paint, out).draw();
}

}  // namespace doorway::app
