#pragma once

#include "core/base/ids.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::app {

/// For each process the place that its key, its colours and its side go by, from 0, and which is the same on all pages:
/// Alice has the first and Bob the second, also where one of them is alone; the others have what is free, as the
/// scenario first has them. `names` are a scenario's, or those that are shown.
inline std::vector<std::size_t> process_places(const std::vector<std::string>& names) {
  const auto is_called = [&](std::size_t process, std::string_view name) {
    const std::string& own = names[process];
    return own.size() == name.size() && (own.front() | 0x20) == name.front() &&
           std::string_view(own).substr(1) == name.substr(1);
  };
  constexpr std::string_view known[] = {"alice", "bob"};
  std::vector<std::size_t> places(names.size());
  std::vector<bool> taken(names.size() + std::size(known));
  std::vector<bool> placed(names.size());
  for (std::size_t place = 0; place < std::size(known); ++place) {
    for (std::size_t process = 0; process < names.size() && !taken[place]; ++process) {
      if (!is_called(process, known[place])) continue;
      places[process] = place;
      taken[place] = placed[process] = true;
    }
  }
  std::size_t free = 0;
  for (std::size_t process = 0; process < names.size(); ++process) {
    if (placed[process]) continue;
    while (taken[free]) ++free;
    places[process] = free++;
  }
  return places;
}

/// The processes in the order of their places.
inline std::vector<ProcessId> process_order(const std::vector<std::string>& names) {
  const std::vector<std::size_t> places = process_places(names);
  std::vector<ProcessId> order(names.size());
  std::iota(order.begin(), order.end(), ProcessId{0});
  std::sort(order.begin(), order.end(), [&](ProcessId one, ProcessId other) { return places[one] < places[other]; });
  return order;
}

}  // namespace doorway::app
