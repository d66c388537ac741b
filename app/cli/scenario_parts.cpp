#include "app/cli/scenario_parts.hpp"

#include "core/base/utf8.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace doorway::cli {

std::vector<ScenarioPart> scenario_parts(Document document) {
  std::vector<ScenarioPart> parts;
  if (auto* scenario = std::get_if<Scenario>(&document)) {
    parts.push_back({{}, 0, {}, std::move(*scenario), {}});
    return parts;
  }
  auto& lesson = std::get<Lesson>(document);
  for (std::size_t number = 1; number <= lesson.pages.size(); ++number) {
    Page& page = lesson.pages[number - 1];
    if (!page.begins_scenario) continue;
    parts.push_back({page.id, number,
                     fmt::format("Page {} of {}: {}", number, lesson.pages.size(),
                                 escape_for_display(plain_text(page.title, Vocabulary::engineer))),
                     std::move(lesson.scenarios[*page.scenario]), std::move(page.cue.order)});
  }
  return parts;
}

}  // namespace doorway::cli
