#pragma once

#include "core/record/event.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace doorway::app {

/// How a state of a TCP socket is known.
enum class StateEvidence : std::uint8_t {
  sampled,           ///< the kernel said so: measured
  socket_returned,   ///< socket() makes it CLOSED
  listen_returned,   ///< listen() returned 0: LISTEN
  accept_returned,   ///< a listener answers a SYN with a socket in SYN-RCVD, and accept() gives out what is ESTABLISHED
  connect_began,     ///< connect() would block: SYN-SENT
  connect_failed,    ///< connect() was refused, or nobody answered: SYN-SENT, and CLOSED again
  connect_returned,  ///< connect() returned 0: ESTABLISHED
};

/// A state that the recording shows a TCP socket in, or from which it follows.
struct StateMark {
  Seq seq = 0;
  TcpState state = TcpState::closed;
  StateEvidence evidence = StateEvidence::sampled;
  bool may_break = true;  ///< an RST may have led to it: false once this side's FIN is out and no error has come
};

/// The turning points of sockets, in order, kept as the recording grows: what a look at one socket would otherwise have
/// to search all events for. A part of SceneIndex. Lookups take O(log n).
class SocketHistory {
 public:
  /// Takes in the next event.
  void take_in(const Event& event);

  /// TCP: the states the socket has come through up to the cursor. Neighbours differ, but for one that was first
  /// concluded and then measured. Empty for UDP.
  [[nodiscard]] std::span<const StateMark> states(SocketId socket, Seq cursor) const;

  /// The event at which the socket was closed, 0 when it is open.
  [[nodiscard]] Seq closed_at(SocketId socket, Seq cursor) const;

  /// UDP: the calls up to the cursor that handed a datagram to the kernel, of all sockets, in order of returning.
  [[nodiscard]] std::span<const CallId> datagrams(Seq cursor) const;

 private:
  struct Notes {
    bool is_known = false;
    SocketType type = SocketType::tcp;
    bool has_finished_sending = false;
    bool had_error = false;  // one that breaks a connection
    std::vector<StateMark> states;
    Seq closed = 0;
  };
  /// What a process is in, from `called` to `returned`.
  struct CallUnderWay {
    CallId call{};
    std::shared_ptr<const Line> line;
  };

  void returned(const Event& event, const Returned& body, const Call& call);
  void connected(Notes& notes, const Event& event, const Returned& body);
  void made(const Event& event, const MadeSocket& socket, bool by_accept);
  static void add(Notes& notes, Seq seq, TcpState state, StateEvidence evidence);
  Notes* find(SocketId socket);

  std::vector<Notes> sockets_;           // by SocketId
  std::vector<CallUnderWay> processes_;  // by ProcessId
  std::vector<CallId> datagrams_;
  std::vector<Seq> datagram_seqs_;  // of each of them, its return
};

}  // namespace doorway::app
