#include "tests/core/truths/truth.hpp"

#include "core/base/errno_name.hpp"
#include "core/live/take.hpp"
#include "core/scenario/parser.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>

namespace doorway {
namespace {

struct Statements {
  std::vector<Claim> claims;
  bool waits_for_timer = false;
  std::vector<Mistake> mistakes;
};

/// The comments that state something. The text is a scenario that has been read without a mistake.
Statements statements_of(std::string_view text, const ScenarioNames& names) {
  Statements found;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line == "# timer") found.waits_for_timer = true;
    for (const std::string_view begin : {"# must: ", "# varies: "}) {
      if (!line.starts_with(begin)) continue;
      const std::string_view condition = line.substr(begin.size());
      auto parsed = parse_condition(condition, {number, begin.size() + 1}, names);
      if (parsed.has_value()) {
        found.claims.push_back({std::string(condition), std::move(*parsed)});
      } else {
        for (const Mistake& mistake : parsed.error()) found.mistakes.push_back(mistake);
      }
    }
  }
  return found;
}

Error as_error(std::string_view name, const std::vector<Mistake>& mistakes) {
  std::string message;
  for (const Mistake& mistake : mistakes) {
    message += (message.empty() ? "" : "\n") + std::string(name) + ":" + to_string(mistake);
  }
  return {std::move(message)};
}

std::string result_text(const CallSummary& summary) {
  if (!summary.returned) return "blocks";
  return summary.error != 0 ? errno_name(summary.error) : std::to_string(summary.result);
}

/// Calls whose results say how a run went; descriptors do not, and neither do options set.
bool is_telling(std::string_view call) {
  constexpr std::array<std::string_view, 8> telling{"bind",     "connect", "poll",   "recv",
                                                    "recvfrom", "send",    "sendto", "wait"};
  return std::ranges::find(telling, call) != telling.end();
}

}  // namespace

Result<Truth> parse_truth(std::string name, std::string_view text) {
  auto scenario = parse_scenario(text);
  if (scenario.has_error()) return as_error(name, scenario.error());
  Statements found = statements_of(text, ScenarioNames(&*scenario));
  if (!found.mistakes.empty()) return as_error(name, found.mistakes);
  if (found.claims.empty()) return Error{name + ": no line says what must happen: write # must: and a condition"};
  return Truth{std::move(name), std::move(*scenario), std::move(found.claims), found.waits_for_timer};
}

Result<Truth> read_truth(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{file.string() + ": cannot be read"};
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return parse_truth(file.stem().string(), text);
}

std::vector<std::filesystem::path> truth_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".scenario") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

Result<TruthRun> run_truth(const Truth& truth) {
  const auto began = std::chrono::steady_clock::now();
  LoopbackNetwork network;
  auto take = Take::create(truth.scenario, network, {});
  if (take.has_error()) return take.error();
  (*take)->run_to_end();
  RunStatus status = (*take)->wait_until_idle();
  TruthRun run{(*take)->shared_recording(), std::move(status), {}};
  (*take)->stop();
  run.duration = std::chrono::steady_clock::now() - began;
  return run;
}

std::vector<std::string> mismatches(const Truth& truth, const TruthRun& run) {
  std::vector<std::string> found;
  const CallTable table = summarise(*run.recording);
  for (const Claim& claim : truth.claims) {
    if (!holds(claim.condition, table)) found.push_back("not so: " + claim.text);
  }
  const bool timer = !run.status.kernel_timers.empty();
  if (timer && !truth.waits_for_timer) found.emplace_back("a kernel timer still runs");
  if (!timer && truth.waits_for_timer) found.emplace_back("no kernel timer runs any more");
  if (!timer && !run.status.over) found.emplace_back("the run is not over");
  return found;
}

std::string outcome(const TruthRun& run) {
  std::string text;
  for (const auto& [process, summary] : summarise(*run.recording).processes) {
    std::map<std::size_t, std::string> in_order;
    for (const auto& [name, calls] : summary.calls) {
      if (!is_telling(name)) continue;
      for (const auto& [nth, call] : calls) in_order[call.order] = name + "=" + result_text(call);
    }
    text += (text.empty() ? "" : " ") + process + ":";
    for (auto at = in_order.begin(); at != in_order.end();) {
      const auto same = [&](const auto& entry) { return entry.second != at->second; };
      const auto next = std::find_if(at, in_order.end(), same);
      const auto times = std::distance(at, next);
      text += " " + at->second + (times > 1 ? " x" + std::to_string(times) : "");
      at = next;
    }
  }
  return text;
}

}  // namespace doorway
