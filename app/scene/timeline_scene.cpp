#include "app/scene/timeline_scene.hpp"

#include "app/labels.hpp"
#include "app/scene/timeline_parts.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

void add_lanes(TimelineScene& scene, const SceneIndex& index) {
  const std::vector<std::string>& names = index.recording().scenario().processes;
  for (const ProcessId process : index.room_order()) {
    scene.lanes.push_back({process, index.place_of(process), display_name(names[process])});
  }
}

/// Bytes that were seen to arrive before they were read: their way is drawn as inferred, their wait as measured.
void join_arrivals(TimelineScene& scene) {
  for (TransferArrow& arrow : scene.arrows) {
    if (!arrow.measured) continue;
    for (const ArrivalMark& mark : scene.arrivals) {
      const bool is_its_own = mark.send == arrow.send && mark.lane == arrow.to_lane && mark.step <= arrow.to_step;
      if (is_its_own) arrow.waited_from_step = std::max(arrow.waited_from_step, mark.step);
    }
  }
}

}  // namespace

StepWindow window_around(std::size_t cursor_step, std::size_t step_count, std::size_t width_steps) {
  const std::size_t width = std::max<std::size_t>(width_steps, 1);
  if (step_count < width) return {0, width - 1};
  // A quarter of the window is kept ahead of the cursor, so that one sees where it goes.
  const std::size_t ahead = width / 4;
  const std::size_t last = std::min(std::max(cursor_step + ahead, width - 1), step_count);
  return {last - (width - 1), last};
}

Seq seq_at_step(const StepIndex& steps, double step) {
  const double nearest = std::max(std::floor(step + 0.5), 0.0);
  return steps.event_of(std::min(static_cast<std::size_t>(nearest), steps.step_count()));
}

TimelineScene make_timeline_scene(const SceneIndex& index, const StepIndex& steps, const Lineage& lineage,
                                  const Inference& inference, Seq cursor, StepWindow window, Vocabulary vocabulary) {
  TimelineScene scene;
  scene.window = window;
  scene.step_count = steps.step_count();
  TimelineSources sources{index, steps, lineage, inference, cursor, window, vocabulary};
  sources.known = std::min({index.known(), steps.known(), lineage.known()});
  sources.first = std::max<Seq>(steps.event_of(window.first), 1);
  sources.last = std::min(steps.cursor_of(window.last), sources.known);
  scene.cursor_step = sources.step_of(cursor);
  add_lanes(scene, index);
  const std::vector<const IndexedCall*> calls = visible_calls(sources, scene.left_out);
  add_bars(scene, sources, calls);
  add_transfers(scene, sources, calls);
  add_inferred(scene, sources);
  join_arrivals(scene);
  add_marks(scene, sources);
  return scene;
}

}  // namespace doorway::app
