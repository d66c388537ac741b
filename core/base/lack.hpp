#pragma once

#include <exception>
#include <string>

namespace doorway {

/// What this system lacks by such an exception of a library (no memory, descriptors or threads left), and what helps: a
/// sentence for the user, without an end.
std::string lack_text(const std::exception& problem);

}  // namespace doorway
