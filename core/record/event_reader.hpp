#pragma once

#include "core/record/recording.hpp"

#include <memory>

namespace doorway {

/// Reads through a recording without keeping it in memory: of events that lie in a file, some hundred at a time are
/// made. For whoever goes through many; who looks at one again and again asks the recording. A value, used by one
/// thread; the recording outlives it.
class EventReader {
 public:
  explicit EventReader(const Recording& recording) : recording_(&recording) {}

  [[nodiscard]] const Recording& recording() const { return *recording_; }

  /// The event with this seq, 1 … size(). The reference is good until the next call.
  const Event& at(Seq seq) {
    const StoredEvents* stored = recording_->stored();
    if (stored == nullptr) return recording_->at(seq);
    if (events_ == nullptr || seq < events_->first || seq - events_->first >= events_->events.size()) {
      events_ = stored->some(seq);
      if (events_ == nullptr) return stored->at(seq);
    }
    return events_->events[static_cast<std::size_t>(seq - events_->first)];
  }

 private:
  const Recording* recording_;
  std::shared_ptr<const StoredEvents::Some> events_;
};

}  // namespace doorway
