#include "core/export/program_names.hpp"
#include "core/export/program_writers.hpp"

#include <fmt/format.h>

namespace doorway {

void add_frame(std::vector<CodeLine>& lines, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back({std::string(text.substr(0, end)), CodeRole::frame, "", std::nullopt});
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

std::string program_comment(const Scenario& scenario, const ProgramPlan& plan, ProgramLanguage language) {
  const bool is_c = language == ProgramLanguage::c;
  const auto command_of = [is_c](const std::string& file) {
    return is_c ? fmt::format("cc {0}.c -o {0} && ./{0}", file) : fmt::format("python3 {}.py", file);
  };
  std::string text = fmt::format("{}.{}: what {} does in a scenario of Doorway, as a program of its own.\n", plan.file,
                                 is_c ? "c" : "py", plan.process);
  if (!plan.uses_folder) return text + fmt::format("\n    {}\n", command_of(plan.file));
  text += "\nRun each program in a terminal of its own, all with the same new folder:\n\n";
  for (ProcessId process = 0; process < scenario.processes.size(); ++process) {
    text += fmt::format("    {} {}\n", command_of(program_name(scenario, process, language)), plan.folder);
  }
  text +=
      "\nThere they find each other: the system picks the ports, so who is to be found writes\n"
      "the port of that socket into a file, and who looks for it waits until the file is there.\n"
      "The programs run at the same time. Which of two calls comes first is certain only\n"
      "where one waits for the other.\n";
  return text;
}

std::string farewell(const ProgramPlan& plan) {
  return plan.process + " has no more lines. Its sockets stay open until you press Enter.";
}

}  // namespace doorway
