#include "core/base/count_of.hpp"
#include "core/base/errno_name.hpp"
#include "core/base/suggest.hpp"
#include "core/base/utf8.hpp"
#include "core/lesson/condition.hpp"
#include "core/lesson/condition_lexer.hpp"
#include "core/lesson/condition_operand.hpp"
#include "core/lesson/condition_words.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace doorway {
namespace {

using namespace condition;
using Kind = ConditionToken::Kind;

/// What goes on after a mistake: nothing of it reaches the caller.
Condition placeholder() {
  return {HasEnded{}};
}

class ConditionParser {
 public:
  ConditionParser(ConditionReader& reader) : reader_(reader), operands_(reader) {}

  std::optional<Condition> whole() {
    std::optional<Condition> condition = any();
    if (!condition) return std::nullopt;
    const ConditionToken& rest = reader_.peek();
    if (rest.kind == Kind::end) return condition;
    if (rest.kind == Kind::close) return reader_.fail(rest, "no ( for this )");
    if (rest.kind == Kind::comparison) {
      return reader_.fail(rest, "one comparison at a time: join two with and, as in a > 1 and a < 5");
    }
    return reader_.fail(rest, "the condition was complete before " + reader_.shown(rest) + ": join two with and or or");
  }

 private:
  std::optional<Condition> any() {
    return joined<Any>("or", [this] { return joined<All>("and", [this] { return negated(); }); });
  }

  template <class Node, class Part>
  std::optional<Condition> joined(std::string_view word, Part part) {
    std::vector<Condition> parts;
    do {
      std::optional<Condition> next = part();
      if (!next) return std::nullopt;
      parts.push_back(std::move(*next));
    } while (reader_.skip_word(word));
    if (parts.size() == 1) return std::move(parts.front());
    return Condition{Node{std::move(parts)}};
  }

  std::optional<Condition> negated() {
    const ConditionToken& token = reader_.peek();
    const bool is_not = token.kind == Kind::word && token.text == "not" && reader_.peek(1).kind != Kind::dot;
    if (!is_not && token.kind != Kind::open) return statement();
    if (depth_ == deepest_condition) {
      return reader_.fail(
          token, "parentheses and not inside one another: " + std::to_string(deepest_condition) + " deep at most");
    }
    ++depth_;
    reader_.next();
    std::optional<Condition> part = is_not ? negated() : in_parentheses(token);
    --depth_;
    if (!part || !is_not) return part;
    return Condition{Not{std::make_shared<const Condition>(std::move(*part))}};
  }

  std::optional<Condition> in_parentheses(const ConditionToken& opened) {
    std::optional<Condition> part = any();
    if (!part || reader_.skip(Kind::close)) return part;
    const ConditionToken& token = reader_.peek();
    if (token.kind == Kind::end) return reader_.fail(opened, "this ( is not closed: write ) at its end");
    return reader_.fail(token, "expected ) before " + reader_.shown(token) + ", or and or or");
  }

  /// What has no `and`, `or`, `not` in it.
  std::optional<Condition> statement() {
    const ConditionToken& first = reader_.peek();
    if (first.kind == Kind::word && reader_.peek(1).kind == Kind::word && reader_.peek(1).text == "ended") {
      reader_.next();
      reader_.next();
      reader_.check_process(first);
      return Condition{HasEnded{std::string(first.text)}};
    }
    std::optional<Operand> left = operands_.read();
    if (!left) return std::nullopt;
    if (const auto* call = std::get_if<NthCall>(&left->value)) return said_of(*call, left->token);
    const ConditionToken& sign = reader_.peek();
    if (sign.kind != Kind::comparison) {
      return reader_.fail(sign, "expected == or another comparison after this, not " + reader_.shown(sign));
    }
    reader_.next();
    if (std::holds_alternative<State>(left->value) && is_no_state(reader_.peek())) {
      return reader_.fail_unknown(reader_.peek(), "there is no state", keys_of(states));
    }
    std::optional<Operand> right = operands_.read();
    if (!right) return std::nullopt;
    return compare(std::move(*left), sign, std::move(*right));
  }

  /// `bob.recv#1` is read; now what is said of it.
  std::optional<Condition> said_of(const NthCall& call, const ConditionToken& at) {
    const ConditionToken& word = reader_.peek();
    const std::string name = call.calls.process + "." + call.calls.call + "#" + std::to_string(call.nth);
    if (word.kind == Kind::comparison) {
      return reader_.fail(at, "say what of the call is compared: " + name + ".result, or its errno, bytes or data");
    }
    if (word.kind != Kind::word) {
      return reader_.fail(word, "say what of the call: " + name + " blocks, or " + name + ".errno == EPIPE");
    }
    reader_.next();
    if (word.text == "before") return before(call);
    if (const Verb* verb = value_of(verbs, word.text)) return Condition{Statement{call, *verb}};
    if (value_of(number_fields, word.text) != nullptr || word.text == "errno" || word.text == "data") {
      return reader_.fail(word, "a dot is missing: " + name + "." + std::string(word.text));
    }
    std::vector<std::string_view> words = keys_of(verbs);
    words.push_back("before");
    return reader_.fail_unknown(word, "a call has no word", words);
  }

  std::optional<Condition> before(const NthCall& first) {
    const ConditionToken& token = reader_.peek();
    std::optional<Operand> operand = operands_.read();
    if (!operand) return std::nullopt;
    const auto* second = std::get_if<NthCall>(&operand->value);
    if (second == nullptr) return reader_.fail(token, "after before comes a call, such as bob.send#1");
    if (first.calls.process != second->calls.process) {
      reader_.note(token,
                   "before is about one process's own calls: what two processes do has no order of its own; "
                   "compare what each of them saw");
    }
    return Condition{Before{first, *second}};
  }

  /// A word that stands where a state is meant: `closed`, `CLOSEWAIT`.
  [[nodiscard]] bool is_no_state(const ConditionToken& token) const {
    return token.kind == Kind::word && reader_.peek(1).kind != Kind::dot && value_of(states, token.text) == nullptr;
  }

  std::optional<Condition> compare(Operand left, const ConditionToken& sign, Operand right) {
    for (const Operand* side : {&left, &right}) {
      if (std::holds_alternative<NthCall>(side->value)) {
        return reader_.fail(side->token, "say what of the call is compared: its .result, .errno, .bytes or .data");
      }
    }
    if (std::holds_alternative<std::monostate>(left.value) || std::holds_alternative<std::monostate>(right.value)) {
      return placeholder();
    }
    if (left.is_literal && right.is_literal) {
      reader_.note(left.token, "one side must be of a call, such as bob.recv#1.bytes");
      return placeholder();
    }
    if (!read_as_port(left, right) || !read_as_port(right, left)) return placeholder();
    if (left.value.index() != right.value.index()) {
      const Operand& literal = left.is_literal ? left : right;
      const Operand& other = left.is_literal ? right : left;
      reader_.note(literal.token, mismatch(other));
      return placeholder();
    }
    const Comparison comparison = *value_of(comparisons, sign.text);
    if (const auto* number = std::get_if<Number>(&left.value)) {
      return Condition{CompareNumbers{*number, comparison, std::get<Number>(right.value)}};
    }
    if (comparison != Comparison::equal && comparison != Comparison::not_equal) {
      reader_.note(sign, "only numbers are less or more: write == or !=");
      return placeholder();
    }
    return compare_equal(left, comparison == Comparison::equal, right);
  }

  /// Both are of one type, which is not Number.
  static Condition compare_equal(const Operand& left, bool equal, const Operand& right) {
    const auto compared = [&]<class Value, class Node>(const Value* value, Node node) {
      node.left = *value;
      node.equal = equal;
      node.right = std::get<Value>(right.value);
      return Condition{std::move(node)};
    };
    if (const auto* data = std::get_if<Data>(&left.value)) return compared(data, CompareData{});
    if (const auto* state = std::get_if<State>(&left.value)) return compared(state, CompareStates{});
    if (const auto* port = std::get_if<Port>(&left.value)) return compared(port, ComparePorts{});
    return compared(std::get_if<Errno>(&left.value), CompareErrno{});
  }

  /// Beside a port the number 0 is the port that is none. False for another number, which is then said.
  bool read_as_port(Operand& side, const Operand& other) {
    if (!side.is_literal || !std::holds_alternative<Port>(other.value)) return true;
    const auto* number = std::get_if<Number>(&side.value);
    if (number == nullptr) return true;
    if (*number == Number{std::int64_t{0}}) {
      side.value = Port{NoPort{}};
      return true;
    }
    reader_.note(side.token, "port numbers differ from run to run: compare with another call's .port, or with 0");
    return false;
  }

  static std::string mismatch(const Operand& other) {
    if (std::holds_alternative<Number>(other.value)) return "compared with a number: write a number such as 10 here";
    if (std::holds_alternative<Data>(other.value)) {
      return "compared with bytes: write \"text\" or hex(\"48 69\") here, or another call's .data";
    }
    if (std::holds_alternative<State>(other.value)) {
      return "compared with a state: write its name such as CLOSE_WAIT here";
    }
    if (std::holds_alternative<Port>(other.value)) {
      return "compared with a port: write another call's .port here, or 0 for none";
    }
    return "compared with an errno: write its name such as EPIPE here, or none";
  }

  ConditionReader& reader_;
  OperandReader operands_;
  int depth_ = 0;
};

}  // namespace

namespace {

std::vector<Mistake> too_long(SourcePosition first) {
  return {{first, "the condition is too long: " + count_of(longest_condition_bytes, "byte") + " at most"}};
}

/// What stands open is found at the end, and stands before it.
std::vector<Mistake> in_order_of_text(std::vector<Mistake> mistakes) {
  std::stable_sort(mistakes.begin(), mistakes.end(), [](const Mistake& a, const Mistake& b) { return a.at < b.at; });
  return mistakes;
}

bool is_number_of_run(const Operand& operand) {
  return !operand.is_literal && std::holds_alternative<Number>(operand.value);
}

}  // namespace

Result<Condition, std::vector<Mistake>> parse_condition(std::string_view text, SourcePosition first,
                                                        const ScenarioNames& names) {
  if (text.size() > longest_condition_bytes) return too_long(first);
  ConditionReader reader(text, first, names);
  std::optional<Condition> condition = ConditionParser(reader).whole();
  if (!reader.mistakes().empty()) return in_order_of_text(std::move(reader.mistakes()));
  return std::move(*condition);
}

Result<Condition, std::vector<Mistake>> parse_condition(std::string_view text, SourcePosition first,
                                                        const std::vector<std::string>& processes) {
  return parse_condition(text, first, ScenarioNames(processes));
}

Result<Number, std::vector<Mistake>> parse_number(std::string_view text, SourcePosition first,
                                                  const ScenarioNames& names) {
  if (text.size() > longest_condition_bytes) return too_long(first);
  ConditionReader reader(text, first, names);
  const std::optional<Operand> operand = OperandReader(reader).read();
  const ConditionToken& rest = reader.peek();
  if (operand && rest.kind != Kind::end) {
    reader.fail(rest, "the number was complete before " + reader.shown(rest) + ": one value such as bob.recv#1.bytes");
  } else if (operand && reader.mistakes().empty() && !is_number_of_run(*operand)) {
    reader.fail(operand->token, "the run tells the number: write a value such as bob.recv#1.bytes or bob.recv count");
  }
  if (!reader.mistakes().empty()) return in_order_of_text(std::move(reader.mistakes()));
  return std::get<Number>(operand->value);
}

}  // namespace doorway
