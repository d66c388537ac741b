#pragma once

#include "core/record/recorder.hpp"
#include "core/record/recording.hpp"
#include "core/replay/world_state.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway::test {

// The processes of a recording that is made by hand, unless a test names others.
constexpr ProcessId alice = 0;
constexpr ProcessId bob = 1;

/// Makes a recording by hand, event by event, as the live part would. Each call gives the number of its call or socket;
/// `begin` and `end` make a call in two halves. Whether the events make sense is up to the test.
class RecordingBuilder {
 public:
  explicit RecordingBuilder(std::vector<std::string> processes = {"alice", "bob"});

  [[nodiscard]] const Recording& recording() const { return recording_; }
  [[nodiscard]] Seq last() const { return recording_.size(); }

  // Events
  CallId begin(ProcessId process, SocketId socket, Call call, Endpoint target = {});
  Seq end(ProcessId process, SocketId socket, CallId call, std::int64_t result, int error = 0, std::uint64_t bytes = 0,
          std::shared_ptr<const Outcome> outcome = nullptr);
  Seq sleeps(ProcessId process, SocketId socket, CallId call, SleepsUntil until, std::uint64_t bytes = 0);
  Seq woke(ProcessId process, SocketId socket, CallId call);
  Seq observe(ProcessId process, SocketId socket, KernelSample sample, bool after_own_call = false);
  Seq turned_away(ProcessId process, SocketId socket);
  Seq ended(ProcessId process);

  // Whole calls
  SocketId socket(ProcessId process, std::string_view name, SocketType type = SocketType::tcp);
  void bind(ProcessId process, SocketId socket, Endpoint endpoint);
  void listen(ProcessId process, SocketId socket);
  void connect(ProcessId process, SocketId socket, Endpoint to, Endpoint local);
  CallId fail(ProcessId process, SocketId socket, Call call, int error, Endpoint target = {});
  SocketId accept(ProcessId process, SocketId listener, std::string_view name, Endpoint local, Endpoint peer);
  CallId send(ProcessId process, SocketId socket, std::string_view text);
  CallId recv(ProcessId process, SocketId socket, std::size_t size_bytes, std::string_view text);
  CallId sendto(ProcessId process, SocketId socket, std::string_view text, Endpoint to, Endpoint local = {});
  CallId recvfrom(ProcessId process, SocketId socket, std::size_t size_bytes, std::string_view text, Endpoint from,
                  bool truncated = false);
  void shutdown(ProcessId process, SocketId socket, ShutdownHow how);
  void close(ProcessId process, SocketId socket);
  void set(ProcessId process, SocketId socket, Option option, std::int64_t value);

  MadeSocket number(ProcessId process, std::string_view name, SocketType type);

 private:
  std::shared_ptr<const Line> line(ProcessId process, Call call);

  Recording recording_;
  Recorder recorder_;
};

/// The state after the event, folded from the beginning.
WorldState folded(const Recording& recording, Seq cursor);

/// What the kernel says of a connected TCP socket.
KernelSample stream_sample(std::uint32_t readable_bytes, std::uint32_t unsent_bytes = 0,
                           std::uint32_t unacked_bytes = 0);

/// 127.0.0.1 with this port.
Endpoint port(std::uint16_t number);

/// A listening socket bob.l at port 7000, and alice.s (port 40000) connected with bob.c.
struct Conversation {
  RecordingBuilder builder;
  SocketId l{}, s{}, c{};
  Conversation();
};

}  // namespace doorway::test
