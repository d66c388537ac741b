#include "app/cli/export.hpp"

#include "app/cli/document.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/export_lesson.hpp"
#include "app/cli/export_output.hpp"
#include "app/cli/export_picture.hpp"
#include "app/cli/export_programs.hpp"
#include "app/cli/export_recording.hpp"
#include "app/cli/recording_source.hpp"
#include "app/cli/scenario_parts.hpp"
#include "core/journey/journey_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace doorway::cli {
namespace {

/// The page that begins the scenario of this page: one without a scenario of its own goes on with that of a page before
/// it. 0 where there is none.
std::size_t beginning_of(std::size_t page, const Lesson& lesson) {
  if (page > lesson.pages.size()) return 0;
  while (page > 0 && !lesson.pages[page - 1].begins_scenario) --page;
  return page;
}

/// The scenario that is meant, or the exit code after saying why none is.
Result<ScenarioPart, int> meant_part(const ExportRequest& request, Document document) {
  const auto* lesson = std::get_if<Lesson>(&document);
  if (request.page && lesson == nullptr) {
    refuse_export(request.file, "this is a scenario and has no pages; leave --page out");
    return exit_code::bad_usage;
  }
  const std::size_t meant = request.page ? beginning_of(*request.page, *lesson) : 0;
  std::vector<ScenarioPart> parts = scenario_parts(std::move(document));
  if (parts.empty()) return refuse_export(request.file, "no page of this lesson has a scenario to run");
  if (parts.size() == 1 && !request.page) return std::move(parts.front());
  std::vector<std::size_t> pages;
  for (ScenarioPart& part : parts) {
    if (meant > 0 && part.page == meant) return std::move(part);
    pages.push_back(part.page);
  }
  const std::string choice = fmt::format("{}", fmt::join(pages, ", "));
  refuse_export(request.file,
                request.page
                    ? fmt::format("page {} has no scenario; these begin one: {}", *request.page, choice)
                    : fmt::format("this lesson has {} scenarios; choose with --page one of {}", pages.size(), choice));
  return exit_code::bad_usage;
}

/// What a format is made of.
enum class Origin : std::uint8_t { lesson, run, scenario };

Origin origin_of(ExportFormat format) {
  switch (format) {
    case ExportFormat::gift:
    case ExportFormat::anki:
    case ExportFormat::handout:
    case ExportFormat::handout_html: return Origin::lesson;
    case ExportFormat::text:
    case ExportFormat::jsonl:
    case ExportFormat::csv:
    case ExportFormat::mermaid:
    case ExportFormat::pcapng:
    case ExportFormat::html:
    case ExportFormat::svg:
    case ExportFormat::png: return Origin::run;
    case ExportFormat::python:
    case ExportFormat::c: return Origin::scenario;
  }
  return Origin::lesson;
}

/// Whether the export would be bytes on a terminal; says so.
bool would_fill_terminal(const ExportRequest& request) {
  const bool is_png = request.format == ExportFormat::png;
  if (!is_png && request.format != ExportFormat::pcapng) return false;
  if (!is_standard_output(request) || ::isatty(STDOUT_FILENO) == 0) return false;
  const char* name = is_png ? "png" : "pcapng";
  refuse_export(request.file, fmt::format("a {0} file is not for a terminal: give -o NAME.{0}", name));
  return true;
}

int export_run(const ExportRequest& request, const Result<RecordingSource, int>& source, Console& console) {
  if (!source) return source.error();
  const bool is_picture = request.format == ExportFormat::png || request.format == ExportFormat::svg;
  return is_picture ? export_picture(request, *source, console) : export_recording(request, *source, console);
}

int export_document(const ExportRequest& request, Document document, Console& console) {
  const Origin origin = origin_of(request.format);
  if (origin == Origin::lesson) {
    const auto* lesson = std::get_if<Lesson>(&document);
    if (lesson != nullptr) return export_lesson(request, *lesson, console);
    return refuse_export(request.file, "this is a scenario; this form is made of a lesson, which ends in .md");
  }
  const auto part = meant_part(request, std::move(document));
  if (!part) return part.error();
  if (origin == Origin::scenario) return export_programs(request, part->scenario, console);
  if (would_fill_terminal(request)) return exit_code::bad_usage;
  return export_run(request, recording_of(*part, console), console);
}

int export_journey(const ExportRequest& request, Console& console) {
  if (request.page) {
    refuse_export(request.file, "this is a recording and has no pages; leave --page out");
    return exit_code::bad_usage;
  }
  const Origin origin = origin_of(request.format);
  if (origin == Origin::lesson) {
    return refuse_export(request.file, "this is a recording; this form is made of a lesson, which ends in .md");
  }
  if (would_fill_terminal(request)) return exit_code::bad_usage;
  const auto source = recording_in(request.file);
  if (!source || origin == Origin::run) return export_run(request, source, console);
  return export_programs(request, source->recording->header().scenario, console);
}

}  // namespace

int export_file(const ExportRequest& request, Console& console) {
  if (request.file != "-" && is_journey(request.file)) return export_journey(request, console);
  auto document = read_document(request.file, console);
  if (!document) return document.error();
  return export_document(request, std::move(*document), console);
}

}  // namespace doorway::cli
