#pragma once

#include "core/base/vocabulary.hpp"
#include "core/export/write_recording.hpp"
#include "core/live/status.hpp"
#include "core/record/recording.hpp"

#include <memory>

namespace doorway::app {

/// Writes the whole recording as text: each step as the sentence that the transcript has, below where it was made, and
/// above how it ended. False when the sink took no more. The recording does not grow meanwhile.
bool write_transcript(const std::shared_ptr<const Recording>& recording, const RunStatus& status, Vocabulary vocabulary,
                      const Sink& sink);

}  // namespace doorway::app
