#pragma once

#include "core/scenario/scenario.hpp"
#include "core/socket/network.hpp"

#include <optional>
#include <string>

namespace doorway::cli {

/// What the scenario needs and this system does not have, in one line; nothing when it has all. A socket of each type
/// that the scenario makes is opened and bound, and closed again.
std::optional<std::string> lack_for(const Scenario& scenario, Network& network);

}  // namespace doorway::cli
