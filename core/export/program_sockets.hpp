#pragma once

#include "core/scenario/scenario.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// What a program's plan knows of a scenario's sockets before anything runs; only program_plan.cpp includes it.
namespace doorway {

using SocketName = std::pair<std::string, std::string>;  // process and socket

/// What the lines so far have made of a socket.
struct PlannedSocket {
  SocketType type = SocketType::tcp;
  bool is_bound = false;  ///< bind(0) or connect has been called
  bool is_closed = false;
  bool has_port = false;   ///< whatever comes, its port stays the same
  std::size_t number = 0;  ///< among those of its name that may have a port, from 1; 0: it has had no call for one
};

/// The sockets of all processes, line by line in the file's order. A name stands for the socket that got it last.
class PlannedSockets {
 public:
  explicit PlannedSockets(const Scenario& scenario) : scenario_(scenario) {}

  /// Null where no line so far has made it.
  [[nodiscard]] const PlannedSocket* find(const SocketName& name) const;
  /// Of the socket that the line makes: an accepted one is as its listener.
  [[nodiscard]] SocketType type_made_by(const Line& line) const;
  /// Whether the socket must be bound first, lest the kernel choose 0.0.0.0.
  [[nodiscard]] bool binds_first(const Line& line) const;

  /// The socket that may have got its port in this line, if one has.
  std::optional<SocketName> take_in(const Line& line);

 private:
  [[nodiscard]] SocketName own(const Line& line) const { return {scenario_.processes[line.process], line.socket}; }
  std::optional<SocketName> gives_port(const SocketName& name);

  const Scenario& scenario_;
  std::map<SocketName, PlannedSocket> sockets_;
  std::map<SocketName, std::size_t> numbered_;
};

/// Which of the sockets that share a name a line asks for. As in Doorway's own run in the file's order: the latest one
/// that may have had a port before the line, or the first one where there was none.
class AskedPorts {
 public:
  explicit AskedPorts(const Scenario& scenario);

  struct Asked {
    std::size_t number = 1;
    SocketType type = SocketType::tcp;
  };
  [[nodiscard]] Asked asked(const SocketName& name, std::size_t at) const;
  /// The first line after `after` that asks for this socket. `after` is nothing for all lines of the file.
  [[nodiscard]] std::optional<std::size_t> next_need(const SocketName& name, std::size_t number,
                                                     std::optional<std::size_t> after) const;
  [[nodiscard]] bool is_needed(const SocketName& name) const { return needed_at_.count(name) > 0; }

 private:
  struct Given {
    std::size_t at = 0;  // the line
    SocketType type = SocketType::tcp;
  };
  std::map<SocketName, std::vector<Given>> given_;  // by number
  std::map<SocketName, SocketType> first_types_;    // of the first socket of each name
  std::map<SocketName, std::vector<std::size_t>> needed_at_;
};

/// What the socket is called where its port is told: "bob.l", and "bob.l(2)" for the second one of this name.
std::string told_name(const SocketName& name, std::size_t number);

}  // namespace doorway
