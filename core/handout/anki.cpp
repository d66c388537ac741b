#include "core/handout/anki.hpp"

#include "core/handout/html_text.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace doorway {
namespace {

/// HTML as one field: a tab or an end of line in it would end it.
std::string field(const std::string& html) {
  std::string text;
  for (const char letter : html) {
    if (letter == '\t') {
      text += "&#9;";
    } else if (letter == '\n') {
      text += "&#10;";
    } else {
      text += letter;
    }
  }
  return text;
}

std::string front_of(const Lesson& lesson, const Page& page, Vocabulary vocabulary) {
  std::string html =
      fmt::format("<small>{}</small><br><b>{}</b>", html_escape(lesson.title), html_of(page.title, vocabulary));
  if (const Ask* ask = ask_of(page)) {
    html += "<br>" + html_of(ask->question, vocabulary);
    if (html.ends_with('\n')) html.pop_back();
  }
  return html;
}

}  // namespace

std::string anki_text(const Lesson& lesson, Vocabulary vocabulary) {
  std::string text = "#separator:tab\n#html:true\n#columns:Front\tBack\n";
  for (std::size_t number = 0; number < lesson.pages.size(); ++number) {
    const Page& page = lesson.pages[number];
    const auto gems = gems_of(page);
    for (std::size_t i = 0; i < gems.size(); ++i) {
      std::string front = front_of(lesson, page, vocabulary);
      // Pages can have the same title, and a page several gems.
      front += fmt::format(" <small>({}{})</small>", number + 1,
                           gems.size() == 1 ? std::string() : fmt::format(", {} of {}", i + 1, gems.size()));
      text += fmt::format("{}\t{}\n", field(front), field(html_of(gems[i]->text, vocabulary)));
    }
  }
  return text;
}

}  // namespace doorway
