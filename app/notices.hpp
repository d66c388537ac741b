#pragma once

#include "core/base/vocabulary.hpp"
#include "core/session/session.hpp"

#include <string>

namespace doorway::app {

/// What a session has to tell besides the recording, in a sentence that is safe to show.
std::string notice_text(const Notice& notice, const Scenario& scenario, Vocabulary vocabulary);

}  // namespace doorway::app
