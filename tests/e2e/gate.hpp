#pragma once

#include "core/record/recording.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// How often, by a stranger's port.
using CountByPort = std::map<std::uint16_t, std::size_t>;

std::size_t total(const CountByPort& count);

/// What a recording says of strangers.
struct Gate {
  CountByPort connections_turned_away;
  CountByPort datagrams_turned_away;
  std::vector<std::string> admitted;  ///< what accept and recvfrom brought, and none of our sockets sent
};

Gate gate_of(const Recording& recording);

/// How many events of this kind the recording has.
std::size_t count_kind(const Recording& recording, std::string_view kind);

}  // namespace doorway
