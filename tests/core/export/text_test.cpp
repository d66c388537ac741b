#include "core/export/text.hpp"

#include "core/export/columns.hpp"
#include "tests/core/export/sample_recording.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string_view>

namespace doorway {
namespace {

std::string text_of(const Recording& recording, const RunStatus& status, TextStyle style) {
  TextLanes lanes(recording.header(), style);
  std::string text = lanes.began();
  for (Seq seq = 1; seq <= recording.size(); ++seq) text += lanes.event(recording.at(seq));
  return text + lanes.finished(status);
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string without_colours(std::string text) {
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
    text.erase(at, text.find('m', at) + 1 - at);
  }
  return text;
}

}  // namespace

TEST_CASE("a conversation reads as a column a process, in steps") {
  const TwoSendsReadAsOne conversation;
  CHECK(text_of(conversation.sample.recording(), conversation.status, {80, false}) ==
        R"(Real sockets of Linux 6.1.0 (x86_64), network loopback. The processes are
  threads of one program.

     │ bob                                │ alice
   1 │ l = socket(tcp)                    │
   2 │ → l                                │
   3 │                                    │ s = socket(tcp)
   4 │                                    │ → s
   5 │                                    │ s.connect(bob.l)
   6 │                                    │ → 0, from 127.0.0.1:40002 to
     │                                    │   127.0.0.1:40001
     │                                    │ · alice.s ESTABLISHED
   7 │ c = l.accept()                     │
   8 │ → c, from 127.0.0.1:40002          │
   9 │ c.recv(64)                         │
  10 │ … sleeps until it can read         │
  11 │                                    │ s.send("Hello")
  12 │                                    │ → 5
  13 │                                    │ s.send("Bob!!")
  14 │                                    │ → 5
  15 │ · bob.c ESTABLISHED, 10 bytes      │
     │   readable                         │
  16 │ … woke, it can go on               │
  17 │ recv → 10 "HelloBob!!"             │
  18 │ c.recv(64)                         │
  19 │ … sleeps until it can read         │
  20 │                                    │ ■ ended

The run is over: nobody can go on.
bob still sleeps in c.recv(64) (line 8).
)");
}

TEST_CASE("where lanes would be too narrow, a mark shows the process and the text stands beside") {
  const TwoSendsReadAsOne conversation;
  const auto lines = split(text_of(conversation.sample.recording(), conversation.status, {40, false}));
  CHECK(std::find(lines.begin(), lines.end(), "     ● │ bob") != lines.end());
  CHECK(std::find(lines.begin(), lines.end(), "     │ ● alice") != lines.end());
  CHECK(std::find(lines.begin(), lines.end(), "   1 ● │ bob: l = socket(tcp)") != lines.end());
  CHECK(std::find(lines.begin(), lines.end(), "   3 │ ● alice: s = socket(tcp)") != lines.end());
}

TEST_CASE("no line is wider than the terminal, for one to eight processes") {
  CHECK(rc::check([] {
    const auto count = *rc::gen::inRange<std::size_t>(1, 9);
    const auto width = *rc::gen::inRange<std::size_t>(0, 200);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back("process" + std::string(i, 'x') + std::to_string(i));
    SampleRecording sample(names);
    for (std::size_t i = 0; i < count; ++i) {
      const auto process = static_cast<ProcessId>(i);
      const SocketId socket = sample.makes(process, "日本語の名前", SocketType::udp);
      sample.call(process, call::Send{make_payload("x")}, "s.send(\"" + std::string(300, 'y') + " and more\")", socket);
      sample.record(process, socket, TurnedAway{loopback_endpoint(Family::ipv6, 65535), 70000});
      sample.record(process, SocketId::none, Ended{});
    }
    RunStatus status;
    status.processes.resize(count, {Standing::asleep, sample.latest_line(), std::nullopt});
    for (const std::string& line : split(text_of(sample.recording(), status, {width, false}))) {
      RC_ASSERT(columns_of(line) <= std::max(width, TextStyle::narrowest_width));
    }
  }));
}

TEST_CASE("colour adds colour and nothing else") {
  const TwoSendsReadAsOne conversation;
  const std::string plain = text_of(conversation.sample.recording(), conversation.status, {80, false});
  const std::string coloured = text_of(conversation.sample.recording(), conversation.status, {80, true});
  CHECK_FALSE(contains(plain, "\x1b"));
  CHECK(contains(coloured, "\x1b[36m"));
  CHECK(contains(coloured, "\x1b[33m"));
  const auto left = split(plain);
  const auto right = split(without_colours(coloured));
  REQUIRE(left.size() == right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    // Blanks before the end of a colour stay.
    std::string line = right[i];
    line.erase(line.find_last_not_of(' ') + 1);
    CHECK(line == left[i]);
  }
}

TEST_CASE("names and lines from a hostile file cannot steer the terminal") {
  SampleRecording sample({"al\x1b[2Jice\n", "bob"});
  sample.call(0, call::Socket{}, "s = \x1b]0;owned\x07socket(\u202Etcp)");
  sample.makes(1,
               "\x9b"
               "31m",
               SocketType::tcp);
  KernelSample seen;
  seen.readable_bytes = 1;
  sample.observe(1, SocketId{0}, seen);
  RunStatus status;
  status.processes = {{Standing::asleep, sample.latest_line(), std::nullopt}, {}};
  status.kernel_timers = {"\x1b[31m"};
  status.crowded_sockets = {"\x1b[32m"};
  const std::string text = text_of(sample.recording(), status, {100, false});
  for (const char* hostile : {"\x1b", "\x07", "\x9b", "\u202E"}) CHECK_FALSE(contains(text, hostile));
}

TEST_CASE("payloads cannot steer the terminal") {
  CHECK(rc::check([](const Bytes& payload) {
    SampleRecording sample({"bob"});
    const SocketId socket = sample.makes(0, "c", SocketType::tcp);
    const CallId recv = sample.call(0, call::Recv{64}, "c.recv(64)", socket);
    Outcome outcome;
    outcome.data = make_payload(payload);
    sample.returns(0, recv, static_cast<std::int64_t>(payload.size()), 0, payload.size(), outcome, socket);
    for (const char byte : text_of(sample.recording(), {}, {100, false})) {
      RC_ASSERT(byte == '\n' || static_cast<unsigned char>(byte) >= 0x20);
    }
  }));
}

TEST_CASE("what is inferred is dashed and says why") {
  SampleRecording sample({"alice", "bob"});
  const SocketId from = sample.makes(0, "s", SocketType::tcp);
  const SocketId to = sample.makes(1, "c", SocketType::tcp);
  TextLanes lanes(sample.recording().header(), {200, false});
  for (Seq seq = 1; seq <= sample.recording().size(); ++seq) static_cast<void>(lanes.event(sample.recording().at(seq)));
  const std::string text = lanes.inferred({4, InferredKind::ack, to, from, 0, 5, std::nullopt, "because"});
  CHECK(contains(text, "- - ACK of 5 bytes, bob.c to alice.s, inferred: because"));
}

TEST_CASE("the end says who waits for whose port, whose timers run, and who was turned away") {
  SampleRecording sample({"alice", "bob"});
  const SocketId listener = sample.makes(1, "l", SocketType::tcp);
  sample.record(1, listener, TurnedAway{loopback_endpoint(Family::ipv4, 9), 0});
  sample.call(0, call::Connect{{"bob", "l"}}, "s.connect(bob.l)");
  RunStatus status;
  status.over = true;
  status.processes = {{Standing::needs_port, sample.latest_line(), std::nullopt}, {Standing::ended, nullptr, {}}};
  status.kernel_timers = {"alice.s"};
  status.crowded_sockets = {"bob.l"};
  const std::string text = text_of(sample.recording(), status, {200, false});
  CHECK(contains(text, "! a stranger turned away at bob.l: 127.0.0.1:9"));
  CHECK(contains(text, "alice waits before s.connect(bob.l) (line 2): bob.l has no port yet."));
  CHECK(contains(text, "A timer of the kernel still runs at alice.s."));
  CHECK(contains(text, "Strangers stood in the way at bob.l"));
  CHECK(contains(text, "1 stranger turned away at bob.l."));
}

TEST_CASE("a run that was stopped does not say that it is over") {
  SampleRecording sample({"alice"});
  sample.call(0, call::Close{}, "s.close()");
  RunStatus status;
  status.processes = {{Standing::before_line, sample.latest_line(), std::nullopt}};
  const std::string text = text_of(sample.recording(), status, {100, false});
  CHECK(contains(text, "Stopped before the run was over."));
  CHECK(contains(text, "alice stands before s.close() (line 1)."));
}

}  // namespace doorway
