#pragma once

#include "app/scene/timeline_scene.hpp"

#include <cstddef>
#include <string>
#include <vector>

// What the files that make the timeline's scene share; nobody else includes it.
namespace doorway::app {

/// What a timeline is made from, and its window as events.
struct TimelineSources {
  const SceneIndex& index;
  const StepIndex& steps;
  const Lineage& lineage;
  const Inference& inference;
  Seq cursor = 0;
  StepWindow window;
  Vocabulary vocabulary = Vocabulary::engineer;
  Seq first = 0;  ///< the window's first event
  Seq last = 0;   ///< its last one
  Seq known = 0;  ///< the last event that all of the sources know

  [[nodiscard]] double step_of(Seq seq) const { return static_cast<double>(steps.step_at(seq)); }
  [[nodiscard]] bool shows(Seq seq) const { return seq >= first && seq <= last; }
};

/// The calls that have a part in the window, at most `most_marks`; `left_out` counts the others.
std::vector<const IndexedCall*> visible_calls(const TimelineSources& sources, std::size_t& left_out);

void add_bars(TimelineScene& scene, const TimelineSources& sources, const std::vector<const IndexedCall*>& calls);

/// What the calls that are seen brought or handed over, by lineage.
void add_transfers(TimelineScene& scene, const TimelineSources& sources, const std::vector<const IndexedCall*>& calls);

/// What the events of the window give reason to conclude, and where bytes were seen to arrive.
void add_inferred(TimelineScene& scene, const TimelineSources& sources);

/// Ends of processes, and strangers.
void add_marks(TimelineScene& scene, const TimelineSources& sources);

}  // namespace doorway::app
