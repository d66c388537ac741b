#pragma once

#include "core/live/take.hpp"
#include "core/record/recording.hpp"
#include "core/record/same_event.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace doorway {

/// One grant of a live run, and the first event of a call that it brought about.
struct Grant {
  ProcessId process = 0;
  Seq first_event = 0;
};

/// A take that is to be repeated: its grants up to some event, and its recording to compare with.
struct Repetition {
  std::shared_ptr<const Recording> recording;
  std::vector<Grant> grants;
  Seq end = 0;                   ///< behind the last event that the grants brought about
  std::vector<ProcessId> woken;  ///< who had woken in a call and not gone on, in order of waking
};

/// Who had woken in a call and not gone on when event `cursor` was recorded, in order of waking.
std::vector<ProcessId> woken_at(const Recording& recording, Seq cursor);

/// The grants that had begun when event `cursor` was recorded. Each is told by its events: a grant begins a call, or
/// lets one that has woken go on. None for a free run.
Repetition repetition_of(std::shared_ptr<const Recording> recording, Seq cursor);

/// Where a process, granted the same as in an older take, first did or was told something else: another call, result,
/// errno or payload, or it slept where it did not. Addresses, descriptors and times may differ.
std::optional<WentAnotherWay> first_difference(const EventRange& here, const EventRange& there, ProcessId process);

}  // namespace doorway
