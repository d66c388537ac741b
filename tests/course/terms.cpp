#include "tests/course/terms.hpp"

#include "tests/course/prose.hpp"

#include <algorithm>
#include <cctype>

namespace doorway::course {
namespace {

bool is_word_sign(char sign) {
  return std::isalnum(static_cast<unsigned char>(sign)) != 0 || sign == '_' || sign == '-';
}

char small(char sign) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(sign)));
}

bool has_form(std::string_view text, std::string_view form) {
  const bool any_case = std::ranges::none_of(form, [](char sign) { return small(sign) != sign; });
  const auto same = [&](char in_text, char in_form) {
    return in_text == in_form || (any_case && small(in_text) == in_form) || (in_text == '\n' && in_form == ' ');
  };
  for (auto at = text.begin();; ++at) {
    at = std::search(at, text.end(), form.begin(), form.end(), same);
    if (at == text.end()) return false;
    const auto end = at + static_cast<std::ptrdiff_t>(form.size());
    const bool begins = at == text.begin() || !is_word_sign(*(at - 1));
    if (begins && (end == text.end() || !is_word_sign(*end))) return true;
  }
}

}  // namespace

Term term_of(std::string_view cell) {
  Term term;
  while (!cell.empty()) {
    const auto end = std::min(cell.find(", "), cell.size());
    term.emplace_back(cell.substr(0, end));
    cell.remove_prefix(std::min(end + 2, cell.size()));
  }
  return term;
}

bool has_term(std::string_view text, const Term& term) {
  return std::ranges::any_of(term, [&](const std::string& form) { return has_form(text, form); });
}

std::optional<PageIndex> first_use(const std::vector<Lesson>& course, const Term& term, Vocabulary vocabulary) {
  for (std::size_t lesson = 0; lesson < course.size(); ++lesson) {
    for (std::size_t page = 0; page < course[lesson].pages.size(); ++page) {
      for (const Prose& piece : prose_of(course[lesson].pages[page])) {
        if (has_term(plain_text(piece.text, vocabulary), term)) return PageIndex{lesson, page};
      }
    }
  }
  return std::nullopt;
}

bool stands_out(const Page& page, const Term& term, Vocabulary vocabulary) {
  for (const Prose& piece : prose_of(page)) {
    const ProseKind kind = piece.kind;
    if (kind == ProseKind::title || kind == ProseKind::choice || kind == ProseKind::feedback) continue;
    for (const Span& span : piece.text) {
      const bool marked = span.strong || span.emphasis || span.code;
      if (marked && has_term(words_of(span, vocabulary), term)) return true;
    }
  }
  return false;
}

}  // namespace doorway::course
