#pragma once

#include "core/journey/journal_writer.hpp"
#include "core/journey/journey.hpp"
#include "core/record/journal.hpp"

#include <memory>
#include <utility>

namespace doorway::app {

/// A take's journal that also remembers what the take is, so that it can be saved as a file of the user's own. Without
/// a writer it only does that. `info` and `is_of` are for the thread that makes the take.
class TakeJournal final : public Journal {
 public:
  TakeJournal(JourneyInfo info, std::unique_ptr<JournalWriter> writer)
      : info_(std::move(info)), writer_(std::move(writer)) {}

  [[nodiscard]] const JourneyInfo& info() const { return info_; }
  [[nodiscard]] bool is_of(const Recording& recording) const { return header_ == &recording.header(); }

  void begin(const RecordingHeader& header) override {
    header_ = &header;
    if (writer_) writer_->begin(header);
  }
  void append(const Event& event) override {
    if (writer_) writer_->append(event);
  }
  void finish(const RunStatus& status) override {
    if (writer_) writer_->finish(status);
  }

 private:
  const JourneyInfo info_;
  const std::unique_ptr<JournalWriter> writer_;
  const RecordingHeader* header_ = nullptr;
};

}  // namespace doorway::app
