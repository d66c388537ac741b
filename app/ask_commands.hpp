#pragma once

#include "core/lesson/lesson.hpp"

#include <variant>

namespace doorway::app {

/// What is asked of an answer that is not given yet.
namespace asking {
/// A digit, or "-" for the other sign, into the field of a question that wants a number. The first one begins anew.
struct Type {
  char sign = '0';
};
struct Erase {
  bool all = false;
};
/// Gives the number that was typed, and leaves the field.
struct GiveTyped {};
/// Into the field, to type.
struct EnterField {};
/// Out of it, as it was.
struct LeaveField {};
/// Points at a part of the stage that is no target of the question.
struct PointElsewhere {
  StagePart part;
};
}  // namespace asking

using AskCommand = std::variant<asking::Type, asking::Erase, asking::GiveTyped, asking::EnterField, asking::LeaveField,
                                asking::PointElsewhere>;

}  // namespace doorway::app
