#pragma once

#include "core/live/process.hpp"
#include "core/socket/socket_report.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace doorway {

/// The sockets of all processes as last reported, and what that says about whether the kernel is through with the last
/// call: whether what was sent has arrived. A value of facts, without a socket of its own; used by the Director's
/// thread.
class SocketPicture {
 public:
  /// Takes in a process's newest reports.
  void update(const std::vector<SocketReport>& reports);

  /// Forgets closed sockets that can say nothing about others any more.
  void forget_the_dead();

  /// For each accepted TCP pair: written − unsent = the peer's read + readable, and FIN or RST has shown at the peer;
  /// and each connection that is complete at our side stands in its listener's line.
  [[nodiscard]] bool is_settled() const;

  /// Whether the datagram shows at its receiver, or, at a dead port, the error at its sender, compared with the picture
  /// from before. True where nothing can show.
  [[nodiscard]] bool has_arrived(const SentDatagram& sent, const SocketPicture& before) const;

  /// Listeners in whose line somebody stands, and none of ours.
  [[nodiscard]] std::vector<SocketId> listeners_with_strangers_only() const;

  /// Unique names of sockets where strangers stood in the way of ours: in a listener's line while a connect of ours has
  /// no answer, or in the buffer of a datagram socket that had to drop some.
  [[nodiscard]] std::vector<std::string> crowded_by_strangers() const;

  /// Unique names of sockets for which the kernel still has to do something by itself: SYN-SENT, or sent and not
  /// acknowledged, or not sent although nothing lies at the peer any more, or a listener to whose line strangers left
  /// ours no way.
  [[nodiscard]] std::vector<std::string> with_kernel_timers() const;

 private:
  [[nodiscard]] const SocketReport* find(SocketId id) const;
  [[nodiscard]] const SocketReport* twin_of(const SocketReport& socket) const;
  [[nodiscard]] const SocketReport* open_listener_at(const Endpoint& endpoint) const;
  [[nodiscard]] std::size_t ours_outside_line(const SocketReport& listener) const;
  [[nodiscard]] bool strangers_keep_ours_out(const SocketReport& listener) const;
  [[nodiscard]] bool strangers_block_line(const SocketReport& listener) const;
  [[nodiscard]] bool connections_stand_in_line() const;
  [[nodiscard]] std::size_t ours_in_line(const SocketReport& listener, bool open_only) const;

  std::map<SocketId, SocketReport> sockets_;
  std::map<SocketId, SocketId> twins_;  // both ends of a connection, once both were seen
};

}  // namespace doorway
