#pragma once

#include "core/record/journal.hpp"
#include "core/record/recording.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// The one writer of a recording: gives events their seq and time, sockets and calls their numbers. Any thread.
class Recorder {
 public:
  /// `on_append` is told the new seq after each event, on the appending thread, without a lock held; it must be quick.
  /// `journal`, which may be null and outlives this, is told each event before the recording has it.
  explicit Recorder(Recording& recording, std::function<void(Seq)> on_append = {}, Journal* journal = nullptr);

  Seq record(ProcessId process, SocketId socket, EventBody&& body);

  /// Records a sample when it says something new of that socket. After the owner's own call any change counts, else
  /// only a noteworthy one.
  void observe(ProcessId process, SocketId socket, const KernelSample& sample, bool after_own_call);

  /// A new socket's number and its name, unique in the recording.
  MadeSocket make_socket(ProcessId process, std::string_view name, SocketType type);

  /// A new call's number, and how many calls of this name the process has begun with it.
  struct NewCall {
    CallId id;
    std::uint32_t nth;
  };
  NewCall begin_call(ProcessId process, std::string_view name);

 private:
  struct CallsBegun {
    std::string name;
    std::uint32_t count = 0;
  };

  Seq append(ProcessId process, SocketId socket, EventBody&& body);

  Recording& recording_;
  const std::function<void(Seq)> on_append_;
  Journal* const journal_;
  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::mutex mutex_;                        // guards all below, and the order of appending
  std::vector<KernelSample> last_samples_;  // by SocketId
  std::map<std::string, std::uint32_t, std::less<>> names_used_;
  std::vector<std::vector<CallsBegun>> calls_begun_;  // by process: of few names, so none is searched for long
  std::uint32_t next_call_ = 0;
};

}  // namespace doorway
