#include "core/export/program.hpp"

#include "core/export/program_writers.hpp"

namespace doorway {

ProgramCode make_program(const Scenario& scenario, ProcessId process, ProgramLanguage language) {
  switch (language) {
    case ProgramLanguage::python: return write_python(scenario, process);
    case ProgramLanguage::c: return write_c(scenario, process);
  }
  return {};
}

std::string text_of(const ProgramCode& program) {
  std::string text;
  for (const CodeLine& line : program.lines) {
    text += line.text;
    text += '\n';
  }
  return text;
}

}  // namespace doorway
