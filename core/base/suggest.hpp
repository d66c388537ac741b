#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace doorway {

/// How many characters must be put in, taken out, replaced or swapped with their neighbour to make `b` of `a`, upper
/// and lower case being the same; `limit + 1` for more than `limit`, and for words of more than 64 bytes. Any thread.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// How far off a word may be and still be taken for a slip of the fingers: 1 up to three characters, 2 up to eight, a
/// third of the length from there.
std::size_t largest_slip(std::string_view word);

/// The candidate that somebody who wrote `word` may have meant: the nearest within largest_slip, the first of equals.
/// Nothing where no character would be kept. The candidates are anything that a std::string_view can be made of and
/// outlive the answer. Any thread.
template <class Candidates>
std::optional<std::string_view> suggest(std::string_view word, const Candidates& candidates) {
  std::optional<std::string_view> best;
  std::size_t limit = largest_slip(word);
  for (const auto& each : candidates) {
    const std::string_view candidate(each);
    const std::size_t distance = edit_distance(word, candidate, limit);
    if (distance > limit || distance >= std::max(word.size(), candidate.size())) continue;
    best = candidate;
    if (distance == 0) break;
    limit = distance - 1;
  }
  return best;
}

}  // namespace doorway
