#include "core/socket/guest_list.hpp"

namespace doorway {

GuestList::UnderWay::UnderWay(GuestList& list) : list_(list), ticket_(0) {
  const std::lock_guard lock(list_.mutex_);
  ticket_ = list_.next_ticket_++;
  list_.under_way_.insert(ticket_);
}

GuestList::UnderWay::~UnderWay() {
  {
    const std::lock_guard lock(list_.mutex_);
    list_.under_way_.erase(ticket_);
  }
  list_.settled_.notify_all();
}

// Only those that began before the question are waited for: later ones cannot be what it is about.
void GuestList::wait_for_those_under_way(std::unique_lock<std::mutex>& lock) {
  const std::uint64_t asked_at = next_ticket_;
  settled_.wait(lock, [&] { return under_way_.empty() || *under_way_.begin() >= asked_at; });
}

void GuestList::add_connection(const Endpoint& to, std::uint16_t from_port) {
  const std::lock_guard lock(mutex_);
  connections_.emplace(to, from_port);
}

bool GuestList::expects_connection(const Endpoint& at) {
  std::unique_lock lock(mutex_);
  wait_for_those_under_way(lock);
  const auto first = connections_.lower_bound({at, std::uint16_t{0}});
  return first != connections_.end() && first->first == at;
}

bool GuestList::admit_connection(const Endpoint& at, const Endpoint& from) {
  std::unique_lock lock(mutex_);
  wait_for_those_under_way(lock);
  return connections_.erase({at, from.port}) == 1;
}

void GuestList::add_datagram(const Endpoint& to, std::uint16_t from_port) {
  const std::lock_guard lock(mutex_);
  ++datagrams_[{to, from_port}];
}

bool GuestList::expects_datagram(const Endpoint& at, const Endpoint& from) {
  std::unique_lock lock(mutex_);
  wait_for_those_under_way(lock);
  return datagrams_.contains({at, from.port});
}

bool GuestList::admit_datagram(const Endpoint& at, const Endpoint& from) {
  std::unique_lock lock(mutex_);
  wait_for_those_under_way(lock);
  const auto road = datagrams_.find({at, from.port});
  if (road == datagrams_.end()) return false;
  if (--road->second == 0) datagrams_.erase(road);
  return true;
}

}  // namespace doorway
