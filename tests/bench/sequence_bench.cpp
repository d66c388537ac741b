// How long a lesson takes to close, with a live take in it, in random sequences over all lessons:
//     sequence_bench [SEQUENCES] [--busy]
// Exits 1 when one took longer than 250 ms, or fewer than a third were closed while a process slept in a call.
#include "app/library.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/random_learner.hpp"

#include <map>

namespace {
constexpr std::chrono::milliseconds most{250};
}

int main(int argc, char** argv) {
  using namespace doorway;
  const auto options = read_options({argv, static_cast<std::size_t>(argc)}, 1000);
  if (!options) return 2;
  const BusyCores cores(options->busy);
  const SequenceReport report = play_sequences(lessons_in(app::lesson_folder()), 1, options->takes, 1);
  if (!report.fault.empty()) {
    std::fprintf(stderr, "%s\n", report.fault.c_str());
    return 3;
  }
  std::map<std::string, std::vector<std::chrono::nanoseconds>> by_place;
  std::vector<std::chrono::nanoseconds> all;
  std::size_t too_long = 0;
  std::size_t asleep = 0;
  for (const StopReport& stop : report.stops) {
    all.push_back(stop.duration);
    by_place[stop.asleep ? "asleep in " + stop.call : "anywhere"].push_back(stop.duration);
    too_long += stop.duration > most ? 1 : 0;
    asleep += stop.asleep ? 1 : 0;
  }
  for (const auto& [place, times] : by_place) print_figures("closed, " + place, times);
  print_figures(options->busy ? "closed, all, every core busy" : "closed, all", all);
  std::printf("%zu of %zu took longer than 250 ms; asleep: %zu\n", too_long, all.size(), asleep);
  return too_long == 0 && asleep * 3 >= all.size() ? 0 : 1;
}
