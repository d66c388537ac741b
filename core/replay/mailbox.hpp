#pragma once

#include "core/base/bytes.hpp"
#include "core/base/endpoint.hpp"
#include "core/base/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace doorway {

/// True when two endpoints can be one: same family and port, and the same address or none given on one side (a socket
/// that was not bound to an address has 0.0.0.0, and its datagrams come from 127.0.0.1).
bool is_same_place(const Endpoint& one, const Endpoint& other);

/// Matches datagrams that were received with those that were sent. A datagram carries no number, so addresses and
/// content decide: the earliest send that fits and that no other recv has brought. The part of the lineage that knows
/// of UDP; owned by it.
class Mailroom {
 public:
  struct Datagram {
    CallId send{};
    Endpoint source;
    Endpoint destination;
    Payload content;
    Seq called = 0;
    Seq returned = 0;
    std::optional<std::size_t> receipt;
  };
  struct Receipt {
    CallId recv{};
    Endpoint source;  ///< Family::none where the call does not say
    Endpoint local;
    Payload data;
    bool truncated = false;
    Seq local_since = 0;  ///< datagrams sent before the socket had its address went to another
    Seq returned = 0;
    std::optional<std::size_t> datagram;
    Seq matched = 0;  ///< the event with which both are in the recording
    bool certain = true;
  };

  /// A send that the kernel took. Returns its index.
  std::size_t add(Datagram datagram);

  /// A datagram that came. Returns its index. `under_way`: payloads of sends that have begun and not returned, in a
  /// free run: one of them may have sent it already.
  std::size_t add(Receipt receipt, const std::vector<Payload>& under_way);

  [[nodiscard]] const Datagram& datagram(std::size_t index) const { return datagrams_.at(index); }
  [[nodiscard]] const Receipt& receipt(std::size_t index) const { return receipts_.at(index); }

  /// Indices of all datagrams that were sent to this family and port, in order; null when there is none.
  [[nodiscard]] const std::vector<std::size_t>* sent_to(const Endpoint& destination) const;

 private:
  struct ByContent {
    bool operator()(const Payload& one, const Payload& other) const { return one != other && *one < *other; }
  };
  /// The unclaimed datagrams of one content, in order. Once one of several was claimed, each of the others may be the
  /// one that was meant.
  struct SameContent {
    std::deque<std::size_t> datagrams;
    std::size_t doubtful_before = 0;  // datagrams with a smaller index
  };
  struct Mailbox {
    std::map<Payload, SameContent, ByContent> unclaimed;
    std::vector<std::size_t> unexplained;  // receipts whose send may still return
    std::vector<std::size_t> all;          // datagrams, in order
  };
  struct Candidates {
    std::optional<std::size_t> earliest;
    std::size_t count = 0;
    bool doubtful = false;
    std::vector<SameContent*> contents;
  };

  Mailbox& box(const Endpoint& endpoint) { return boxes_[{endpoint.family, endpoint.port}]; }
  [[nodiscard]] bool fits(const Datagram& datagram, const Receipt& receipt) const;
  [[nodiscard]] Candidates candidates(Mailbox& mailbox, const Receipt& receipt);
  void join(Mailbox& mailbox, std::size_t datagram, std::size_t receipt, bool certain);

  std::vector<Datagram> datagrams_;
  std::vector<Receipt> receipts_;
  std::map<std::pair<Family, std::uint16_t>, Mailbox> boxes_;
};

}  // namespace doorway
