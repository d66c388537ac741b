#pragma once

#include "app/scene/scene_index.hpp"
#include "core/base/vocabulary.hpp"
#include "core/replay/lineage.hpp"
#include "core/replay/world_state.hpp"

#include <string>
#include <string_view>

namespace doorway::app {

/// One or two sentences that say what has just happened: the step that `after.cursor` belongs to. Nothing in it is
/// printed raw. `index` and `lineage` know the recording up to there at least.
std::string narrate(const SceneIndex& index, const WorldState& after, const Lineage& lineage, Vocabulary vocabulary);

/// What an errno means to the one who meets it in this call, in a sentence without a full stop at its end:
/// "nobody listens at that port".
std::string errno_explained(int error, std::string_view call_name);

}  // namespace doorway::app
