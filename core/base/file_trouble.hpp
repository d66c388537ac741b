#pragma once

#include <string>

namespace doorway {

/// What the system says where a file cannot be read, or written, and what helps: "No space left on device: make room
/// there, or choose another place". Without an end.
std::string read_trouble(int error);
std::string write_trouble(int error);

}  // namespace doorway
