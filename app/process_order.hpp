#pragma once

#include "core/base/ids.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::app {

/// The processes in the order of their keys and colours, which is the same on all pages: Alice, Bob, then the others as
/// the scenario first has them. `names` are a scenario's, or those that are shown.
inline std::vector<ProcessId> process_order(const std::vector<std::string>& names) {
  std::vector<ProcessId> order(names.size());
  std::iota(order.begin(), order.end(), ProcessId{0});
  const auto move_to = [&](std::string_view name, std::size_t place) {
    const auto is_called = [&](ProcessId process) {
      const std::string& own = names[process];
      return own.size() == name.size() && (own.front() | 0x20) == name.front() &&
             std::string_view(own).substr(1) == name.substr(1);
    };
    const auto found = std::find_if(order.begin(), order.end(), is_called);
    if (found == order.end() || place >= order.size()) return;
    const ProcessId process = *found;
    order.erase(found);
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), process);
  };
  move_to("alice", 0);
  move_to("bob", 1);
  return order;
}

}  // namespace doorway::app
