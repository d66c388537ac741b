#pragma once

#include "core/lesson/lesson.hpp"

namespace doorway {

/// Whether an answer to the one is an answer to the other: the same question, with the same choices in the same order
/// that are right where they were. Feedback and explanation may be others. Any thread.
bool is_same_question(const Ask& one, const Ask& other);

/// Whether who has reached the one has reached the other. Text and hints may be others. Any thread.
bool is_same_goal(const Goal& one, const Goal& other);

/// What is run on this page, as written; empty where nothing is.
std::string_view scenario_text_of(const Lesson& lesson, const Page& page);

/// Whether the pages run the same: the same scenario, begun by the same processes. Any thread.
bool is_same_run(const Lesson& one, const Page& page_of_one, const Lesson& other, const Page& page_of_other);

}  // namespace doorway
