#pragma once

#include "core/handout/right_answers.hpp"

#include <string>
#include <string_view>

namespace doorway {

/// The questions of a lesson as Moodle's GIFT, each with the scenario that it asks about: one answer as multiple choice
/// with feedback; several as weighted multiple answers; a number as numerical; an order as matching with 1, 2, 3; a
/// part of the stage as multiple choice in words. `right` has an answer for each page that asks; a question without one
/// is left out. Source: the GIFT format of Moodle 4 (docs.moodle.org, "GIFT format").
std::string gift_text(const Lesson& lesson, const RightAnswers& right, Vocabulary vocabulary);

/// A text with the signs escaped that mean something to GIFT (~ = # { } : and the backslash), in one line.
std::string gift_escape(std::string_view text);

}  // namespace doorway
