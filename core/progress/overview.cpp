#include "core/progress/overview.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <utility>

namespace doorway {
namespace {

void add(LessonOverview& overview, const PageProgress& done) {
  overview.answers += done.answers;
  overview.experiments += done.experiments;
  overview.active_s += done.active_s;
}

void add_question(LessonOverview& overview, const PageProgress& done) {
  if (done.right_at_first) {
    ++overview.right_at_first;
  } else if (done.right) {
    ++overview.right_later;
  }
}

void add_goal(LessonOverview& overview, const Goal& goal, const PageProgress& done) {
  overview.goals.done += done.goal_reached ? 1U : 0U;
  overview.solutions += done.solution_seen ? 1U : 0U;
  const auto is_there = [&](std::size_t hint) { return hint < goal.hints.size(); };
  overview.hints += static_cast<std::size_t>(std::count_if(done.hints.begin(), done.hints.end(), is_there));
}

void add_page(LessonOverview& overview, const Page& page, const PageProgress& done) {
  const std::size_t gems = gems_of(page).size();
  const Goal* goal = goal_of(page);
  const bool asks = ask_of(page) != nullptr;
  ++overview.pages.all;
  overview.questions += asks ? 1U : 0U;
  overview.goals.all += goal != nullptr ? 1U : 0U;
  overview.gems.all += gems;
  add(overview, done);
  overview.pages.done += done.opened ? 1U : 0U;
  if (asks) add_question(overview, done);
  if (goal != nullptr) add_goal(overview, *goal, done);
  const auto is_there = [&](std::size_t gem) { return gem < gems; };
  overview.gems.done += static_cast<std::size_t>(std::count_if(done.gems.begin(), done.gems.end(), is_there));
}

/// Of a lesson whose text is not at hand: what records tell of is all that there is.
LessonOverview overview_of_records(const LessonProgress& pages) {
  LessonOverview overview;
  for (const auto& [page, done] : pages) {
    add(overview, done);
    add_question(overview, done);
    overview.questions += done.answers > 0 ? 1U : 0U;
    overview.pages.done += done.opened ? 1U : 0U;
    overview.goals.done += done.goal_reached ? 1U : 0U;
    overview.gems.done += done.gems.size();
    overview.hints += done.hints.size();
    overview.solutions += done.solution_seen ? 1U : 0U;
  }
  overview.pages.all = overview.pages.done;
  overview.goals.all = overview.goals.done;
  overview.gems.all = overview.gems.done;
  return overview;
}

bool waits_for_answer(const Page& page, const PageProgress* done) {
  return ask_of(page) != nullptr && (done == nullptr || done->answers == 0);
}

}  // namespace

Share& Share::operator+=(const Share& other) {
  done += other.done;
  all += other.all;
  return *this;
}

LessonOverview& LessonOverview::operator+=(const LessonOverview& other) {
  pages += other.pages;
  goals += other.goals;
  gems += other.gems;
  questions += other.questions;
  right_at_first += other.right_at_first;
  right_later += other.right_later;
  answers += other.answers;
  experiments += other.experiments;
  hints += other.hints;
  solutions += other.solutions;
  active_s += other.active_s;
  return *this;
}

LessonOverview overview_of(const Lesson& lesson, const LessonProgress* done) {
  LessonOverview overview;
  for (const Page& page : lesson.pages) {
    const auto found = done != nullptr ? done->find(page.id) : LessonProgress::const_iterator{};
    const bool is_there = done != nullptr && found != done->end();
    add_page(overview, page, is_there ? found->second : PageProgress{});
  }
  return overview;
}

std::vector<ProgressRow> progress_rows(std::span<const KnownLesson> lessons, const Progress& progress) {
  constexpr std::size_t id_characters = 80;
  std::vector<ProgressRow> rows;
  const auto is_readable = [&](std::string_view id) {
    return std::any_of(lessons.begin(), lessons.end(),
                       [&](const KnownLesson& known) { return known.lesson != nullptr && known.id == id; });
  };
  for (const KnownLesson& known : lessons) {
    if (known.lesson == nullptr) continue;
    rows.push_back({shown_title(*known.lesson), overview_of(*known.lesson, progress.lesson(known.id))});
  }
  for (const auto& [id, pages] : progress.lessons) {
    if (!is_readable(id)) rows.push_back({escape_for_display(id, id_characters), overview_of_records(pages)});
  }
  return rows;
}

std::optional<LessonPlace> find_page(std::span<const KnownLesson> lessons, const PageRef& at) {
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    if (lessons[i].lesson == nullptr || lessons[i].id != at.lesson) continue;
    const std::vector<Page>& pages = lessons[i].lesson->pages;
    const auto found = std::find_if(pages.begin(), pages.end(), [&](const Page& page) { return page.id == at.page; });
    if (found == pages.end()) return std::nullopt;
    return LessonPlace{i, static_cast<std::size_t>(found - pages.begin())};
  }
  return std::nullopt;
}

std::optional<LessonPlace> continue_at(std::span<const KnownLesson> lessons, const Progress& progress) {
  if (!progress.last) return std::nullopt;
  const auto place = find_page(lessons, *progress.last);
  if (!place) return std::nullopt;
  const std::vector<Page>& pages = lessons[place->lesson].lesson->pages;
  const std::size_t next = place->lesson + 1;
  const bool has_next = next < lessons.size() && lessons[next].lesson != nullptr;
  const bool is_through =
      place->page + 1 == pages.size() && !waits_for_answer(pages.back(), progress.page(*progress.last));
  return is_through && has_next ? LessonPlace{next, 0} : *place;
}

std::vector<MissedQuestion> missed_questions(std::span<const KnownLesson> lessons, const Progress& progress,
                                             Vocabulary vocabulary) {
  std::vector<MissedQuestion> missed;
  for (const PageRef& at : missed_pages(progress)) {
    const auto place = find_page(lessons, at);
    if (!place) continue;
    const Lesson& lesson = *lessons[place->lesson].lesson;
    const Page& page = lesson.pages[place->page];
    if (ask_of(page) == nullptr) continue;
    missed.push_back({shown_title(lesson), shown_title(page, vocabulary), place->lesson, place->page});
  }
  return missed;
}

std::string shown_title(const Lesson& lesson) {
  return escape_for_display(lesson.title, lesson_limits::title_characters);
}

std::string shown_title(const Page& page, Vocabulary vocabulary) {
  return escape_for_display(plain_text(page.title, vocabulary), lesson_limits::title_characters);
}

}  // namespace doorway
