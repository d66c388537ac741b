#pragma once

#include "app/scene/narration.hpp"
#include "app/scene/stage_scene.hpp"
#include "app/scene/timeline_scene.hpp"
#include "app/scene/timeline_view.hpp"
#include "tests/core/replay/recording_builder.hpp"

#include <algorithm>
#include <string>

namespace doorway::test {

/// The door of this socket, which must have one.
inline const app::DoorView& door_of(const app::StageScene& scene, SocketId socket) {
  return *std::find_if(scene.doors.begin(), scene.doors.end(),
                       [socket](const app::DoorView& door) { return door.socket == socket; });
}

/// All that scenes of a recording are made from, for one look at it.
struct ViewOf {
  const Recording& recording;
  app::SceneIndex index{recording};
  Lineage lineage{recording};
  Inference inference{recording};
  StepIndex steps{recording};
  app::TimelineIndex calls{index, inference};

  explicit ViewOf(const Recording& of) : recording(of) {
    index.update();
    lineage.update();
    inference.update();
    steps.update();
    calls.update();
  }
  [[nodiscard]] app::StageScene stage(Seq cursor, Vocabulary vocabulary = Vocabulary::engineer) const {
    return app::make_stage_scene(index, folded(recording, cursor), lineage, inference.up_to(cursor), vocabulary);
  }
  [[nodiscard]] app::TimelineSources sources(Seq cursor, app::Axis axis = app::Axis::steps) const {
    return {index, calls, lineage, inference, app::AxisMap(axis, steps, recording), cursor};
  }
  /// By steps, first … last, with a bar for each call.
  [[nodiscard]] app::TimelineScene timeline(Seq cursor, app::StepWindow window) const {
    const app::AxisSpan span{static_cast<double>(window.first) - 0.5, static_cast<double>(window.last) + 0.5};
    return app::make_timeline_scene(sources(cursor), span, 0.1);
  }
  [[nodiscard]] std::string told(Seq cursor, Vocabulary vocabulary = Vocabulary::engineer) const {
    return app::narrate(index, folded(recording, cursor), lineage, vocabulary);
  }
};

}  // namespace doorway::test
