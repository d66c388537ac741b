#include "app/journeys/indexed_recording.hpp"

#include <algorithm>
#include <utility>

namespace doorway::app {

IndexedRecording index_recording(std::shared_ptr<const Recording> recording) {
  // Side by side, so that the events of a file are made once for all of them (JourneyEvents has the last ones at hand).
  constexpr Seq at_once = 512;
  IndexedRecording index;
  index.view = std::make_unique<ReplayView>(std::move(recording));
  index.scene = std::make_unique<SceneIndex>(*index.view->recording);
  index.timeline = std::make_unique<TimelineIndex>(*index.scene, index.view->inference);
  const Seq size = index.view->recording->size();
  for (Seq known = 0; known < size;) {
    known = std::min(size, known + at_once);
    index.view->update(known);
    index.view->history.at(known);
    index.scene->update(known);
    index.timeline->update();
  }
  return index;
}

}  // namespace doorway::app
