// How long the steps of a live run take:
//     grant_bench [TAKES] [--busy]
// One grant is timed from the command to the end of its settling; a take from create to the end of stop.
#include "core/live/take.hpp"
#include "core/scenario/parser.hpp"
#include "tests/bench/figures.hpp"

#include <cassert>
#include <map>
#include <string_view>

namespace {

using namespace doorway;
using Times = std::vector<std::chrono::nanoseconds>;

constexpr std::string_view script = R"(bob: l = socket(tcp)
bob: l.bind(0)
bob: l.listen(1)
alice: s = socket(tcp)
alice: s.connect(bob.l)
bob: c = l.accept()
repeat 10 {
alice: s.send("Hello")
bob: c.recv(64)
bob: c.send("Hi")
alice: s.recv(64)
}
bob: c.recv(64)
alice: s.send("wake up")
alice: s.close()
)";

template <class Action>
std::chrono::nanoseconds time_of(Action action) {
  const auto began = std::chrono::steady_clock::now();
  action();
  return std::chrono::steady_clock::now() - began;
}

/// False when this system gives no take.
bool measure(const Scenario& scenario, Network& network, Times& created, Times& stopped,
             std::map<std::string, Times>& grants) {
  std::unique_ptr<Take> take;
  created.push_back(time_of([&] {
    auto made = Take::create(scenario, network, {});
    if (made.has_value()) take = std::move(*made);
  }));
  if (!take) return false;
  for (RunStatus status = take->status(); !status.over;) {
    const Seq before = take->recording().size();
    const auto time = time_of([&] {
      take->grant_next();
      status = take->wait_until_idle();
    });
    if (take->recording().size() == before) break;  // nobody could move
    const auto* called = std::get_if<Called>(&take->recording().at(before + 1).body);
    grants[called != nullptr ? std::string(call_name(called->line->call)) : "a try after waking"].push_back(time);
    grants["all"].push_back(time);
  }
  stopped.push_back(time_of([&] { take->stop(); }));
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options({argv, static_cast<std::size_t>(argc)}, 200);
  if (!options) return 2;
  const auto scenario = parse_scenario(script);
  assert(scenario.has_value());
  const BusyCores cores(options->busy);
  LoopbackNetwork network;
  Times created;
  Times stopped;
  std::map<std::string, Times> grants;
  for (std::size_t i = 0; i < options->takes; ++i) {
    if (!measure(*scenario, network, created, stopped, grants)) return 3;
  }
  for (const auto& [call, times] : grants) print_figures("grant and settle, " + call, times);
  print_figures("Take::create", created);
  print_figures("stop at the end of a run", stopped);
  return 0;
}
