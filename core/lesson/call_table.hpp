#pragma once

#include "core/base/bytes.hpp"
#include "core/record/event_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace doorway {

/// What became of one call: the part of it that is the same on each run, whatever ports, descriptors and times were.
struct CallSummary {
  std::size_t order = 0;   ///< among the calls of its process, from 0
  bool slept = false;      ///< at least once
  bool returned = false;   ///< result and error are meaningful
  bool truncated = false;  ///< a datagram's rest did not fit and is gone
  std::int64_t result = 0;
  int error = 0;  ///< errno, 0 when there was none
  /// send, sendto: taken by the kernel, also while the call sleeps. recv, recvfrom: what came, once it has returned
  /// without an error; 0 is the end of the stream, or an empty datagram. Absent otherwise.
  std::optional<std::uint64_t> bytes;
  std::optional<ScriptPayload> sent;  ///< send, sendto: what the script handed over
  /// local: the socket's own port, 0 for none. peer, accept, recvfrom: the other side's. Absent where none was told.
  std::optional<std::uint16_t> port;
  Payload came;  ///< recv, recvfrom: null when there is none
};

/// The bytes that were taken or came.
std::span<const std::uint8_t> data_of(const CallSummary& summary);

struct ProcessSummary {
  bool ended = false;
  /// By the call's name, then by its number: calls["recv"][1] is the first recv that the process began.
  std::map<std::string, std::map<std::uint32_t, CallSummary>, std::less<>> calls;
  /// What the kernel said last of the open sockets, by the names that they have in the script now. Never null.
  std::map<std::string, std::shared_ptr<const KernelSample>, std::less<>> sockets;
};

/// What conditions see of a recording. A copy of its own; payloads are shared.
struct CallTable {
  std::map<std::string, ProcessSummary, std::less<>> processes;  ///< each process of the scenario, by name
};

/// One pass over the events that are there now. Any thread.
CallTable summarise(const Recording& recording);

/// The same for the events up to `cursor`: what could be said there.
CallTable summarise(const Recording& recording, Seq cursor);

/// The same for a recording that grows, or that is read bit by bit. The recording outlives it. Owned and used by one
/// thread.
class GrowingCallTable {
 public:
  explicit GrowingCallTable(const Recording& recording);
  ~GrowingCallTable();
  GrowingCallTable(const GrowingCallTable&) = delete;
  GrowingCallTable& operator=(const GrowingCallTable&) = delete;

  /// Takes in the events up to this one.
  void update(Seq up_to);
  /// The last event taken in.
  [[nodiscard]] Seq known() const { return known_; }
  /// What could be said there; good until the next update.
  [[nodiscard]] const CallTable& table() const;
  /// The table itself, at the end: nothing can be taken in afterwards.
  [[nodiscard]] CallTable take();

 private:
  class Reader;

  EventReader events_;
  Seq known_ = 0;
  std::unique_ptr<Reader> reader_;
};

}  // namespace doorway
