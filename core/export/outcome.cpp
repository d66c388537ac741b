#include "core/export/outcome.hpp"

#include "core/base/errno_name.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"
#include "core/export/poll_names.hpp"
#include "core/record/event_reader.hpp"
#include "core/record/same_event.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace doorway {
namespace {

constexpr std::string_view no_return = "does not return";

void enter_result(CallOutcome& entry, const Returned& returned) {
  const Told told = told_by(returned);
  entry.exact = exact_text(told);
  if (returned.result < 0) {
    entry.result = fmt::format("→ -1 {}", errno_name(returned.error));
    if (returned.bytes > 0) entry.result += fmt::format(", after {} taken", count_of(returned.bytes, "byte"));
    return;
  }
  entry.result = told.made_socket ? "→ a socket" : fmt::format("→ {}", returned.result);
  if (told.data != nullptr && !told.data->empty()) entry.result += " " + shown_bytes(*told.data);
  if (told.truncated) entry.result += ", cut";
  for (const PollAnswer& answer : told.answers) {
    entry.result += fmt::format(" {}:{}", escape_for_display(answer.name), fmt::join(poll_names(answer.events), "|"));
  }
}

const CallOutcome* at(const RunOutcome& outcome, std::size_t process, std::size_t index) {
  if (process >= outcome.by_process.size() || index >= outcome.by_process[process].size()) return nullptr;
  return &outcome.by_process[process][index];
}

std::size_t first_unequal(const RunOutcome& a, const RunOutcome& b, std::size_t process) {
  std::size_t index = 0;
  while (true) {
    const CallOutcome* left = at(a, process, index);
    const CallOutcome* right = at(b, process, index);
    if (left == nullptr || right == nullptr || !(*left == *right)) return index;
    ++index;
  }
}

std::string sentence(const CallOutcome* usual, const CallOutcome* other) {
  if (other == nullptr) return fmt::format("{} was not made (most often: {})", usual->call, usual->result);
  if (usual == nullptr) return fmt::format("{} {} (most often: not made)", other->call, other->result);
  std::string text = fmt::format("{} {} (most often: {})", other->call, other->result, usual->result);
  if (other->result == usual->result) text += ", with other bytes";
  return text;
}

}  // namespace

std::string RunOutcome::key() const {
  std::string key;
  const auto put = [&key](const std::string& part) { key += fmt::format("{}:{}", part.size(), part); };
  for (const auto& calls : by_process) {
    key += fmt::format("[{}]", calls.size());
    for (const CallOutcome& call : calls) {
      put(call.call);
      put(call.result);
      put(call.exact);
    }
  }
  return key;
}

RunOutcome outcome_of(const Recording& recording) {
  const std::vector<std::string>& names = recording.scenario().processes;
  RunOutcome outcome;
  outcome.by_process.resize(names.size());
  EventReader events(recording);
  const Seq size = recording.size();
  for (Seq seq = 1; seq <= size; ++seq) {
    const Event& event = events.at(seq);
    auto& calls = outcome.by_process.at(event.process);
    if (const auto* called = std::get_if<Called>(&event.body)) {
      calls.push_back({fmt::format("{}.{}#{}", escape_for_display(names[event.process]), call_name(called->line->call),
                                   called->nth),
                       std::string(no_return), "", seq});
    } else if (const auto* returned = std::get_if<Returned>(&event.body); returned != nullptr && !calls.empty()) {
      enter_result(calls.back(), *returned);
    }
  }
  return outcome;
}

std::optional<std::string> first_difference(const RunOutcome& usual, const RunOutcome& other) {
  constexpr Seq never = std::numeric_limits<Seq>::max();
  std::optional<std::string> difference;
  Seq earliest = never;
  for (std::size_t process = 0; process < std::max(usual.by_process.size(), other.by_process.size()); ++process) {
    const std::size_t index = first_unequal(usual, other, process);
    const CallOutcome* left = at(usual, process, index);
    const CallOutcome* right = at(other, process, index);
    if (left == nullptr && right == nullptr) continue;
    const Seq began = right != nullptr ? right->began : never;
    if (difference && began >= earliest) continue;
    earliest = began;
    difference = sentence(left, right);
  }
  return difference;
}

}  // namespace doorway
