#pragma once

#include "core/export/program.hpp"
#include "core/export/program_plan.hpp"

#include <string>
#include <string_view>
#include <vector>

// What the files that write programs share; nobody else includes it.
namespace doorway {

ProgramCode write_python(const Scenario& scenario, ProcessId process);
ProgramCode write_c(const Scenario& scenario, ProcessId process);

/// Appends the text's lines, all of them frame.
void add_frame(std::vector<CodeLine>& lines, std::string_view text);

/// What the comment at the beginning says, in whole lines.
std::string program_comment(const Scenario& scenario, const ProgramPlan& plan, ProgramLanguage language);

/// The line that the program prints when it has no more to do.
std::string farewell(const ProgramPlan& plan);

}  // namespace doorway
