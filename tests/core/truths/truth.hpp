#pragma once

#include "core/lesson/condition.hpp"
#include "core/live/status.hpp"
#include "core/record/recording.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// A condition that a truth's file states, with its text.
struct Claim {
  std::string text;
  Condition condition;
};

/// A scenario file that says in its comments what must happen: `# must: CONDITION` holds after each run, `# varies:
/// CONDITION` allows each outcome of what truly varies, `# timer` says that the run ends with a kernel timer that still
/// runs.
struct Truth {
  std::string name;  ///< the file's, without folder and extension
  Scenario scenario;
  std::vector<Claim> claims;
  bool waits_for_timer = false;
};

/// From a file's text; the error has a mistake a line.
Result<Truth> parse_truth(std::string name, std::string_view text);

Result<Truth> read_truth(const std::filesystem::path& file);

/// The files of `folder`, in order of their names.
std::vector<std::filesystem::path> truth_files(const std::filesystem::path& folder);

/// One run on the real kernel.
struct TruthRun {
  std::shared_ptr<const Recording> recording;
  RunStatus status;
  std::chrono::nanoseconds duration{0};
};

/// Runs the scenario to its end on fresh sockets. Blocks.
Result<TruthRun> run_truth(const Truth& truth);

/// What of the file's statements does not hold in this run, a line each; empty when all is as stated.
std::vector<std::string> mismatches(const Truth& truth, const TruthRun& run);

/// What the calls that carry or find something returned, process by process: "alice: send=5 send=EPIPE". The same text
/// means the same outcome.
std::string outcome(const TruthRun& run);

}  // namespace doorway
