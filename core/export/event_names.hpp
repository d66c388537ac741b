#pragma once

#include "core/record/event.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// A call as it began.
struct BegunCall {
  ProcessId process = 0;
  std::uint32_t nth = 1;
  std::shared_ptr<const Line> line;  ///< never null
};

/// What a reader of events has to remember to name what later events refer to: sockets by name, calls by line. Is told
/// each event once, in order, before that event is written.
class EventNames {
 public:
  void learn(const Event& event);

  /// The socket that was made with this number, or null when none is known.
  [[nodiscard]] const MadeSocket* socket(SocketId id) const;

  /// The process whose call made the socket.
  [[nodiscard]] std::optional<ProcessId> owner_of(SocketId id) const;

  /// The call that the process began last, or null.
  [[nodiscard]] const BegunCall* latest_call(ProcessId process) const;

  /// The call with this number, or null.
  [[nodiscard]] const BegunCall* call(CallId id) const;

 private:
  struct KnownSocket {
    MadeSocket made;
    ProcessId owner = 0;
  };

  std::vector<std::optional<KnownSocket>> sockets_;  // by SocketId
  std::vector<std::optional<BegunCall>> calls_;      // by CallId
  std::vector<std::optional<CallId>> latest_calls_;  // by ProcessId
};

}  // namespace doorway
