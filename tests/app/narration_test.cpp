#include "app/labels.hpp"
#include "tests/app/told_words.hpp"
#include "tests/app/view_of.hpp"

#include <doctest/doctest.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {
bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}
}  // namespace

TEST_CASE("a recv is told with the sends that its bytes came from") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  t.builder.send(alice, t.s, "Bob!!");
  t.builder.recv(bob, t.c, 64, "HelloBob!!");
  const ViewOf view(t.builder.recording());
  const std::string engineer = view.told(t.builder.last());
  CHECK(has(engineer, "Bob's recv() returned 10"));
  CHECK(has(engineer, "all of Alice's send 1 and all of Alice's send 2"));
  CHECK(has(view.told(t.builder.last(), Vocabulary::story), "opened the door (socket c) and took out 10 bytes"));
}

TEST_CASE("large counts are grouped where they are shown and not in code") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(65'536) == "65,536");
  CHECK(grouped(1'234'567) == "1,234,567");
  CHECK(count_of(1, "byte") == "1 byte");
  Conversation t;
  const std::string much(65'536, 'x');
  t.builder.send(alice, t.s, much);
  t.builder.recv(bob, t.c, much.size(), much);
  const ViewOf view(t.builder.recording());
  CHECK(has(view.told(t.builder.last()), "returned 65,536"));
  const TimelineScene timeline = view.timeline(t.builder.last(), {0, view.steps.step_count()});
  REQUIRE(!timeline.bars.empty());
  CHECK(std::any_of(timeline.bars.begin(), timeline.bars.end(),
                    [](const CallBar& bar) { return bar.label == "recv 65,536"; }));
}

TEST_CASE("in what is told every number has its commas and every socket its word before it") {
  const std::vector<std::string> sockets{"l", "c"};
  CHECK(fault_of_told("The kernel says: 32000 bytes readable.", sockets));
  CHECK(fault_of_told("Bob has waited until 5 bytes could be read at c.", sockets));
  CHECK_FALSE(fault_of_told("Bob's c = l.accept() returned a new socket c, connected with 127.0.0.1:51834.", sockets));
  CHECK_FALSE(fault_of_told("Alice's s.send(fill(20000, \")\")) returned 20,000, \"c 20000\".", sockets));
  Conversation t;
  const CallId send = t.builder.begin(alice, t.s, call::Send{make_payload(std::string(60'000, 'x'))});
  t.builder.sleeps(alice, t.s, send, SleepsUntil::writable);
  KernelSample sample;
  sample.readable_bytes = 32'000;
  sample.unacked_bytes = 12'345;
  t.builder.observe(bob, t.c, sample);
  t.builder.end(alice, t.s, send, 32'000, 0, 32'000);
  for (const Call& call : {Call(call::WaitReadable{"c", 32'000}), Call(call::WaitReadable{"c", 1}),
                           Call(call::Wait{call::Milliseconds(10'000)}), Call(call::Set{Option::rcvtimeo, 20'000}),
                           Call(call::Recv{32'000})}) {
    const CallId id = t.builder.begin(bob, t.c, call);
    t.builder.sleeps(bob, t.c, id, SleepsUntil::enough);
    t.builder.end(bob, t.c, id, 0);
  }
  const ViewOf view(t.builder.recording());
  std::string all;
  for (Seq seq = 1; seq <= t.builder.last(); ++seq) {
    for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
      const std::string told = view.told(seq, vocabulary);
      CAPTURE(told);
      CHECK(fault_of_told(told, sockets) == std::nullopt);
      all += told;
    }
  }
  CHECK(has(all, "32,000 bytes readable"));
  CHECK(has(all, "wait until 1 byte lies behind the door (socket c)"));
  CHECK(has(all, "1 byte could be read at socket c, and has not read it."));
  CHECK(has(all, "has waited for 10,000 ms"));
}

TEST_CASE("what has become of a socket is said in words that fit above its door") {
  for (int each = 0; each <= static_cast<int>(Lifecycle::closed); ++each) {
    for (const SocketType type : {SocketType::tcp, SocketType::udp}) {
      for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
        CHECK(lifecycle_word(static_cast<Lifecycle>(each), type, vocabulary).size() <= 11);
      }
    }
  }
}

TEST_CASE("nothing is told before the first event") {
  Conversation t;
  CHECK(ViewOf(t.builder.recording()).told(0) == "Nothing has happened yet.");
}

TEST_CASE("every errno that the lessons meet is explained in words of its own") {
  for (const int error :
       {ECONNREFUSED, EPIPE, ECONNRESET, EADDRINUSE, EISCONN, ENOTCONN, EBADF, EMSGSIZE, EAGAIN, ETIMEDOUT}) {
    CHECK(errno_explained(error, "connect").size() > 15);
  }
  CHECK(errno_explained(ENOSPC, "send") == "No space left on device");
  Conversation t;
  t.builder.fail(alice, t.s, call::Send{make_payload("late")}, EPIPE);
  CHECK(has(ViewOf(t.builder.recording()).told(t.builder.last()), "failed with EPIPE"));
}

TEST_CASE("a recv that slept as long as it may is not told as one that does not wait") {
  Conversation t;
  const CallId recv = t.builder.begin(bob, t.c, call::Recv{5});
  t.builder.sleeps(bob, t.c, recv, SleepsUntil::readable);
  t.builder.woke(bob, t.c, recv);
  t.builder.end(bob, t.c, recv, -1, EAGAIN);
  CHECK(has(ViewOf(t.builder.recording()).told(t.builder.last()), "slept as long as rcvtimeo lets it"));
  CHECK(has(ViewOf(t.builder.recording()).told(t.builder.last(), Vocabulary::story), "may wait no longer (rcvtimeo)"));
  t.builder.fail(bob, t.c, call::Recv{5}, EAGAIN);
  CHECK(has(ViewOf(t.builder.recording()).told(t.builder.last()), "this call does not wait"));
}

TEST_CASE("in the story options are told as what they do, with their names and units beside") {
  struct Told {
    Option option;
    std::int64_t value;
    std::string_view story;
    std::string_view engineer;
  };
  Conversation t;
  for (const Told& each :
       {Told{Option::nonblocking, 1, "falls asleep (nonblocking is on)", "nonblocking of socket s to on"},
        Told{Option::rcvtimeo, 500, "sleeps 500 ms at most (rcvtimeo)", "to 500 ms"},
        Told{Option::rcvtimeo, 0, "as long as it takes (rcvtimeo is off)", "to off"},
        Told{Option::sndbuf, 8192, "asked for an outbox of 8,192 bytes (sndbuf)", "to 8,192 bytes"},
        Told{Option::linger, 0, "breaks the conversation off (linger is 0)", "to 0"}}) {
    t.builder.set(alice, t.s, each.option, each.value);
    const ViewOf view(t.builder.recording());
    const std::string story = view.told(t.builder.last(), Vocabulary::story);
    CAPTURE(story);
    CHECK(has(story, each.story));
    CHECK(has(view.told(t.builder.last()), each.engineer));
    CHECK(has(view.told(t.builder.last() - 1, Vocabulary::story), "is about to change the door (socket s), so that"));
  }
}

TEST_CASE("in the story poll says what could be done, with the flags beside") {
  Conversation t;
  auto outcome = std::make_shared<Outcome>();
  outcome->answers = {{t.l, "l", POLLIN}, {t.c, "c", POLLIN | POLLERR}, {t.s, "s", 0}};
  const CallId poll = t.builder.begin(bob, SocketId::none, call::Poll{});
  t.builder.end(bob, SocketId::none, poll, 2, 0, 0, outcome);
  const ViewOf view(t.builder.recording());
  CHECK(view.told(t.builder.last(), Vocabulary::story) ==
        "Bob watched the doors (poll). Ready: the door (socket l), where accept would not sleep (POLLIN); the door "
        "(socket c), where recv would not sleep "
        "and an error waits for the next call (POLLIN, POLLERR).");
  CHECK(has(view.told(t.builder.last()), "returned 2: socket l POLLIN, socket c POLLIN|POLLERR."));
}

TEST_CASE("what Doorway did by itself is told as its own deed") {
  Conversation t;
  auto outcome = std::make_shared<Outcome>();
  outcome->local = port(7001);
  outcome->bound_first = true;
  const CallId listen = t.builder.begin(bob, t.l, call::Listen{1});
  t.builder.end(bob, t.l, listen, 0, 0, 0, outcome);
  const ViewOf view(t.builder.recording());
  CHECK(has(view.told(t.builder.last(), Vocabulary::story), "Doorway itself put a number on it: 127.0.0.1:7001"));
  CHECK(has(view.told(t.builder.last()), "Before that, Doorway bound it to 127.0.0.1:7001"));
}

TEST_CASE("where Doorway's own deed failed it is told that the call was not made") {
  Conversation t;
  auto outcome = std::make_shared<Outcome>();
  outcome->bound_first = true;
  const CallId listen = t.builder.begin(bob, t.l, call::Listen{1});
  t.builder.end(bob, t.l, listen, -1, EADDRNOTAVAIL, 0, outcome);
  const ViewOf view(t.builder.recording());
  CHECK(has(view.told(t.builder.last(), Vocabulary::story), "failed with EADDRNOTAVAIL"));
  CHECK(has(view.told(t.builder.last(), Vocabulary::story), "Doorway itself was to put a number on the door first"));
  CHECK(has(view.told(t.builder.last()), "It was not made: Doorway was to bind the socket"));
}

TEST_CASE("every call and every kind of event is told in both vocabularies and on one line") {
  const std::vector<Call> calls{call::Socket{},
                                call::Bind{},
                                call::Listen{3},
                                call::Accept{},
                                call::Connect{},
                                call::Send{make_payload("a\nb\x1b[31m")},
                                call::Recv{5},
                                call::SendTo{make_payload("card"), {}},
                                call::RecvFrom{5},
                                call::Shutdown{ShutdownHow::send},
                                call::Close{},
                                call::Exit{},
                                call::Poll{},
                                call::Wait{},
                                call::WaitReadable{"c\x07", 4},
                                call::Local{},
                                call::Peer{},
                                call::Get{},
                                call::Set{}};
  Conversation t;
  for (const Call& call : calls) {
    const ScriptPayload* payload = payload_of(call);
    const std::uint64_t bytes = payload == nullptr ? 0 : payload->size();
    const CallId id = t.builder.begin(alice, t.s, call);
    t.builder.sleeps(alice, t.s, id, SleepsUntil::readable);
    t.builder.woke(alice, t.s, id);
    t.builder.end(alice, t.s, id, static_cast<std::int64_t>(bytes), 0, bytes);
  }
  t.builder.observe(bob, t.c, KernelSample{});
  t.builder.turned_away(bob, t.l);
  t.builder.ended(alice);
  const ViewOf view(t.builder.recording());
  for (Seq seq = 1; seq <= t.builder.last(); ++seq) {
    for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
      const std::string text = view.told(seq, vocabulary);
      CAPTURE(text);
      CHECK(text.size() > 10);
      CHECK(text.back() == '.');
      for (const char each : text) CHECK((static_cast<unsigned char>(each) >= 0x20 && each != 0x7f));
    }
  }
}
