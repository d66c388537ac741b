#pragma once

#include <exception>
#include <string>

namespace doorway {

/// Whether a library tells by this exception that the system lacks something (memory, descriptors, threads). All else
/// is a mistake of ours, which nobody is to catch.
bool is_lack(const std::exception& problem);

/// What that is, and what helps: a sentence for the user, without an end.
std::string lack_text(const std::exception& problem);

}  // namespace doorway
