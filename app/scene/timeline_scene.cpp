#include "app/scene/timeline_scene.hpp"

#include "app/labels.hpp"
#include "app/scene/timeline_parts.hpp"

#include <algorithm>

namespace doorway::app {
namespace {

void add_lanes(TimelineScene& scene, const SceneIndex& index) {
  const std::vector<std::string>& names = index.recording().scenario().processes;
  for (const ProcessId process : index.room_order()) {
    scene.lanes.push_back({process, index.color_of(process), display_name(names[process])});
  }
}

}  // namespace

TimelineScene make_timeline_scene(const TimelineSources& sources, AxisSpan span, double column) {
  const AxisMap& map = sources.map;
  TimelineScene scene;
  scene.axis = map.axis();
  scene.span = span;
  scene.extent = map.extent();
  scene.step_count = map.steps().step_count();
  scene.cursor = map.place_of_step(map.steps().step_at(sources.cursor));
  scene.told = map.place_of(sources.cursor);
  TimelinePart part{sources, span, std::max(column, span.width() * 1e-5)};
  part.known = std::min({sources.index.known(), map.known(), sources.lineage.known()});
  part.first = map.first_at(span.from);
  part.last = std::min(map.first_at(span.to) - 1, part.known);
  add_lanes(scene, sources.index);
  if (part.known == 0) return scene;
  add_bars(scene, part);
  add_transfers(scene, part);
  add_inferred(scene, part);
  join_arrivals(scene);
  find_earlier_arrivals(scene, part);
  add_marks(scene, part);
  return scene;
}

}  // namespace doorway::app
