#pragma once

#include "core/base/bytes.hpp"
#include "core/record/recorder.hpp"
#include "core/socket/guest_list.hpp"
#include "core/socket/network.hpp"
#include "core/socket/socket_calls.hpp"
#include "core/socket/socket_report.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace doorway {

/// What the sockets of one process share: who they belong to, where they come from and whom they tell.
struct SocketContext {
  ProcessId process = 0;
  Network& network;
  Recorder& recorder;
  GuestList& guests;
  boost::asio::io_context& io;
};

/// A real socket of a process: the one place that touches a descriptor. Its functions make one system call each, never
/// wait, and count what passes; what the kernel answered is handed back to be recorded. Strangers are turned away here,
/// and recorded here. Owned and used by its process's thread alone.
class RecordedSocket {
 public:
  /// A name whose socket could not be made: calls at it go to the kernel with descriptor -1.
  RecordedSocket(SocketContext& context, SocketType type);
  RecordedSocket(SocketContext& context, MadeSocket made, int descriptor);
  ~RecordedSocket();
  RecordedSocket(const RecordedSocket&) = delete;
  RecordedSocket& operator=(const RecordedSocket&) = delete;

  /// A socket, or none: then the answer says why.
  struct Made {
    Try answer;
    std::unique_ptr<RecordedSocket> socket;
  };
  static Made open(SocketContext& context, std::string_view name, SocketType type);

  [[nodiscard]] const MadeSocket& made() const { return made_; }
  [[nodiscard]] SocketId id() const { return made_.id; }
  [[nodiscard]] SocketType type() const { return made_.type; }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] const Endpoint& local() const { return local_; }
  [[nodiscard]] const Endpoint& peer() const { return peer_; }

  Try bind(const Endpoint& endpoint);
  Try listen(int backlog);
  Try connect(const Endpoint& to);
  /// Strangers in the waiting line are turned away until one of ours or nobody is there.
  Made accept(std::string_view name);
  Try send(std::span<const std::uint8_t> bytes);
  Try send_to(std::span<const std::uint8_t> bytes, const Endpoint& to);
  /// Datagrams of strangers are turned away until one of ours or none is there.
  socket_calls::Received receive(std::size_t size_bytes);
  Try shutdown(ShutdownHow how);
  Try close();
  Try get(Option option);
  Try set(Option option, std::int64_t value);

  /// Binds a socket that is not bound to the network's own address, so that the kernel does not choose "any address",
  /// which others could reach. What the kernel answered; nothing where it was not necessary.
  std::optional<Try> bind_to_own_address();

  /// Set by set(nonblocking, on): its process does not wait in a call that would block.
  [[nodiscard]] bool is_nonblocking() const { return nonblocking_; }
  /// Set by set(rcvtimeo, …): how long its process waits in accept and recv; zero: for as long as it takes.
  [[nodiscard]] std::chrono::milliseconds receive_timeout() const { return receive_timeout_; }

  /// Whether a call would not block now. Strangers that would make it seem so are turned away first.
  bool is_ready_to_read();
  [[nodiscard]] bool is_ready_to_write() const;

  /// Tells once, on the process's thread, that the socket may have become ready. It can be early: ask is_ready_to_….
  /// False when the socket cannot be waited for (it is closed, or the system has no room for one more wait).
  bool when_maybe_readable(std::function<void()> handler);
  bool when_maybe_writable(std::function<void()> handler);
  void cancel_waits();

  /// Turns away the strangers that wait in a listener's line, when the caller knows that none of ours is there. One of
  /// ours that comes in meanwhile is kept for the next accept.
  void turn_away_waiting_strangers();
  /// Whether one was kept: the next accept gets it, though the kernel's line is empty.
  [[nodiscard]] bool keeps_a_guest() const { return kept_.has_value(); }

  /// Asks the kernel anew when open; else the last answer before. Good until the next question.
  const KernelSample& sample();
  /// With such a sample.
  SocketReport report();

 private:
  void learn_local();
  bool admit(int descriptor, const Endpoint& peer);
  bool has_datagram_of_ours();
  [[nodiscard]] bool hears_strangers() const { return is_udp(type()) && (!connected_ || may_hold_strangers_); }
  bool has_connection_of_ours();
  KernelSample sample_without_strangers();
  std::optional<socket_calls::Accepted> take_from_line();
  void reset_kept();
  void forget_guests();
  void turn_away(const Endpoint& stranger, std::uint64_t bytes);
  std::unique_ptr<RecordedSocket> adopt(std::string_view name, int descriptor, const Endpoint& peer);
  bool wait_for(boost::asio::posix::stream_descriptor::wait_type what, std::function<void()> handler);
  void count_sent(const Try& answer, std::span<const std::uint8_t> bytes, const Endpoint& to);

  SocketContext& context_;
  MadeSocket made_;
  int descriptor_ = -1;
  boost::asio::posix::stream_descriptor waiter_;  // waits for descriptor_, which it does not own
  bool bound_ = false;
  bool bound_by_bind_ = false;  // else by a connect, as long as that lasts
  bool connecting_ = false;
  bool connected_ = false;
  bool listening_ = false;
  bool may_hold_strangers_ = false;  // a datagram socket since its connect, until nothing has waited there
  bool finished_sending_ = false;
  bool lingers_not_ = false;
  bool aborted_ = false;
  bool nonblocking_ = false;
  std::chrono::milliseconds receive_timeout_{0};
  Endpoint local_;
  Endpoint peer_;
  std::uint64_t written_bytes_ = 0;
  std::uint64_t read_bytes_ = 0;
  std::uint64_t turned_away_ = 0;
  KernelSample last_sample_;
  std::optional<socket_calls::Accepted> kept_;  // a guest that came in while strangers were turned away
};

}  // namespace doorway
