#include "core/export/phrases.hpp"

#include "tests/core/export/sample_recording.hpp"

#include <doctest/doctest.h>
#include <poll.h>

#include <cerrno>
#include <string_view>

namespace doorway {
namespace {

std::string shown(std::string_view text, std::size_t longest = 40) {
  return shown_bytes(Bytes(text.begin(), text.end()), longest);
}

/// The phrase for a call that has returned so.
std::string phrase_of(SocketType type, Call call, std::int64_t result, int error, std::uint64_t bytes,
                      Outcome outcome = {}) {
  SampleRecording sample({"bob"});
  EventNames names;
  const SocketId socket = sample.makes(0, "c", type);
  sample.returns(0, sample.call(0, std::move(call), "", socket), result, error, bytes, std::move(outcome), socket);
  for (Seq seq = 1; seq <= sample.recording().size(); ++seq) names.learn(sample.recording().at(seq));
  const Event& event = sample.last();
  return result_phrase(event, std::get<Returned>(event.body), *sample.latest_line(), names);
}

Outcome brought(std::string_view data) {
  Outcome outcome;
  outcome.data = make_payload(data);
  return outcome;
}

}  // namespace

TEST_CASE("printable bytes are shown as they are and others by their value") {
  CHECK(shown("Hello") == R"("Hello")");
  CHECK(shown("Grüße") == R"("Grüße")");
  CHECK(shown(std::string_view("\x00\x1b[31m\x7f", 7)) == R"("\x00\x1B[31m\x7F")");
  CHECK(shown("a\nb\t\"c\"\\") == R"("a\nb\t\"c\"\\")");
}

TEST_CASE("a character that a recv has cut in two is shown by its bytes") {
  CHECK(shown("Gr\xC3") == R"("Gr\xC3")");
}

TEST_CASE("characters that would turn or hide the line are shown by their bytes") {
  CHECK(shown("\u202E") == R"("\xE2\x80\xAE")");
  CHECK(shown("\u0085") == R"("\xC2\x85")");
}

TEST_CASE("long data is shortened and its count given") {
  CHECK(shown("abcdefgh", 3) == R"("abc…", 8 bytes)");
  CHECK(shown("abc", 3) == R"("abc")");
}

TEST_CASE("a failed call gives errno's name and what the system says of it") {
  CHECK(phrase_of(SocketType::tcp, call::Connect{}, -1, ECONNREFUSED, 0) == "→ -1 ECONNREFUSED Connection refused");
}

TEST_CASE("a send that failed in the middle says how much was taken before") {
  CHECK(phrase_of(SocketType::tcp, call::Send{make_payload("HelloBob")}, -1, EPIPE, 5) ==
        "→ -1 EPIPE Broken pipe, after 5 bytes taken");
}

TEST_CASE("a send that took a part says of how much") {
  CHECK(phrase_of(SocketType::tcp, call::Send{make_payload("HelloBob")}, 5, 0, 5) == "→ 5 of 8 bytes");
  CHECK(phrase_of(SocketType::tcp, call::Send{make_payload("Hello")}, 5, 0, 5) == "→ 5");
}

TEST_CASE("recv of nothing is the end of a stream, or an empty datagram") {
  CHECK(phrase_of(SocketType::tcp, call::Recv{8}, 0, 0, 0, brought("")) == "→ 0, end of stream");
  CHECK(phrase_of(SocketType::udp, call::Recv{8}, 0, 0, 0, brought("")) == "→ 0, an empty datagram");
  CHECK(phrase_of(SocketType::tcp, call::Recv{0}, 0, 0, 0, brought("")) == "→ 0");
}

TEST_CASE("a datagram that was cut says that its rest is gone") {
  Outcome outcome = brought("CD");
  outcome.truncated = true;
  outcome.peer = loopback_endpoint(Family::ipv4, 40002);
  CHECK(phrase_of(SocketType::udp, call::RecvFrom{2}, 2, 0, 2, outcome) ==
        "→ 2 \"CD\", from 127.0.0.1:40002, the rest of the datagram is gone");
}

TEST_CASE("that Doorway has bound a socket before is said") {
  Outcome outcome;
  outcome.local = loopback_endpoint(Family::ipv4, 40001);
  CHECK(phrase_of(SocketType::tcp, call::Bind{}, 0, 0, 0, outcome) == "→ 0, now 127.0.0.1:40001");
  outcome.bound_first = true;
  CHECK(phrase_of(SocketType::tcp, call::Listen{1}, 0, 0, 0, outcome) == "→ 0, now 127.0.0.1:40001 (bound by Doorway)");
}

TEST_CASE("that Doorway could not bind a socket before is said") {
  Outcome outcome;
  outcome.bound_first = true;
  CHECK(phrase_of(SocketType::tcp, call::Listen{1}, -1, EADDRINUSE, 0, outcome) ==
        "→ -1 EADDRINUSE Address already in use, from Doorway's own bind before it");
}

TEST_CASE("poll names the sockets that answered") {
  Outcome outcome;
  outcome.answers = {{SocketId{0}, "c", POLLIN | POLLOUT}, {SocketId{1}, "d", 0}};
  CHECK(phrase_of(SocketType::tcp, call::Poll{}, 1, 0, 0, outcome) == "→ 1: c POLLIN|POLLOUT");
}

TEST_CASE("a sleeping call says what it waits for in the words of its call") {
  CHECK(until_phrase(SleepsUntil::readable, call::Recv{1}) == "until it can read");
  CHECK(until_phrase(SleepsUntil::readable, call::Accept{}) == "until a connection comes");
  CHECK(until_phrase(SleepsUntil::enough, call::WaitReadable{"c", 10}) == "until 10 bytes are readable");
}

TEST_CASE("of a sample only what is new is said") {
  KernelSample before;
  before.state = TcpState::established;
  before.readable_bytes = 0;
  KernelSample after = before;
  CHECK(change_phrase(before, after, SocketType::tcp).empty());
  after.readable_bytes = 5;
  CHECK(change_phrase(before, after, SocketType::tcp) == "5 bytes readable");
  CHECK(change_phrase(after, before, SocketType::tcp) == "nothing readable");
  CHECK(change_phrase({}, after, SocketType::tcp) == "ESTABLISHED, 5 bytes readable");
}

TEST_CASE("a first sample is news only where it says more than that the socket is new") {
  KernelSample fresh;
  fresh.state = TcpState::closed;
  fresh.hung_up = true;
  fresh.readable_bytes = 0;
  CHECK(change_phrase({}, fresh, SocketType::tcp) == "CLOSED");
}

TEST_CASE("a reset is no other side that has finished sending") {
  KernelSample before;
  before.state = TcpState::established;
  KernelSample after = before;
  after.state = TcpState::closed;
  after.end_of_stream = true;
  after.hung_up = true;
  after.error = true;
  CHECK(change_phrase(before, after, SocketType::tcp) ==
        "CLOSED, both directions are over, an error waits for the next call");
}

TEST_CASE("counters that change all the time are no news") {
  KernelSample after;
  after.round_trip_us = 7;
  after.congestion_window = 10;
  after.bytes_acked = 6;
  CHECK(change_phrase({}, after, SocketType::tcp).empty());
}

TEST_CASE("an empty datagram that waits is told from none") {
  KernelSample before;
  before.readable_bytes = 0;
  KernelSample after = before;
  after.input_ready = true;
  CHECK(change_phrase({}, before, SocketType::udp).empty());
  CHECK(change_phrase(before, after, SocketType::udp) == "next datagram: 0 bytes");
  CHECK(change_phrase(after, before, SocketType::udp) == "no datagram waits");
}

}  // namespace doorway
