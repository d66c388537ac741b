#include "core/live/repetition.hpp"

#include "core/record/event_reader.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace doorway {

std::vector<ProcessId> woken_at(const Recording& recording, Seq cursor) {
  std::vector<ProcessId> woken;
  EventReader events(recording);
  for (Seq seq = 1; seq <= std::min(cursor, recording.size()); ++seq) {
    const Event& event = events.at(seq);
    if (!call_of(event.body)) continue;
    std::erase(woken, event.process);
    if (std::holds_alternative<Woke>(event.body)) woken.push_back(event.process);
  }
  return woken;
}

Repetition repetition_of(std::shared_ptr<const Recording> recording, Seq cursor) {
  Repetition repetition{recording, {}, recording->size() + 1, {}};
  if (recording->header().free_run) return repetition;
  repetition.woken = woken_at(*recording, cursor);
  std::vector<bool> woken(recording->scenario().processes.size());
  EventReader events(*recording);
  for (Seq seq = 1; seq < repetition.end; ++seq) {
    const Event& event = events.at(seq);
    if (!call_of(event.body)) continue;
    const bool wakes = std::holds_alternative<Woke>(event.body);
    const bool was_woken = woken.at(event.process);
    woken[event.process] = wakes;
    if (wakes || (!was_woken && !std::holds_alternative<Called>(event.body))) continue;
    if (seq > cursor) {
      repetition.end = seq;
      break;
    }
    repetition.grants.push_back({event.process, seq});
  }
  return repetition;
}

std::optional<WentAnotherWay> first_difference(const EventRange& here, const EventRange& there, ProcessId process) {
  const auto mismatch = first_mismatch(here, there, process);
  if (!mismatch) return std::nullopt;
  const Event* x = mismatch->here;
  const Event* y = mismatch->there;
  const std::string name = x != nullptr ? call_label(here.recording, *x) : call_label(there.recording, *y);
  std::string what = name + " " + what_happened(x) + ", and " + what_happened(y) + " in the take before";
  if (x != nullptr && y != nullptr && what_happened(x) == what_happened(y)) {
    what = name + " brought other bytes than in the take before";
  }
  return WentAnotherWay{x != nullptr ? x->seq : here.end - 1, y != nullptr ? y->seq : there.end - 1, what};
}

}  // namespace doorway
