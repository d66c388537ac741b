#pragma once

#include "core/base/endpoint.hpp"

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace doorway {

/// Who of all programs on this computer is one of ours: a ledger of the connects and datagrams that the sockets of one
/// take have made and that nobody has accepted or received yet. What is not in it comes from a stranger.
/// Shared by the processes of a take; every function from any thread.
class GuestList {
 public:
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

  /// Whether a connection of ours to `at` has begun and was not admitted yet. If none has, all that wait there are
  /// strangers.
  bool expects_connection(const Endpoint& at);

  /// Whether a connection accepted at `at` comes from one of ours, which is then struck off the list.
  bool admit_connection(const Endpoint& at, const Endpoint& from);

  /// One of our sockets at `from_port` has sent a datagram to `to`.
  void add_datagram(const Endpoint& to, std::uint16_t from_port);

  /// Whether a datagram waiting at `at` comes from one of ours.
  bool expects_datagram(const Endpoint& at, const Endpoint& from);

  /// The same for one that was received: it is struck off the list.
  bool admit_datagram(const Endpoint& at, const Endpoint& from);

 private:
  using Road = std::pair<Endpoint, std::uint16_t>;  // to whom, from which port

  void wait_for_those_under_way(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;
  std::condition_variable settled_;
  std::uint64_t next_ticket_ = 0;
  std::set<std::uint64_t> under_way_;
  std::set<Road> connections_;
  std::map<Road, std::uint64_t> datagrams_;  // how many are on the way
};

}  // namespace doorway
