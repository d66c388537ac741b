#pragma once

#include "core/base/endpoint.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace doorway {

/// Who of all programs on this computer is one of ours: a ledger of the connects and datagrams that the sockets of one
/// take have made and that nobody has accepted or received yet. What is not in it comes from a stranger. What can never
/// arrive any more is struck off, since the system may deal its port to a stranger.
/// Shared by the processes of a take; every function from any thread.
class GuestList {
 public:
  /// Of each datagram so much is remembered besides its size: a stranger that had the sender's port before it can have
  /// left one on the same road.
  static constexpr std::size_t remembered_bytes = 64;

  /// A datagram as far as it was looked at.
  struct Looked {
    Endpoint from;
    std::span<const std::uint8_t> bytes;
    bool is_cut = false;  ///< there is more of it than `bytes`
  };

  /// While one exists, a connect or first datagram is under way whose own port is not known yet. Questions asked
  /// meanwhile wait for it; it lives for one system call and the look at the port, so that takes microseconds.
  class UnderWay {
   public:
    explicit UnderWay(GuestList& list);
    ~UnderWay();
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;

   private:
    GuestList& list_;
    std::uint64_t ticket_;
  };

  /// One of our sockets at `from_port` has begun a connection to `to`. Doing so again before it was admitted changes
  /// nothing.
  void add_connection(const Endpoint& to, std::uint16_t from_port);

  /// It stands in the listener's line, or has been accepted.
  void complete_connection(const Endpoint& to, std::uint16_t from_port);

  /// It was refused, or given up before it was complete.
  void forget_connection(const Endpoint& to, std::uint16_t from_port);

  /// The listener at `at` ends: the kernel resets those that stand in its line. A connection that is not complete can
  /// still come to the next listener there.
  void forget_line(const Endpoint& at);

  /// Whether a connection of ours to `at` has begun and was not admitted yet. If none has, all that wait there are
  /// strangers.
  bool expects_connection(const Endpoint& at);

  /// Whether a connection accepted at `at` comes from one of ours, which is then struck off the list.
  bool admit_connection(const Endpoint& at, const Endpoint& from);

  /// One of our sockets at `from_port` has sent a datagram to `to`.
  void add_datagram(const Endpoint& to, std::uint16_t from_port, std::span<const std::uint8_t> bytes);

  /// Whether a datagram waiting at `at` is one of ours.
  bool expects_datagram(const Endpoint& at, const Looked& looked);

  /// The same for one that was received: it is struck off the list.
  bool admit_datagram(const Endpoint& at, const Looked& looked);

  /// The receiver at `at` is closed: what waited there, or was lost on the way, is gone.
  void forget_datagrams(const Endpoint& at);

 private:
  using Road = std::pair<Endpoint, std::uint16_t>;  // to whom, from which port

  struct Datagram {
    std::size_t size_bytes = 0;
    std::vector<std::uint8_t> beginning;

    [[nodiscard]] bool is_seen_in(const Looked& looked) const;
  };
  using OnTheWay = std::list<Datagram>;

  static OnTheWay::iterator find(OnTheWay& datagrams, const Looked& looked);
  void wait_for_those_under_way(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;
  std::condition_variable settled_;
  std::uint64_t next_ticket_ = 0;
  std::set<std::uint64_t> under_way_;
  std::map<Road, bool> connections_;    // whether it is complete
  std::map<Road, OnTheWay> datagrams_;  // none is empty
};

}  // namespace doorway
