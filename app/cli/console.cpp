#include "app/cli/console.hpp"

#include "app/cli/exit_code.hpp"
#include "core/base/errno_name.hpp"
#include "core/base/file_trouble.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdint>
#include <system_error>
#include <utility>

namespace doorway::cli {
namespace {

/// Waits as poll(2) does; a signal handler may cut it short. A std::system_error where the system has no memory left
/// for it.
template <std::size_t Count>
int wait_for(std::array<pollfd, Count>& polled, int timeout_ms, std::size_t count = Count) {
  const int ready = ::poll(polled.data(), count, timeout_ms);
  if (ready >= 0) return ready;
  if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "poll");
  for (pollfd& each : polled) each.revents = 0;
  return -1;
}

// How long a reader has, after a signal, to take the rest of a line.
constexpr std::chrono::milliseconds rest_of_line{100};

// After poll has said that there is room, this much goes into a pipe or a terminal without blocking (POSIX on
// PIPE_BUF).
std::size_t piece_for(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) return std::size_t{1} << 20;
  return ::isatty(descriptor) != 0 ? 256 : PIPE_BUF;
}

// A descriptor 0, 1 or 2 that the shell has closed would be given to a socket, and output written into it.
void occupy_standard_descriptors() {
  for (int number = 0; number <= STDERR_FILENO; ++number) {
    if (::fcntl(number, F_GETFD) == -1 && errno == EBADF) {
      // For reading only where we write, so that writing still fails.
      [[maybe_unused]] const int opened = ::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

void hold_back_signals() {
  const sigset_t signals = ending_signals();
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

void Console::let_signals_end_the_program() {
  const sigset_t signals = ending_signals();
  ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

Console::SignalsEndTheProgram::~SignalsEndTheProgram() {
  hold_back_signals();
}

Result<std::unique_ptr<Console>> Console::open() {
  occupy_standard_descriptors();
  std::signal(SIGPIPE, SIG_IGN);
  hold_back_signals();
  const sigset_t held_back = ending_signals();
  app::Descriptor signals(::signalfd(-1, &held_back, SFD_NONBLOCK | SFD_CLOEXEC));
  app::Descriptor bell(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  if (signals.number() < 0 || bell.number() < 0) {
    return Error{"this system gives no descriptor for signals: " + errno_text(errno) +
                 ": close other programs, or raise the limit of open files (ulimit -n)"};
  }
  return std::unique_ptr<Console>(new Console(std::move(signals), std::move(bell)));
}

Console::Console(app::Descriptor signals, app::Descriptor bell)
    : signals_(std::move(signals)), bell_(std::move(bell)), piece_bytes_(piece_for(STDOUT_FILENO)) {}

bool Console::write(std::string_view text) {
  while (!text.empty()) {
    if (cut_off_ || (interruption_ && interruption_->signal == 0)) return false;
    if (!wait_writable()) {
      cut_off_ = true;
      return false;
    }
    const ssize_t written = ::write(STDOUT_FILENO, text.data(), std::min(text.size(), piece_bytes_));
    if (written < 0) {
      if (errno == EINTR || errno == EAGAIN) continue;
      output_failed(errno);
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool Console::wait_writable() {
  while (true) {
    std::array<pollfd, 2> polled{{{STDOUT_FILENO, POLLOUT, 0}, {signals_.number(), POLLIN, 0}}};
    int timeout_ms = -1;
    std::size_t count = polled.size();
    if (interruption_) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(write_until_ - Clock::now());
      timeout_ms = static_cast<int>(std::max<std::int64_t>(left.count(), 0));
      count = 1;
    }
    const int ready = wait_for(polled, timeout_ms, count);
    if (ready == 0) return false;
    if (polled[0].revents != 0) return true;
    if (ready > 0) take_signal();
  }
}

bool Console::close_output() {
  if (interruption_) return false;
  // Regular files on a network may report a full disk only here.
  if (::close(STDOUT_FILENO) == -1 && errno != EBADF) {
    output_failed(errno);
    return false;
  }
  return true;
}

void Console::say(std::string_view line) {
  const std::string whole = std::string(line) + "\n";
  // Nothing is left to tell it to when this fails.
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, whole.data(), whole.size());
}

void Console::complain(std::string_view message) {
  say("doorway: " + std::string(message));
}

void Console::wait() {
  while (!interruption_) {
    std::array<pollfd, 3> polled{{{bell_.number(), POLLIN, 0}, {signals_.number(), POLLIN, 0}, {STDOUT_FILENO, 0, 0}}};
    wait_for(polled, -1);
    if (polled[1].revents != 0) take_signal();
    if ((polled[2].revents & (POLLERR | POLLHUP)) != 0) output_failed(EPIPE);
    if (polled[0].revents != 0) {
      std::uint64_t count = 0;
      [[maybe_unused]] const ssize_t taken = ::read(bell_.number(), &count, sizeof count);
      rung_.exchange(false);  // and not a store: what was done before the ring is seen after the wait
      return;
    }
  }
}

bool Console::wait_readable(int descriptor, std::optional<std::chrono::milliseconds> at_most) {
  const int timeout_ms = at_most ? static_cast<int>(at_most->count()) : -1;
  while (!interruption_) {
    std::array<pollfd, 2> polled{{{descriptor, POLLIN, 0}, {signals_.number(), POLLIN, 0}}};
    const int ready = wait_for(polled, timeout_ms);
    if (ready == 0) return false;
    if (polled[1].revents != 0) take_signal();
    if (polled[0].revents != 0) return true;
  }
  return false;
}

// Most rings find that one is pending: then there is no system call.
void Console::ring() {
  if (rung_.exchange(true)) return;
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(bell_.number(), &one, sizeof one);
}

void Console::take_signal() {
  signalfd_siginfo info{};
  if (::read(signals_.number(), &info, sizeof info) != static_cast<ssize_t>(sizeof info)) return;
  if (interruption_) return;
  interruption_ = Interruption{static_cast<int>(info.ssi_signo), ""};
  write_until_ = Clock::now() + rest_of_line;
}

void Console::output_failed(int error) {
  if (interruption_ && interruption_->signal == 0) return;
  const bool reader_gone = error == EPIPE;
  interruption_ = Interruption{0, reader_gone ? "the reader of the output went away before all was written"
                                              : "the output cannot be written: " + write_trouble(error)};
}

int report_interruption(const Console& console) {
  const Interruption& why = *console.interruption();
  if (why.signal != 0) return exit_code::signalled + why.signal;
  Console::complain(why.message);
  return exit_code::bad_input;
}

}  // namespace doorway::cli
