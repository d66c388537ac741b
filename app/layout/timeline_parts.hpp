#pragma once

#include "app/layout/timeline_layout.hpp"

#include <cstddef>
#include <string>
#include <vector>

// What the files that lay out the timeline share; nobody else includes it.
namespace doorway::app {

inline std::string count_text(std::size_t count, const std::string& unit) {
  return std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
}

/// Places of words that do not overlap, beside one line.
class WordRow {
 public:
  /// Whether these words have their place; then it is taken.
  bool take(float x, float width, float gap);
  /// The first place from `x` on that is so wide and not taken.
  [[nodiscard]] float first_free(float x, float width, float gap) const;

 private:
  struct Taken {
    float from;
    float to;
  };
  std::vector<Taken> taken_;  // ascending
};

void place_ticks(TimelineLayout& layout, const TimelineScene& scene, const TextMeasure& measure);

/// Places the controls at the right end of the row. Returns where the room to the left of them ends.
float place_controls(TimelineLayout& layout, Rect row, float least_overview, std::size_t chosen_sockets,
                     const TextMeasure& measure);

/// Where words between the lanes hide nothing: neither arrows nor lanes, bars or other words. Looks at what has its
/// place in the layout at the moment of asking.
class FreeRoom {
 public:
  explicit FreeRoom(const TimelineLayout& layout) : layout_(layout) {}
  /// `own`: the place in TimelineLayout::arrows of the one that may lie there.
  [[nodiscard]] bool is_free(const Rect& words, std::size_t own) const;

 private:
  const TimelineLayout& layout_;
};

/// Arrows, when bars and dots have their places.
void place_arrows(TimelineLayout& layout, const TimelineScene& scene);

/// Where words of this width may stand that name what reaches from `from` to `to`: best where that begins, else on
/// either side of the playhead, as long as they are beside it.
std::vector<float> places_beside(const TimelineLayout& layout, float from, float to, float width);

/// The arrows' words, when all else has its place.
void label_arrows(TimelineLayout& layout, const TimelineScene& scene, const TextMeasure& measure);

}  // namespace doorway::app
