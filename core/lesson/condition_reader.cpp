#include "core/base/utf8.hpp"
#include "core/lesson/condition_operand.hpp"

#include <algorithm>
#include <utility>

namespace doorway {
namespace {

using Kind = ConditionToken::Kind;

SourcePosition position_of(std::string_view text, std::size_t offset, SourcePosition first) {
  const std::string_view before = text.substr(0, offset);
  const auto newline = before.rfind('\n');
  if (newline == std::string_view::npos) return {first.line, first.column + count_characters(before)};
  const auto lines = static_cast<std::size_t>(std::ranges::count(before, '\n'));
  return {first.line + lines, 1 + count_characters(before.substr(newline + 1))};
}

}  // namespace

ConditionReader::ConditionReader(std::string_view text, SourcePosition first, const ScenarioNames& names)
    : text_(text), first_(first), names_(names), tokens_(condition_tokens(text)) {}

const ConditionToken& ConditionReader::peek(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

const ConditionToken& ConditionReader::next() {
  const ConditionToken& token = peek();
  ++at_;
  return token;
}

bool ConditionReader::skip(Kind kind) {
  if (peek().kind != kind) return false;
  next();
  return true;
}

bool ConditionReader::skip_word(std::string_view word) {
  if (peek().kind != Kind::word || peek().text != word) return false;
  next();
  return true;
}

void ConditionReader::note(const ConditionToken& at, std::string message) {
  mistakes_.push_back({position_of(text_, at.offset, first_), std::move(message)});
}

std::nullopt_t ConditionReader::fail(const ConditionToken& at, std::string message) {
  const bool speaks_for_itself = at.kind == Kind::mistake;
  note(at, speaks_for_itself ? shown(at) + ": " + at.message : std::move(message));
  return std::nullopt;
}

std::nullopt_t ConditionReader::fail_unknown(const ConditionToken& at, std::string_view what,
                                             const std::vector<std::string_view>& candidates) {
  return fail(at, no_such(what, shown(at), candidates));
}

void ConditionReader::check_process(const ConditionToken& name) {
  if (!names_.are_known() || names_.find(name.text) != nullptr) return;
  note(name, no_such("there is no process", name.text, names_.process_names()));
}

void ConditionReader::check_socket(const ConditionToken& process, const ConditionToken& socket) {
  const ScenarioNames::Process* known = names_.are_sockets_known() ? names_.find(process.text) : nullptr;
  if (known == nullptr || known->sockets.contains(std::string(socket.text))) return;
  note(socket, known->sockets.empty()
                   ? shown(process) + " makes no socket"
                   : no_such(shown(process) + " has no socket", socket.text, keys_of(known->sockets)));
}

std::string ConditionReader::shown(const ConditionToken& token) {
  return token.kind == Kind::end ? "the end" : quote_input(token.text);
}

}  // namespace doorway
