#include "app/scene/transcript.hpp"

#include "app/scene/narration.hpp"
#include "core/record/event_reader.hpp"

#include <fmt/format.h>

namespace doorway::app {

void Transcript::turn_to(const TranscriptSources& sources) {
  if (recording_ != sources.recording) {
    rows_.clear();
    // The history goes first: it refers to the recording.
    history_.reset();
    recording_ = sources.recording;
    history_.emplace(sources.history);
  }
  if (vocabulary_ != sources.vocabulary) rows_.clear();
  vocabulary_ = sources.vocabulary;
}

TranscriptRow Transcript::make_row(Seq cursor, const TranscriptSources& sources) {
  TranscriptRow row;
  row.text = narrate(sources.index, history_->at(cursor), sources.lineage, vocabulary_);
  row.cursor = cursor;
  Seq seq = cursor;
  EventReader events(*recording_);
  while (seq > 1 && !is_step(events.at(seq))) --seq;
  const Event& event = events.at(seq);
  row.process = event.process;
  row.call = call_of(event.body);
  return row;
}

const TranscriptRow& Transcript::row(std::size_t step, const TranscriptSources& sources) {
  turn_to(sources);
  const Seq cursor = sources.steps.cursor_of(step);
  const auto found = rows_.find(step);
  // More may have been recorded since that belongs to the step.
  if (found != rows_.end() && found->second.cursor == cursor) return found->second;
  if (rows_.size() >= most_kept) rows_.clear();
  return rows_[step] = make_row(cursor, sources);
}

std::string Transcript::text(std::size_t last, const TranscriptSources& sources) {
  turn_to(sources);
  const std::size_t left_out = last > most_copied ? last - most_copied : 0;
  std::string text = left_out > 0 ? fmt::format("(Steps 1 to {} are left out.)\n", left_out) : "";
  for (std::size_t step = left_out + 1; step <= last; ++step) {
    text += fmt::format("{}. {}\n", step, make_row(sources.steps.cursor_of(step), sources).text);
  }
  return text;
}

}  // namespace doorway::app
