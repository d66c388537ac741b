// Runs truths many times on the real kernel and counts what came of it:
//     truth_soak RUNS [FILE…]
// Without files: all truths. Exits 1 when a run did not do what its file states.
#include "tests/core/truths/truth.hpp"

#include <charconv>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace doorway;

constexpr std::size_t shown_outcomes = 6;

struct Tally {
  std::size_t mismatched = 0;
  std::map<std::string, std::size_t> outcomes;
  std::map<std::string, std::size_t> complaints;
  std::chrono::nanoseconds total{0};
  std::chrono::nanoseconds slowest{0};
};

double milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

bool repeat(const Truth& truth, std::size_t runs, Tally& tally) {
  for (std::size_t i = 0; i < runs; ++i) {
    const auto run = run_truth(truth);
    if (run.has_error()) {
      std::fprintf(stderr, "%s\n", run.error().message.c_str());
      return false;
    }
    const std::vector<std::string> wrong = mismatches(truth, *run);
    tally.mismatched += wrong.empty() ? 0 : 1;
    for (const std::string& complaint : wrong) ++tally.complaints[complaint];
    ++tally.outcomes[outcome(*run)];
    tally.total += run->duration;
    tally.slowest = std::max(tally.slowest, run->duration);
  }
  return true;
}

void print(const Truth& truth, std::size_t runs, const Tally& tally) {
  std::printf("truth %s: %zu runs, %zu mismatches, %zu outcomes, mean %.1f ms, slowest %.1f ms\n", truth.name.c_str(),
              runs, tally.mismatched, tally.outcomes.size(), milliseconds(tally.total) / static_cast<double>(runs),
              milliseconds(tally.slowest));
  for (const auto& [complaint, count] : tally.complaints) std::printf("  %6zu  %s\n", count, complaint.c_str());
  std::multimap<std::size_t, std::string, std::greater<>> by_count;
  for (const auto& [text, count] : tally.outcomes) by_count.emplace(count, text);
  std::size_t shown = 0;
  for (const auto& [count, text] : by_count) {
    if (shown++ == shown_outcomes) break;
    std::printf("  %6zu  %s\n", count, text.c_str());
  }
  if (by_count.size() > shown_outcomes) std::printf("          and %zu more\n", by_count.size() - shown_outcomes);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + 1, argv + argc);
  std::size_t runs = 0;
  if (!arguments.empty()) std::from_chars(arguments[0].data(), arguments[0].data() + arguments[0].size(), runs);
  if (runs == 0) {
    std::fprintf(stderr, "usage: truth_soak RUNS [FILE...]\n");
    return 2;
  }
  std::vector<std::filesystem::path> files(arguments.begin() + 1, arguments.end());
  if (files.empty()) files = truth_files(DOORWAY_TRUTHS);
  bool all_as_stated = true;
  for (const auto& file : files) {
    const auto truth = read_truth(file);
    if (truth.has_error()) {
      std::fprintf(stderr, "%s\n", truth.error().message.c_str());
      return 1;
    }
    Tally tally;
    if (!repeat(*truth, runs, tally)) return 3;
    print(*truth, runs, tally);
    all_as_stated = all_as_stated && tally.mismatched == 0;
  }
  return all_as_stated ? 0 : 1;
}
