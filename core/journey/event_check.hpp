#pragma once

#include "core/journey/event_view.hpp"
#include "core/live/status.hpp"
#include "core/scenario/scenario.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace doorway {

/// Whether the events of a file, one after the other, can have happened: what reads a recording need not ask. Each
/// process makes its calls in the order of its lines, each call is called, (sleeps, woke)*, returned; sockets and calls
/// are numbered as the Recorder does it; a call brings only what such a call can bring. Its memory goes by the number
/// of calls. Used by one thread.
class EventCheck {
 public:
  /// The scenario outlives it.
  explicit EventCheck(const Scenario& scenario);

  /// Takes the next event in. Not empty: it cannot have happened, and this is why; then there is to be no further one.
  std::string_view take(const EventView& view);

  /// How the run stood behind the last event, as far as the events alone say: not over, and who needs a port stands
  /// before its line.
  [[nodiscard]] RunStatus status() const;

  [[nodiscard]] std::int64_t t_ns() const { return t_ns_; }  ///< of the last event

 private:
  enum class Stage : std::uint8_t { between, in_call, asleep, woken, ended };
  struct ProcessAt {
    Stage stage = Stage::between;
    CallId call{};
    const Line* line = nullptr;  // of the call
    SocketId socket = SocketId::none;
    std::uint64_t bytes = 0;           // taken from a send so far
    std::vector<std::uint32_t> lines;  // places of its lines
    std::size_t next = 0;              // of those
    std::array<std::uint32_t, std::variant_size_v<Call>> begun{};
  };
  struct SocketAt {
    bool made = false;
    ProcessId owner = 0;
    SocketType type = SocketType::tcp;
  };

  [[nodiscard]] static bool makes(const ProcessAt& process, CallId call) {
    return (process.stage == Stage::in_call || process.stage == Stage::woken) && process.call == call;
  }
  [[nodiscard]] static bool lacks_socket(const ProcessAt& process);
  std::string_view take_called(const EventView& view, ProcessAt& process);
  std::string_view take_sleeps(const EventView& view, ProcessAt& process);
  std::string_view take_returned(const EventView& view, ProcessAt& process);
  std::string_view take_ended(const EventView& view, ProcessAt& process);
  [[nodiscard]] std::string_view check_brought(const EventView& view, const ProcessAt& process) const;
  [[nodiscard]] std::string_view check_lists(const EventView& view, const ProcessAt& process) const;
  std::string_view enter_made(const EventView& view, const ProcessAt& process);
  [[nodiscard]] bool is_known(SocketId id) const;
  [[nodiscard]] const SocketAt* made(SocketId id) const;

  const Scenario& scenario_;
  std::int64_t t_ns_ = 0;
  std::vector<ProcessAt> processes_;
  std::vector<SocketAt> sockets_;  // by SocketId
  std::vector<bool> calls_;        // by CallId: begun
  std::size_t calls_begun_ = 0;
};

}  // namespace doorway
