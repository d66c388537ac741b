#include "tests/core/truths/truth.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace doorway;

namespace {

using Check = std::function<void(const Recording&)>;

/// How often each truth is run: DOORWAY_TRUTH_REPEATS, else 3. A run that waits for kernel timers takes seconds.
std::size_t repeats(const Truth& truth) {
  std::size_t count = 3;
  if (const char* given = std::getenv("DOORWAY_TRUTH_REPEATS")) {
    const std::string_view text = given;
    std::from_chars(text.data(), text.data() + text.size(), count);
  }
  constexpr std::size_t timer_share = 20;
  return std::max<std::size_t>(1, truth.waits_for_timer ? count / timer_share : count);
}

/// Runs the file and holds it to what it states, and to `check`, which sees what conditions do not: the kernel's own
/// numbers and ports.
void holds_each_time(std::string_view name, const Check& check = {}) {
  const auto truth = read_truth(std::string(DOORWAY_TRUTHS) + "/" + std::string(name) + ".scenario");
  REQUIRE_MESSAGE(truth.has_value(), truth.error().message);
  for (std::size_t i = 0; i < repeats(*truth); ++i) {
    const auto run = run_truth(*truth);
    REQUIRE_MESSAGE(run.has_value(), run.error().message);
    for (const std::string& wrong : mismatches(*truth, *run)) FAIL_CHECK(name, ", run ", i + 1, ": ", wrong);
    INFO(name, ": ", outcome(*run));
    if (check) check(*run->recording);
  }
}

/// What the nth call of this name by this process brought.
Outcome outcome_of(const Recording& recording, std::string_view process, std::string_view call, std::uint32_t nth) {
  std::optional<CallId> id;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    if (const auto* called = std::get_if<Called>(&event.body)) {
      if (recording.scenario().processes[event.process] != process) continue;
      if (called->nth == nth && call_name(called->line->call) == call) id = called->call;
    }
    const auto* returned = std::get_if<Returned>(&event.body);
    if (returned != nullptr && returned->call == id && returned->outcome != nullptr) return *returned->outcome;
  }
  FAIL("no outcome of ", process, ".", call, "#", nth);
  return {};
}

/// The last that the kernel said of a socket, by its name in the recording.
KernelSample last_sample(const Recording& recording, std::string_view name) {
  std::optional<SocketId> id;
  KernelSample last;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    if (const auto* returned = std::get_if<Returned>(&event.body)) {
      const bool made = returned->outcome != nullptr && static_cast<bool>(returned->outcome->made);
      if (made && returned->outcome->made->name == name) id = returned->outcome->made->id;
    }
    const auto* observed = std::get_if<Observed>(&event.body);
    if (observed != nullptr && event.socket == id) last = *observed->sample;
  }
  REQUIRE_MESSAGE(id.has_value(), name);
  return last;
}

}  // namespace

TEST_CASE("truth 01: several sends may come out of one recv, and one of them out of several") {
  holds_each_time("01a-sends-arrive-together");
  holds_each_time("01b-sends-arrive-as-they-like");
  holds_each_time("01c-sends-arrive-apart");
}

TEST_CASE("truth 02: a recv takes a part of the message when it has no room for more") {
  holds_each_time("02-one-recv-is-a-part");
}

TEST_CASE("truth 03: send returns long before anybody reads, and sleeps when the buffers are full") {
  holds_each_time("03a-send-returns-undelivered");
  holds_each_time("03b-small-buffers-fill-sooner");
}

TEST_CASE("truth 04: bytes that are acknowledged lie in the kernel, read by nobody") {
  holds_each_time("04-acknowledged-is-not-read", [](const Recording& recording) {
    const KernelSample alice = last_sample(recording, "alice.s");
    const KernelSample bob = last_sample(recording, "bob.c");
    constexpr std::uint64_t syn_and_hello = 6;
    CHECK(alice.unacked_bytes == 0U);
    CHECK(alice.bytes_acked.value_or(syn_and_hello) == syn_and_hello);
    CHECK(bob.readable_bytes == 5U);
  });
}

TEST_CASE("truth 05: a send that must not wait takes a part") {
  holds_each_time("05-send-takes-a-part");
}

TEST_CASE("truth 06: accept makes a new socket at the listener's port, which lives without the listener") {
  holds_each_time("06a-accept-makes-a-socket", [](const Recording& recording) {
    const auto listener = outcome_of(recording, "bob", "local", 1).local;
    const auto accepted = outcome_of(recording, "bob", "local", 2).local;
    REQUIRE(listener.has_value());
    CHECK(listener == accepted);
    CHECK(listener->port != 0);
    CHECK(outcome_of(recording, "bob", "accept", 1).made->name == "bob.c");
  });
  holds_each_time("06b-conversation-outlives-listener");
}

TEST_CASE("truth 07: a connection is complete before accept, and the one too many stays pending") {
  holds_each_time("07a-connected-before-accept");
  holds_each_time("07b-third-connect-stays-pending", [](const Recording& recording) {
    CHECK(last_sample(recording, "alice.a").state == TcpState::established);
    CHECK(last_sample(recording, "alice.b").state == TcpState::established);
    CHECK(last_sample(recording, "alice.c").state == TcpState::syn_sent);
    CHECK(last_sample(recording, "bob.l").waiting_connections == 2U);
  });
}

TEST_CASE("truth 08: a port is neither a process nor a socket") {
  holds_each_time("08a-tcp-and-udp-share-a-number", [](const Recording& recording) {
    const auto tcp = outcome_of(recording, "bob", "bind", 1).local;
    const auto udp = outcome_of(recording, "bob", "bind", 2).local;
    REQUIRE(tcp.has_value());
    CHECK(tcp == udp);
  });
  holds_each_time("08b-one-port-many-connections", [](const Recording& recording) {
    const auto with_alice = outcome_of(recording, "bob", "local", 1).local;
    REQUIRE(with_alice.has_value());
    CHECK(with_alice == outcome_of(recording, "bob", "local", 2).local);
    CHECK(outcome_of(recording, "bob", "accept", 1).peer != outcome_of(recording, "bob", "accept", 2).peer);
  });
  holds_each_time("08c-second-bind-is-refused");
}

TEST_CASE("truth 09: a client has a port from connect on, chosen by the system") {
  holds_each_time("09-a-client-has-a-port", [](const Recording& recording) {
    const auto before = outcome_of(recording, "alice", "local", 1).local;
    const auto after = outcome_of(recording, "alice", "local", 2).local;
    REQUIRE(before.has_value());
    REQUIRE(after.has_value());
    CHECK(before->port == 0);
    CHECK(after->port != 0);
    CHECK(after == outcome_of(recording, "bob", "peer", 1).peer);
  });
}

TEST_CASE("truth 10: silence sleeps, and 0 is the end") {
  holds_each_time("10-zero-is-the-end");
}

TEST_CASE("truth 11: one direction may end while the other goes on") {
  holds_each_time("11-half-closed");
}

TEST_CASE("truth 12: the first write to a closed peer is taken, the second fails") {
  holds_each_time("12-second-write-fails");
}

TEST_CASE("truth 13: close resets the other side when bytes lie unread, and only then") {
  holds_each_time("13a-rude-close");
  holds_each_time("13b-gentle-close");
}

TEST_CASE("truth 14: UDP loses datagrams at home, and every sendto says that it sent") {
  holds_each_time("14-datagrams-get-lost");
}

TEST_CASE("truth 15: the rest of a datagram is gone, and an empty one is no end") {
  holds_each_time("15a-rest-of-a-datagram-is-gone");
  holds_each_time("15b-empty-datagram-is-no-end");
}

TEST_CASE("truth 16: UDP's connect shakes no hands, and only a connected socket hears of a dead port") {
  holds_each_time("16a-udp-connect-shakes-no-hands");
  holds_each_time("16b-unconnected-hears-nothing");
}

TEST_CASE("truth 17: an address stays in use by whoever closed first, and reuseaddr lets it") {
  holds_each_time("17a-server-closes-first");
  holds_each_time("17b-reuseaddr-lets-it");
  holds_each_time("17c-client-closes-first");
}

TEST_CASE("truth 18: bound is not listening") {
  holds_each_time("18-bound-is-not-listening");
}

TEST_CASE("truth 19: both may send first") {
  holds_each_time("19-both-send-first");
}

TEST_CASE("truth 20: a socket may be connected with itself") {
  holds_each_time("20-one-socket-talks-to-itself", [](const Recording& recording) {
    CHECK(last_sample(recording, "alice.s").state == TcpState::established);
    const auto local = outcome_of(recording, "alice", "local", 1).local;
    REQUIRE(local.has_value());
    CHECK(local == outcome_of(recording, "alice", "peer", 1).peer);
  });
}
