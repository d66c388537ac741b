#include "core/export/pcapng/addresses.hpp"

namespace doorway {
namespace {

bool is_known(const Endpoint& endpoint) {
  return endpoint.family != Family::none && endpoint.port != 0;
}

}  // namespace

void AddressNotes::learn(const Event& event) {
  if (const auto* called = std::get_if<Called>(&event.body)) {
    SocketAddresses* socket = find(event.socket);
    if (socket != nullptr && called->target.family != Family::none) socket->target = called->target;
  } else if (const auto* sleeps = std::get_if<Sleeps>(&event.body)) {
    SocketAddresses* socket = find(event.socket);
    if (socket != nullptr && is_known(sleeps->local)) socket->local = sleeps->local;
  } else if (const auto* returned = std::get_if<Returned>(&event.body)) {
    this->returned(event, *returned);
  }
}

void AddressNotes::look_ahead(const Event& event) {
  const auto* returned = std::get_if<Returned>(&event.body);
  if (returned == nullptr || returned->outcome == nullptr || returned->outcome->made) return;
  const auto& local = returned->outcome->local;
  if (event.socket != SocketId::none && local && is_known(*local)) ahead_.try_emplace(event.socket, *local);
}

void AddressNotes::returned(const Event& event, const Returned& body) {
  if (body.outcome == nullptr) return;
  const Outcome& outcome = *body.outcome;
  SocketId id = event.socket;
  if (outcome.made) {
    id = outcome.made->id;
    // Numbers are ahead of the events by no more than one for each process.
    if (index_of(id) >= event.seq + process_count_) return;
    if (index_of(id) >= entries_.size()) entries_.resize(index_of(id) + 1);
    entries_[index_of(id)].made = true;
    entries_[index_of(id)].addresses.type = outcome.made->type;
  }
  SocketAddresses* socket = find(id);
  if (socket == nullptr) return;
  if (outcome.local && is_known(*outcome.local)) socket->local = *outcome.local;
  // A datagram's sender is no peer: recvfrom brings data, and connect and accept do not.
  if (outcome.peer && outcome.data == nullptr) socket->peer = *outcome.peer;
}

SocketAddresses* AddressNotes::find(SocketId id) {
  if (id == SocketId::none || index_of(id) >= entries_.size() || !entries_[index_of(id)].made) return nullptr;
  return &entries_[index_of(id)].addresses;
}

const SocketAddresses* AddressNotes::of(SocketId id) const {
  if (id == SocketId::none || index_of(id) >= entries_.size() || !entries_[index_of(id)].made) return nullptr;
  return &entries_[index_of(id)].addresses;
}

Endpoint AddressNotes::source(SocketId id, std::size_t number) const {
  constexpr std::size_t first_of_no_service = 49152;  // RFC 6335 §6
  constexpr std::size_t count = 65536 - first_of_no_service;
  const SocketAddresses* socket = of(id);
  const Endpoint stand_in = loopback_endpoint(socket != nullptr ? family_of(socket->type) : Family::ipv4,
                                              static_cast<std::uint16_t>(first_of_no_service + number % count));
  if (socket == nullptr) return stand_in;
  const auto ahead = ahead_.find(id);
  const Endpoint local = is_known(socket->local) || ahead == ahead_.end() ? socket->local : ahead->second;
  if (!is_known(local)) return stand_in;
  return local.has_any_address() ? loopback_endpoint(local.family, local.port) : local;
}

}  // namespace doorway
