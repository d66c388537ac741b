#include "core/live/address_book.hpp"

namespace doorway {

void AddressBook::publish(const std::string& process, const std::string& socket, const Endpoint& endpoint) {
  if (endpoint.port == 0) return;
  {
    const std::lock_guard lock(mutex_);
    endpoints_[{process, socket}] = endpoint;
  }
  on_publish_();
}

std::optional<Endpoint> AddressBook::find(const SocketRef& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = endpoints_.find({name.process, name.socket});
  if (found == endpoints_.end()) return std::nullopt;
  return found->second;
}

}  // namespace doorway
