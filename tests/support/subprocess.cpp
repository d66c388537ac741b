#include "tests/support/subprocess.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace doorway::test {
namespace {

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return {ends[0], ends[1]};
}

void close_one(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

std::vector<std::string> environment_of(const Launch& launch) {
  std::map<std::string, std::optional<std::string>> changes{
      {"NO_COLOR", std::nullopt}, {"COLUMNS", std::nullopt}, {"TERM", "xterm"}};
  for (const auto& [name, value] : launch.environment) changes[name] = value;
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text = *variable;
    if (changes.count(text.substr(0, text.find('='))) == 0) variables.push_back(text);
  }
  for (const auto& [name, value] : changes) {
    if (value) variables.push_back(name + "=" + *value);
  }
  return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& text : strings) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Subprocess::Subprocess(const Launch& launch) {
  Pipe input = make_pipe();
  Pipe errors = make_pipe();
  open_output(launch);
  spawn(launch, input.read_end, errors.write_end);
  close_one(input.read_end);
  close_one(errors.write_end);
  close_one(child_output_);
  errors_ = errors.read_end;
  input_ = input.write_end;
  // Fits into the pipe, so this does not wait for the program to read; and it may be gone already.
  std::signal(SIGPIPE, SIG_IGN);
  [[maybe_unused]] const ssize_t written = ::write(input_, launch.input.data(), launch.input.size());
  if (launch.input_ends) close_one(input_);
}

Subprocess::~Subprocess() {
  if (!has_ended()) {
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }
  for (int* descriptor : {&input_, &output_, &errors_}) close_one(*descriptor);
}

void Subprocess::open_output(const Launch& launch) {
  if (!launch.output_file.empty()) {
    child_output_ = ::open(launch.output_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  } else if (launch.terminal_columns) {
    output_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (output_ < 0 || ::grantpt(output_) != 0 || ::unlockpt(output_) != 0) throw std::runtime_error("no terminal");
    std::array<char, 128> name{};
    ::ptsname_r(output_, name.data(), name.size());
    child_output_ = ::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    winsize size{};
    size.ws_row = 24;
    size.ws_col = *launch.terminal_columns;
    ::ioctl(child_output_, TIOCSWINSZ, &size);
  } else {
    const Pipe output = make_pipe();
    output_ = output.read_end;
    child_output_ = output.write_end;
  }
  if (!launch.output_is_read) close_output();
  if (child_output_ < 0) throw std::runtime_error("no output for the program");
}

void Subprocess::spawn(const Launch& launch, int input, int errors) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, child_output_, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
  // Signals as a shell would have them, whatever the test's own process has.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigset_t usual;
  sigemptyset(&none);
  sigemptyset(&usual);
  for (const int signal : {SIGINT, SIGTERM, SIGPIPE}) sigaddset(&usual, signal);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

  std::vector<std::string> arguments = launch.command;
  std::vector<std::string> environment = environment_of(launch);
  const int error = ::posix_spawn(&id_, arguments.front().c_str(), &actions, &attributes, pointers_to(arguments).data(),
                                  pointers_to(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) throw std::runtime_error("cannot run " + arguments.front());
}

bool Subprocess::wait_for_output(std::string_view part, milliseconds at_most) {
  const auto until = Clock::now() + at_most;
  while (printed_.find(part) == std::string::npos) {
    if (!read_some(until, true)) return false;
  }
  return true;
}

std::string Subprocess::status_line(std::string_view key) const {
  std::ifstream status("/proc/" + std::to_string(id_) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(key)) return line.substr(key.size());
  }
  return "";
}

void Subprocess::send_signal(int signal) const {
  ::kill(id_, signal);
}

void Subprocess::close_output() {
  close_one(output_);
}

Ended Subprocess::wait_for_end(milliseconds at_most, bool read_output) {
  const auto until = Clock::now() + at_most;
  // All is closed when the program has ended, for it has no children.
  while (read_some(until, read_output)) {
  }
  while (!has_ended() && Clock::now() < until) ::poll(nullptr, 0, 1);
  Ended ended;
  ended.in_time = has_ended();
  if (ended.in_time && WIFEXITED(*status_)) ended.exit_code = WEXITSTATUS(*status_);
  ended.output = printed_;
  ended.errors = complained_;
  return ended;
}

/// False when there is nothing more to come, or the time is up.
bool Subprocess::read_some(Clock::time_point until, bool read_output) {
  std::array<pollfd, 2> polled{{{read_output ? output_ : -1, POLLIN, 0}, {errors_, POLLIN, 0}}};
  if (polled[0].fd < 0 && polled[1].fd < 0) return false;
  const auto left = std::chrono::duration_cast<milliseconds>(until - Clock::now()).count();
  if (left <= 0 || ::poll(polled.data(), polled.size(), static_cast<int>(left)) <= 0) return false;
  for (auto [descriptor, place, text] :
       {std::tuple{&output_, &polled[0], &printed_}, std::tuple{&errors_, &polled[1], &complained_}}) {
    if (place->fd < 0 || place->revents == 0) continue;
    std::array<char, 65536> piece;
    const ssize_t count = ::read(*descriptor, piece.data(), piece.size());
    // A terminal that everybody has closed gives an error.
    if (count <= 0) {
      close_one(*descriptor);
    } else {
      text->append(piece.data(), static_cast<std::size_t>(count));
    }
  }
  return true;
}

bool Subprocess::has_ended() {
  int status = 0;
  if (!status_ && ::waitpid(id_, &status, WNOHANG) == id_) status_ = status;
  return status_.has_value();
}

Ended run_program(const Launch& launch) {
  return Subprocess(launch).wait_for_end();
}

}  // namespace doorway::test
