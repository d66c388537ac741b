#pragma once

#include "app/scene/scene_index.hpp"
#include "core/base/vocabulary.hpp"
#include "core/replay/inference.hpp"
#include "core/replay/lineage.hpp"
#include "core/replay/step_index.hpp"
#include "core/replay/world_state.hpp"

#include <cstddef>

namespace doorway::app {

/// How much of a socket's name is shown.
constexpr std::size_t most_socket_name_characters = 24;

/// What the scenes of the inspector's leaves are made from. All parts know the recording up to the cursor at least; a
/// scene uses nothing that lies behind it.
struct LeafSources {
  const SceneIndex& index;
  const WorldState& world;
  const Lineage& lineage;
  const Inference& inference;
  const StepIndex& steps;
  Vocabulary vocabulary = Vocabulary::story;

  [[nodiscard]] Seq cursor() const { return world.cursor; }
  [[nodiscard]] bool is_story() const { return vocabulary == Vocabulary::story; }
};

}  // namespace doorway::app
