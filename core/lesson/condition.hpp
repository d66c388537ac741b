#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/lesson/call_table.hpp"
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

/// What a condition is made of; core/lesson/README.md documents the language.
namespace condition {

/// `bob.recv`: all calls of one name that one process began.
struct Calls {
  std::string process;
  std::string call;

  friend bool operator==(const Calls&, const Calls&) = default;
};

/// `bob.recv#1`: the first of them.
struct NthCall {
  Calls calls;
  std::uint32_t nth = 1;

  friend bool operator==(const NthCall&, const NthCall&) = default;
};

enum class NumberField : std::uint8_t {
  bytes,    ///< what a send handed to the kernel, or a recv brought
  offered,  ///< what a send was given to send
  result,   ///< what the call returned
};

/// `bob.recv#1.bytes`
struct NumberOf {
  NthCall call;
  NumberField field = NumberField::bytes;

  friend bool operator==(const NumberOf&, const NumberOf&) = default;
};

/// `bob.recv.bytes`: over all of them; 0 when there is none.
struct TotalOf {
  Calls calls;
  NumberField field = NumberField::bytes;  ///< never result

  friend bool operator==(const TotalOf&, const TotalOf&) = default;
};

/// `bob.recv count`: how many began.
struct CountOf {
  Calls calls;

  friend bool operator==(const CountOf&, const CountOf&) = default;
};

using Number = std::variant<std::int64_t, NumberOf, TotalOf, CountOf>;

/// `bob.recv#1.data`
struct DataOf {
  NthCall call;

  friend bool operator==(const DataOf&, const DataOf&) = default;
};

/// `bob.recv.data`: all of them, one after the other.
struct AllDataOf {
  Calls calls;

  friend bool operator==(const AllDataOf&, const AllDataOf&) = default;
};

using Data = std::variant<Bytes, DataOf, AllDataOf>;

/// `bob.recv#1.errno`
struct ErrnoOf {
  NthCall call;

  friend bool operator==(const ErrnoOf&, const ErrnoOf&) = default;
};

/// A number of this system's <errno.h>, 0 for `none`.
using Errno = std::variant<int, ErrnoOf>;

enum class Comparison : std::uint8_t { equal, not_equal, less, at_most, more, at_least };

struct CompareNumbers {
  Number left;
  Comparison comparison = Comparison::equal;
  Number right;

  friend bool operator==(const CompareNumbers&, const CompareNumbers&) = default;
};

struct CompareData {
  Data left;
  bool equal = true;  ///< or not equal
  Data right;

  friend bool operator==(const CompareData&, const CompareData&) = default;
};

struct CompareErrno {
  Errno left;
  bool equal = true;  ///< or not equal
  Errno right;

  friend bool operator==(const CompareErrno&, const CompareErrno&) = default;
};

/// What can be said of one call in a word.
enum class Verb : std::uint8_t {
  blocks,     ///< it began and never returned
  sleeps,     ///< it slept at least once
  returns,    ///< it returned, with an error or without
  succeeds,   ///< it returned without an error
  fails,      ///< it returned an error
  truncates,  ///< it cut a datagram: the rest did not fit and is gone
};

/// `bob.recv#1 blocks`
struct Statement {
  NthCall call;
  Verb verb = Verb::blocks;

  friend bool operator==(const Statement&, const Statement&) = default;
};

/// `bob.recv#1 before bob.send#1`: both began, in this order. They are calls of one process.
struct Before {
  NthCall first;
  NthCall second;

  friend bool operator==(const Before&, const Before&) = default;
};

/// `bob ended`: it has run all its lines, or has called exit.
struct HasEnded {
  std::string process;

  friend bool operator==(const HasEnded&, const HasEnded&) = default;
};

}  // namespace condition

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
  std::variant<condition::CompareNumbers, condition::CompareData, condition::CompareErrno, condition::Statement,
               condition::Before, condition::HasEnded, condition::Not, condition::All, condition::Any>
      node;

  friend bool operator==(const Condition& left, const Condition& right) { return left.node == right.node; }
};

/// Longer texts are refused, and so are those with more parentheses and `not` inside one another.
constexpr std::size_t longest_condition_bytes = 4096;
constexpr int deepest_condition = 64;

/// Reads a condition; `first` is where `text` begins in its file. With `processes`, a name that is not one of them is a
/// mistake; without any, each name is taken. Mistakes are in the order of the text, at least one when it fails.
/// Total: any text at all comes back as the one or the other. Any thread.
Result<Condition, std::vector<Mistake>> parse_condition(std::string_view text, SourcePosition first,
                                                        const std::vector<std::string>& processes);

/// Reads what a recording can be asked for as a number, such as `bob.recv#1.bytes`: as parse_condition, but no number
/// that is written out.
Result<condition::Number, std::vector<Mistake>> parse_number(std::string_view text, SourcePosition first,
                                                             const std::vector<std::string>& processes);

/// The condition as parse_condition reads it: the same condition comes back.
std::string to_string(const Condition& condition);
std::string to_string(const condition::Number& number);

/// Whether the condition is true of the recording that the table was made from. Any thread.
bool holds(const Condition& condition, const CallTable& table);

/// The number that the recording has; nothing where a call is missing or has no such value. Any thread.
std::optional<std::int64_t> number_in(const condition::Number& number, const CallTable& table);

}  // namespace doorway
