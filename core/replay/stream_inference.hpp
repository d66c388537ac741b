#pragma once

#include "core/replay/inferred.hpp"

#include <vector>

namespace doorway {

/// The part of the inference that knows TCP: handshakes, bytes that have arrived, acknowledgements, goodbyes. It looks
/// at the sockets that an event touched, and remembers of each what was inferred already.
class StreamInference {
 public:
  /// `world` has the event folded in; events come in order.
  void take_in(const WorldState& world, const Event& event, std::vector<Inferred>& out);

 private:
  struct Notes {
    Lifecycle lifecycle = Lifecycle::unmade;  // after the last event that touched it
    bool syn_sent = false;
    bool answered = false;        // the handshake is inferred, or is none of this socket's
    bool shut_receiving = false;  // its own shutdown looks like an end of stream
    bool fin_sent = false;
    bool rst_received = false;
    std::uint64_t arrived = 0;  // bytes at this socket's kernel, read or not
    std::uint64_t data_to = 0;  // bytes from this socket, inferred to have arrived
    std::uint64_t acked_to = 0;
  };
  /// One event, the world after it, and a socket that it touched.
  struct Look;

  Notes& notes(SocketId id);
  void review(const Look& look);
  void handshake(const Look& look);
  void refusal(const Look& look);
  void arrival(const Look& look);
  void acknowledgement(const Look& look);
  void goodbye(const Look& look);
  void end_of_stream(const Look& look);
  void reset(const Look& look);
  void data_up_to(const Look& look, SocketId sender, SocketId receiver, std::uint64_t end, std::string reason);
  [[nodiscard]] SocketId listener_at(const WorldState& world, const Endpoint& endpoint) const;
  [[nodiscard]] SocketId answerer(const Look& look) const;

  std::vector<Notes> notes_;  // by SocketId
  std::vector<SocketId> listeners_;
};

}  // namespace doorway
