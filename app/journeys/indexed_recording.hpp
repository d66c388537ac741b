#pragma once

#include "app/scene/scene_index.hpp"
#include "app/scene/timeline_index.hpp"
#include "core/session/replay_view.hpp"

#include <memory>

namespace doorway::app {

/// All that the window looks up of a recording from a file. It takes time by the recording's length, so it is made
/// where that is read, and handed over.
struct IndexedRecording {
  std::unique_ptr<ReplayView> view;
  std::unique_ptr<SceneIndex> scene;        ///< of the view's recording
  std::unique_ptr<TimelineIndex> timeline;  ///< of `scene` and the view's inference
};

/// Knows all events of the recording, which is not null. Any thread.
IndexedRecording index_recording(std::shared_ptr<const Recording> recording);

}  // namespace doorway::app
