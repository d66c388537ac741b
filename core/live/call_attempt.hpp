#pragma once

#include "core/live/address_book.hpp"
#include "core/live/socket_table.hpp"
#include "core/record/event.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace doorway {

/// A call that a process is in, from `called` to `returned`.
struct CallInProgress {
  std::shared_ptr<const Line> line;  ///< never null
  CallId id{};
  Endpoint target;          ///< of connect, sendto and bind
  std::uint64_t bytes = 0;  ///< send: taken by the kernel so far
  Tries tries;              ///< since the call began or woke
  bool timed_out = false;   ///< its time is up: the next try is the last one
};

/// The call is over.
struct CallDone {
  std::int64_t result = 0;
  int error = 0;
  std::uint64_t bytes = 0;
  Outcome outcome;
};

/// One socket that a sleeping call waits for.
struct Watch {
  RecordedSocket* socket = nullptr;
  bool read = false;
  bool write = false;
};

/// The call would block, until one of the sockets is ready or the time is up.
struct CallSleeps {
  SleepsUntil until = SleepsUntil::readable;
  std::vector<Watch> watches;
  std::size_t enough_bytes = 0;                      ///< with SleepsUntil::enough
  std::optional<std::chrono::milliseconds> at_most;  ///< counted from when the call first slept
  Endpoint local{};                                  ///< connect: the address that the kernel has chosen
};

using Attempt = std::variant<CallDone, CallSleeps>;

/// The process that makes a call: its name, its sockets, and where addresses are told.
struct Caller {
  const std::string& process;
  SocketContext& context;
  SocketTable& sockets;
  AddressBook& addresses;
};

/// Makes the system calls of one attempt at the call, none of which waits, and adds them to its tries. A try that would
/// block is made again at once when the socket has become ready meanwhile. On the process's thread.
Attempt attempt(Caller& caller, CallInProgress& call);

/// The address that the kernel will be handed, where the call has one: the target of connect and sendto, what bind
/// binds to.
Endpoint target_of(Caller& caller, const Line& line);

/// Whether what the call sleeps for is there now. On the process's thread.
bool is_ready(const CallSleeps& sleep);

}  // namespace doorway
