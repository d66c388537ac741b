#pragma once

#include "core/socket/recorded_socket.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace doorway {

/// The sockets of one process by the names its script gives them. A socket whose name is bound again stays open, as in
/// a program that has lost its last variable for a descriptor. Used by its process's thread alone.
class SocketTable {
 public:
  explicit SocketTable(SocketContext& context) : context_(context) {}

  /// Makes a socket and gives it the name; where the kernel refuses, the name stands for a descriptor of -1.
  Try open(const std::string& name, SocketType type);

  /// Takes a connection from the listener and gives it the name, which keeps its old meaning when there is none to
  /// take.
  Try accept(RecordedSocket& listener, const std::string& name);

  /// The name stands for a descriptor of -1 from now on: the call that should have made its socket failed.
  void bind_to_nothing(const std::string& name, SocketType type);

  /// The socket behind a name. The parser has made sure that the script binds it; if the call that should is not there
  /// (it failed, or was skipped), it is one without a descriptor.
  RecordedSocket& at(const std::string& name);

  /// Each socket in order of making, also those whose name was bound again; not those that could not be made.
  void for_each(const std::function<void(RecordedSocket&)>& visit);

  /// Reports of all open sockets, and once more of each that was closed since the last time.
  std::vector<SocketReport> report();

  void clear();

 private:
  Try bind_name(const std::string& name, SocketType type, RecordedSocket::Made made);

  SocketContext& context_;
  std::vector<std::unique_ptr<RecordedSocket>> sockets_;  // in order of making; the closed ones until reported
  std::map<std::string, RecordedSocket*> names_;
};

}  // namespace doorway
