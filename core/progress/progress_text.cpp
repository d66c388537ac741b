#include "core/progress/progress_text.hpp"

#include "core/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace doorway {
namespace {

constexpr std::size_t column_count = 11;
using Cells = std::array<std::string, column_count>;

Cells cells_of(const ProgressRow& row) {
  const LessonOverview& done = row.overview;
  return {row.title,
          share_text(done.pages),
          std::to_string(done.right_at_first),
          std::to_string(done.right_later),
          std::to_string(done.open()),
          std::to_string(done.answers),
          std::to_string(done.experiments),
          share_text(done.goals),
          std::to_string(done.hints),
          share_text(done.gems),
          duration_text(done.active_s)};
}

std::string line_of(const Cells& cells, const std::array<std::size_t, column_count>& widths) {
  std::string line;
  for (std::size_t i = 0; i < column_count; ++i) {
    const std::string blanks(widths[i] - count_characters(cells[i]), ' ');
    line += i == 0 ? cells[i] + blanks : "  " + blanks + cells[i];
  }
  return line + "\n";
}

}  // namespace

std::string duration_text(std::uint64_t seconds) {
  if (seconds < 60) return fmt::format("{} s", seconds);
  const std::uint64_t minutes = seconds / 60;
  if (minutes < 60) return fmt::format("{} min", minutes);
  return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

std::string share_text(const Share& share) {
  return share.all == 0 ? "-" : fmt::format("{} of {}", share.done, share.all);
}

LessonOverview sum_of(std::span<const ProgressRow> rows) {
  LessonOverview sum;
  for (const ProgressRow& row : rows) sum += row.overview;
  return sum;
}

std::string progress_table(std::span<const ProgressRow> rows) {
  std::vector<Cells> lines;
  lines.push_back(
      {"lesson", "pages", "first try", "later", "open", "answers", "own runs", "goals", "hints", "gems", "time"});
  for (const ProgressRow& row : rows) lines.push_back(cells_of(row));
  lines.push_back(cells_of({"all together", sum_of(rows)}));
  std::array<std::size_t, column_count> widths{};
  for (const Cells& cells : lines) {
    for (std::size_t i = 0; i < column_count; ++i) widths[i] = std::max(widths[i], count_characters(cells[i]));
  }
  std::string text;
  for (const Cells& cells : lines) text += line_of(cells, widths);
  return text;
}

}  // namespace doorway
