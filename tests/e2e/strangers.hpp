#pragma once

#include "core/record/recording.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

namespace doorway {

/// What strangers send: no script does.
constexpr std::string_view strange_words = "stranger";

/// How a stranger's connection went, seen from the stranger.
struct StrangeConnection {
  enum class End : std::uint8_t {
    unanswered,     ///< no answer to the connect: the line was full
    open,           ///< nothing came while the stranger waited
    end_of_stream,  ///< a FIN came, as from a conversation
    reset,          ///< turned away, or the listener was closed
  };
  std::uint16_t port = 0;  ///< the stranger's own
  bool talks = false;      ///< it sent something
  End end = End::open;
};

/// How fast strangers come.
enum class Pace : std::uint8_t {
  ceaseless,  ///< as fast as they can
  steady,     ///< each of them about once in two milliseconds
};

/// What strangers did, all together.
struct StrangersReport {
  std::vector<StrangeConnection> connections;
  std::map<std::uint16_t, std::size_t> datagrams;  ///< sent and taken by the kernel, by the stranger's port
};

/// Two strangers on this computer, in threads of their own and with sockets that Doorway knows nothing of: they learn
/// the ports from the recording, as a neighbour could from the system, and connect and send to them one after the
/// other, at 127.0.0.1 only.
class Strangers {
 public:
  /// Each of them tries `most_attempts` times at most.
  Strangers(std::shared_ptr<const Recording> recording, std::size_t most_attempts, Pace pace);
  ~Strangers();
  Strangers(const Strangers&) = delete;
  Strangers& operator=(const Strangers&) = delete;

  [[nodiscard]] std::size_t attempts() const { return attempts_; }
  [[nodiscard]] bool have_given_up() const { return given_up_ == 2; }

  /// Waits until they have tried so often, all together, or have given up. The take's ports must stay open.
  void wait_for_attempts(std::size_t count) const;

  /// Ends the attempts. What the take has not ended by now stays `open` in the report. Once only.
  StrangersReport leave();

 private:
  void run(StrangersReport& report);

  const std::shared_ptr<const Recording> recording_;
  const std::size_t most_attempts_;
  const Pace pace_;
  std::atomic<std::size_t> attempts_{0};
  std::atomic<int> given_up_{0};
  std::atomic<bool> leaving_{false};
  StrangersReport reports_[2];
  std::thread threads_[2];
};

/// A stranger's TCP connection that is tried once, for up to `at_most_ms`. Closes with its owner.
class StrangeSocket {
 public:
  StrangeSocket(std::uint16_t to_port, int at_most_ms);
  ~StrangeSocket();
  StrangeSocket(StrangeSocket&& other) noexcept;
  StrangeSocket& operator=(StrangeSocket&&) = delete;

  [[nodiscard]] const StrangeConnection& connection() const { return connection_; }
  void talk();
  /// Looks whether the other side has ended it, for up to `at_most_ms`.
  StrangeConnection::End wait_for_end(int at_most_ms);

 private:
  int descriptor_ = -1;
  StrangeConnection connection_;
};

/// The ports that a recording tells: of sockets that are bound and not closed.
class OpenPorts {
 public:
  explicit OpenPorts(const Recording& recording) : recording_(recording) {}

  void catch_up();
  [[nodiscard]] const std::map<SocketId, std::uint16_t>& tcp() const { return tcp_; }
  [[nodiscard]] const std::map<SocketId, std::uint16_t>& udp() const { return udp_; }

 private:
  void learn(const Event& event);

  const Recording& recording_;
  Seq seen_ = 0;
  std::map<CallId, std::shared_ptr<const Line>> calls_;
  std::map<SocketId, SocketType> types_;
  std::map<SocketId, std::uint16_t> tcp_;
  std::map<SocketId, std::uint16_t> udp_;
};

}  // namespace doorway
