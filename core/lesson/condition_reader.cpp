#include "core/base/suggest.hpp"
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

ConditionReader::ConditionReader(std::string_view text, SourcePosition first, const std::vector<std::string>& processes)
    : text_(text), first_(first), processes_(processes), tokens_(condition_tokens(text)) {}

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

std::nullopt_t ConditionReader::fail_unknown(const ConditionToken& at, std::string what,
                                             std::initializer_list<std::string_view> candidates) {
  if (const auto meant = suggest(at.text, candidates)) {
    return fail(at, what + ": did you mean " + std::string(*meant) + "?");
  }
  what += ": write one of ";
  for (const std::string_view& candidate : candidates) {
    if (&candidate != candidates.begin()) what += ", ";
    what += candidate;
  }
  return fail(at, std::move(what));
}

void ConditionReader::check_process(const ConditionToken& name) {
  if (processes_.empty() || std::ranges::find(processes_, name.text) != processes_.end()) return;
  std::string message = "there is no process " + shown(name) + ": ";
  if (const auto meant = suggest(name.text, processes_)) {
    message += "did you mean " + std::string(*meant) + "?";
  } else {
    message += "write one of ";
    for (const std::string& process : processes_) message += (&process == processes_.data() ? "" : ", ") + process;
  }
  note(name, std::move(message));
}

std::string ConditionReader::shown(const ConditionToken& token) {
  return token.kind == Kind::end ? "the end" : quote_input(token.text);
}

}  // namespace doorway
