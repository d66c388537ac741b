#include "app/journeys/indexed_recording.hpp"

#include <utility>

namespace doorway::app {

IndexedRecording index_recording(std::shared_ptr<const Recording> recording) {
  IndexedRecording index;
  index.view = std::make_unique<ReplayView>(std::move(recording));
  index.view->update();
  index.scene = std::make_unique<SceneIndex>(*index.view->recording);
  index.scene->update();
  index.timeline = std::make_unique<TimelineIndex>(*index.scene, index.view->inference);
  index.timeline->update();
  return index;
}

}  // namespace doorway::app
