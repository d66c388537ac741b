#include "core/live/status.hpp"

#include "core/record/recording.hpp"

namespace doorway {

namespace {

/// Whether the last thing that the recording has of the process itself is that it fell asleep.
bool fell_asleep_last(const Recording& recording, ProcessId process) {
  for (Seq seq = recording.size(); seq > 0; --seq) {
    const Event& event = recording.at(seq);
    if (event.process == process && call_of(event.body)) return std::holds_alternative<Sleeps>(event.body);
  }
  return false;
}

}  // namespace

RunStatus caught_up(RunStatus status, const Recording& recording) {
  for (std::size_t number = 0; number < status.processes.size(); ++number) {
    if (fell_asleep_last(recording, static_cast<ProcessId>(number))) {
      status.processes[number].standing = Standing::asleep;
    }
  }
  return status;
}

}  // namespace doorway
