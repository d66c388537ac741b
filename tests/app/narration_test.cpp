#include "tests/app/view_of.hpp"

#include <doctest/doctest.h>

#include <cerrno>
#include <string>
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
  t.builder.fail(bob, t.c, call::Recv{5}, EAGAIN);
  CHECK(has(ViewOf(t.builder.recording()).told(t.builder.last()), "this call does not wait"));
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
    const Payload* payload = payload_of(call);
    const std::uint64_t bytes = payload == nullptr ? 0 : (*payload)->size();
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
