#pragma once

#include "core/live/take.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace doorway {

/// A take of this script, which must be one, on `network`; fails the program where the system gives none.
std::unique_ptr<Take> started_take(std::string_view script, Network& network, std::function<void()> on_change = {});

/// `usual`, or `heavy` where DOORWAY_HEAVY is set.
std::size_t count_of_runs(std::size_t usual, std::size_t heavy);

}  // namespace doorway
