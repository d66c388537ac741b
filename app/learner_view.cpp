#include "app/learner_view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorway::app {

LessonOverview LearnerView::overview(std::size_t lesson) const {
  const KnownLesson& which = known[lesson];
  return which.lesson != nullptr ? overview_of(*which.lesson, progress.lesson(which.id)) : LessonOverview{};
}

LessonOverview LearnerView::overview() const {
  LessonOverview sum;
  for (std::size_t lesson = 0; lesson < known.size(); ++lesson) sum += overview(lesson);
  return sum;
}

LearnerView learner_view(const std::vector<LessonFile>& lessons, const Progress& progress, Vocabulary vocabulary,
                         bool is_loading) {
  std::vector<KnownLesson> known = known_lessons(lessons);
  const auto next = continue_at(known, progress);
  return {lessons, std::move(known), progress, next, vocabulary, is_loading};
}

std::optional<LessonPlace> first_place(const LearnerView& view) {
  const auto first = std::find_if(view.known.begin(), view.known.end(),
                                  [](const KnownLesson& known) { return known.lesson != nullptr; });
  if (first == view.known.end()) return std::nullopt;
  return LessonPlace{static_cast<std::size_t>(first - view.known.begin()), 0};
}

NextStep next_step(const LearnerView& view) {
  const auto place = view.next ? view.next : first_place(view);
  if (!place) return {};
  const Lesson& lesson = *view.known[place->lesson].lesson;
  const std::string where = fmt::format("{}  {}", place->lesson + 1, shown_title(lesson));
  if (!view.next) return {"Begin here", where};
  if (place->page == 0 && !view.overview(place->lesson).is_begun()) return {"The next lesson", where};
  return {"Continue", fmt::format("{}: {}", where, shown_title(lesson.pages[place->page], view.vocabulary))};
}

}  // namespace doorway::app
