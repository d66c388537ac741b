#include "app/stage_show.hpp"

#include <utility>

namespace doorway::app {
namespace {

StageScene scene_at(const SceneIndex& index, Session& session, Seq cursor, Vocabulary vocabulary) {
  const ReplayView& view = session.view();
  return make_stage_scene(index, session.world_at(cursor), view.lineage, view.inference.up_to(cursor), vocabulary);
}

}  // namespace

void StageShow::update(const SceneIndex& index, Session& session, Vocabulary vocabulary, Clock::time_point now,
                       std::chrono::milliseconds motion_time) {
  const StepIndex& steps = session.view().steps;
  const Key key{session.playhead().cursor, steps.known(), vocabulary};
  if (shown_ == key) return;
  const std::size_t step = steps.step_at(key.cursor);
  StageScene scene = scene_at(index, session, key.cursor, vocabulary);
  if (step > 0) mark_changes(scene, scene_at(index, session, steps.cursor_of(step - 1), vocabulary));
  // From further away it would be seen to fly past what happened between.
  const std::size_t step_before = shown_ ? steps.step_at(shown_->cursor) : step;
  const bool is_next_step = step == step_before + 1 || step + 1 == step_before;
  if (is_next_step) {
    scene_before_ = std::move(scene_);
    layout_before_ = std::move(layout_);
    motion_.begin(now, motion_time);
  } else if (step != step_before) {
    motion_.finish();
  }
  scene_ = std::move(scene);
  shown_ = key;
}

void StageShow::draw(Rect area, float scale, Clock::time_point now, const Theme& theme, const Fonts& fonts,
                     Light& light) {
  layout_ = layout_stage(area, scene_, scale, text_measure(fonts));
  StageChange change;
  if (is_moving(now)) {
    change.progress = motion_.progress(now);
    change.flights =
        layout_flights(flights_between(scene_before_, scene_), scene_before_, layout_before_, scene_, layout_);
    change.doors_before = scene_before_.doors;
  }
  draw_stage(scene_, layout_, change, theme, fonts, light);
}

}  // namespace doorway::app
