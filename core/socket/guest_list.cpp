#include "core/socket/guest_list.hpp"

#include <algorithm>

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
  connections_.emplace(Road{to, from_port}, false);
}

void GuestList::complete_connection(const Endpoint& to, std::uint16_t from_port) {
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find({to, from_port});
  if (found != connections_.end()) found->second = true;
}

void GuestList::forget_connection(const Endpoint& to, std::uint16_t from_port) {
  const std::lock_guard lock(mutex_);
  connections_.erase({to, from_port});
}

void GuestList::forget_line(const Endpoint& at) {
  const std::lock_guard lock(mutex_);
  std::erase_if(connections_, [&](const auto& each) { return each.first.first == at && each.second; });
}

bool GuestList::expects_connection(const Endpoint& at) {
  std::unique_lock lock(mutex_);
  wait_for_those_under_way(lock);
  const auto first = connections_.lower_bound({at, std::uint16_t{0}});
  return first != connections_.end() && first->first.first == at;
}

bool GuestList::admit_connection(const Endpoint& at, const Endpoint& from) {
  std::unique_lock lock(mutex_);
  wait_for_those_under_way(lock);
  return connections_.erase({at, from.port}) == 1;
}

void GuestList::add_datagram(const Endpoint& to, std::uint16_t from_port, std::span<const std::uint8_t> bytes) {
  const auto beginning = bytes.first(std::min(bytes.size(), remembered_bytes));
  const std::lock_guard lock(mutex_);
  datagrams_[{to, from_port}].push_back({bytes.size(), {beginning.begin(), beginning.end()}});
}

bool GuestList::Datagram::is_seen_in(const Looked& looked) const {
  if (looked.is_cut ? looked.bytes.size() >= size_bytes : looked.bytes.size() != size_bytes) return false;
  const std::size_t common = std::min(looked.bytes.size(), beginning.size());
  return std::equal(beginning.begin(), beginning.begin() + static_cast<std::ptrdiff_t>(common), looked.bytes.begin());
}

GuestList::OnTheWay::iterator GuestList::find(OnTheWay& datagrams, const Looked& looked) {
  return std::find_if(datagrams.begin(), datagrams.end(),
                      [&](const Datagram& datagram) { return datagram.is_seen_in(looked); });
}

bool GuestList::expects_datagram(const Endpoint& at, const Looked& looked) {
  std::unique_lock lock(mutex_);
  wait_for_those_under_way(lock);
  const auto road = datagrams_.find({at, looked.from.port});
  return road != datagrams_.end() && find(road->second, looked) != road->second.end();
}

bool GuestList::admit_datagram(const Endpoint& at, const Looked& looked) {
  std::unique_lock lock(mutex_);
  wait_for_those_under_way(lock);
  const auto road = datagrams_.find({at, looked.from.port});
  if (road == datagrams_.end()) return false;
  const auto datagram = find(road->second, looked);
  if (datagram == road->second.end()) return false;
  road->second.erase(datagram);
  if (road->second.empty()) datagrams_.erase(road);
  return true;
}

void GuestList::forget_datagrams(const Endpoint& at) {
  const std::lock_guard lock(mutex_);
  std::erase_if(datagrams_, [&](const auto& each) { return each.first.first == at; });
}

}  // namespace doorway
