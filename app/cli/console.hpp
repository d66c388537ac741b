#pragma once

#include "app/descriptor.hpp"
#include "core/base/result.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace doorway::cli {

/// Why a command has to end before it is done.
struct Interruption {
  int signal = 0;       ///< SIGINT or SIGTERM, or 0
  std::string message;  ///< for standard error when it was no signal: what is wrong with the output
};

/// The world outside of a command: what it prints, and what may end it early. Signals come as something to read, so
/// that nothing is done in a handler, and no write to a slow reader keeps the program from stopping.
/// Owned and used by the main thread; `ring` is for any thread.
class Console {
 public:
  /// SIGINT and SIGTERM are held back from this thread and from those that it begins later, and SIGPIPE is ignored.
  static Result<std::unique_ptr<Console>> open();

  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  /// Writes to standard output, at once. False when the command has to end; then the last line is still whole if its
  /// reader takes it within a moment.
  bool write(std::string_view text);

  /// Hands over what the system held back so far. False when it could not be written: a full disk may say so only now.
  bool close_output();

  /// From now on SIGINT and SIGTERM end the program as they end any other: for a window, which keeps nothing unsaved.
  static void let_signals_end_the_program();

  /// While it lives, SIGINT and SIGTERM end the program at once, also one that has come before: for work that takes
  /// long and leaves nothing behind. Owned by the main thread.
  class SignalsEndTheProgram {
   public:
    SignalsEndTheProgram() { let_signals_end_the_program(); }
    ~SignalsEndTheProgram();
    SignalsEndTheProgram(const SignalsEndTheProgram&) = delete;
    SignalsEndTheProgram& operator=(const SignalsEndTheProgram&) = delete;
  };

  /// Writes one line to standard error.
  static void say(std::string_view line);
  /// Writes one line to standard error, after the program's name.
  static void complain(std::string_view message);

  /// Waits until somebody rings, or the command has to end.
  void wait();

  /// Waits until there is something to read, or the command has to end. False when neither came in time.
  bool wait_readable(int descriptor, std::optional<std::chrono::milliseconds> at_most);

  /// Ends one `wait`, the present or the next one. Any thread.
  void ring();

  /// Set once the command has to end.
  [[nodiscard]] const std::optional<Interruption>& interruption() const { return interruption_; }

 private:
  using Clock = std::chrono::steady_clock;

  Console(app::Descriptor signals, app::Descriptor bell);
  void take_signal();
  void output_failed(int error);
  /// Waits until a piece can be written without blocking. False when the time that a signal leaves is up.
  bool wait_writable();

  app::Descriptor signals_;  // signalfd
  app::Descriptor bell_;     // eventfd
  std::atomic<bool> rung_{false};
  std::size_t piece_bytes_;  // what is written at once
  std::optional<Interruption> interruption_;
  Clock::time_point write_until_{};  // after a signal
  bool cut_off_ = false;             // a slow reader has half a line: nothing may follow it
};

/// The exit code of a command that was interrupted, after saying why where it was no signal.
int report_interruption(const Console& console);

}  // namespace doorway::cli
