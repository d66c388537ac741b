#pragma once

#include "core/handout/right_answers.hpp"
#include "core/handout/sheet.hpp"

#include <string>

namespace doorway {

/// A lesson on paper: its text, its scenarios, its questions with empty boxes. What answers a question (explanations,
/// feedback, gems, hints) is not on it, and neither is what is for the instructor.
Sheet handout_of(const Lesson& lesson, Vocabulary vocabulary);

/// What the handout leaves out: the right answers with what there is to say to the others, hints and solutions, gems,
/// and the notes for the instructor. `right` has an answer for each page that asks.
Sheet key_of(const Lesson& lesson, const RightAnswers& right, Vocabulary vocabulary);

/// As CommonMark with task lists. All that the lesson says is text in it, never markup.
std::string to_markdown(const Sheet& sheet, Vocabulary vocabulary);

/// As one page of HTML that refers to nothing outside itself and is made to be printed.
std::string to_html(const Sheet& sheet, Vocabulary vocabulary);

}  // namespace doorway
