#include "app/cli/export_programs.hpp"

#include "app/cli/exit_code.hpp"
#include "app/cli/export_output.hpp"
#include "app/take_export/program_files.hpp"
#include "core/base/suggest.hpp"
#include "core/base/utf8.hpp"
#include "core/export/program.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace doorway::cli {
namespace {

ProgramLanguage language_of(const ExportRequest& request) {
  return request.format == ExportFormat::c ? ProgramLanguage::c : ProgramLanguage::python;
}

int refuse_name(const ExportRequest& request, const std::vector<std::string>& processes) {
  const auto meant = suggest(*request.process, processes);
  refuse_export(request.file,
                fmt::format("\"{}\" is no process of this scenario; {}", escape_for_display(*request.process, 40),
                            meant ? fmt::format("did you mean \"{}\"?", *meant)
                                  : fmt::format("it has {}", fmt::join(processes, ", "))));
  return exit_code::bad_usage;
}

}  // namespace

int export_programs(const ExportRequest& request, const Scenario& scenario, Console& console) {
  const std::vector<std::string>& processes = scenario.processes;
  std::optional<std::size_t> only;
  if (request.process) {
    const auto named = std::find(processes.begin(), processes.end(), *request.process);
    if (named == processes.end()) return refuse_name(request, processes);
    only = static_cast<std::size_t>(named - processes.begin());
  } else if (is_standard_output(request) && processes.size() == 1) {
    only = 0;
  }
  if (only) {
    const ProgramCode program = make_program(scenario, static_cast<ProcessId>(*only), language_of(request));
    return write_export(request, text_of(program), console);
  }
  if (is_standard_output(request)) {
    refuse_export(request.file, fmt::format("this becomes a program for each of {}: give -o FOLDER, or --process with "
                                            "the one that you want",
                                            fmt::join(processes, ", ")));
    return exit_code::bad_usage;
  }
  const auto written = app::write_programs(*request.out, app::programs_of(scenario, language_of(request)));
  return written ? exit_code::well : refuse_output(written.error().path.string(), written.error().error);
}

}  // namespace doorway::cli
