#include "tests/e2e/gate.hpp"

#include "tests/e2e/strangers.hpp"

#include <set>

namespace doorway {
namespace {

std::string text_of(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

/// Where our own sockets send and connect from. Not what accept brought: it is the same as the listener's, or wrong.
std::set<Endpoint> own_addresses(const Recording& recording) {
  std::set<Endpoint> addresses;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const auto* returned = std::get_if<Returned>(&recording.at(seq).body);
    if (returned == nullptr || returned->outcome == nullptr || !returned->outcome->local) continue;
    if (!returned->outcome->made) addresses.insert(*returned->outcome->local);
  }
  return addresses;
}

}  // namespace

std::size_t total(const CountByPort& count) {
  std::size_t sum = 0;
  for (const auto& [port, number] : count) sum += number;
  return sum;
}

Gate gate_of(const Recording& recording) {
  Gate gate;
  std::map<SocketId, SocketType> types;
  std::map<CallId, std::string> names;
  const std::set<Endpoint> ours = own_addresses(recording);
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    if (const auto* called = std::get_if<Called>(&event.body)) names[called->call] = call_name(called->line->call);
    if (const auto* stranger = std::get_if<TurnedAway>(&event.body)) {
      ++(is_tcp(types[event.socket]) ? gate.connections_turned_away : gate.datagrams_turned_away)[stranger->peer.port];
    }
    const auto* returned = std::get_if<Returned>(&event.body);
    if (returned == nullptr || returned->outcome == nullptr) continue;
    const Outcome& outcome = *returned->outcome;
    if (outcome.made) types[outcome.made->id] = outcome.made->type;
    const std::string& name = names[returned->call];
    // Those that came in must be ours: by their address, and by what they said.
    const bool comes_in = name == "accept" || name == "recvfrom";
    if (comes_in && outcome.peer && !ours.contains(*outcome.peer)) gate.admitted.push_back(to_string(*outcome.peer));
    if (outcome.data != nullptr && text_of(*outcome.data).find(strange_words) != std::string::npos) {
      gate.admitted.push_back(text_of(*outcome.data));
    }
  }
  return gate;
}

std::size_t count_kind(const Recording& recording, std::string_view kind) {
  std::size_t found = 0;
  for (Seq seq = 1; seq <= recording.size(); ++seq) found += kind_name(recording.at(seq).body) == kind ? 1 : 0;
  return found;
}

}  // namespace doorway
