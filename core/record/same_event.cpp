#include "core/record/same_event.hpp"

#include "core/base/errno_name.hpp"
#include "core/record/event_reader.hpp"

#include <algorithm>
#include <variant>

namespace doorway {

namespace {

bool same_line(const Line& here, const Line& there) {
  if (&here == &there) return true;
  return here.process == there.process && here.call.index() == there.call.index() && here.text == there.text;
}

// FNV-1a
std::uint64_t payload_hash(const Bytes& bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3U;
  return hash;
}

/// The next event from `seq` on that counts for the process; `end` where there is none.
Seq next_that_counts(EventReader& events, ProcessId process, Seq seq, Seq end) {
  while (seq < end) {
    const Event& event = events.at(seq);
    if (event.process == process && counts_in_comparison(event)) return seq;
    ++seq;
  }
  return end;
}

}  // namespace

bool counts_in_comparison(const Event& event) {
  return call_of(event.body).has_value() && !std::holds_alternative<Woke>(event.body);
}

Told told_by(const Returned& returned) {
  Told told{returned.result, false, returned.error, returned.bytes, false, nullptr, {}};
  if (returned.outcome == nullptr) return told;
  const Outcome& outcome = *returned.outcome;
  told.made_socket = static_cast<bool>(outcome.made);
  if (told.made_socket) told.result = 0;
  told.truncated = outcome.truncated;
  told.data = outcome.data.get();
  told.answers = outcome.answers;
  return told;
}

bool operator==(const Told& a, const Told& b) {
  const bool same_data = (a.data == nullptr) == (b.data == nullptr) && (a.data == nullptr || *a.data == *b.data);
  const bool same_answers = std::equal(a.answers.begin(), a.answers.end(), b.answers.begin(), b.answers.end(),
                                       [](const PollAnswer& x, const PollAnswer& y) { return x.events == y.events; });
  return same_data && same_answers && a.result == b.result && a.made_socket == b.made_socket && a.error == b.error &&
         a.bytes == b.bytes && a.truncated == b.truncated;
}

std::string exact_text(const Told& told) {
  std::string text = told.made_socket ? "s" : std::to_string(told.result);
  if (told.error != 0) text += "e" + std::to_string(told.error);
  text += "b" + std::to_string(told.bytes);
  if (told.truncated) text += "t";
  for (const PollAnswer& answer : told.answers) text += "p" + std::to_string(answer.events);
  if (told.data != nullptr) {
    text += "d" + std::to_string(told.data->size()) + ":" + std::to_string(payload_hash(*told.data));
  }
  return text;
}

bool same_event(const Event& here, const Event& there) {
  if (here.body.index() != there.body.index()) return false;
  if (const auto* called = std::get_if<Called>(&here.body)) {
    return same_line(*called->line, *std::get<Called>(there.body).line);
  }
  if (const auto* sleeps = std::get_if<Sleeps>(&here.body)) {
    return sleeps->bytes == std::get<Sleeps>(there.body).bytes;
  }
  if (const auto* returned = std::get_if<Returned>(&here.body)) {
    return told_by(*returned) == told_by(std::get<Returned>(there.body));
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
  if (told_by(*returned).made_socket) return "returned a socket";
  return "returned " + std::to_string(returned->result);
}

std::string call_label(const Recording& recording, const Event& event) {
  const std::string& process = recording.scenario().processes.at(event.process);
  const auto call = call_of(event.body);
  EventReader events(recording);
  for (Seq seq = event.seq; seq >= 1 && call; --seq) {
    const auto* called = std::get_if<Called>(&events.at(seq).body);
    if (called == nullptr || called->call != *call) continue;
    return process + "." + std::string(call_name(called->line->call)) + "#" + std::to_string(called->nth);
  }
  return process;
}

std::optional<Mismatch> first_mismatch(const EventRange& here, const EventRange& there, ProcessId process) {
  EventReader ours(here.recording);
  EventReader theirs(there.recording);
  Seq a = next_that_counts(ours, process, here.first, here.end);
  Seq b = next_that_counts(theirs, process, there.first, there.end);
  while (a < here.end || b < there.end) {
    const bool both = a < here.end && b < there.end;
    if (!both || !same_event(ours.at(a), theirs.at(b))) {
      return Mismatch{a < here.end ? &here.recording.at(a) : nullptr, b < there.end ? &there.recording.at(b) : nullptr};
    }
    a = next_that_counts(ours, process, a + 1, here.end);
    b = next_that_counts(theirs, process, b + 1, there.end);
  }
  return std::nullopt;
}

}  // namespace doorway
