// Random sequences of what a learner can do, over the scenarios of all lessons. DOORWAY_SEED=n replays one sequence;
// with DOORWAY_SEQUENCES=m it is the m from there. DOORWAY_HEAVY plays 100,000.
#include "tests/bench/random_learner.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <string>

using namespace doorway;
using namespace doorway::test;

namespace {

#if defined(__SANITIZE_THREAD__)
constexpr std::size_t usual_sequences = 80;
#elif defined(__SANITIZE_ADDRESS__)
constexpr std::size_t usual_sequences = 100;
#else
constexpr std::size_t usual_sequences = 150;
#endif
constexpr std::size_t heavy_sequences = 100'000;
constexpr std::chrono::milliseconds longest_stop{250};  // on a machine that has time for it: told, not asserted
constexpr std::size_t threads = 4;
constexpr std::size_t enough_to_count = 50;

std::optional<std::uint64_t> number_in(const char* variable) {
  const char* text = std::getenv(variable);
  return text != nullptr ? std::optional(std::strtoull(text, nullptr, 10)) : std::nullopt;
}

double milliseconds_of(std::chrono::nanoseconds time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

}  // namespace

TEST_CASE("random sequences over all lessons: no hang, nothing is left open, and the state is that of the recording") {
  const std::vector<Lesson> lessons = lessons_in(DOORWAY_LESSONS);
  REQUIRE(lessons.size() >= 12);
  const auto seed = number_in("DOORWAY_SEED");
  const std::uint64_t first = seed ? *seed : std::random_device{}();
  const std::size_t usual = seed ? 1 : std::getenv("DOORWAY_HEAVY") != nullptr ? heavy_sequences : usual_sequences;
  const std::size_t count = number_in("DOORWAY_SEQUENCES").value_or(usual);
  const std::string replay = "DOORWAY_SEED=" + std::to_string(first) + " DOORWAY_SEQUENCES=" + std::to_string(count);
  CAPTURE(replay);
  const std::size_t sockets = open_sockets();
  const SequenceReport report = play_sequences(lessons, first, count, threads);
  CHECK(report.fault == "");
  CHECK(open_sockets() == sockets);

  std::vector<std::chrono::nanoseconds> took;
  std::map<std::string, std::size_t> asleep_in;
  for (const StopReport& stop : report.stops) {
    took.push_back(stop.duration);
    if (stop.asleep) ++asleep_in[stop.call];
  }
  REQUIRE(!took.empty());
  std::sort(took.begin(), took.end());
  std::size_t asleep = 0;
  std::string calls;
  for (const auto& [call, times] : asleep_in) {
    asleep += times;
    calls += " " + call + " " + std::to_string(times);
  }
  const auto too_long = std::count_if(took.begin(), took.end(), [](auto each) { return each > longest_stop; });
  if (took.size() >= enough_to_count) CHECK(asleep * 3 >= took.size());
  MESSAGE(count << " sequences of " << report.actions << " acts, " << report.recordings << " recordings opened; "
                << took.size() << " stops, " << asleep << " of them asleep in a call (" << calls << " ), median "
                << milliseconds_of(took[took.size() / 2]) << " ms, the slowest " << milliseconds_of(took.back())
                << " ms, " << too_long << " of more than " << longest_stop.count() << " ms; " << replay);
}
