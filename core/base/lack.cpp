#include "core/base/lack.hpp"

#include "core/base/errno_name.hpp"

#include <cerrno>
#include <new>
#include <stdexcept>
#include <system_error>

namespace doorway {

// boost::system::system_error is a std::runtime_error, too, in each version of Boost.
bool is_lack(const std::exception& problem) {
  return dynamic_cast<const std::bad_alloc*>(&problem) != nullptr ||
         dynamic_cast<const std::runtime_error*>(&problem) != nullptr;
}

std::string lack_text(const std::exception& problem) {
  const auto* of_system = dynamic_cast<const std::system_error*>(&problem);
  if (of_system != nullptr && of_system->code() == std::errc::no_space_on_device) {
    return std::string("the kernel watches no more descriptors for this user (") + problem.what() +
           "): close other programs, or raise the limit of them (sysctl fs.epoll.max_user_watches)";
  }
  const bool is_memory = dynamic_cast<const std::bad_alloc*>(&problem) != nullptr;
  return "this system lacks what is needed (" + (is_memory ? errno_text(ENOMEM) : std::string(problem.what())) +
         "): close other programs, or raise the limits of open files, threads and memory (ulimit -n, -u, -v)";
}

}  // namespace doorway
