#pragma once

#include "core/record/kernel_sample.hpp"

#include <array>
#include <bitset>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace doorway::app {

/// A transition of TCP's state diagram. Source: RFC 9293 §3.3.2, figure 5 and its second note.
struct TcpTransition {
  TcpState from = TcpState::closed;
  TcpState to = TcpState::closed;
  std::string_view cause;    ///< "connect(), send SYN"
  bool always_drawn = true;  ///< false: only where a socket went that way, so that the diagram stays readable
};

/// All of them but those of the third note: an RST, or giving up, leads from any state to CLOSED.
std::span<const TcpTransition> tcp_transitions();

/// What one TCP socket can have done besides, which shuts ways out.
struct TcpWays {
  bool listens = false;    ///< it was made to listen: without that no way leads through LISTEN
  bool may_break = false;  ///< an RST, or giving up, may have led it to CLOSED from any state
};

/// The states that a socket must have passed between these two, in the order of passing: those that lie on every way
/// from one to the other. None where it is the same state, where no way leads there, or where ways share no state.
std::vector<TcpState> states_between(TcpState from, TcpState to, const TcpWays& ways);

/// The state as it is written in a box: RFC 9293's name, SYN-RECEIVED as in its figure SYN-RCVD.
std::string_view figure_name(TcpState state);

/// What it means for the program that has the socket, in a sentence. Source: RFC 9293 §3.3.2.
std::string_view meaning(TcpState state);

/// The state as ss(8) writes it: "ESTAB".
std::string_view ss_name(TcpState state);

}  // namespace doorway::app
