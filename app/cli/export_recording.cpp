#include "app/cli/export_recording.hpp"

#include "app/cli/export_output.hpp"

#include <filesystem>
#include <string>

namespace doorway::cli {
namespace {

/// Of those that are made of a recording and are no pictures.
app::RecordingForm form_of(ExportFormat format) {
  switch (format) {
    case ExportFormat::jsonl: return app::RecordingForm::jsonl;
    case ExportFormat::csv: return app::RecordingForm::csv;
    case ExportFormat::mermaid: return app::RecordingForm::mermaid;
    case ExportFormat::pcapng: return app::RecordingForm::pcapng;
    case ExportFormat::html: return app::RecordingForm::html;
    case ExportFormat::text:
    case ExportFormat::gift:
    case ExportFormat::anki:
    case ExportFormat::handout:
    case ExportFormat::handout_html:
    case ExportFormat::svg:
    case ExportFormat::png:
    case ExportFormat::python:
    case ExportFormat::c: break;
  }
  return app::RecordingForm::text;
}

/// Where the scenario comes from.
std::string title_of(const ExportRequest& request) {
  return request.file == "-" ? "A conversation" : std::filesystem::path(request.file).filename().string();
}

}  // namespace

int export_recording(const ExportRequest& request, RecordingSource source, Console& console) {
  if (source.title.empty()) source.title = title_of(request);
  const auto fill = app::recording_file(source, {form_of(request.format), request.vocabulary, request.inferred},
                                        [&console] { return goes_on(console); });
  if (console.interruption()) return report_interruption(console);
  if (fill.has_error()) return refuse_export(request.file, fill.error().message);
  return write_export(request, *fill, console);
}

}  // namespace doorway::cli
