#pragma once

#include <string>
#include <string_view>

namespace doorway {

/// "ECONNREFUSED" for an errno value; "errno 4711" for one without a name. Any thread.
std::string errno_name(int error);

/// What the system says of it, in its own words: "Connection refused". Any thread.
std::string errno_text(int error);

/// The value behind a symbolic name, or 0 when there is no such name on this system.
int errno_value(std::string_view name);

}  // namespace doorway
