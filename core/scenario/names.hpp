#pragma once

#include "core/base/ids.hpp"
#include "core/scenario/mistake.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace doorway {

/// A process of the file that is being read, with what its lines have done so far.
struct KnownProcess {
  std::string name;
  std::vector<std::string> sockets;  ///< names that its lines make, in file order, each once
  std::unordered_set<std::string> made;
  std::size_t exited_in_line = 0;  ///< 0: it has not called exit
};

/// The processes and sockets of a file, as far as it has been read. "Did you mean" comes from here.
class Names {
 public:
  /// The process of this name, or nothing.
  [[nodiscard]] std::optional<ProcessId> find(std::string_view process) const;
  /// The process of this name, new where it must be; nothing where there would be too many.
  std::optional<ProcessId> find_or_add(std::string_view process);
  void add_socket(ProcessId process, std::string_view socket);

  [[nodiscard]] bool has_socket(ProcessId process, std::string_view socket) const;
  /// The first process whose lines make a socket of this name.
  [[nodiscard]] std::optional<ProcessId> owner_of(std::string_view socket) const;

  [[nodiscard]] const std::vector<KnownProcess>& processes() const { return processes_; }
  [[nodiscard]] KnownProcess& process(ProcessId id) { return processes_.at(id); }
  [[nodiscard]] const KnownProcess& process(ProcessId id) const { return processes_.at(id); }
  [[nodiscard]] std::vector<std::string_view> process_names() const;

  /// Why `process` cannot call at `socket`, which none of its lines so far has made.
  [[nodiscard]] std::string no_socket_yet(ProcessId process, std::string_view socket) const;
  /// Why `process.socket` is no socket of this file, once all of it is read; empty where it is one.
  [[nodiscard]] std::string no_such_reference(std::string_view process, std::string_view socket) const;

 private:
  std::vector<KnownProcess> processes_;
};

/// What is wrong with a name of a process or socket as such, or empty.
std::string bad_name(std::string_view name);

/// "one of alice, bob, carol": at most eight of them, then "…"; a single name alone.
std::string one_of(const std::vector<std::string_view>& names);

}  // namespace doorway
