#pragma once

#include "core/base/endpoint.hpp"
#include "core/scenario/call.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace doorway {

/// Which address the sockets of a take have, by the names of the script. A name keeps its address after close, until a
/// socket of that name gets another. Shared by the processes of a take; every function from any thread.
class AddressBook {
 public:
  /// `on_publish` is told, on the publishing thread and without a lock held, that a name has an address now.
  explicit AddressBook(std::function<void()> on_publish) : on_publish_(std::move(on_publish)) {}

  void publish(const std::string& process, const std::string& socket, const Endpoint& endpoint);
  [[nodiscard]] std::optional<Endpoint> find(const SocketRef& name) const;

 private:
  const std::function<void()> on_publish_;
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, Endpoint> endpoints_;
};

}  // namespace doorway
