#pragma once

#include "core/lesson/condition.hpp"
#include "core/lesson/condition_lexer.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace doorway {

/// The words of a condition, one after the other, and the mistakes found in them.
class ConditionReader {
 public:
  ConditionReader(std::string_view text, SourcePosition first, const ScenarioNames& names);

  /// The token `ahead` of the next one; the last one is Kind::end for ever. References stay good.
  [[nodiscard]] const ConditionToken& peek(std::size_t ahead = 0) const;
  const ConditionToken& next();
  bool skip(ConditionToken::Kind kind);
  bool skip_word(std::string_view word);

  /// Notes a mistake after which reading goes on.
  void note(const ConditionToken& at, std::string message);
  /// Notes a mistake after which nothing makes sense any more. A token that is itself a mistake speaks for itself.
  std::nullopt_t fail(const ConditionToken& at, std::string message);
  /// "there is no errno EPIP: did you mean EPIPE?", or the list of what there is.
  std::nullopt_t fail_unknown(const ConditionToken& at, std::string_view what,
                              const std::vector<std::string_view>& candidates);
  /// Notes names that the scenario does not have.
  void check_process(const ConditionToken& name);
  void check_socket(const ConditionToken& process, const ConditionToken& socket);

  /// The token in a message: its text, or "the end".
  [[nodiscard]] static std::string shown(const ConditionToken& token);

  [[nodiscard]] std::vector<Mistake>& mistakes() { return mistakes_; }

 private:
  std::string_view text_;
  SourcePosition first_;
  const ScenarioNames& names_;
  std::vector<ConditionToken> tokens_;
  std::size_t at_ = 0;
  std::vector<Mistake> mistakes_;
};

/// One side of a comparison, or a call about which something is said.
struct Operand {
  /// monostate: there was a mistake in it that is noted.
  std::variant<std::monostate, condition::NthCall, condition::Number, condition::Data, condition::Errno,
               condition::State, condition::Port>
      value;
  bool is_literal = false;
  const ConditionToken& token;  ///< its first
};

/// Reads operands: literals, `bob.recv#1`, `bob.recv#1.bytes`, `bob.recv.bytes`, `bob.recv fails count`, `bob.c.state`.
class OperandReader {
 public:
  explicit OperandReader(ConditionReader& reader) : reader_(reader) {}

  std::optional<Operand> read();

 private:
  std::optional<Operand> read_number(const ConditionToken& token);
  std::optional<Operand> read_text(const ConditionToken& token);
  std::optional<Operand> read_hex(const ConditionToken& token);
  std::optional<Operand> read_name(const ConditionToken& token);
  std::optional<Operand> read_of_process(const ConditionToken& process);
  std::optional<Operand> read_calls(const condition::Calls& group, const ConditionToken& process);
  std::optional<Operand> read_socket(const ConditionToken& process, const ConditionToken& socket);
  std::optional<Operand> read_field(const condition::NthCall& call, const ConditionToken& process);
  std::optional<Operand> read_total(const condition::Calls& calls, const ConditionToken& process);
  std::optional<std::uint32_t> read_nth();
  bool check_field(std::string_view call, const ConditionToken& field);

  ConditionReader& reader_;
};

}  // namespace doorway
