#pragma once

#include "core/base/result.hpp"
#include "core/lesson/call_table.hpp"
#include "core/lesson/condition_parts.hpp"
#include "core/lesson/scenario_names.hpp"
#include "core/scenario/mistake.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace doorway {

struct Condition;

namespace condition {
struct Not {
  std::shared_ptr<const Condition> part;  ///< never null

  friend bool operator==(const Not& left, const Not& right);
};
struct All {
  std::vector<Condition> parts;  ///< two or more

  friend bool operator==(const All& left, const All& right);
};
struct Any {
  std::vector<Condition> parts;  ///< two or more

  friend bool operator==(const Any& left, const Any& right);
};
}  // namespace condition

/// A statement about a recording that is true or false. A value: it refers to nothing outside.
struct Condition {
  std::variant<condition::CompareNumbers, condition::CompareData, condition::CompareErrno, condition::CompareStates,
               condition::ComparePorts, condition::Statement, condition::Before, condition::HasEnded, condition::Not,
               condition::All, condition::Any>
      node;

  friend bool operator==(const Condition& left, const Condition& right) { return left.node == right.node; }
};

/// Longer texts are refused, and so are those with more parentheses and `not` inside one another.
constexpr std::size_t longest_condition_bytes = 4096;
constexpr int deepest_condition = 64;

/// Reads a condition; `first` is where `text` begins in its file. A name that is not one of `names` is a mistake, as
/// far as they are known. Mistakes are in the order of the text, at least one when it fails. Total: any text at all
/// comes back as the one or the other. Any thread.
Result<Condition, std::vector<Mistake>> parse_condition(std::string_view text, SourcePosition first,
                                                        const ScenarioNames& names);

/// The same where only the processes are known; without any, each name is taken.
Result<Condition, std::vector<Mistake>> parse_condition(std::string_view text, SourcePosition first,
                                                        const std::vector<std::string>& processes);

/// Reads what a recording can be asked for as a number, such as `bob.recv#1.bytes`: as parse_condition, but no number
/// that is written out.
Result<condition::Number, std::vector<Mistake>> parse_number(std::string_view text, SourcePosition first,
                                                             const ScenarioNames& names);

/// The condition as parse_condition reads it: the same condition comes back.
std::string to_string(const Condition& condition);
std::string to_string(const condition::Number& number);

/// Whether the condition is true of the recording that the table was made from. Any thread.
bool holds(const Condition& condition, const CallTable& table);

/// The number that the recording has; nothing where a call is missing or has no such value. Any thread.
std::optional<std::int64_t> number_in(const condition::Number& number, const CallTable& table);

}  // namespace doorway
