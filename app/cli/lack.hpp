#pragma once

#include "core/record/recording.hpp"
#include "core/scenario/scenario.hpp"
#include "core/socket/network.hpp"

#include <optional>
#include <string>

namespace doorway::cli {

/// What the scenario needs and this system does not have, in one line; nothing when it has all. A socket of each type
/// that the scenario makes is opened, bound and closed again.
std::optional<std::string> lack_for(const Scenario& scenario, Network& network);

/// That the loopback interface is turned off, where a call of the run says that there is no way, in one line; nothing
/// where it is on, or no call says so: the system is asked only then.
std::optional<std::string> loopback_lack(const Recording& recording);

/// What this system lacked in a run, so that it cannot be judged, in one line: the first call with an error that no
/// scenario can bring about by itself. Nothing where there is none.
std::optional<std::string> lack_in(const Recording& recording);

}  // namespace doorway::cli
