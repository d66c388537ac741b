#include "core/base/errno_name.hpp"
#include "core/lesson/condition.hpp"
#include "core/lesson/condition_words.hpp"

#include <string>

namespace doorway {
namespace {

using namespace condition;

std::string text_of(const Calls& calls) {
  return calls.process + "." + calls.call;
}

std::string text_of(const NthCall& call) {
  return text_of(call.calls) + "#" + std::to_string(call.nth);
}

std::string text_of(const SocketOf& socket) {
  return socket.process + "." + socket.socket;
}

std::string text_literal(const Bytes& bytes) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text = "\"";
  for (const std::uint8_t byte : bytes) {
    const char c = static_cast<char>(byte);
    if (c == '"' || c == '\\') {
      text += {'\\', c};
    } else if (c == '\n') {
      text += "\\n";
    } else if (c == '\t') {
      text += "\\t";
    } else if (byte < 0x20 || byte > 0x7E) {
      text += {'\\', 'x', digits[byte >> 4U], digits[byte & 0xFU]};
    } else {
      text += c;
    }
  }
  return text + "\"";
}

struct OperandText {
  std::string operator()(std::int64_t literal) const { return std::to_string(literal); }
  std::string operator()(const NumberOf& number) const {
    return text_of(number.call) + "." + std::string(word_of(number_fields, number.field));
  }
  std::string operator()(const TotalOf& total) const {
    return text_of(total.calls) + "." + std::string(word_of(number_fields, total.field));
  }
  std::string operator()(const CountOf& count) const {
    const std::string verb = count.verb ? " " + std::string(word_of(verbs, *count.verb)) : "";
    return text_of(count.calls) + verb + " count";
  }
  std::string operator()(const Measure& measure) const {
    return text_of(measure.socket) + "." + std::string(word_of(socket_fields, measure.field));
  }
  std::string operator()(TcpState literal) const { return std::string(word_of(states, literal)); }
  std::string operator()(const StateOf& state) const { return text_of(state.socket) + ".state"; }
  std::string operator()(const NoPort&) const { return "0"; }
  std::string operator()(const PortOf& port) const { return text_of(port.call) + ".port"; }
  std::string operator()(const Bytes& literal) const { return text_literal(literal); }
  std::string operator()(const DataOf& data) const { return text_of(data.call) + ".data"; }
  std::string operator()(const AllDataOf& data) const { return text_of(data.calls) + ".data"; }
  std::string operator()(int literal) const { return literal == 0 ? "none" : errno_name(literal); }
  std::string operator()(const ErrnoOf& error) const { return text_of(error.call) + ".errno"; }
};

template <class Operand>
std::string compared(const Operand& left, std::string_view sign, const Operand& right) {
  return std::visit(OperandText{}, left) + " " + std::string(sign) + " " + std::visit(OperandText{}, right);
}

/// A part of `and`, `or` and `not`: what is itself made of parts stands in parentheses.
std::string part_text(const Condition& part) {
  const bool joined = std::holds_alternative<All>(part.node) || std::holds_alternative<Any>(part.node);
  return joined ? "(" + to_string(part) + ")" : to_string(part);
}

std::string joined(const std::vector<Condition>& parts, std::string_view by) {
  std::string text;
  for (const Condition& part : parts) {
    if (!text.empty()) text += by;
    text += part_text(part);
  }
  return text;
}

struct ConditionText {
  std::string operator()(const CompareNumbers& node) const {
    return compared(node.left, word_of(comparisons, node.comparison), node.right);
  }
  std::string operator()(const CompareData& node) const {
    return compared(node.left, node.equal ? "==" : "!=", node.right);
  }
  std::string operator()(const CompareErrno& node) const {
    return compared(node.left, node.equal ? "==" : "!=", node.right);
  }
  std::string operator()(const CompareStates& node) const {
    return compared(node.left, node.equal ? "==" : "!=", node.right);
  }
  std::string operator()(const ComparePorts& node) const {
    return compared(node.left, node.equal ? "==" : "!=", node.right);
  }
  std::string operator()(const Statement& node) const {
    return text_of(node.call) + " " + std::string(word_of(verbs, node.verb));
  }
  std::string operator()(const Before& node) const { return text_of(node.first) + " before " + text_of(node.second); }
  std::string operator()(const HasEnded& node) const { return node.process + " ended"; }
  std::string operator()(const Not& node) const { return "not " + part_text(*node.part); }
  std::string operator()(const All& node) const { return joined(node.parts, " and "); }
  std::string operator()(const Any& node) const { return joined(node.parts, " or "); }
};

}  // namespace

std::string to_string(const Condition& condition) {
  return std::visit(ConditionText{}, condition.node);
}

std::string to_string(const Number& number) {
  return std::visit(OperandText{}, number);
}

}  // namespace doorway
