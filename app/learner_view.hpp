#pragma once

#include "app/library.hpp"
#include "core/base/vocabulary.hpp"
#include "core/progress/overview.hpp"

#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

/// What the panels that tell of the learner show: the lessons, and what was done in them. It refers to both.
struct LearnerView {
  const std::vector<LessonFile>& lessons;
  const std::vector<KnownLesson> known;  ///< the same, one for one
  const Progress& progress;
  std::optional<LessonPlace> next;  ///< where the learner goes on
  Vocabulary vocabulary = Vocabulary::story;
  bool is_loading = false;  ///< lessons or progress are not read yet

  /// What was done in the lesson with this index. All 0 where its file cannot be read.
  [[nodiscard]] LessonOverview overview(std::size_t lesson) const;
  /// In all of them together.
  [[nodiscard]] LessonOverview overview() const;
};

LearnerView learner_view(const std::vector<LessonFile>& lessons, const Progress& progress, Vocabulary vocabulary,
                         bool is_loading);

/// What the large button of the start screen does, in two lines: "Continue", "3 Opening a conversation: The third
/// door". Empty where there is no lesson that can be opened.
struct NextStep {
  std::string what;
  std::string where;
};
NextStep next_step(const LearnerView& view);

/// The first lesson that can be opened.
std::optional<LessonPlace> first_place(const LearnerView& view);

}  // namespace doorway::app
