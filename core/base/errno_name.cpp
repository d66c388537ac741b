#include "core/base/errno_name.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>

namespace doorway {

// glibc's strerrorname_np gives the names, with EWOULDBLOCK and the like folded into EAGAIN.
std::string errno_name(int error) {
  const char* name = ::strerrorname_np(error);
  return name != nullptr ? std::string(name) : "errno " + std::to_string(error);
}

std::string errno_text(int error) {
  return std::generic_category().message(error);
}

int errno_value(std::string_view name) {
  constexpr int highest_errno = 133;
  for (int error = 1; error <= highest_errno; ++error) {
    const char* candidate = ::strerrorname_np(error);
    if (candidate != nullptr && name == candidate) return error;
  }
  return 0;
}

}  // namespace doorway
