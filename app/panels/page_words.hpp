#pragma once

#include "core/lesson/lesson.hpp"
#include "core/session/lesson_walk.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

// What a page says, and what it stresses, as things stand: without drawing.
namespace doorway::app {

/// What a page has to be done next. One button at most is in the colour of action.
enum class PageAction : std::uint8_t {
  answer,        ///< the question
  restore,       ///< back from a changed scenario to the page's own
  run_solution,  ///< that of the goal
  change,        ///< the scenario
  turn_page,     ///< nothing is left to do
};
PageAction next_action(const LessonWalk& walk);

/// The page has a goal, and stands at the beginning of its own scenario: what goes wrong in it has not been seen.
bool waits_to_be_watched(const LessonWalk& walk);

/// Where this item of an order belongs, when the run has said so.
std::optional<std::size_t> right_place(const AskState& state, std::size_t item);

/// The digit at this item, which stands at `place`: its key as long as keys move it, then the place where the learner
/// has it, then the one where it belongs. From 1 on.
std::size_t order_digit(const AskState& state, std::size_t item, std::size_t place);

/// What a part of the stage is called, with its socket's name as code.
Spans part_spans(const StagePart& part, Vocabulary vocabulary);

/// What stands below one of several answers when they are judged; empty where nothing is to be said.
std::string several_note(bool is_given, bool is_right);

/// What stands below an item of an order that the learner has at a wrong place, counted from 0; else empty.
std::string order_note(std::size_t right, std::size_t place);

/// The scenario that is shown is Doorway's solution of the page's goal, not one that the learner wrote.
bool runs_solution(const LessonWalk& walk);

/// How the goal was reached.
std::string reached_words(const GoalState& goal);

/// What a recap says where no question waits. `right`: so many questions of all lessons came right in the end.
std::string nothing_missed_words(std::size_t right);

}  // namespace doorway::app
