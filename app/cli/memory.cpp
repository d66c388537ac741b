#include "app/cli/memory.hpp"

#include "app/cli/console.hpp"
#include "app/cli/exit_code.hpp"
#include "core/base/lack.hpp"

#include <pthread.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>
#include <system_error>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace doorway::cli {
namespace {

// Made ahead: there may be no memory to make a sentence of.
constexpr std::string_view no_memory_line =
    "doorway: this system lacks what is needed (Cannot allocate memory): close other programs, or raise the limits of "
    "open files, threads and memory (ulimit -n, -u, -v)\n";

[[noreturn]] void end_with_a_line() {
  try {
    if (const auto problem = std::current_exception()) std::rethrow_exception(problem);
  } catch (const std::bad_alloc&) {
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, no_memory_line.data(), no_memory_line.size());
    std::_Exit(exit_code::bad_system);
  } catch (const std::system_error& problem) {
    Console::complain(lack_text(problem));
    std::_Exit(exit_code::bad_system);
  } catch (const std::exception& mistake) {
    Console::complain(mistake.what());
  } catch (...) {
  }
  std::abort();  // it is a mistake of ours, and the core tells where
}

}  // namespace

void give_threads_small_stacks() {
#ifdef __GLIBC__
  constexpr std::size_t stack_bytes = std::size_t{1} << 20;
  pthread_attr_t attributes;
  if (::pthread_attr_init(&attributes) != 0) return;
  if (::pthread_attr_setstacksize(&attributes, stack_bytes) == 0) ::pthread_setattr_default_np(&attributes);
  ::pthread_attr_destroy(&attributes);
#endif
}

void live_on_little_memory() {
#ifdef __GLIBC__
  ::mallopt(M_ARENA_MAX, 1);
#endif
  give_threads_small_stacks();
}

void end_with_a_line_where_memory_lacks() {
  std::set_terminate(end_with_a_line);
}

}  // namespace doorway::cli
