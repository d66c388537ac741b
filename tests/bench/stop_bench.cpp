// How long Take::stop takes:
//     stop_bench [TAKES] [--busy]
// Half of the takes are stopped while a process sleeps in a call, the others anywhere. --busy keeps every core at work
// meanwhile. Exits 1 when a stop took longer than 250 ms.
#include "tests/bench/figures.hpp"
#include "tests/bench/random_stop.hpp"

#include <map>

namespace {
constexpr std::chrono::milliseconds most{250};
}

int main(int argc, char** argv) {
  using namespace doorway;
  const auto options = read_options({argv, static_cast<std::size_t>(argc)}, 1000);
  if (!options) return 2;
  const BusyCores cores(options->busy);
  RandomStops stops(1);
  std::map<std::string, std::vector<std::chrono::nanoseconds>> by_place;
  std::vector<std::chrono::nanoseconds> all;
  std::size_t too_long = 0;
  for (std::size_t i = 0; i < options->takes; ++i) {
    const auto stopped = stops.next();
    if (stopped.has_error()) {
      std::fprintf(stderr, "%s\n", stopped.error().message.c_str());
      return 3;
    }
    all.push_back(stopped->duration);
    by_place[stopped->asleep ? stopped->where : "anywhere"].push_back(stopped->duration);
    too_long += stopped->duration > most ? 1 : 0;
  }
  for (const auto& [place, times] : by_place) print_figures("stop, " + place, times);
  print_figures(options->busy ? "stop, all, every core busy" : "stop, all", all);
  std::printf("%zu of %zu stops took longer than 250 ms\n", too_long, options->takes);
  return too_long == 0 ? 0 : 1;
}
