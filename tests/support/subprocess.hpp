#pragma once

#include "tests/support/temporary_folder.hpp"

#include <sys/types.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::test {

using std::chrono::milliseconds;

/// How a program is to be run.
struct Launch {
  std::vector<std::string> command;                               ///< the program's path and its arguments
  std::string input;                                              ///< what it can read; less than a pipe holds
  bool input_ends = true;                                         ///< false: whoever reads on waits
  std::map<std::string, std::optional<std::string>> environment;  ///< set, or (without a value) removed
  std::string output_file;                                        ///< standard output goes there and not to us
  bool output_is_read = true;                                     ///< false: its reader is gone before it starts
  std::optional<unsigned short> terminal_columns;                 ///< standard output is a terminal of this width
};

/// How it went.
struct Ended {
  int exit_code = -1;  ///< -1: it was ended by a signal, or had to be killed because its time was up
  bool in_time = true;
  std::string output;
  std::string errors;
};

/// A program that runs beside the test. It is killed when the test is through with it.
class Subprocess {
 public:
  explicit Subprocess(const Launch& launch);
  ~Subprocess();
  Subprocess(const Subprocess&) = delete;
  Subprocess& operator=(const Subprocess&) = delete;

  /// Waits until what it has printed has this in it. False when it does not come in time.
  bool wait_for_output(std::string_view part, milliseconds at_most = milliseconds(20000));

  void send_signal(int signal) const;

  /// What the kernel says of it in this line of its status; empty where there is no such line, or no such process any
  /// more. Source: proc_pid_status(5).
  [[nodiscard]] std::string status_line(std::string_view key) const;

  /// Nobody reads its output any more.
  void close_output();

  /// Waits for its end while reading all it prints, or (without `read_output`) while it finds nobody reading.
  Ended wait_for_end(milliseconds at_most = milliseconds(20000), bool read_output = true);

 private:
  using Clock = std::chrono::steady_clock;

  void open_output(const Launch& launch);
  void spawn(const Launch& launch, int input, int errors);
  bool read_some(Clock::time_point until, bool read_output);
  bool has_ended();

  pid_t id_ = -1;
  int child_output_ = -1;
  int input_ = -1;
  int output_ = -1;
  int errors_ = -1;
  std::optional<int> status_;
  std::string printed_;
  std::string complained_;
};

/// Runs it to its end.
Ended run_program(const Launch& launch);

}  // namespace doorway::test
