#pragma once

#include "app/journey_page/journey_page.hpp"
#include "app/take_export/recording_form.hpp"
#include "core/base/result.hpp"
#include "core/base/vocabulary.hpp"
#include "core/export/write_recording.hpp"
#include "core/live/status.hpp"
#include "core/record/recording.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace doorway::app {

/// A recording that is to be exported, and how its run stood at the end.
struct RecordingSource {
  std::shared_ptr<const Recording> recording;  ///< never null, and it does not grow any more
  RunStatus status;
  std::string title;               ///< what it is called, for who reads it; any text
  std::int64_t began_unix_ns = 0;  ///< when it began, in nanoseconds since 1970; 0: not known
};

struct RecordingWish {
  RecordingForm form = RecordingForm::text;
  Vocabulary vocabulary = Vocabulary::story;  ///< text, html
  bool inferred = false;                      ///< jsonl, csv: also what is inferred
};

/// Hands a whole export over, piece by piece. False when the sink took no more.
using FillSink = std::function<bool(const Sink&)>;

/// What writes this recording so. An Error where it cannot be shown in that form, or where `go_on` said no. What is
/// returned owns what it uses. Takes time by the recording's length, here or where it is called; any thread.
Result<FillSink> recording_file(
    const RecordingSource& source, const RecordingWish& wish, const GoOn& go_on = [] { return true; });

/// How such a file's name ends: ".txt"
std::string_view file_ending(RecordingForm form);

/// What such a file is, after "as": "text", "a web page"
std::string_view form_words(RecordingForm form);

}  // namespace doorway::app
