#include "tests/bench/random_stop.hpp"

#include "core/scenario/parser.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <filesystem>
#include <string_view>

namespace doorway {
namespace {

/// The last line sleeps for ever, or for longer than anybody waits.
struct Sleeper {
  std::string_view call;
  std::string_view lines;
};

constexpr std::string_view connected = R"(bob: l = socket(tcp)
bob: l.bind(0)
bob: l.listen(1)
alice: s = socket(tcp)
alice: s.connect(bob.l)
bob: c = l.accept()
)";

constexpr std::array<Sleeper, 8> sleepers{{
    {"recv", "bob: c.recv(10)\n"},
    {"accept", "bob: d = l.accept()\n"},
    {"send", "alice: s.send(fill(20_000_000))\n"},
    {"poll", "bob: poll(l, c)\n"},
    {"recvfrom", "bob: u = socket(udp)\nbob: u.bind(0)\nbob: u.recvfrom(10)\n"},
    {"wait", "bob: wait(60s)\n"},
    {"wait", "bob: wait(c, 10)\n"},
    // Two stand in the line, the third has no answer.
    {"connect",
     "alice: t = socket(tcp)\nalice: t.connect(bob.l)\nalice: v = socket(tcp)\nalice: v.connect(bob.l)\n"
     "alice: w = socket(tcp)\nalice: w.connect(bob.l)\n"},
}};

constexpr std::string_view busy = R"(repeat 20 {
alice: s.send(fill(2000))
bob: c.recv(4000)
bob: c.send("to and fro")
alice: s.recv(100)
}
bob: exit()
alice: s.recv(10)
)";

Scenario scenario_of(std::string_view last_lines) {
  auto scenario = parse_scenario(std::string(connected) + std::string(last_lines));
  assert(scenario.has_value());
  return std::move(*scenario);
}

bool somebody_sleeps_in(const RunStatus& status, std::string_view call) {
  return std::ranges::any_of(status.processes, [&](const ProcessStatus& process) {
    return process.standing == Standing::asleep && call_name(process.line->call) == call;
  });
}

}  // namespace

Result<StoppedTake> RandomStops::next() {
  ChangeBell bell;
  StoppedTake stopped;
  const std::size_t turn = count_++;
  stopped.asleep = turn % 2 == 0;
  const Sleeper& sleeper = sleepers.at(turn / 2 % sleepers.size());
  const bool free_run = turn % 4 == 3;
  auto created = Take::create(scenario_of(stopped.asleep ? sleeper.lines : busy), network_,
                              {free_run, {}, [&bell] { bell.ring(); }});
  if (created.has_error()) return created.error();
  Take& take = **created;
  if (stopped.asleep) {
    stopped.where = "asleep in " + std::string(sleeper.call);
    take.run_to_end();
    if (!bell.wait_until([&] { return somebody_sleeps_in(take.status(), sleeper.call); })) {
      return Error{"nobody fell asleep in " + std::string(sleeper.call)};
    }
  } else {
    const Seq event = std::uniform_int_distribution<Seq>(0, 300)(random_);
    stopped.where = (free_run ? "free run, at event " : "at event ") + std::to_string(event);
    if (event > 0) take.run_to_end();
    bell.wait_until([&] { return take.recording().size() >= event || (event > 0 && take.status().idle); });
  }
  const auto began = std::chrono::steady_clock::now();
  take.stop();
  stopped.duration = std::chrono::steady_clock::now() - began;
  stopped.sockets_left_open = open_descriptors().sockets;
  return stopped;
}

OpenDescriptors open_descriptors() {
  OpenDescriptors open;
  std::error_code gone;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", gone)) {
    ++open.all;
    const auto target = std::filesystem::read_symlink(entry.path(), gone);
    if (!gone && target.string().starts_with("socket:")) ++open.sockets;
  }
  return open;
}

}  // namespace doorway
