#include "app/scene/tcp_states.hpp"

#include <algorithm>
#include <cstdint>

namespace doorway::app {
namespace {

using enum TcpState;

constexpr std::size_t state_count = 12;  // values begin at 1
using StateSet = std::bitset<state_count>;

constexpr std::array<TcpTransition, 20> transitions{{
    {closed, listen, "listen()"},
    {closed, syn_sent, "connect(): send SYN"},
    {listen, syn_received, "SYN has come: send SYN+ACK"},
    {listen, closed, "close()", false},
    {syn_sent, syn_received, "SYN has come without ACK: send SYN+ACK"},
    {syn_sent, established, "SYN+ACK has come: send ACK"},
    {syn_sent, closed, "close(), or nobody answers", false},
    {syn_received, established, "ACK of the SYN has come"},
    {syn_received, listen, "RST has come", false},
    {syn_received, fin_wait_1, "close(): send FIN", false},
    {established, fin_wait_1, "close() or shutdown(send): send FIN"},
    {established, close_wait, "FIN has come: send ACK"},
    {fin_wait_1, fin_wait_2, "ACK of the FIN has come"},
    {fin_wait_1, closing, "FIN has come: send ACK"},
    {fin_wait_1, time_wait, "FIN and ACK of the FIN have come: send ACK", false},
    {fin_wait_2, time_wait, "FIN has come: send ACK"},
    {closing, time_wait, "ACK of the FIN has come"},
    {close_wait, last_ack, "close() or shutdown(send): send FIN"},
    {last_ack, closed, "ACK of the FIN has come"},
    {time_wait, closed, "the waiting time is over"},
}};

std::size_t bit_of(TcpState state) {
  return static_cast<std::size_t>(state);
}

bool is_way(const TcpTransition& step, const TcpWays& ways) {
  return ways.listens || (step.from != listen && step.to != listen);
}

/// The states that can be reached from these, themselves included, without setting foot on `shut`. Nothing is passed
/// beyond `to`: who comes back to it has been there.
StateSet reached(TcpState from, TcpState to, TcpState shut, const TcpWays& ways) {
  StateSet there;
  std::vector<TcpState> open{from};
  there.set(bit_of(from));
  while (!open.empty()) {
    const TcpState at = open.back();
    open.pop_back();
    if (at == to && at != from) continue;
    const auto go = [&](TcpState next) {
      if (next == shut || there.test(bit_of(next))) return;
      there.set(bit_of(next));
      open.push_back(next);
    };
    for (const TcpTransition& step : transitions) {
      if (step.from == at && is_way(step, ways)) go(step.to);
    }
    if (ways.may_break && at != closed) go(closed);
  }
  return there;
}

struct StateWords {
  std::string_view figure;
  std::string_view ss;
  std::string_view meaning;
};

// By TcpState, whose values begin at 1.
constexpr std::array<StateWords, state_count> state_words{{
    {"", "", ""},
    {"ESTABLISHED", "ESTAB", "The connection is open: both sides can send and receive."},
    {"SYN-SENT", "SYN-SENT", "It has asked for a connection and waits for the answer."},
    {"SYN-RCVD", "SYN-RECV", "It was asked for a connection, has answered, and waits for the ACK of its answer."},
    {"FIN-WAIT-1", "FIN-WAIT-1", "It has finished sending and waits for the ACK of its FIN, or for the other's FIN."},
    {"FIN-WAIT-2", "FIN-WAIT-2", "Its FIN is acknowledged; the other side can still send."},
    {"TIME-WAIT", "TIME-WAIT",
     "Both sides have finished. It waits, so that no late segment is taken for one of a new connection."},
    {"CLOSED", "UNCONN", "No connection at all."},
    {"CLOSE-WAIT", "CLOSE-WAIT", "The other side has finished sending; this side's program has not yet."},
    {"LAST-ACK", "LAST-ACK", "The other side finished first, this side now too: it waits for the ACK of its FIN."},
    {"LISTEN", "LISTEN", "It waits for others to connect; it carries no bytes itself."},
    {"CLOSING", "CLOSING", "Both sides finished at once: it waits for the ACK of its FIN."},
}};

const StateWords& state_words_of(TcpState state) {
  return state_words.at(bit_of(state) % state_count);
}

}  // namespace

std::span<const TcpTransition> tcp_transitions() {
  return transitions;
}

std::vector<TcpState> states_between(TcpState from, TcpState to, const TcpWays& ways) {
  std::vector<TcpState> passed;
  constexpr TcpState nowhere{0};
  if (from == to || !reached(from, to, nowhere, ways).test(bit_of(to))) return passed;
  for (std::size_t i = 1; i < state_count; ++i) {
    const auto state = static_cast<TcpState>(i);
    if (state == from || state == to) continue;
    if (!reached(from, to, state, ways).test(bit_of(to))) passed.push_back(state);
  }
  // Of two that must both be passed, the one that is reached without the other comes first.
  std::sort(passed.begin(), passed.end(), [&](TcpState one, TcpState other) {
    return one != other && reached(from, to, other, ways).test(bit_of(one));
  });
  return passed;
}

std::string_view figure_name(TcpState state) {
  return state_words_of(state).figure;
}

std::string_view meaning(TcpState state) {
  return state_words_of(state).meaning;
}

std::string_view ss_name(TcpState state) {
  return state_words_of(state).ss;
}

}  // namespace doorway::app
