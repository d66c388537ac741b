#pragma once

#include "core/progress/record.hpp"
#include "core/session/learner_event.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace doorway {

/// The record of what a walk through `lesson` told; nothing where it names a page that the lesson does not have.
std::optional<ProgressRecord> record_of(const LearnerEvent& event, const Lesson& lesson, std::string lesson_id,
                                        std::int64_t unix_s);

}  // namespace doorway
