#pragma once

#include "core/base/vocabulary.hpp"
#include "core/lesson/lesson.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::course {

/// A technical term, in each of its forms: "port", "ports". A form in small letters is found in capitals too.
using Term = std::vector<std::string>;

/// "port, ports": its forms.
Term term_of(std::string_view cell);

/// Whether this text has the term as a word of its own, or as words of their own. `non-blocking` does not have
/// `blocking`.
bool has_term(std::string_view text, const Term& term);

/// Where something stands in the course: the indices of the lesson and of its page.
struct PageIndex {
  std::size_t lesson = 0;
  std::size_t page = 0;

  friend bool operator==(const PageIndex&, const PageIndex&) = default;
};

/// The first page on which a learner can read the term; nothing where there is none.
std::optional<PageIndex> first_use(const std::vector<Lesson>& course, const Term& term, Vocabulary vocabulary);

/// Whether the term stands out where each learner reads it, that is not in a title, a choice or feedback: strong,
/// emphasised or as code.
bool stands_out(const Page& page, const Term& term, Vocabulary vocabulary);

}  // namespace doorway::course
