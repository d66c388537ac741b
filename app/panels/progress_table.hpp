#pragma once

#include "app/layout/geometry.hpp"
#include "app/learner_view.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace doorway::app {

/// A line for each lesson and one for all together: what was done there. For one frame.
class ProgressTable {
 public:
  ProgressTable(const LearnerView& view, const Theme& theme, const Fonts& fonts);

  /// Whether its columns have room; else it is set as paragraphs.
  [[nodiscard]] bool fits(float width) const;
  /// With columns.
  [[nodiscard]] float height() const;
  /// Draws it into the current window. Returns how high it is.
  float draw(Rect area) const;

 private:
  static constexpr std::size_t figure_count = 9;
  struct Line {
    std::string title;
    std::array<std::string, figure_count> figures;
  };

  void add(std::string title, const LessonOverview& done);
  void measure();
  void draw_titles(Rect row) const;
  void draw_line(const Line& line, Rect row, bool is_sum) const;
  float draw_columns(Rect area) const;
  float draw_paragraphs(Rect area) const;

  const Theme& theme_;
  const Fonts& fonts_;
  std::vector<Line> lines_;
  std::array<float, figure_count> widths_{};  // of the columns, in pixels
};

}  // namespace doorway::app
