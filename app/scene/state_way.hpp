#pragma once

#include "app/scene/leaf_sources.hpp"
#include "app/scene/tcp_states.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace doorway::app {

/// A state that a TCP socket is or was in.
struct StateStop {
  TcpState state = TcpState::closed;
  bool measured = false;  ///< a sample up to the cursor says so; else it follows from other events
  std::string reason;     ///< "Measured at step 9: …" or "Inferred: …"
};

/// The states that this TCP socket has come through up to the cursor, the present one last. The last `most_stops` of
/// them. Empty where the recording has no such TCP socket.
std::vector<StateStop> state_way(const LeafSources& sources, SocketId socket);
constexpr std::size_t most_stops = 32;

/// How much of a state or a transition the recording supports.
enum class Passage : std::uint8_t { none, inferred, measured };

/// A state in the diagram. CLOSED stands there twice, where all begins and where all ends, as in RFC 9293's figure.
struct StateBox {
  TcpState state = TcpState::closed;
  bool is_end = false;  ///< the second CLOSED
  Passage passage = Passage::none;
  bool is_present = false;
  std::string name;  ///< "SYN-RCVD"
  std::string hint;  ///< what the state means, and how it is known that the socket was in it
};

/// A transition between two boxes, by their indices.
struct StateArrow {
  std::size_t from = 0;
  std::size_t to = 0;
  Passage passage = Passage::none;
  std::string cause;  ///< "FIN has come: send ACK"
};

/// The TCP state diagram with the way of one socket in it. Source: RFC 9293 §3.3.2, figure 5.
struct StateDiagram {
  std::vector<StateBox> boxes;  ///< always the same twelve: `diagram_states`
  std::vector<StateArrow> arrows;
  std::string way;  ///< "CLOSED → SYN-SENT (inferred) → ESTABLISHED"
};

/// The states of the boxes, in order; the last one is the CLOSED at the end.
constexpr std::array<TcpState, 12> diagram_states{TcpState::closed,       TcpState::listen,      TcpState::syn_sent,
                                                  TcpState::syn_received, TcpState::established, TcpState::fin_wait_1,
                                                  TcpState::close_wait,   TcpState::fin_wait_2,  TcpState::closing,
                                                  TcpState::last_ack,     TcpState::time_wait,   TcpState::closed};

StateDiagram state_diagram(const std::vector<StateStop>& way);

}  // namespace doorway::app
