#pragma once

#include "core/scenario/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace doorway {

/// The languages that a scenario's processes can be written in: Python with its socket module, and C with POSIX
/// sockets.
enum class ProgramLanguage : std::uint8_t { python, c };

/// What a line of a program is there for.
enum class CodeRole : std::uint8_t {
  frame,  ///< imports, helpers, what is printed, how the programs find each other
  setup,  ///< makes ready what the next call takes: an address, a size
  call,   ///< a call of the scenario
};

struct CodeLine {
  std::string text;  ///< without a line feed
  CodeRole role = CodeRole::frame;
  std::string statement;            ///< setup and call: the same without what prints the result and without indent
  std::optional<std::size_t> line;  ///< call: the line of the scenario that it makes, an index in Scenario::lines
};

/// One process of a scenario as a program that runs as it is, beside the programs of the others. It prints each line of
/// the scenario with what came of it; an error is printed and the program goes on. How the programs find each other's
/// ports is told in the comment that each begins with.
struct ProgramCode {
  std::string file_name;  ///< "alice.py", "socket_.py" where Python would take the process's own for its module
  std::vector<CodeLine> lines;
};

/// A pure function, linear in the size of the scenario. `process` is one of the scenario's. Any thread.
ProgramCode make_program(const Scenario& scenario, ProcessId process, ProgramLanguage language);

/// The program as a file: each line with its line feed.
std::string text_of(const ProgramCode& program);

}  // namespace doorway
