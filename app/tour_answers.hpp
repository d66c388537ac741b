#pragma once

#include "app/keys.hpp"
#include "core/lesson/lesson.hpp"

#include <optional>
#include <vector>

namespace doorway::app {

/// What a learner presses to give this answer. Nothing for one that is given by the mouse alone.
std::vector<KeyPress> keys_for(const Ask& ask, const Answer& answer);

/// An answer of somebody who believes otherwise: one that has feedback, where there is one. Without knowing what is
/// right it is the first that the lesson says something to.
Answer belief(const Ask& ask, const std::optional<Answer>& right = {});

}  // namespace doorway::app
