#pragma once

#include "core/record/event.hpp"

#include <cstddef>
#include <unordered_map>
#include <vector>

namespace doorway {

/// What is known of a socket's addresses at an event.
struct SocketAddresses {
  SocketType type = SocketType::tcp;
  Endpoint local;   ///< Family::none, or port 0, while it is not known
  Endpoint peer;    ///< the other end: of connect and accept
  Endpoint target;  ///< what the last connect or sendto was handed
};

/// The addresses of all sockets, as the events bring them. Is told each event once, in order.
class AddressNotes {
 public:
  explicit AddressNotes(std::size_t process_count) : process_count_(process_count) {}

  void learn(const Event& event);
  /// Notes the address that an event ahead will bring: in a free run the end of a connect may be recorded behind what
  /// came over its connection.
  void look_ahead(const Event& event);

  /// Null where no call has made the socket so far.
  [[nodiscard]] const SocketAddresses* of(SocketId id) const;

  /// The address that stands in a packet's header: the socket's own, or this computer's where the recording does not
  /// have it (then with the port 49152 + number, so that conversations stay apart).
  [[nodiscard]] Endpoint source(SocketId id, std::size_t number) const;

 private:
  void returned(const Event& event, const Returned& body);
  [[nodiscard]] SocketAddresses* find(SocketId id);

  struct Entry {
    bool made = false;
    SocketAddresses addresses;
  };
  std::size_t process_count_;
  std::vector<Entry> entries_;  // by SocketId
  std::unordered_map<SocketId, Endpoint> ahead_;
};

}  // namespace doorway
