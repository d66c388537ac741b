#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace doorway {

/// The names of poll's answer: {"POLLIN", "POLLHUP"}. Source: poll(2).
std::vector<std::string_view> poll_names(std::int16_t events);

}  // namespace doorway
