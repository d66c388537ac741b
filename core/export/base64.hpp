#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace doorway {

/// The standard alphabet with padding. Source: RFC 4648 §4.
std::string to_base64(std::span<const std::uint8_t> bytes);

}  // namespace doorway
