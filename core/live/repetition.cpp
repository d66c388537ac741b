#include "core/live/repetition.hpp"

#include "core/base/errno_name.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace doorway {

namespace {

std::vector<const Event*> calls_of(const EventRange& range, ProcessId process) {
  std::vector<const Event*> events;
  for (Seq seq = range.first; seq < range.end; ++seq) {
    const Event& event = range.recording.at(seq);
    if (event.process == process && call_of(event.body) && !std::holds_alternative<Woke>(event.body)) {
      events.push_back(&event);
    }
  }
  return events;
}

bool makes_descriptor(const Outcome* outcome) {
  return outcome != nullptr && outcome->made.has_value();
}

bool same_outcome(const Outcome* here, const Outcome* there) {
  const Outcome none;
  const Outcome& a = here != nullptr ? *here : none;
  const Outcome& b = there != nullptr ? *there : none;
  const bool same_data = (a.data == nullptr) == (b.data == nullptr) && (a.data == nullptr || *a.data == *b.data);
  const bool same_answers = std::equal(a.answers.begin(), a.answers.end(), b.answers.begin(), b.answers.end(),
                                       [](const PollAnswer& x, const PollAnswer& y) { return x.events == y.events; });
  return same_data && same_answers && a.truncated == b.truncated;
}

bool is_same(const Event& here, const Event& there) {
  if (here.body.index() != there.body.index()) return false;
  if (const auto* called = std::get_if<Called>(&here.body)) {
    return called->line == std::get<Called>(there.body).line;
  }
  if (const auto* sleeps = std::get_if<Sleeps>(&here.body)) {
    return sleeps->bytes == std::get<Sleeps>(there.body).bytes;
  }
  if (const auto* a = std::get_if<Returned>(&here.body)) {
    const auto& b = std::get<Returned>(there.body);
    const bool same_result =
        makes_descriptor(a->outcome.get()) ? makes_descriptor(b.outcome.get()) : a->result == b.result;
    return same_result && a->error == b.error && a->bytes == b.bytes && same_outcome(a->outcome.get(), b.outcome.get());
  }
  return true;
}

std::string what_happened(const Event* event) {
  if (event == nullptr) return "had not gone on";
  if (std::holds_alternative<Called>(event->body)) return "began";
  if (const auto* sleeps = std::get_if<Sleeps>(&event->body)) {
    return sleeps->bytes > 0 ? "slept after " + std::to_string(sleeps->bytes) + " bytes" : "slept";
  }
  const auto* returned = std::get_if<Returned>(&event->body);
  if (returned == nullptr) return "went on";
  if (returned->error != 0) return "returned -1 " + errno_name(returned->error);
  if (makes_descriptor(returned->outcome.get())) return "returned a socket";
  return "returned " + std::to_string(returned->result);
}

/// The call that the grant belongs to, as "bob.recv#1"; its `called` may lie before the range.
std::string name_of(const EventRange& range, const Event& event) {
  const auto call = call_of(event.body);
  for (Seq seq = event.seq; seq >= 1 && call; --seq) {
    const auto* called = std::get_if<Called>(&range.recording.at(seq).body);
    if (called == nullptr || called->call != *call) continue;
    return range.recording.scenario().processes.at(event.process) + "." + std::string(call_name(called->line->call)) +
           "#" + std::to_string(called->nth);
  }
  return range.recording.scenario().processes.at(event.process);
}

}  // namespace

std::vector<ProcessId> woken_at(const Recording& recording, Seq cursor) {
  std::vector<ProcessId> woken;
  for (Seq seq = 1; seq <= std::min(cursor, recording.size()); ++seq) {
    const Event& event = recording.at(seq);
    if (!call_of(event.body)) continue;
    std::erase(woken, event.process);
    if (std::holds_alternative<Woke>(event.body)) woken.push_back(event.process);
  }
  return woken;
}

std::optional<WentAnotherWay> first_difference(const EventRange& here, const EventRange& there, ProcessId process) {
  const auto a = calls_of(here, process);
  const auto b = calls_of(there, process);
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const Event* x = i < a.size() ? a[i] : nullptr;
    const Event* y = i < b.size() ? b[i] : nullptr;
    if (x != nullptr && y != nullptr && is_same(*x, *y)) continue;
    const std::string name = x != nullptr ? name_of(here, *x) : name_of(there, *y);
    std::string what = name + " " + what_happened(x) + ", and " + what_happened(y) + " in the take before";
    if (x != nullptr && y != nullptr && what_happened(x) == what_happened(y)) {
      what = name + " brought other bytes than in the take before";
    }
    return WentAnotherWay{x != nullptr ? x->seq : here.end - 1, y != nullptr ? y->seq : there.end - 1, what};
  }
  return std::nullopt;
}

}  // namespace doorway
