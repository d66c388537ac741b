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
    case NumberField::offered: return summary.sent ? std::optional(as_number(summary.sent->size())) : std::nullopt;
    case NumberField::result: return summary.returned ? std::optional(summary.result) : std::nullopt;
  }
  return std::nullopt;
}

const KernelSample* find(const CallTable& table, const SocketOf& socket) {
  const auto process = table.processes.find(socket.process);
  if (process == table.processes.end()) return nullptr;
  const auto found = process->second.sockets.find(socket.socket);
  return found == process->second.sockets.end() ? nullptr : found->second.get();
}

std::optional<std::int64_t> measured(const KernelSample& sample, SocketField field) {
  switch (field) {
    case SocketField::readable: return sample.readable_bytes;
    case SocketField::unsent: return sample.unsent_bytes;
    case SocketField::unacked: return sample.unacked_bytes;
    case SocketField::waiting: return sample.waiting_connections;
    case SocketField::drops: return sample.dropped_datagrams;
  }
  return std::nullopt;
}

bool is_true_of(const CallSummary& summary, Verb verb) {
  switch (verb) {
    case Verb::blocks: return !summary.returned;
    case Verb::sleeps: return summary.slept;
    case Verb::returns: return summary.returned;
    case Verb::succeeds: return summary.returned && summary.error == 0;
    case Verb::fails: return summary.returned && summary.error != 0;
    case Verb::truncates: return summary.truncated;
  }
  return false;
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
    if (calls == nullptr) return 0;
    if (!count.verb) return as_number(calls->size());
    return std::ranges::count_if(*calls, [&](const auto& call) { return is_true_of(call.second, *count.verb); });
  }
  std::optional<std::int64_t> operator()(const Measure& measure) const {
    const KernelSample* sample = find(table, measure.socket);
    return sample == nullptr ? std::nullopt : measured(*sample, measure.field);
  }

  std::optional<int> operator()(int literal) const { return literal; }
  std::optional<int> operator()(const ErrnoOf& error) const {
    const CallSummary* summary = find(table, error.call);
    return summary != nullptr && summary->returned ? std::optional(summary->error) : std::nullopt;
  }

  std::optional<TcpState> operator()(TcpState literal) const { return literal; }
  std::optional<TcpState> operator()(const StateOf& state) const {
    const KernelSample* sample = find(table, state.socket);
    return sample == nullptr ? std::nullopt : sample->state;
  }

  std::optional<std::uint16_t> operator()(const NoPort&) const { return std::uint16_t{0}; }
  std::optional<std::uint16_t> operator()(const PortOf& port) const {
    const CallSummary* summary = find(table, port.call);
    return summary == nullptr ? std::nullopt : summary->port;
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

  /// Values that are equal or not, and never less or more.
  template <class Node>
  [[nodiscard]] bool are_equal(const Node& node) const {
    const auto left = std::visit(ValueOf{table}, node.left);
    const auto right = std::visit(ValueOf{table}, node.right);
    return left && right && (*left == *right) == node.equal;
  }

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
  bool operator()(const CompareErrno& node) const { return are_equal(node); }
  bool operator()(const CompareStates& node) const { return are_equal(node); }
  bool operator()(const ComparePorts& node) const { return are_equal(node); }
  bool operator()(const Statement& node) const {
    const CallSummary* summary = find(table, node.call);
    return summary != nullptr && is_true_of(*summary, node.verb);
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
