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

  /// TCP: whether the last call that tells found no room in the send buffer for all that it offered, and no sample has
  /// shown since that a third of it is free, from where on poll calls it writable (Linux, sk_stream_is_writeable).
  [[nodiscard]] bool found_full(SocketId socket, Seq cursor) const;

  /// The last event at which a recv had brought bytes from this socket, 0 when there is none.
  [[nodiscard]] Seq last_read(SocketId socket, Seq cursor) const;

  /// UDP: the calls up to the cursor that handed a datagram to the kernel, of all sockets, in order of returning.
  [[nodiscard]] std::span<const CallId> datagrams(Seq cursor) const;

 private:
  struct Notes {
    bool is_known = false;
    SocketType type = SocketType::tcp;
    bool has_finished_sending = false;
    bool had_error = false;  // one that breaks a connection
    std::vector<StateMark> states;
    std::vector<Seq> full_turns;  // where it was found full, then not, and so on
    std::uint64_t last_unacked = 0;
    std::uint64_t most_unacked = 0;  // since it was found full
    bool is_fresh = false;           // found full by the call that an own sample still belongs to
    std::vector<Seq> reads;
    Seq closed = 0;
  };
  /// What a process is in, from `called` to `returned`.
  struct CallUnderWay {
    CallId call{};
    std::shared_ptr<const Line> line;
  };

  void returned(const Event& event, const Returned& body, const Call& call);
  void note_room(const Event& event, const CallUnderWay& process);
  void connected(Notes& notes, const Event& event, const Returned& body);
  void made(const Event& event, const MadeSocket& socket, bool by_accept);
  static void set_full(Notes& notes, Seq seq, bool full);
  static void add(Notes& notes, Seq seq, TcpState state, StateEvidence evidence);
  Notes* find(SocketId socket);

  std::vector<Notes> sockets_;           // by SocketId
  std::vector<CallUnderWay> processes_;  // by ProcessId
  std::vector<CallId> datagrams_;
  std::vector<Seq> datagram_seqs_;  // of each of them, its return
};

}  // namespace doorway::app
