#pragma once

#include "core/lesson/lesson.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace doorway::test {

inline Spans words(std::string text) {
  return {Span{std::move(text)}};
}

/// A page with what progress counts, and nothing else in it.
struct MadePage {
  std::string title;
  bool asks = false;
  std::size_t hints = 0;  ///< of its goal
  bool has_goal = false;
  std::size_t gems = 0;
};

/// Its id is its title.
inline Page page_with(const MadePage& made) {
  Page page;
  page.title = words(made.title);
  page.id = made.title;
  if (made.asks) {
    Ask ask;
    ask.question.emplace_back(Paragraph{words("What?")});
    page.blocks.emplace_back(std::move(ask));
  }
  if (made.has_goal) {
    Goal goal;
    goal.hints.resize(made.hints);
    page.blocks.emplace_back(std::move(goal));
  }
  for (std::size_t i = 0; i < made.gems; ++i) page.blocks.emplace_back(Gem{words("Keep this."), {}});
  return page;
}

inline Lesson lesson_with(std::string title, const std::vector<MadePage>& pages) {
  Lesson lesson;
  lesson.title = std::move(title);
  for (const MadePage& page : pages) lesson.pages.push_back(page_with(page));
  return lesson;
}

}  // namespace doorway::test
