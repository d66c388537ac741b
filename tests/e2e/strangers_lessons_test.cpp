// Four programs of strangers that connect, send and flood all doors there are while the lessons' scenarios run. Each
// run is that of its lesson, or says that strangers stood in the way; none is let in. DOORWAY_HEAVY: 1,000 runs and
// more, all scenarios in turn.
#include "core/export/outcome.hpp"
#include "core/lesson/judge.hpp"
#include "tests/bench/random_learner.hpp"
#include "tests/bench/random_stop.hpp"
#include "tests/e2e/gate.hpp"
#include "tests/e2e/started_take.hpp"
#include "tests/e2e/strange_board.hpp"
#include "tests/e2e/strangers.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace doorway;
using test::Subprocess;

namespace {

// A hang: on a busy machine four that never rest leave the run little of it.
constexpr std::chrono::seconds longest_run{300};
constexpr std::chrono::milliseconds longest_visit{20};

/// A scenario with the questions that its lesson asks of it.
struct Case {
  std::string name;  // "02-door-numbers, page 3"
  const Lesson* lesson;
  std::size_t scenario;
  std::vector<ProcessId> order;
  std::vector<const Ask*> asks;
  bool varies = false;  // the lesson says so
};

std::vector<Case> cases_of(const std::vector<Lesson>& lessons) {
  std::vector<Case> cases;
  for (const Lesson& lesson : lessons) {
    for (std::size_t scenario = 0; scenario < lesson.scenarios.size(); ++scenario) {
      Case made{lesson.title + ", scenario " + std::to_string(scenario + 1), &lesson, scenario, {}, {}, false};
      for (const Page& page : lesson.pages) {
        if (page.scenario != scenario) continue;
        if (page.begins_scenario) made.order = page.cue.order;
        if (const Ask* ask = ask_of(page)) {
          made.asks.push_back(ask);
          made.varies = made.varies || ask->this_run;
        }
      }
      cases.push_back(std::move(made));
    }
  }
  return cases;
}

/// What a lesson sees of a run.
struct Seen {
  RunOutcome outcome;
  std::vector<std::optional<Answer>> answers;  // to the questions, one for one
  std::vector<std::string> crowded;
  Gate gate;
};

/// The four, at work as long as this lives.
class StrangePrograms {
 public:
  StrangePrograms() : board_(StrangeBoard::in_file(folder_.path("board").c_str(), true)) {
    REQUIRE(board_ != nullptr);
    for (std::size_t i = 0; i < StrangeBoard::programs; ++i) {
      test::Launch launch;
      launch.command = {DOORWAY_STRANGER, folder_.path("board"), std::to_string(i)};
      launch.input_ends = false;
      programs_.emplace_back(launch);
    }
  }

  void come(std::uint32_t ceaselessly) { board_->ceaseless = ceaselessly; }

  /// To these doors, and to no others any more.
  void show(const OpenPorts& ports) {
    std::set<std::uint32_t> wanted;
    for (const auto& [socket, port] : ports.tcp()) wanted.insert(port);
    for (const auto& [socket, port] : ports.udp()) wanted.insert(port | StrangeBoard::is_udp);
    for (auto& slot : board_->doors) {
      if (slot != 0 && wanted.erase(slot) == 0) slot = 0;
    }
    for (auto& slot : board_->doors) {
      if (slot == 0 && !wanted.empty()) slot = wanted.extract(wanted.begin()).value();
    }
  }

  void send_home() {
    for (auto& slot : board_->doors) slot = 0;
    wait_for_a_round(longest_run);  // or they could come to what others on this computer open next
  }

  /// Until each of them has been everywhere that is shown now.
  bool wait_for_a_round(std::chrono::milliseconds at_most) {
    const auto give_up_at = std::chrono::steady_clock::now() + at_most;
    return std::all_of(board_->doings.begin(), board_->doings.end(), [&](const StrangeBoard::Doings& doings) {
      const std::uint64_t enough = doings.rounds + 2;  // the one that is under way began before
      while (doings.rounds < enough && std::chrono::steady_clock::now() < give_up_at) std::this_thread::yield();
      return doings.rounds >= enough;
    });
  }

  [[nodiscard]] std::uint64_t connections() const {
    std::uint64_t all = 0;
    for (const auto& doings : board_->doings) all += doings.connections;
    return all;
  }
  [[nodiscard]] std::uint64_t datagrams() const {
    std::uint64_t all = 0;
    for (const auto& doings : board_->doings) all += doings.datagrams;
    return all;
  }

 private:
  const test::TemporaryFolder folder_;
  StrangeBoard* const board_;
  std::list<Subprocess> programs_;
};

/// Nothing where the run takes longer than that.
std::optional<Seen> run(const Case& which, StrangePrograms* strangers, bool stepwise,
                        std::chrono::milliseconds at_most) {
  ChangeBell bell;
  LoopbackNetwork network;
  auto made =
      Take::create(which.lesson->scenarios[which.scenario], network, {false, which.order, [&bell] { bell.ring(); }});
  REQUIRE(made.has_value());
  Take& take = **made;
  OpenPorts ports(take.recording());
  const auto is_idle = [&] {
    ports.catch_up();
    if (strangers != nullptr) strangers->show(ports);
    return take.status().idle;
  };
  for (bool goes_on = stepwise; goes_on;) {
    take.grant_next();
    if (!bell.wait_until(is_idle, at_most)) return std::nullopt;
    const RunStatus status = take.status();
    goes_on = !status.over && status.next;
    if (strangers != nullptr && !(ports.tcp().empty() && ports.udp().empty())) {
      strangers->wait_for_a_round(longest_visit);
    }
  }
  take.run_to_end();
  const bool ends = bell.wait_until(is_idle, at_most);
  const RunStatus status = take.status();
  take.stop();
  if (strangers != nullptr) strangers->send_home();
  if (!ends) return std::nullopt;
  Seen seen{outcome_of(take.recording()), {}, status.crowded_sockets, gate_of(take.recording())};
  const Evidence evidence(take.recording());
  for (const Ask* ask : which.asks) seen.answers.push_back(right_answer(*ask, evidence));
  return seen;
}

struct Tally {
  std::size_t runs = 0;
  std::size_t as_quiet = 0;      // call by call
  std::size_t same_answers = 0;  // else: each question is answered as in a quiet run
  std::size_t crowded = 0;       // else: and the run says so
  std::size_t turned_away = 0;
};

/// How the scenario goes without strangers.
struct Quiet {
  std::vector<RunOutcome> outcomes;
  std::vector<std::optional<Answer>> answers;

  [[nodiscard]] bool has(const RunOutcome& outcome) const {
    return std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end();
  }
};

std::optional<Quiet> quiet_runs(const Case& which, std::size_t runs, std::chrono::milliseconds at_most) {
  Quiet quiet;
  for (std::size_t i = 0; i < runs; ++i) {
    auto seen = run(which, nullptr, i % 2 == 1, at_most);
    if (!seen) return std::nullopt;
    quiet.outcomes.push_back(std::move(seen->outcome));
    quiet.answers = std::move(seen->answers);
  }
  return quiet;
}

void run_among(StrangePrograms& strangers, const Case& which, const Quiet& quiet, std::size_t number, Tally& tally) {
  CAPTURE(which.name);
  strangers.come(number % 4 == 3 ? StrangeBoard::programs : 0);
  const auto seen = run(which, &strangers, number % 2 == 0, longest_run);
  CHECK(seen.has_value());
  if (!seen) return;
  CHECK(seen->gate.admitted.empty());
  ++tally.runs;
  tally.turned_away += total(seen->gate.connections_turned_away) + total(seen->gate.datagrams_turned_away);
  const bool has_same_answers = !which.asks.empty() && (which.varies || seen->answers == quiet.answers);
  if (quiet.has(seen->outcome)) {
    ++tally.as_quiet;
  } else if (has_same_answers && seen->crowded.empty()) {
    ++tally.same_answers;
    MESSAGE(which.name << ": " << *first_difference(quiet.outcomes.front(), seen->outcome));
  } else {
    if (seen->crowded.empty()) FAIL_CHECK(*first_difference(quiet.outcomes.front(), seen->outcome));
    ++tally.crowded;
  }
}

}  // namespace

TEST_CASE("four programs flood the lessons: none is let in, and each run is right or says who stood in the way") {
  // Minutes on two cores; a flood of one conversation is in every run (strangers_test.cpp).
  if (std::getenv("DOORWAY_HEAVY") == nullptr) return;
  const std::vector<Lesson> lessons = lessons_in(DOORWAY_LESSONS);
  const std::vector<Case> cases = cases_of(lessons);
  REQUIRE(cases.size() > 100);
  constexpr std::size_t runs_of_each = 10;
  StrangePrograms strangers;
  Tally tally;
  std::size_t number = 0;
  std::size_t done = 0;
  for (const Case& which : cases) {
    const auto quiet = quiet_runs(which, 4, longest_run);
    if (!quiet) continue;  // it waits for kernel timers
    ++done;
    for (std::size_t each = 0; each < runs_of_each; ++each) run_among(strangers, which, *quiet, number++, tally);
  }
  CHECK(done > 100);
  CHECK(strangers.connections() + strangers.datagrams() > 0);
  CHECK(tally.turned_away > 0);
  MESSAGE(tally.runs << " runs of " << done << " scenarios: " << tally.as_quiet << " as quiet ones, "
                     << tally.same_answers << " with the same answers, " << tally.crowded
                     << " say that strangers stood in the way; " << strangers.connections() << " connections and "
                     << strangers.datagrams() << " datagrams of strangers, " << tally.turned_away << " turned away");
}
