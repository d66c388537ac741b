#pragma once

#include <variant>

namespace doorway::app {

/// What can be asked of the comparison of the present take with another recording.
namespace compare {
/// With the take before the present one; again: with the one before that; behind the first it ends.
struct WithTakeBefore {};
/// With a recording that is chosen in the file browser.
struct WithFile {};
/// Moves the cursor to the first difference.
struct ToDifference {};
struct End {};
}  // namespace compare

using CompareCommand = std::variant<compare::WithTakeBefore, compare::WithFile, compare::ToDifference, compare::End>;

}  // namespace doorway::app
