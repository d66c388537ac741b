#pragma once

#include "app/scene/timeline_scene.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

// What the files that make the timeline's scene share; nobody else includes it.
namespace doorway::app {

/// The part of the recording that a scene shows.
struct TimelinePart {
  const TimelineSources& sources;
  AxisSpan span;
  double column = 1;
  Seq first = 0;  ///< its first event
  Seq last = 0;   ///< its last one
  Seq known = 0;  ///< the last event that all of the sources know

  [[nodiscard]] double place_of(Seq seq) const { return sources.map.place_of(seq); }
  /// The end of all that is known, where open bars end.
  [[nodiscard]] double end_of_all() const { return place_of(known); }
  /// The first event beyond the column in which this one stands. Columns stay where they are when the view is moved.
  [[nodiscard]] Seq column_end(Seq seq) const {
    const double next = (std::floor(place_of(seq) / column) + 1) * column;
    return std::max(sources.map.first_at(next), seq + 1);
  }
};

/// The first of these ascending numbers, from `from` on, that is not below `least`; quick where it is about `guess`
/// places away.
inline std::size_t first_not_below(const std::vector<Seq>& numbers, Seq least, std::size_t from, std::size_t guess) {
  std::size_t low = from;
  std::size_t reach = std::max<std::size_t>(guess, 1);
  std::size_t high = std::min(from + reach, numbers.size());
  while (high < numbers.size() && numbers[high] < least) {
    low = high;
    reach *= 2;
    high = std::min(high + reach, numbers.size());
  }
  const auto begin = numbers.begin();
  return static_cast<std::size_t>(
      std::lower_bound(begin + static_cast<std::ptrdiff_t>(low), begin + static_cast<std::ptrdiff_t>(high), least) -
      begin);
}

void add_bars(TimelineScene& scene, const TimelinePart& part);

/// What the calls that have bars of their own brought or handed over, by lineage.
void add_transfers(TimelineScene& scene, const TimelinePart& part);

/// What the events of the part give reason to conclude, and where bytes were seen to arrive.
void add_inferred(TimelineScene& scene, const TimelinePart& part);

/// Where bytes arrived that were sent before the part begins and read in it: they have waited, as those whose arrival
/// is seen.
void find_earlier_arrivals(TimelineScene& scene, const TimelinePart& part);

/// Ends of processes, and strangers.
void add_marks(TimelineScene& scene, const TimelinePart& part);

}  // namespace doorway::app
