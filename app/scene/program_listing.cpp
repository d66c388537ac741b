#include "app/scene/program_listing.hpp"

#include "core/base/utf8.hpp"
#include "core/export/program.hpp"

#include <algorithm>

namespace doorway::app {
namespace {

constexpr std::size_t longest_row = 1000;  // characters; payloads can have thousands

ProgramLanguage language_of(ProgramForm form) {
  return form == ProgramForm::c ? ProgramLanguage::c : ProgramLanguage::python;
}

}  // namespace

std::size_t ProgramListing::present_row(const ProcessState& process) const {
  if (row_of.empty() || process.calls_begun == 0) return 0;
  return row_of[std::min<std::size_t>(process.calls_begun, row_of.size()) - 1];
}

ProgramListing make_listing(const Scenario& scenario, ProcessId process, ProgramForm form) {
  ProgramListing listing;
  const auto add = [&listing](const std::string& text, bool makes_line) {
    std::optional<std::size_t> nth;
    if (makes_line) {
      nth = listing.row_of.size();
      listing.row_of.push_back(listing.rows.size());
    }
    listing.rows.push_back({escape_for_display(text, longest_row), nth});
  };
  if (form == ProgramForm::script) {
    for (const auto& line : scenario.lines) {
      if (line->process == process) add(line->text, true);
    }
    return listing;
  }
  const ProgramCode program = make_program(scenario, process, language_of(form));
  listing.file_name = program.file_name;
  for (const CodeLine& line : program.lines) {
    if (line.role != CodeRole::frame) add(line.statement, line.role == CodeRole::call);
  }
  return listing;
}

std::string whole_program(const Scenario& scenario, ProcessId process, ProgramForm form) {
  if (form != ProgramForm::script) return text_of(make_program(scenario, process, language_of(form)));
  std::string text;
  for (const auto& line : scenario.lines) {
    if (line->process == process) text += scenario.processes[process] + ": " + line->text + "\n";
  }
  return text;
}

LineStanding standing_of_line(std::size_t nth, const ProcessState& process) {
  if (nth >= process.calls_begun) return LineStanding::to_come;
  const bool is_last = nth + 1 == process.calls_begun;
  return is_last && process.standing != ProcessStanding::ended ? LineStanding::present : LineStanding::done;
}

}  // namespace doorway::app
