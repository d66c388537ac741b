#include "core/scenario/outline.hpp"

#include "core/scenario/arguments.hpp"
#include "core/scenario/limits.hpp"
#include "core/scenario/statement.hpp"

#include <algorithm>
#include <array>

namespace doorway {
namespace {

std::optional<SocketType> type_named(std::string_view word) {
  constexpr std::array types{SocketType::tcp, SocketType::tcp6, SocketType::udp, SocketType::udp6};
  const auto words = socket_types().words;
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return types.at(static_cast<std::size_t>(found - words.begin()));
}

}  // namespace

StatementShape shape_of(std::span<const Token> tokens) {
  StatementShape shape;
  std::size_t next = 2;
  if (is_kind(tokens, next, TokenKind::word) && is_kind(tokens, next + 1, TokenKind::equals)) {
    shape.new_socket = next;
    next += 2;
  }
  if (is_kind(tokens, next, TokenKind::word) && is_kind(tokens, next + 1, TokenKind::dot)) {
    shape.socket = next;
    next += 2;
  }
  if (!is_kind(tokens, next, TokenKind::word)) return shape;
  shape.call = next;
  shape.opens = is_kind(tokens, next + 1, TokenKind::open);
  shape.arguments = next + 2;
  return shape;
}

void Outline::read_line(std::string_view line) {
  if (line.size() > limits::line_bytes) return;
  const LexedLine lexed = lex_line(line, 1);
  const std::span<const Token> tokens = lexed.tokens;
  if (tokens.empty()) return;
  if (is_kind(tokens, 0, TokenKind::close_brace)) {
    if (open_repeats_ > 0) --open_repeats_;
  } else if (tokens[0].source == "repeat" && !is_kind(tokens, 1, TokenKind::colon)) {
    if (!is_kind(tokens, tokens.size() - 1, TokenKind::close_brace)) ++open_repeats_;
  } else if (is_kind(tokens, 1, TokenKind::colon)) {
    note_names(tokens, names_);
    if (const auto process = names_.find(tokens[0].source)) read_statement(tokens, *process);
  }
}

void Outline::read_statement(std::span<const Token> tokens, ProcessId process) {
  lines_.resize(names_.processes().size());
  exited_.resize(names_.processes().size());
  const StatementShape shape = shape_of(tokens);
  if (!shape.call) return;
  ++lines_[process];
  if (tokens[*shape.call].source == "exit" && shape.opens) exited_[process] = true;
  read_call(tokens, shape, process);
}

void Outline::read_call(std::span<const Token> tokens, const StatementShape& shape, ProcessId process) {
  const std::string_view call = tokens[*shape.call].source;
  if (shape.new_socket) {
    SocketFacts made;
    if (call == "socket" && is_kind(tokens, shape.arguments, TokenKind::word))
      made.type = type_named(tokens[shape.arguments].source);
    if (call == "accept" && shape.socket) {
      made.type = facts_of(process, tokens[*shape.socket].source).type;
      made.bound = made.connected = true;
    }
    facts_[{process, std::string(tokens[*shape.new_socket].source)}] = made;
    return;
  }
  if (!shape.socket) return;
  const auto found = facts_.find({process, std::string(tokens[*shape.socket].source)});
  if (found == facts_.end()) return;
  found->second.bound = found->second.bound || call == "bind" || call == "listen" || call == "connect";
  found->second.listens = found->second.listens || call == "listen";
  found->second.connected = found->second.connected || call == "connect";
}

SocketFacts Outline::facts_of(ProcessId process, std::string_view socket) const {
  const auto found = facts_.find({process, std::string(socket)});
  return found == facts_.end() ? SocketFacts{} : found->second;
}

std::size_t Outline::lines_of(ProcessId process) const {
  return process < lines_.size() ? lines_[process] : 0;
}

bool Outline::has_exited(ProcessId process) const {
  return process < exited_.size() && exited_[process];
}

}  // namespace doorway
