#include "core/base/suggest.hpp"

#include <array>

namespace doorway {
namespace {

constexpr std::size_t max_word_bytes = 64;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

// The optimal string alignment distance, three rows of it at a time.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit || a.size() > max_word_bytes || b.size() > max_word_bytes) return limit + 1;

  using Row = std::array<std::size_t, max_word_bytes + 1>;
  Row before_last{};
  Row last{};
  Row row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = last;
    last = row;
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const char left = lower(a[i - 1]);
      const char right = lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (left == right ? 0u : 1u)});
      const bool swapped = i > 1 && j > 1 && left == lower(b[j - 2]) && lower(a[i - 2]) == right;
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    // A swap reaches over this row to the last one, which can be lower by one: hence the + 1.
    if (least > limit + 1) return limit + 1;
  }
  return std::min(row[b.size()], limit + 1);
}

std::size_t largest_slip(std::string_view word) {
  if (word.size() <= 3) return 1;
  return word.size() <= 8 ? 2 : word.size() / 3;
}

}  // namespace doorway
