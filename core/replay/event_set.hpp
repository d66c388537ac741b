#pragma once

#include "core/base/ids.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

namespace doorway {

/// Some of a recording's events, in little more than a bit an event: many millions of them are to be looked up. Lookups
/// take O(log n). A value, used by one thread.
class EventSet {
 public:
  /// Events are added in order.
  void add(Seq seq) {
    const auto word = static_cast<std::size_t>(seq / word_bits);
    assert(word + 1 >= words_.size());
    while (words_.size() <= word) {
      if (words_.size() % block_words == 0) before_.push_back(size_);
      words_.push_back(0);
    }
    words_[word] |= std::uint64_t{1} << (seq % word_bits);
    ++size_;
  }

  [[nodiscard]] std::size_t size() const { return size_; }

  /// How many of them lie at this event or before it.
  [[nodiscard]] std::size_t count_up_to(Seq seq) const {
    if (seq / word_bits >= words_.size()) return size_;
    const auto word = static_cast<std::size_t>(seq / word_bits);
    std::size_t count = before_[word / block_words];
    for (std::size_t i = word - word % block_words; i < word; ++i) count += ones_in(words_[i]);
    return count + ones_in(words_[word] & (~std::uint64_t{0} >> (word_bits - 1 - seq % word_bits)));
  }

  /// The event with `index` of them before it: 0 … size()−1.
  [[nodiscard]] Seq operator[](std::size_t index) const {
    assert(index < size_);
    const auto block = std::prev(std::upper_bound(before_.begin(), before_.end(), index));
    std::size_t left = index - *block;
    auto word = static_cast<std::size_t>(block - before_.begin()) * block_words;
    for (; left >= ones_in(words_[word]); ++word) left -= ones_in(words_[word]);
    std::uint64_t bits = words_[word];
    for (; left > 0; --left) bits &= bits - 1;
    return Seq{word} * word_bits + static_cast<Seq>(std::countr_zero(bits));
  }

 private:
  static constexpr Seq word_bits = 64;
  static constexpr std::size_t block_words = 8;

  static std::size_t ones_in(std::uint64_t word) { return static_cast<std::size_t>(std::popcount(word)); }

  std::vector<std::uint64_t> words_;  // a bit an event
  std::vector<std::size_t> before_;   // by block of words: how many lie before it
  std::size_t size_ = 0;
};

}  // namespace doorway
