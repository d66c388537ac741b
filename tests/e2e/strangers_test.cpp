#include "tests/e2e/strangers.hpp"

#include "core/export/outcome.hpp"
#include "tests/bench/random_stop.hpp"
#include "tests/e2e/gate.hpp"
#include "tests/e2e/started_take.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace doorway;
using End = StrangeConnection::End;

namespace {

struct Script {
  const char* name;
  const char* lines;
};

constexpr Script over_tcp[] = {
    {"accept sleeps before anybody comes", R"(
bob: l = socket(tcp)
bob: l.bind(0)
bob: l.listen(4)
bob: c = l.accept()
bob: c.recv(64)
alice: s = socket(tcp)
alice: s.connect(bob.l)
alice: s.send("from Alice")
alice: s.recv(64)
bob: c.send("from Bob")
bob: d = l.accept()
bob: wait(d, 9)
bob: d.recv(64)
carol: t = socket(tcp)
carol: t.connect(bob.l)
carol: t.send("for Bob 2")
carol: t.close()
bob: d.recv(64)
)"},
    {"connect before accept, a line for one", R"(
bob: l = socket(tcp)
bob: l.bind(0)
bob: l.listen(1)
alice: s = socket(tcp)
alice: s.connect(bob.l)
alice: s.send("early")
bob: c = l.accept()
bob: wait(c, 5)
bob: c.recv(64)
bob: c.send("from Bob")
alice: wait(s, 8)
alice: s.recv(64)
bob: c.close()
alice: s.recv(64)
)"},
    {"poll at the listener before accept", R"(
bob: l = socket(tcp)
bob: l.bind(0)
bob: l.listen(4)
bob: poll(l)
bob: c = l.accept()
alice: s = socket(tcp)
alice: s.connect(bob.l)
alice: s.send("polled")
bob: wait(c, 6)
bob: c.recv(64)
bob: poll(l, 20ms)
)"},
};

constexpr Script over_udp[] = {
    {"recvfrom sleeps before anybody sends", R"(
bob: u = socket(udp)
bob: u.bind(0)
bob: u.recvfrom(64)
alice: u = socket(udp)
alice: u.bind(0)
alice: u.sendto("from Alice", bob.u)
bob: u.sendto("from Bob", alice.u)
alice: u.recvfrom(64)
bob: poll(u)
bob: u.recvfrom(64)
alice: u.sendto("again", bob.u)
bob: wait(u, 7)
bob: u.recvfrom(64)
alice: u.sendto("waited!", bob.u)
)"},
    {"datagrams wait, and one side is connected", R"(
bob: u = socket(udp)
bob: u.bind(0)
alice: u = socket(udp)
alice: u.connect(bob.u)
alice: u.send("one")
alice: u.send("two")
bob: u.recvfrom(64)
bob: u.recvfrom(64)
bob: u.sendto("back", alice.u)
alice: u.recv(64)
bob: poll(u, 20ms)
)"},
};

struct Run {
  std::shared_ptr<const Recording> recording;
  RunStatus status;
  StrangersReport strangers;
};

/// Runs to the end, or step by step with the strangers at work between the steps.
Run run(const char* lines, std::optional<Pace> strangers_pace, bool stepwise) {
  ChangeBell bell;
  LoopbackNetwork network;
  const auto take = started_take(lines, network, [&bell] { bell.ring(); });
  std::unique_ptr<Strangers> strangers;
  if (strangers_pace) strangers = std::make_unique<Strangers>(take->shared_recording(), 3000, *strangers_pace);
  if (stepwise) {
    for (Seq before = 0; before < take->recording().size() || before == 0;) {
      before = take->recording().size();
      take->grant_next();
      take->wait_until_idle();
      // Only as long as the ports stand open are there attempts to wait for.
      const std::size_t enough = strangers->attempts() + 4;
      bell.wait_until([&] { return strangers->attempts() >= enough || strangers->have_given_up(); },
                      std::chrono::milliseconds(5));
    }
  }
  take->run_to_end();
  Run made;
  made.status = take->wait_until_idle();
  take->stop();
  made.recording = take->shared_recording();
  if (strangers) made.strangers = strangers->leave();
  return made;
}

struct Tally {
  std::size_t runs = 0;
  std::size_t as_quiet = 0;
  std::size_t crowded = 0;
  std::size_t turned_away = 0;
  std::size_t answered = 0;
};

/// Strangers and the recording must tell the same story.
void check_story(const Run& made, const Gate& gate) {
  CHECK(gate.admitted.empty());
  // While the line is full the kernel answers with SYN cookies: bytes that were under way when their connection was
  // reset then make it once more. Source: tcp(7), tcp_syncookies.
  CountByPort comings;
  for (const StrangeConnection& connection : made.strangers.connections) {
    comings[connection.port] += connection.talks ? 2 : 1;
    CHECK(connection.end != End::end_of_stream);
  }
  for (const auto& [port, count] : gate.connections_turned_away) CHECK(count <= comings[port]);
  for (const auto& [port, count] : gate.datagrams_turned_away) {
    const auto sent = made.strangers.datagrams.find(port);
    CHECK((sent != made.strangers.datagrams.end() && count <= sent->second));
  }
}

template <std::size_t count>
void run_among_strangers(const Script (&scripts)[count], Pace pace) {
  for (const Script& script : scripts) {
    CAPTURE(std::string(script.name));
    const RunOutcome quiet = outcome_of(*run(script.lines, std::nullopt, false).recording);
    Tally tally;
    const std::size_t runs = count_of_runs(10, 200);
    for (std::size_t i = 0; i < runs; ++i) {
      const Run made = run(script.lines, pace, i % 2 == 1);
      const Gate gate = gate_of(*made.recording);
      check_story(made, gate);
      const RunOutcome outcome = outcome_of(*made.recording);
      const bool crowded = !made.status.crowded_sockets.empty();
      if (outcome != quiet && !crowded) FAIL_CHECK(*first_difference(quiet, outcome));
      ++tally.runs;
      tally.as_quiet += outcome == quiet ? 1 : 0;
      tally.crowded += crowded ? 1 : 0;
      tally.turned_away += total(gate.connections_turned_away) + total(gate.datagrams_turned_away);
      tally.answered += made.strangers.connections.size() + total(made.strangers.datagrams);
    }
    CHECK(tally.turned_away > 0);
    MESSAGE(std::string(script.name) << ": " << tally.runs << " runs, " << tally.as_quiet << " as the quiet one, "
                                     << tally.crowded << " crowded; strangers tried " << tally.answered << " times, "
                                     << tally.turned_away << " turned away");
  }
}

}  // namespace

TEST_CASE("strangers who connect without end are let into no conversation, and it goes as without them") {
  run_among_strangers(over_tcp, Pace::ceaseless);
}

TEST_CASE("strangers who connect now and then are let into no conversation, and it goes as without them") {
  run_among_strangers(over_tcp, Pace::steady);
}

TEST_CASE("datagrams that strangers send without end are never received") {
  run_among_strangers(over_udp, Pace::ceaseless);
}

TEST_CASE("datagrams that strangers send now and then are never received, and ours are as without them") {
  run_among_strangers(over_udp, Pace::steady);
}

TEST_CASE(
    "strangers that fill a waiting line and say nothing are sent away, or the run says that they stood in the way") {
  const char* lines = R"(
bob: l = socket(tcp)
bob: l.bind(0)
bob: l.listen(1)
alice: s = socket(tcp)
alice: s.connect(bob.l)
alice: s.send("let me in")
bob: c = l.accept()
bob: wait(c, 9)
bob: c.recv(64)
)";
  const RunOutcome quiet = outcome_of(*run(lines, std::nullopt, false).recording);
  ChangeBell bell;
  LoopbackNetwork network;
  const auto take = started_take(lines, network, [&bell] { bell.ring(); });
  for (int grants = 0; grants < 4; ++grants) take->grant_next();
  take->wait_until_idle();
  OpenPorts ports(take->recording());
  ports.catch_up();
  std::vector<StrangeSocket> silent;
  // Two fill the line, the third is left without an answer.
  for (int i = 0; i < 3; ++i) silent.emplace_back(ports.tcp().begin()->second, i < 2 ? 2000 : 50);
  take->run_to_end();
  const RunStatus status = take->wait_until_idle();
  const bool as_quiet = outcome_of(take->recording()) == quiet;
  CHECK((as_quiet || !status.crowded_sockets.empty()));
  CHECK(gate_of(take->recording()).admitted.empty());
  CHECK(count_kind(take->recording(), "turned_away") >= 2);
  for (int i = 0; i < 2; ++i) CHECK(silent.at(static_cast<std::size_t>(i)).wait_for_end(2000) == End::reset);
  MESSAGE(std::string(as_quiet ? "ours came in" : "ours did not come in")
          << std::string(status.crowded_sockets.empty() ? "" : ", and the run names the listener"));
}

TEST_CASE("a process among strangers that never cease can be stopped") {
  for (const char* lines : {over_tcp[0].lines, over_udp[0].lines}) {
    ChangeBell bell;
    LoopbackNetwork network;
    for (std::size_t i = 0; i < count_of_runs(5, 50); ++i) {
      const auto take = started_take(lines, network, [&bell] { bell.ring(); });
      Strangers strangers(take->shared_recording(), 5000, Pace::ceaseless);
      take->run_to_end();
      strangers.wait_for_attempts(100);
      const auto began = std::chrono::steady_clock::now();
      take->stop();
      // Generous, since the machine is as busy as the strangers make it: what must not happen is that it never ends.
      CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(10));
      strangers.leave();
    }
  }
}
