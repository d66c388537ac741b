#include "core/live/socket_table.hpp"

#include <algorithm>

namespace doorway {

Try SocketTable::bind_name(const std::string& name, SocketType type, RecordedSocket::Made made) {
  sockets_.push_back(made.socket ? std::move(made.socket) : std::make_unique<RecordedSocket>(context_, type));
  names_[name] = sockets_.back().get();
  return made.answer;
}

Try SocketTable::open(const std::string& name, SocketType type) {
  return bind_name(name, type, RecordedSocket::open(context_, name, type));
}

Try SocketTable::accept(RecordedSocket& listener, const std::string& name) {
  RecordedSocket::Made made = listener.accept(name);
  if (!made.socket) return made.answer;
  return bind_name(name, listener.type(), std::move(made));
}

void SocketTable::bind_to_nothing(const std::string& name, SocketType type) {
  bind_name(name, type, {{-1, 0}, nullptr});
}

RecordedSocket& SocketTable::at(const std::string& name) {
  const auto found = names_.find(name);
  if (found != names_.end()) return *found->second;
  bind_to_nothing(name, SocketType::tcp);
  return *names_[name];
}

void SocketTable::for_each(const std::function<void(RecordedSocket&)>& visit) {
  for (const auto& socket : sockets_) {
    if (socket->id() != SocketId::none) visit(*socket);
  }
}

std::vector<SocketReport> SocketTable::report() {
  std::vector<SocketReport> reports;
  for_each([&](RecordedSocket& socket) { reports.push_back(socket.report()); });
  const auto is_named = [this](const RecordedSocket* socket) {
    return std::any_of(names_.begin(), names_.end(), [&](const auto& name) { return name.second == socket; });
  };
  std::erase_if(sockets_, [&](const auto& socket) { return !socket->is_open() && !is_named(socket.get()); });
  return reports;
}

void SocketTable::clear() {
  names_.clear();
  sockets_.clear();
}

}  // namespace doorway
