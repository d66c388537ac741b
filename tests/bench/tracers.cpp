#include "tests/bench/tracers.hpp"

#include "tests/bench/report.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

namespace doorway {

namespace {

/// A program that runs, without its messages; its output goes to `output`, or nowhere.
pid_t begin(const std::vector<std::string>& program, int output) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int nowhere = ::open("/dev/null", O_RDWR);
  ::dup2(nowhere, STDIN_FILENO);
  ::dup2(output >= 0 ? output : nowhere, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& word : program) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

bool ended_well(pid_t child) {
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::vector<Tracer> tracers() {
  const std::string nowhere = "/dev/null";
  return {{"tcpdump", {"tcpdump", "-i", "lo", "-w", nowhere}, true},
          {"dumpcap", {"dumpcap", "-q", "-i", "lo", "-w", nowhere}, true},
          {"perf trace", {"perf", "trace", "-o", nowhere}, false},
          {"strace", {"strace", "-f", "-o", nowhere}, false}};
}

std::optional<double> time_told_by(const std::vector<std::string>& program) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  const pid_t child = begin(program, ends[1]);
  ::close(ends[1]);
  std::string told;
  std::array<char, 256> room{};
  for (ssize_t count = 1; count > 0;) {
    count = ::read(ends[0], room.data(), room.size());
    if (count > 0) told.append(room.data(), static_cast<std::size_t>(count));
  }
  ::close(ends[0]);
  const bool well = ended_well(child);
  const double time = std::strtod(told.c_str(), nullptr);
  return well && time > 0 ? std::optional(time) : std::nullopt;
}

std::optional<double> time_under(const Tracer& tracer, const std::vector<std::string>& program) {
  std::vector<std::string> watched = tracer.runs_beside ? std::vector<std::string>{} : tracer.command;
  watched.insert(watched.end(), program.begin(), program.end());
  pid_t beside = -1;
  if (tracer.runs_beside) {
    beside = begin(tracer.command, -1);
    std::this_thread::sleep_for(std::chrono::seconds(1));  // nobody tells when it watches
    if (::waitpid(beside, nullptr, WNOHANG) != 0) return std::nullopt;
  }
  std::vector<double> times;
  for (int i = 0; i < 3; ++i) {
    if (const auto took = time_told_by(watched)) times.push_back(*took);
  }
  if (beside > 0) {
    ::kill(beside, SIGTERM);
    ::waitpid(beside, nullptr, 0);
  }
  return times.empty() ? std::nullopt : std::optional(median(times));
}

}  // namespace doorway
