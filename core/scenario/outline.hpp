#pragma once

#include "core/base/ids.hpp"
#include "core/scenario/call.hpp"
#include "core/scenario/lexer.hpp"
#include "core/scenario/names.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway {

/// What the lines of a script say of a socket, as far as they can be read: what has been asked for it, not what a
/// kernel would answer.
struct SocketFacts {
  std::optional<SocketType> type;  ///< of an accepted one that of its listening socket
  bool bound = false;
  bool listens = false;
  bool connected = false;

  [[nodiscard]] bool is_datagram() const { return type == SocketType::udp || type == SocketType::udp6; }
  friend bool operator==(const SocketFacts&, const SocketFacts&) = default;
};

/// The words of a line after its process, by what they are. Where one is not there the index is that of the last token.
struct StatementShape {
  std::optional<std::size_t> new_socket;  ///< the token before `=`
  std::optional<std::size_t> socket;      ///< the token before the dot
  std::optional<std::size_t> call;        ///< the word after these
  bool opens = false;                     ///< ( stands after the call
  std::size_t arguments = 0;              ///< the first token after (
};
/// Of `tokens`, a line from its process on. Total.
StatementShape shape_of(std::span<const Token> tokens);

/// What the lines of a script say so far, of one that is being written too: each line is taken for what it can be.
class Outline {
 public:
  /// One line without its line end.
  void read_line(std::string_view line);

  [[nodiscard]] const Names& names() const { return names_; }
  /// Without facts: nothing is known but the name.
  [[nodiscard]] SocketFacts facts_of(ProcessId process, std::string_view socket) const;
  [[nodiscard]] std::size_t lines_of(ProcessId process) const;  ///< that call something
  [[nodiscard]] bool has_exited(ProcessId process) const;
  [[nodiscard]] std::size_t open_repeats() const { return open_repeats_; }

 private:
  void read_statement(std::span<const Token> tokens, ProcessId process);
  void read_call(std::span<const Token> tokens, const StatementShape& shape, ProcessId process);

  Names names_;
  std::map<std::pair<ProcessId, std::string>, SocketFacts> facts_;
  std::vector<std::size_t> lines_;  // by process
  std::vector<bool> exited_;        // by process
  std::size_t open_repeats_ = 0;
};

}  // namespace doorway
