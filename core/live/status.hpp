#pragma once

#include "core/base/ids.hpp"
#include "core/scenario/scenario.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace doorway {

/// Where a process of a live run stands.
enum class Standing : std::uint8_t {
  before_line,  ///< it can be granted its next line
  needs_port,   ///< its next line names a socket that has no port yet
  in_call,      ///< it makes a call now
  asleep,       ///< its call would block
  woken,        ///< it can be granted the next try of its call
  ended,        ///< it has no more lines, or has called exit
};

struct ProcessStatus {
  Standing standing = Standing::before_line;
  std::shared_ptr<const Line> line;  ///< the line it is before or in; null when it has ended
  std::optional<CallId> call;        ///< the call it is in

  friend bool operator==(const ProcessStatus&, const ProcessStatus&) = default;
};

/// A picture of a live run at one moment. The recording says what happened; this says what can happen next.
struct RunStatus {
  bool idle = true;                      ///< no command is under way
  bool over = false;                     ///< nothing will happen any more by itself, and nobody can be granted anything
  std::vector<ProcessStatus> processes;  ///< by ProcessId
  std::optional<ProcessId> next;         ///< whom grant_next would grant, as things stand
  /// Sockets, by unique name, whose kernel timers still ran when waiting for them ended.
  std::vector<std::string> kernel_timers;
  /// Sockets, by unique name, where strangers stood in the way of ours: they filled a waiting line or a receive buffer.
  std::vector<std::string> crowded_sockets;
  std::size_t passed_over = 0;  ///< names of the given order whose process could not move when its turn came
  /// Why the take has ended before its time: what this system lacked, and what helps, for the user. Empty: it has not.
  std::string failure;

  friend bool operator==(const RunStatus&, const RunStatus&) = default;
};

class Recording;

/// The status of a take that was stopped, as its recording completes it: who fell asleep last is asleep, though the
/// Director had not heard so.
RunStatus caught_up(RunStatus status, const Recording& recording);

}  // namespace doorway
