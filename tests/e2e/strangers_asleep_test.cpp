// One stranger at a time, at processes that sleep: then each can be followed to its end.
#include "tests/bench/random_stop.hpp"
#include "tests/e2e/gate.hpp"
#include "tests/e2e/started_take.hpp"
#include "tests/e2e/strangers.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace doorway;
using End = StrangeConnection::End;

namespace {

/// A process that sleeps with its ports open, and a bell that rings when anything happens.
struct Sleeping {
  ChangeBell bell;
  LoopbackNetwork network;
  std::unique_ptr<Take> take;
  OpenPorts ports;

  explicit Sleeping(const char* lines)
      : take(started_take(lines, network, [this] { bell.ring(); })), ports(take->recording()) {
    take->run_to_end();
    take->wait_until_idle();
    ports.catch_up();
  }
  [[nodiscard]] bool turned_away(std::size_t count) {
    return bell.wait_until([&] { return count_kind(take->recording(), "turned_away") >= count; });
  }
};

}  // namespace

TEST_CASE("each stranger that comes while a process sleeps in accept or poll is reset and recorded, and wakes nobody") {
  for (const char* last : {"bob: c = l.accept()\n", "bob: poll(l)\n"}) {
    CAPTURE(std::string(last));
    const std::string lines = std::string("bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\n") + last +
                              "alice: s = socket(tcp)\nalice: wait(1ms)\n";
    Sleeping sleeping(lines.c_str());
    const std::uint16_t port = sleeping.ports.tcp().begin()->second;
    for (std::size_t i = 1; i <= 20; ++i) {
      StrangeSocket stranger(port, 2000);
      if (i % 2 == 0) stranger.talk();
      CHECK(sleeping.turned_away(i));
      CHECK(stranger.wait_for_end(2000) == End::reset);
    }
    const Recording& recording = sleeping.take->recording();
    CHECK(count_kind(recording, "turned_away") == 20);
    CHECK(count_kind(recording, "woke") == 1);  // Alice, by her own time
    CHECK(gate_of(recording).admitted.empty());
    const RunStatus status = sleeping.take->wait_until_idle();
    CHECK(status.processes.front().standing == Standing::asleep);
    CHECK(status.over);
  }
}

TEST_CASE("each datagram of a stranger that comes while a process sleeps is recorded with its size, and wakes nobody") {
  for (const char* last : {"bob: u.recvfrom(64)\n", "bob: poll(u)\n", "bob: wait(u, 3)\n"}) {
    CAPTURE(std::string(last));
    const std::string lines = std::string("bob: u = socket(udp)\nbob: u.bind(0)\n") + last;
    Sleeping sleeping(lines.c_str());
    const std::size_t attempts = 20;
    Strangers strangers(sleeping.take->shared_recording(), attempts, Pace::ceaseless);
    CHECK(sleeping.turned_away(2 * attempts));
    const StrangersReport report = strangers.leave();
    const Recording& recording = sleeping.take->recording();
    CHECK(gate_of(recording).datagrams_turned_away == report.datagrams);
    for (Seq seq = 1; seq <= recording.size(); ++seq) {
      const auto* away = std::get_if<TurnedAway>(&recording.at(seq).body);
      if (away != nullptr) CHECK(away->bytes == strange_words.size());
    }
    CHECK(count_kind(recording, "woke") == 0);
    CHECK(sleeping.take->wait_until_idle().processes.front().standing == Standing::asleep);
  }
}
