#include "app/take_export/recording_file.hpp"

#include "app/scene/transcript_file.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <optional>
#include <utility>

namespace doorway::app {
namespace {

/// What one of core/export writes; the others are made of what the window shows.
std::optional<RecordingFormat> format_of(RecordingForm form) {
  switch (form) {
    case RecordingForm::jsonl: return RecordingFormat::jsonl;
    case RecordingForm::csv: return RecordingFormat::csv;
    case RecordingForm::mermaid: return RecordingFormat::mermaid;
    case RecordingForm::pcapng: return RecordingFormat::pcapng;
    case RecordingForm::text:
    case RecordingForm::html: return std::nullopt;
  }
  return std::nullopt;
}

/// "2026-11-23 14:05 UTC"; empty where it is not known.
std::string moment_text(std::int64_t unix_ns) {
  if (unix_ns <= 0) return {};
  return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(static_cast<std::time_t>(unix_ns / 1'000'000'000)));
}

Result<FillSink> filled(FillSink fill) {
  return Result<FillSink>(boost::system::in_place_value, std::move(fill));
}

}  // namespace

Result<FillSink> recording_file(const RecordingSource& source, const RecordingWish& wish, const GoOn& go_on) {
  if (wish.form == RecordingForm::html) {
    auto page = write_journey_page(*source.recording,
                                   {source.title, DOORWAY_VERSION, moment_text(source.began_unix_ns), wish.vocabulary},
                                   {}, go_on);
    if (page.has_error()) return page.error();
    return filled([text = std::move(*page)](const Sink& sink) { return sink(text); });
  }
  const auto format = format_of(wish.form);
  if (!format) {
    return filled([source, words = wish.vocabulary](const Sink& sink) {
      return write_transcript(source.recording, source.status, words, sink);
    });
  }
  return filled([source, what = RecordingExport{*format, wish.inferred, source.began_unix_ns}](const Sink& sink) {
    return write_recording(*source.recording, source.status, what, sink);
  });
}

std::string_view file_ending(RecordingForm form) {
  switch (form) {
    case RecordingForm::text: return ".txt";
    case RecordingForm::jsonl: return ".jsonl";
    case RecordingForm::csv: return ".csv";
    case RecordingForm::mermaid: return ".mmd";
    case RecordingForm::pcapng: return ".pcapng";
    case RecordingForm::html: return ".html";
  }
  return "";
}

std::string_view form_words(RecordingForm form) {
  switch (form) {
    case RecordingForm::text: return "text";
    case RecordingForm::jsonl: return "JSON lines";
    case RecordingForm::csv: return "a table";
    case RecordingForm::mermaid: return "a sequence diagram";
    case RecordingForm::pcapng: return "packets, reconstructed from the socket calls,";
    case RecordingForm::html: return "a web page";
  }
  return "";
}

}  // namespace doorway::app
