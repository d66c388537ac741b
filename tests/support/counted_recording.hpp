#pragma once

#include "core/record/recording.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>

namespace doorway::test {

/// The events of another recording, as if they lay in a file: it counts those that somebody wanted to keep.
class CountedEvents final : public StoredEvents {
 public:
  CountedEvents(const Recording& of, std::size_t& kept) : of_(of), kept_(kept) {}

  [[nodiscard]] Seq size() const override { return of_.size(); }
  [[nodiscard]] const Event& at(Seq seq) const override {
    ++kept_;
    return of_.at(seq);
  }
  [[nodiscard]] std::shared_ptr<const Some> some(Seq seq) const override {
    constexpr Seq block = 8;
    auto made = std::make_shared<Some>();
    made->first = (seq - 1) / block * block + 1;
    for (Seq each = made->first; each < std::min(made->first + block, size() + 1); ++each) {
      made->events.push_back(of_.at(each));
    }
    return made;
  }

 private:
  const Recording& of_;
  std::size_t& kept_;
};

/// Both outlive it.
inline std::shared_ptr<const Recording> counted_recording(const Recording& of, std::size_t& kept) {
  return std::make_shared<const Recording>(of.header(), std::make_unique<const CountedEvents>(of, kept));
}

}  // namespace doorway::test
