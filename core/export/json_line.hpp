#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace doorway {

/// The value as one line of JSON with its line feed, for programs, and for a terminal as well: control, bidirectional
/// and invisible characters are there as \uXXXX, all others as they are. What is not UTF-8 becomes U+FFFD.
std::string json_line(const nlohmann::ordered_json& value);

}  // namespace doorway
