#pragma once

#include "core/base/vocabulary.hpp"
#include "core/lesson/lesson.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::course {

/// What a text is on its page.
enum class ProseKind : std::uint8_t {
  title,
  text,         ///< paragraphs, list items and quotes of the page, of its try and its goal
  shown,        ///< a block that is shown as it is, and smaller headings
  question,     ///< what is asked
  choice,       ///< choices and items to be put in order
  explanation,  ///< what is said after the answer
  feedback,     ///< what some learners read: feedback to who chose this, and hints
  gem,
};

struct Prose {
  ProseKind kind = ProseKind::text;
  Spans text;
};

/// All that a learner can read on the page, in the order of the file.
std::vector<Prose> prose_of(const Page& page);

/// What is read on the page before the learner first does something. That is to answer (in a recap too), to try or to
/// bring about: the words that ask for it count, the choices do not. Without any of these it is all of the page.
std::vector<Prose> prose_before_action(const Page& page);

/// The words of a text: what stands between spaces and has a letter or a digit. A piece of code is one word, in
/// backticks, together with the signs around it.
std::vector<std::string> words_in(const Spans& text, Vocabulary vocabulary);

/// Of all texts together.
std::size_t word_count(const std::vector<Prose>& prose, Vocabulary vocabulary);

/// How hard something is to read.
struct ReadingEase {
  std::size_t words = 0;
  std::size_t sentences = 0;
  std::size_t long_words = 0;  ///< nine letters or more; code is none

  [[nodiscard]] double words_a_sentence() const;
  [[nodiscard]] double long_share() const;  ///< 0 to 1
};

/// Of the sentences of these texts: titles, choices and what is shown as it is have none. A sentence ends at `.`, `!`
/// or `?` before a word that does not begin with a small letter, and at the end of its text.
ReadingEase reading_ease(const std::vector<Prose>& prose, Vocabulary vocabulary);

/// Of all pages of a lesson.
ReadingEase reading_ease(const Lesson& lesson, Vocabulary vocabulary);

}  // namespace doorway::course
