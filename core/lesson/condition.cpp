#include "core/lesson/condition.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <span>

namespace doorway {
namespace condition {

bool operator==(const Not& left, const Not& right) {
  return *left.part == *right.part;
}
bool operator==(const All& left, const All& right) {
  return left.parts == right.parts;
}
bool operator==(const Any& left, const Any& right) {
  return left.parts == right.parts;
}

}  // namespace condition

namespace {

using namespace condition;

std::int64_t as_number(std::uint64_t value) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  return value > static_cast<std::uint64_t>(most) ? most : static_cast<std::int64_t>(value);
}

bool compare(Comparison comparison, std::int64_t left, std::int64_t right) {
  switch (comparison) {
    case Comparison::equal: return left == right;
    case Comparison::not_equal: return left != right;
    case Comparison::less: return left < right;
    case Comparison::at_most: return left <= right;
    case Comparison::more: return left > right;
    case Comparison::at_least: return left >= right;
  }
  return false;
}

const std::map<std::uint32_t, CallSummary>* find(const CallTable& table, const Calls& calls) {
  const auto process = table.processes.find(calls.process);
  if (process == table.processes.end()) return nullptr;
  const auto found = process->second.calls.find(calls.call);
  return found == process->second.calls.end() ? nullptr : &found->second;
}

const CallSummary* find(const CallTable& table, const NthCall& call) {
  const auto* calls = find(table, call.calls);
  if (calls == nullptr) return nullptr;
  const auto found = calls->find(call.nth);
  return found == calls->end() ? nullptr : &found->second;
}

std::optional<std::int64_t> number_of(const CallSummary& summary, NumberField field) {
  switch (field) {
    case NumberField::bytes: return summary.bytes ? std::optional(as_number(*summary.bytes)) : std::nullopt;
    case NumberField::offered: return summary.offered ? std::optional(as_number(*summary.offered)) : std::nullopt;
    case NumberField::result: return summary.returned ? std::optional(summary.result) : std::nullopt;
  }
  return std::nullopt;
}

/// The value of an operand, or none when the call is missing or has no such value.
struct ValueOf {
  const CallTable& table;

  std::optional<std::int64_t> operator()(std::int64_t literal) const { return literal; }
  std::optional<std::int64_t> operator()(const NumberOf& number) const {
    const CallSummary* summary = find(table, number.call);
    return summary == nullptr ? std::nullopt : number_of(*summary, number.field);
  }
  std::optional<std::int64_t> operator()(const TotalOf& total) const {
    std::uint64_t sum = 0;
    if (const auto* calls = find(table, total.calls)) {
      for (const auto& [nth, summary] : *calls) {
        sum += static_cast<std::uint64_t>(std::max<std::int64_t>(0, number_of(summary, total.field).value_or(0)));
      }
    }
    return as_number(sum);
  }
  std::optional<std::int64_t> operator()(const CountOf& count) const {
    const auto* calls = find(table, count.calls);
    return calls == nullptr ? 0 : as_number(calls->size());
  }

  std::optional<int> operator()(int literal) const { return literal; }
  std::optional<int> operator()(const ErrnoOf& error) const {
    const CallSummary* summary = find(table, error.call);
    return summary != nullptr && summary->returned ? std::optional(summary->error) : std::nullopt;
  }
};

/// The bytes of an operand; those of all calls together are joined in `joined`.
struct BytesOf {
  const CallTable& table;
  Bytes& joined;

  std::optional<std::span<const std::uint8_t>> operator()(const Bytes& literal) const { return std::span(literal); }
  std::optional<std::span<const std::uint8_t>> operator()(const DataOf& data) const {
    const CallSummary* summary = find(table, data.call);
    if (summary == nullptr || !summary->bytes) return std::nullopt;
    return data_of(*summary);
  }
  std::optional<std::span<const std::uint8_t>> operator()(const AllDataOf& data) const {
    if (const auto* calls = find(table, data.calls)) {
      for (const auto& [nth, summary] : *calls) {
        const auto bytes = data_of(summary);
        joined.insert(joined.end(), bytes.begin(), bytes.end());
      }
    }
    return std::span(joined);
  }
};

struct Holds {
  const CallTable& table;

  bool operator()(const CompareNumbers& node) const {
    const auto left = std::visit(ValueOf{table}, node.left);
    const auto right = std::visit(ValueOf{table}, node.right);
    return left && right && compare(node.comparison, *left, *right);
  }
  bool operator()(const CompareData& node) const {
    Bytes joined_left;
    Bytes joined_right;
    const auto left = std::visit(BytesOf{table, joined_left}, node.left);
    const auto right = std::visit(BytesOf{table, joined_right}, node.right);
    return left && right && std::ranges::equal(*left, *right) == node.equal;
  }
  bool operator()(const CompareErrno& node) const {
    const std::optional<int> left = std::visit(ValueOf{table}, node.left);
    const std::optional<int> right = std::visit(ValueOf{table}, node.right);
    return left && right && (*left == *right) == node.equal;
  }
  bool operator()(const Statement& node) const {
    const CallSummary* summary = find(table, node.call);
    if (summary == nullptr) return false;
    switch (node.verb) {
      case Verb::blocks: return !summary->returned;
      case Verb::sleeps: return summary->slept;
      case Verb::returns: return summary->returned;
      case Verb::succeeds: return summary->returned && summary->error == 0;
      case Verb::fails: return summary->returned && summary->error != 0;
      case Verb::truncates: return summary->truncated;
    }
    return false;
  }
  bool operator()(const Before& node) const {
    const CallSummary* first = find(table, node.first);
    const CallSummary* second = find(table, node.second);
    return first != nullptr && second != nullptr && first->order < second->order;
  }
  bool operator()(const HasEnded& node) const {
    const auto process = table.processes.find(node.process);
    return process != table.processes.end() && process->second.ended;
  }
  bool operator()(const Not& node) const { return !holds(*node.part, table); }
  bool operator()(const All& node) const {
    return std::ranges::all_of(node.parts, [this](const Condition& part) { return holds(part, table); });
  }
  bool operator()(const Any& node) const {
    return std::ranges::any_of(node.parts, [this](const Condition& part) { return holds(part, table); });
  }
};

}  // namespace

bool holds(const Condition& condition, const CallTable& table) {
  return std::visit(Holds{table}, condition.node);
}

std::optional<std::int64_t> number_in(const Number& number, const CallTable& table) {
  return std::visit(ValueOf{table}, number);
}

}  // namespace doorway
