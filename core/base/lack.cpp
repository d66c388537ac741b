#include "core/base/lack.hpp"

#include "core/base/errno_name.hpp"

#include <cerrno>
#include <new>

namespace doorway {

std::string lack_text(const std::exception& problem) {
  const bool is_memory = dynamic_cast<const std::bad_alloc*>(&problem) != nullptr;
  return "this system lacks what is needed (" + (is_memory ? errno_text(ENOMEM) : std::string(problem.what())) +
         "): close other programs, or raise the limits of open files, threads and memory (ulimit -n, -u, -v)";
}

}  // namespace doorway
