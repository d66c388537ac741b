// Stands before the system's library, loaded by LD_PRELOAD or linked into a test, and makes chosen system calls of a
// program fail. README.md beside this file says how it is told which. Only calls that the program itself makes count,
// or that the C++ library makes for it: what X11, OpenGL or fontconfig do is left alone. It does not know the program's
// code.
#include "tests/faults/faulty_calls.hpp"

#include <dirent.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <poll.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string_view>

namespace {

/// One kind of call, as it stands in the file of counts (DOORWAY_FAULT_COUNTS).
struct Counted {
  std::array<char, 24> name;
  std::atomic<std::uint64_t> made;    // by the program
  std::atomic<std::uint64_t> failed;  // of these, by our doing
};
constexpr std::size_t most_kinds = 64;

/// From "CALL:NTH:HOW:ERRNO", see README.md.
struct Fault {
  std::array<char, 24> call{};
  std::uint64_t first = UINT64_MAX;
  std::uint64_t last = 0;
  int error = 0;  // none: a write that takes half
};

struct Range {
  std::uintptr_t from = 0;
  std::uintptr_t to = 0;
  [[nodiscard]] bool has(const void* address) const {
    const auto at = reinterpret_cast<std::uintptr_t>(address);
    return at >= from && at < to;
  }
};

/// What is loaded of the program, and of the libraries that make calls on its behalf.
struct Modules {
  Range program;
  std::array<Range, 8> between{};
  std::size_t between_count = 0;
  bool program_is_known = false;
};

Counted own_counts[most_kinds];  // where nobody has named a file
Counted* counts = own_counts;
constexpr Fault no_fault;
std::atomic<const Fault*> present_fault{&no_fault};  // each stays: a call on another thread may be looking at it
long jump_s = 0;
Modules modules;
std::atomic<bool> is_ready{false};
std::array<std::atomic<bool>, 4096> is_event{};  // descriptors of events: reading and writing them cannot fail
thread_local bool is_asking = false;

int add_module(dl_phdr_info* info, std::size_t /*size*/, void* /*unused*/) {
  Range range{UINTPTR_MAX, 0};
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    if (info->dlpi_phdr[i].p_type != PT_LOAD) continue;
    const std::uintptr_t from = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
    range.from = from < range.from ? from : range.from;
    range.to = from + info->dlpi_phdr[i].p_memsz > range.to ? from + info->dlpi_phdr[i].p_memsz : range.to;
  }
  const std::string_view name = info->dlpi_name != nullptr ? info->dlpi_name : "";
  const bool is_between = name.find("libstdc++") != name.npos || name.find("libstb") != name.npos ||
                          name.find("libasan") != name.npos || name.find("libubsan") != name.npos ||
                          range.has(reinterpret_cast<const void*>(&add_module));
  if (!modules.program_is_known) {  // the program comes first
    modules.program = range;
    modules.program_is_known = true;
  } else if (is_between && modules.between_count < modules.between.size()) {
    modules.between[modules.between_count++] = range;
  }
  return 0;
}

bool is_between(const void* address) {
  for (std::size_t i = 0; i < modules.between_count; ++i) {
    if (modules.between[i].has(address)) return true;
  }
  return false;
}

/// Whether the program has made the call that returns to `caller`.
bool is_by_program(const void* caller) {
  if (modules.program.has(caller)) return true;
  if (!is_between(caller)) return false;
  std::array<void*, 24> frames{};
  const int depth = ::backtrace(frames.data(), static_cast<int>(frames.size()));
  for (int i = 0; i < depth; ++i) {
    const void* frame = frames[static_cast<std::size_t>(i)];
    if (!is_between(frame)) return modules.program.has(frame);
  }
  return false;
}

int error_named(std::string_view name) {
  for (int error = 1; error < 134; ++error) {
    const char* known = ::strerrorname_np(error);
    if (known != nullptr && name == known) return error;
  }
  return 0;
}

std::string_view cut(std::string_view& text) {
  const std::size_t end = text.find(':');
  const std::string_view part = text.substr(0, end);
  text = end == text.npos ? std::string_view() : text.substr(end + 1);
  return part;
}

void read_fault(std::string_view text) {
  auto* fault = new Fault;
  const std::string_view call = cut(text);
  call.copy(fault->call.data(), fault->call.size() - 1);
  fault->first = std::strtoull(cut(text).data(), nullptr, 10);
  const std::string_view how = cut(text);
  if (how == "ever") {
    fault->last = UINT64_MAX;
  } else {
    fault->last = fault->first + (how == "once" ? 1 : std::strtoull(how.data(), nullptr, 10)) - 1;
  }
  fault->error = error_named(text);
  if (fault->first == 0 || (fault->error == 0 && text != "SHORT")) {
    static constexpr char wrong[] = "DOORWAY_FAULT is not CALL:NTH:once|ever|COUNT:ERRNO\n";
    [[maybe_unused]] const auto written = ::syscall(SYS_write, STDERR_FILENO, wrong, sizeof wrong - 1);
    ::syscall(SYS_exit_group, 99);
  }
  present_fault = fault;
}

// By system calls of its own, so that none of them counts.
void share_counts(const char* file) {
  const auto number = ::syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (number < 0 || ::syscall(SYS_ftruncate, number, sizeof own_counts) != 0) return;
  const auto at = ::syscall(SYS_mmap, nullptr, sizeof own_counts, PROT_READ | PROT_WRITE, MAP_SHARED, number, 0);
  if (at != -1) counts = reinterpret_cast<Counted*>(at);
  ::syscall(SYS_close, number);
}

__attribute__((constructor)) void begin() {
  ::dl_iterate_phdr(add_module, nullptr);
  std::array<void*, 2> frames{};
  ::backtrace(frames.data(), static_cast<int>(frames.size()));  // loads what it needs, before anything counts
  if (const char* file = std::getenv("DOORWAY_FAULT_COUNTS")) share_counts(file);
  if (const char* told = std::getenv("DOORWAY_FAULT")) read_fault(told);
  if (const char* told = std::getenv("DOORWAY_CLOCK_JUMPS")) jump_s = std::strtol(told, nullptr, 10);
  is_ready = true;
}

Counted& counted(const char* call) {
  for (std::size_t i = 0; i < most_kinds; ++i) {
    if (std::strcmp(counts[i].name.data(), call) == 0) return counts[i];
  }
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  ::pthread_mutex_lock(&mutex);
  std::size_t i = 0;
  while (i + 1 < most_kinds && counts[i].name[0] != '\0' && std::strcmp(counts[i].name.data(), call) != 0) ++i;
  std::strncpy(counts[i].name.data(), call, counts[i].name.size() - 1);
  ::pthread_mutex_unlock(&mutex);
  return counts[i];
}

/// Counts the call. True when it is to fail; errno says with what.
bool fails(const char* call, const void* caller) {
  if (!is_ready || is_asking) return false;
  const int error = errno;
  is_asking = true;
  const bool counts_here = is_by_program(caller);
  is_asking = false;
  errno = error;
  if (!counts_here) return false;
  Counted& kind = counted(call);
  const std::uint64_t number = ++kind.made;
  const Fault& fault = *present_fault.load();
  if (number < fault.first || number > fault.last || std::strcmp(fault.call.data(), call) != 0) return false;
  ++kind.failed;
  errno = fault.error;
  return true;
}

/// The same of a read or a write: the kernel refuses neither at an eventfd, a timerfd and the like.
bool fails_at(const char* call, const void* caller, int number) {
  const bool is_of_event =
      number >= 0 && static_cast<std::size_t>(number) < is_event.size() && is_event[static_cast<std::size_t>(number)];
  return !is_of_event && fails(call, caller);
}

int made_event(int number) {
  if (number >= 0 && static_cast<std::size_t>(number) < is_event.size()) {
    is_event[static_cast<std::size_t>(number)] = true;
  }
  return number;
}

template <class Function>
Function* real_function(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

void doorway_set_fault(const char* told) {
  for (std::size_t i = 0; i < most_kinds; ++i) {
    counts[i].made = 0;
    counts[i].failed = 0;
  }
  present_fault = &no_fault;
  if (told != nullptr) read_fault(told);
}

std::uint64_t doorway_calls_made(const char* call) {
  return counted(call).made;
}

std::uint64_t doorway_faults_met(const char* call) {
  return counted(call).failed;
}

WithoutFaults::WithoutFaults() {
  is_asking = true;
}

WithoutFaults::~WithoutFaults() {
  is_asking = false;
}

// NOLINTBEGIN: one function of the system's each
#define REAL(name) static auto* const real = real_function<decltype(name)>(#name)
#define CALLER __builtin_return_address(0)

// RESULT NAME(PARAMETERS): fails with -1 and errno.
#define FAULTY_AS(kind, result, name, parameters, arguments, wrong, except) \
  extern "C" result name parameters except {                                \
    REAL(name);                                                             \
    if (fails(kind, CALLER)) return wrong;                                  \
    return real arguments;                                                  \
  }
#define FAULTY(result, name, parameters, arguments) FAULTY_AS(#name, result, name, parameters, arguments, -1, )
#define FAULTY_NOEXCEPT(result, name, parameters, arguments) \
  FAULTY_AS(#name, result, name, parameters, arguments, -1, noexcept)
#define FAULTY_EVENT(name, parameters, arguments) \
  extern "C" int name parameters noexcept {       \
    REAL(name);                                   \
    if (fails(#name, CALLER)) return -1;          \
    return made_event(real arguments);            \
  }

// Sockets
FAULTY_NOEXCEPT(int, socket, (int family, int type, int protocol), (family, type, protocol))
FAULTY_NOEXCEPT(int, bind, (int number, const sockaddr* address, socklen_t size), (number, address, size))
FAULTY_NOEXCEPT(int, listen, (int number, int backlog), (number, backlog))
FAULTY(int, connect, (int number, const sockaddr* address, socklen_t size), (number, address, size))
FAULTY(ssize_t, send, (int number, const void* bytes, size_t size, int flags), (number, bytes, size, flags))
FAULTY(ssize_t, sendto, (int number, const void* bytes, size_t size, int flags, const sockaddr* to, socklen_t to_size),
       (number, bytes, size, flags, to, to_size))
FAULTY(ssize_t, sendmsg, (int number, const msghdr* message, int flags), (number, message, flags))
FAULTY(ssize_t, recv, (int number, void* bytes, size_t size, int flags), (number, bytes, size, flags))
FAULTY(ssize_t, recvfrom, (int number, void* bytes, size_t size, int flags, sockaddr* from, socklen_t* from_size),
       (number, bytes, size, flags, from, from_size))
FAULTY(ssize_t, recvmsg, (int number, msghdr* message, int flags), (number, message, flags))
FAULTY_NOEXCEPT(int, getsockopt, (int number, int level, int name, void* value, socklen_t* size),
                (number, level, name, value, size))
FAULTY_NOEXCEPT(int, setsockopt, (int number, int level, int name, const void* value, socklen_t size),
                (number, level, name, value, size))
FAULTY_NOEXCEPT(int, getsockname, (int number, sockaddr* address, socklen_t* size), (number, address, size))
FAULTY_NOEXCEPT(int, getpeername, (int number, sockaddr* address, socklen_t* size), (number, address, size))
FAULTY_NOEXCEPT(int, shutdown, (int number, int how), (number, how))

FAULTY(int, accept4, (int number, sockaddr* address, socklen_t* size, int flags), (number, address, size, flags))

// Waiting
FAULTY_NOEXCEPT(int, epoll_create1, (int flags), (flags))
FAULTY(int, epoll_wait, (int number, epoll_event* events, int most, int timeout), (number, events, most, timeout))
FAULTY_EVENT(eventfd, (unsigned value, int flags), (value, flags))
FAULTY_EVENT(timerfd_create, (clockid_t clock, int flags), (clock, flags))
FAULTY_NOEXCEPT(int, timerfd_settime, (int number, int flags, const itimerspec* value, itimerspec* old),
                (number, flags, value, old))
FAULTY_EVENT(signalfd, (int number, const sigset_t* mask, int flags), (number, mask, flags))
FAULTY(int, poll, (pollfd * entries, nfds_t count, int timeout), (entries, count, timeout))
FAULTY_EVENT(inotify_init1, (int flags), (flags))
FAULTY_NOEXCEPT(int, inotify_add_watch, (int number, const char* path, std::uint32_t mask), (number, path, mask))

// Files
extern "C" ssize_t read(int number, void* bytes, size_t size) {
  REAL(read);
  return fails_at("read", CALLER, number) ? -1 : real(number, bytes, size);
}
FAULTY(ssize_t, pread, (int number, void* bytes, size_t size, off_t at), (number, bytes, size, at))
FAULTY(int, fsync, (int number), (number))
FAULTY(int, fdatasync, (int number), (number))
FAULTY_NOEXCEPT(int, rename, (const char* from, const char* to), (from, to))
FAULTY_NOEXCEPT(int, renameat2, (int from_folder, const char* from, int to_folder, const char* to, unsigned flags),
                (from_folder, from, to_folder, to, flags))
FAULTY_NOEXCEPT(int, link, (const char* from, const char* to), (from, to))
FAULTY_NOEXCEPT(int, linkat, (int from_folder, const char* from, int to_folder, const char* to, int flags),
                (from_folder, from, to_folder, to, flags))
FAULTY_NOEXCEPT(int, unlink, (const char* path), (path))
FAULTY_NOEXCEPT(int, mkdir, (const char* path, mode_t mode), (path, mode))
FAULTY_NOEXCEPT(int, stat, (const char* path, struct stat* status), (path, status))
FAULTY_NOEXCEPT(int, lstat, (const char* path, struct stat* status), (path, status))
FAULTY_NOEXCEPT(int, fstat, (int number, struct stat* status), (number, status))
FAULTY_NOEXCEPT(int, ftruncate, (int number, off_t size), (number, size))
FAULTY_NOEXCEPT(int, flock, (int number, int what), (number, what))
FAULTY_AS("open", FILE*, fopen, (const char* path, const char* mode), (path, mode), nullptr, )
FAULTY_AS("open", FILE*, fopen64, (const char* path, const char* mode), (path, mode), nullptr, )
FAULTY_AS("opendir", DIR*, opendir, (const char* path), (path), nullptr, )

// What is waited for already can be changed without anything new: the kernel lacks something only where it is added.
extern "C" int epoll_ctl(int number, int what, int other, epoll_event* event) noexcept {
  REAL(epoll_ctl);
  if (what == EPOLL_CTL_ADD && fails("epoll_ctl", CALLER)) return -1;
  return real(number, what, other, event);
}
extern "C" ssize_t write(int number, const void* bytes, size_t size) {
  REAL(write);
  // Where even the complaint cannot be written there is nobody to tell.
  if (number == STDERR_FILENO || !fails_at("write", CALLER, number)) return real(number, bytes, size);
  return errno == 0 ? real(number, bytes, size / 2) : -1;
}
extern "C" ssize_t pwrite(int number, const void* bytes, size_t size, off_t at) {
  REAL(pwrite);
  if (!fails("pwrite", CALLER)) return real(number, bytes, size, at);
  return errno == 0 ? real(number, bytes, size / 2, at) : -1;
}

// Linux has closed it, whatever close says. Source: close(2).
extern "C" int close(int number) {
  REAL(close);
  const bool is_to_fail = fails("close", CALLER);
  const int error = errno;
  if (number >= 0 && static_cast<std::size_t>(number) < is_event.size()) {
    is_event[static_cast<std::size_t>(number)] = false;
  }
  const int result = real(number);
  if (!is_to_fail) return result;
  errno = error;
  return -1;
}

extern "C" int open(const char* path, int flags, ...) {
  REAL(open);
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return fails("open", CALLER) ? -1 : real(path, flags, mode);
}
extern "C" int openat(int folder, const char* path, int flags, ...) {
  REAL(openat);
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return fails("open", CALLER) ? -1 : real(folder, path, flags, mode);
}
extern "C" int ioctl(int number, unsigned long request, ...) noexcept {
  REAL(ioctl);
  va_list rest;
  va_start(rest, request);
  void* argument = va_arg(rest, void*);
  va_end(rest);
  return fails("ioctl", CALLER) ? -1 : real(number, request, argument);
}
extern "C" int fcntl(int number, int command, ...) {
  REAL(fcntl);
  va_list rest;
  va_start(rest, command);
  void* argument = va_arg(rest, void*);
  va_end(rest);
  return fails("fcntl", CALLER) ? -1 : real(number, command, argument);
}

// Memory and threads
FAULTY_AS("mmap", void*, mmap, (void* at, size_t size, int protection, int flags, int number, off_t offset),
          (at, size, protection, flags, number, offset), MAP_FAILED, noexcept)
FAULTY_AS("posix_fallocate", int, posix_fallocate, (int number, off_t from, off_t size), (number, from, size), errno, )
FAULTY_AS("pthread_create", int, pthread_create,
          (pthread_t * thread, const pthread_attr_t* attributes, void* (*routine)(void*), void* argument),
          (thread, attributes, routine, argument), errno, noexcept)

// The clock of the wall: with each look the program finds it set by DOORWAY_CLOCK_JUMPS seconds more.
extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  static std::atomic<long> looks{0};
  const auto result = static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
  if (jump_s != 0 && clock == CLOCK_REALTIME && !is_asking && is_ready && is_by_program(CALLER)) {
    time->tv_sec += jump_s * ++looks;
    ++counted("clock_gettime").made;
  }
  return result;
}
// NOLINTEND
