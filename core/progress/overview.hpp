#pragma once

#include "core/lesson/lesson.hpp"
#include "core/progress/progress.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace doorway {

/// A lesson that can be opened, as progress knows it.
struct KnownLesson {
  std::string id;                  ///< as PageRef::lesson
  const Lesson* lesson = nullptr;  ///< null: its file cannot be read
};

/// How much of what there is has been done.
struct Share {
  std::size_t done = 0;
  std::size_t all = 0;

  Share& operator+=(const Share& other);
  friend bool operator==(const Share&, const Share&) = default;
};

/// What was done in one lesson, added up over its pages.
struct LessonOverview {
  Share pages;  ///< opened
  Share goals;  ///< reached
  Share gems;   ///< kept
  std::size_t questions = 0;
  std::size_t right_at_first = 0;
  std::size_t right_later = 0;
  std::size_t answers = 0;      ///< right ones and others
  std::size_t experiments = 0;  ///< changed scenarios that were run
  std::size_t hints = 0;        ///< taken
  std::size_t solutions = 0;    ///< looked at
  std::uint64_t active_s = 0;   ///< seconds

  [[nodiscard]] std::size_t right() const { return right_at_first + right_later; }
  [[nodiscard]] std::size_t open() const { return questions - right(); }
  [[nodiscard]] bool is_begun() const { return pages.done > 0; }
  /// All that there is to do was done.
  [[nodiscard]] bool is_complete() const {
    return pages.done == pages.all && open() == 0 && goals.done == goals.all && gems.done == gems.all;
  }
  /// What was done here and there together.
  LessonOverview& operator+=(const LessonOverview& other);
  friend bool operator==(const LessonOverview&, const LessonOverview&) = default;
};

/// `done` is null where nothing was.
LessonOverview overview_of(const Lesson& lesson, const LessonProgress* done);

/// A line of the table: a lesson.
struct ProgressRow {
  std::string title;  ///< safe to show
  LessonOverview overview;
};

/// The lessons in their order, then those in which something was done and that are not among them (their pages, goals
/// and so on are those that records tell of).
std::vector<ProgressRow> progress_rows(std::span<const KnownLesson> lessons, const Progress& progress);

/// A page of a lesson by numbers: what can be opened now.
struct LessonPlace {
  std::size_t lesson = 0;  ///< among the known ones
  std::size_t page = 0;

  friend bool operator==(const LessonPlace&, const LessonPlace&) = default;
};

/// Where the page is among these lessons, or nothing.
std::optional<LessonPlace> find_page(std::span<const KnownLesson> lessons, const PageRef& at);

/// Where the learner goes on: the page that was opened last. Where that was the last one of its lesson and its question
/// waits for nothing, the first page of the lesson after it. Nothing where nothing was opened, or it is not there.
std::optional<LessonPlace> continue_at(std::span<const KnownLesson> lessons, const Progress& progress);

/// A question that was answered last in a wrong way.
struct MissedQuestion {
  std::string lesson_title;  ///< safe to show, as is the page's
  std::string page_title;
  std::size_t lesson = 0;  ///< among the known ones
  std::size_t page = 0;

  friend bool operator==(const MissedQuestion&, const MissedQuestion&) = default;
};

/// The most recently missed first. Questions that are not there any more are left out.
std::vector<MissedQuestion> missed_questions(std::span<const KnownLesson> lessons, const Progress& progress,
                                             Vocabulary vocabulary);

/// The lesson's and the page's titles, safe to show.
std::string shown_title(const Lesson& lesson);
std::string shown_title(const Page& page, Vocabulary vocabulary);

}  // namespace doorway
