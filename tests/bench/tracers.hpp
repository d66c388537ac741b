#pragma once

#include <optional>
#include <string>
#include <vector>

namespace doorway {

/// Another program that watches a conversation.
struct Tracer {
  std::string name;
  std::vector<std::string> command;
  bool runs_beside = false;  ///< it watches the network while the program runs; else the program is run by it
};

/// Those that the bench knows, in order: whether they are there, `time_under` finds out.
std::vector<Tracer> tracers();

/// Runs the program, which prints a number, and gives that; nothing where it failed.
std::optional<double> time_told_by(const std::vector<std::string>& program);

/// The same while the tracer watches: the median of three runs.
std::optional<double> time_under(const Tracer& tracer, const std::vector<std::string>& program);

}  // namespace doorway
