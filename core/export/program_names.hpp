#pragma once

#include "core/export/program.hpp"

#include <string>

// What a scenario's programs and their folder are called; only the files that write programs include it.
namespace doorway {

/// The name of the process's file without its extension: the process's own, and `_` after it where Python would take
/// the file for a module of its own. No two processes share one.
std::string program_name(const Scenario& scenario, ProcessId process, ProgramLanguage language);

/// The folder that the comments propose for the programs to meet in: "doors", and `_` after it where a program that is
/// compiled as its comment says has that name.
std::string meeting_folder(const Scenario& scenario);

}  // namespace doorway
