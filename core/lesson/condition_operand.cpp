#include "core/lesson/condition_operand.hpp"

#include "core/base/errno_name.hpp"
#include "core/lesson/condition_words.hpp"
#include "core/scenario/call_rules.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace doorway {

using namespace condition;
using Kind = ConditionToken::Kind;

namespace {

constexpr std::string_view example = "such as bob.recv#1.bytes == 10 or alice.send#1 blocks";

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// The value of a number as written, `_` between its digits left out; false when it is too large for an Integer.
template <class Integer>
bool read_digits(std::string_view written, Integer& value) {
  std::string digits(written);
  std::erase(digits, '_');
  const char* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, value);
  return error == std::errc{} && stopped == end;
}

/// As errors and states are written.
bool is_upper(std::string_view word) {
  const auto in_name = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  return word.size() > 2 && std::ranges::all_of(word, in_name);
}

bool is_socket_field(std::string_view word) {
  return word == "state" || value_of(socket_fields, word) != nullptr;
}

}  // namespace

std::optional<Operand> OperandReader::read() {
  const ConditionToken& token = reader_.next();
  switch (token.kind) {
    case Kind::number: return read_number(token);
    case Kind::text: return read_text(token);
    case Kind::word: break;
    case Kind::end: return reader_.fail(token, "a condition is missing here, " + std::string(example));
    case Kind::dot:
    case Kind::hash:
    case Kind::open:
    case Kind::close:
    case Kind::comparison:
    case Kind::mistake:
      return reader_.fail(token, "expected a condition, not " + reader_.shown(token) + ": " + std::string(example));
  }
  if (reader_.peek().kind == Kind::dot) return read_of_process(token);
  if (token.text == "hex" && reader_.peek().kind == Kind::open) return read_hex(token);
  return read_name(token);
}

/// A word by itself: an errno or a state.
std::optional<Operand> OperandReader::read_name(const ConditionToken& token) {
  if (token.text == "none") return Operand{Errno{0}, true, token};
  if (const TcpState* state = value_of(states, token.text)) return Operand{State{*state}, true, token};
  if (const int error = errno_value(token.text); error != 0) return Operand{Errno{error}, true, token};
  if (is_one_of(token.text, {"and", "or"})) {
    return reader_.fail(token, "a condition is missing before " + std::string(token.text));
  }
  if (suggest(token.text, keys_of(states)) && is_upper(token.text)) {
    return reader_.fail_unknown(token, "there is no state", keys_of(states));
  }
  if (token.text.front() == 'E' && is_upper(token.text)) {
    return reader_.fail_unknown(token, "there is no errno",
                                {"EADDRINUSE", "EAGAIN", "EBADF", "ECONNREFUSED", "ECONNRESET", "EINVAL", "EISCONN",
                                 "EMSGSIZE", "ENOTCONN", "EPIPE", "ETIMEDOUT"});
  }
  return reader_.fail(token, "after the process " + reader_.shown(token) + " comes a dot and a call: " +
                                 reader_.shown(token) + ".recv#1 blocks, or: " + reader_.shown(token) + " ended");
}

std::optional<Operand> OperandReader::read_number(const ConditionToken& token) {
  std::int64_t value = 0;
  if (!read_digits(token.text, value)) {
    reader_.note(token,
                 "the number is too large: " + std::to_string(std::numeric_limits<std::int64_t>::max()) + " at most");
  }
  if (reader_.peek().kind == Kind::word && reader_.peek().offset == token.offset + token.text.size()) {
    return reader_.fail(reader_.peek(), "a number is digits only: write the unit out, 4096 for 4k");
  }
  return Operand{Number{value}, true, token};
}

std::optional<Operand> OperandReader::read_text(const ConditionToken& token) {
  std::size_t bad_escape = 0;
  Bytes bytes = unescape(token.text, bad_escape);
  if (bad_escape != std::string_view::npos) {
    ConditionToken at = token;
    at.offset += bad_escape;
    return reader_.fail(at, R"(no such escape: write \n \t \" \\ or \xHH with two hexadecimal digits)");
  }
  return Operand{Data{std::move(bytes)}, true, token};
}

std::optional<Operand> OperandReader::read_hex(const ConditionToken& token) {
  constexpr auto how = "hex takes pairs of hexadecimal digits in quotes: hex(\"48 69\")";
  reader_.next();
  const ConditionToken& text = reader_.next();
  if (text.kind != Kind::text) return reader_.fail(text, how);
  Bytes bytes;
  std::string_view rest = text.text.substr(1, text.text.size() - 2);
  while (!rest.empty()) {
    if (rest.front() == ' ') {
      rest.remove_prefix(1);
      continue;
    }
    std::uint8_t byte = 0;
    const auto [end, error] =
        std::from_chars(rest.data(), rest.data() + std::min<std::size_t>(2, rest.size()), byte, 16);
    if (error != std::errc{} || end != rest.data() + 2) return reader_.fail(text, how);
    bytes.push_back(byte);
    rest.remove_prefix(2);
  }
  if (!reader_.skip(Kind::close)) return reader_.fail(reader_.peek(), how);
  return Operand{Data{std::move(bytes)}, true, token};
}

/// What follows a process and a dot: a call, or a socket.
std::optional<Operand> OperandReader::read_of_process(const ConditionToken& process) {
  reader_.check_process(process);
  reader_.next();
  const ConditionToken& name = reader_.next();
  if (name.kind != Kind::word) {
    return reader_.fail(name, "after the dot comes a call: " + reader_.shown(process) + ".recv#1");
  }
  const bool has_field = reader_.peek().kind == Kind::dot && reader_.peek(1).kind == Kind::word;
  const bool is_call = find_rule(name.text) != nullptr;
  const bool is_of_socket = has_field && is_socket_field(reader_.peek(1).text);
  if (is_of_socket || (has_field && !is_call && find_rule(reader_.peek(1).text) == nullptr)) {
    return read_socket(process, name);
  }
  if (is_call) return read_calls({std::string(process.text), std::string(name.text)}, process);
  if (has_field) {
    return reader_.fail(name, "a call is named by its process, not by its socket: " + reader_.shown(process) + "." +
                                  reader_.shown(reader_.peek(1)));
  }
  return reader_.fail(name, no_such_call(name.text));
}

std::optional<Operand> OperandReader::read_calls(const Calls& group, const ConditionToken& process) {
  const std::string written = group.process + "." + group.call;
  if (reader_.skip_word("count")) return Operand{Number{CountOf{group}}, false, process};
  const Verb* verb = reader_.peek().kind == Kind::word ? value_of(verbs, reader_.peek().text) : nullptr;
  if (verb != nullptr) {
    const ConditionToken& word = reader_.next();
    if (reader_.skip_word("count")) return Operand{Number{CountOf{group, *verb}}, false, process};
    const std::string said(word.text);
    return reader_.fail(word, "say which " + group.call + ": " + written + "#1 " + said +
                                  " for the first, or count them: " + written + " " + said + " count == 1");
  }
  if (reader_.skip(Kind::dot)) return read_total(group, process);
  if (reader_.skip(Kind::hash)) {
    const std::optional<std::uint32_t> nth = read_nth();
    if (!nth) return std::nullopt;
    NthCall call{group, *nth};
    if (reader_.skip(Kind::dot)) return read_field(call, process);
    return Operand{std::move(call), false, process};
  }
  return reader_.fail(reader_.peek(), "say which " + group.call + ": " + written +
                                          "#1 for the first, or count them: " + written + " count == 1");
}

/// `bob.c` is read, and a dot and a word stand behind it.
std::optional<Operand> OperandReader::read_socket(const ConditionToken& process, const ConditionToken& socket) {
  reader_.next();
  const ConditionToken& field = reader_.next();
  reader_.check_socket(process, socket);
  SocketOf of{std::string(process.text), std::string(socket.text)};
  if (field.text == "state") return Operand{State{StateOf{std::move(of)}}, false, process};
  if (const SocketField* measure = value_of(socket_fields, field.text)) {
    return Operand{Number{Measure{std::move(of), *measure}}, false, process};
  }
  std::vector<std::string_view> fields = keys_of(socket_fields);
  fields.push_back("state");
  return reader_.fail_unknown(field, "a socket has no", fields);
}

std::optional<std::uint32_t> OperandReader::read_nth() {
  const ConditionToken& number = reader_.next();
  std::uint32_t nth = 0;
  if (number.kind != Kind::number) return reader_.fail(number, "after # comes a number: #1 is the first such call");
  if (!read_digits(number.text, nth) || nth == 0) {
    return reader_.fail(number,
                        "calls are counted from #1 to #" + std::to_string(std::numeric_limits<std::uint32_t>::max()));
  }
  return nth;
}

/// Whether calls of this name have the field; notes the mistake when they don't.
bool OperandReader::check_field(std::string_view call, const ConditionToken& field) {
  const bool sends = is_one_of(call, {"send", "sendto"});
  const bool receives = is_one_of(call, {"recv", "recvfrom"});
  if (field.text == "errno") return true;
  if (field.text == "port") {
    if (is_one_of(call, {"local", "peer", "accept", "recvfrom"})) return true;
    reader_.note(field, "only local, peer, accept and recvfrom tell a port: write a line with local() or peer()");
    return false;
  }
  if (field.text == "result") {
    if (!is_one_of(call, {"socket", "accept"})) return true;
    reader_.note(field, "the result of " + std::string(call) +
                            " is a descriptor, which says nothing: write succeeds or fails, or compare its errno");
    return false;
  }
  if (sends || (receives && field.text != "offered")) return true;
  reader_.note(field, "only " +
                          std::string(field.text == "offered" ? "send and sendto" : "send, sendto, recv and recvfrom") +
                          " have " + std::string(field.text) + ": compare this call's result or errno");
  return false;
}

std::optional<Operand> OperandReader::read_field(const NthCall& call, const ConditionToken& process) {
  const ConditionToken& field = reader_.next();
  if (field.kind == Kind::word && value_of(verbs, field.text) != nullptr) {
    return reader_.fail(field, "no dot before " + std::string(field.text) + ": " + call.calls.process + "." +
                                   call.calls.call + "#" + std::to_string(call.nth) + " " + std::string(field.text));
  }
  const NumberField* number = value_of(number_fields, field.text);
  if (field.kind != Kind::word || (number == nullptr && !is_one_of(field.text, {"errno", "data", "port"}))) {
    return reader_.fail_unknown(field, "there is no field", {"bytes", "data", "errno", "offered", "port", "result"});
  }
  if (!check_field(call.calls.call, field)) return Operand{std::monostate{}, false, process};
  if (field.text == "errno") return Operand{Errno{ErrnoOf{call}}, false, process};
  if (field.text == "data") return Operand{Data{DataOf{call}}, false, process};
  if (field.text == "port") return Operand{Port{PortOf{call}}, false, process};
  return Operand{Number{NumberOf{call, *number}}, false, process};
}

std::optional<Operand> OperandReader::read_total(const Calls& calls, const ConditionToken& process) {
  const ConditionToken& field = reader_.next();
  if (field.kind == Kind::word && is_one_of(field.text, {"result", "errno", "port"})) {
    return reader_.fail(
        field, "say which " + calls.call + ": " + calls.process + "." + calls.call + "#1." + std::string(field.text));
  }
  const NumberField* number = value_of(number_fields, field.text);
  if (field.kind != Kind::word || (number == nullptr && field.text != "data")) {
    return reader_.fail_unknown(field, "all " + calls.call + " together have no field", {"bytes", "data", "offered"});
  }
  if (!check_field(calls.call, field)) return Operand{std::monostate{}, false, process};
  if (field.text == "data") return Operand{Data{AllDataOf{calls}}, false, process};
  return Operand{Number{TotalOf{calls, *number}}, false, process};
}

}  // namespace doorway
