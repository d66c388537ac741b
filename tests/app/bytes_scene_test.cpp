#include "app/scene/bytes_scene.hpp"

#include "tests/app/leaf_at.hpp"
#include "tests/core/replay/random_run.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

const StreamView& stream_of(const BytesOutline& outline, SocketId sender) {
  const auto found = std::find_if(outline.streams.begin(), outline.streams.end(),
                                  [sender](const StreamView& stream) { return stream.sender == sender; });
  REQUIRE(found != outline.streams.end());
  return *found;
}

std::string text_of(const ByteStrip& strip) {
  std::string text;
  for (const ByteCell& cell : strip.cells) text += cell.known ? static_cast<char>(cell.value) : '?';
  return text;
}

std::string bars_of(const std::vector<ByteBar>& bars) {
  std::string text;
  for (const ByteBar& bar : bars) {
    text += std::to_string(bar.begin) + "-" + std::to_string(bar.end) + " " + bar.label + "; ";
  }
  return text;
}

struct TwoSends : Conversation {
  CallId first, second, recv;
  TwoSends() : first(builder.send(alice, s, "Hello")), second(builder.send(alice, s, "Bob!!")), recv{} {
    recv = builder.recv(bob, c, 7, "HelloBo");
  }
};

}  // namespace

TEST_CASE("two sends stand side by side in the stream and a recv goes across their border") {
  const TwoSends t;
  const ViewOf view(t.builder.recording());
  const LeafAt leaf(view, t.builder.last());
  const BytesOutline outline = make_bytes_outline(leaf.sources);
  REQUIRE(outline.streams.size() == 2);
  const StreamView& stream = stream_of(outline, t.s);
  CHECK(stream.title == "stream Alice → Bob, bytes 0–9");
  CHECK(stream.note == "alice.s → bob.c · 10 bytes written, 7 read");
  const ByteStrip strip = stream_strip(leaf.sources, stream, 0, stream.total);
  CHECK(text_of(strip) == "HelloBob!!");
  CHECK(bars_of(strip.sends) == "0-5 send 1 · 5 bytes; 5-10 send 2 · 5 bytes; ");
  CHECK(bars_of(strip.fates) == "0-7 recv 1 · 7 bytes; 7-10 not read yet; ");
  CHECK(strip.cells[6].send == 2);
  CHECK(strip.cells[6].send_offset == 1);
  CHECK(strip.cells[6].call == t.second);
  CHECK(byte_hint(leaf.sources, strip.cells[6], 6).find("Bob's recv 1 brought it as byte 6") != std::string::npos);
  CHECK(byte_hint(leaf.sources, strip.cells[8], 8).find("No recv has brought it") != std::string::npos);
  CHECK(stream_of(outline, t.c).total == 0);
  CHECK(stream_of(outline, t.c).note == "bob.c → alice.s · nothing written");
}

TEST_CASE("a part of a stream has the bars of that part only, and their words are of the whole calls") {
  const TwoSends t;
  const ViewOf view(t.builder.recording());
  const LeafAt leaf(view, t.builder.last());
  const BytesOutline outline = make_bytes_outline(leaf.sources);
  const ByteStrip strip = stream_strip(leaf.sources, stream_of(outline, t.s), 4, 8);
  CHECK(text_of(strip) == "oBob");
  CHECK(bars_of(strip.sends) == "4-5 send 1 · 5 bytes; 5-8 send 2 · 5 bytes; ");
  CHECK(bars_of(strip.fates) == "4-7 recv 1 · 7 bytes; 7-8 not read yet; ");
}

TEST_CASE("before a send returns none of its bytes are there, and a recv that has only begun has brought nothing") {
  Conversation t;
  const CallId send = t.builder.begin(alice, t.s, call::Send{make_payload("Hello")});
  const Seq begun = t.builder.last();
  t.builder.end(alice, t.s, send, 5, 0, 5);
  t.builder.begin(bob, t.c, call::Recv{9});
  const ViewOf view(t.builder.recording());
  const LeafAt before(view, begun);
  CHECK(stream_of(make_bytes_outline(before.sources), t.s).total == 0);
  const LeafAt after(view, t.builder.last());
  const BytesOutline outline = make_bytes_outline(after.sources);
  CHECK(bars_of(stream_strip(after.sources, stream_of(outline, t.s), 0, 5).fates) == "0-5 not read yet; ");
}

TEST_CASE("a send that sleeps shows what the kernel has taken of it") {
  Conversation t;
  const CallId send = t.builder.begin(alice, t.s, call::Send{make_payload("HelloBob")});
  t.builder.sleeps(alice, t.s, send, SleepsUntil::writable, 5);
  const ViewOf view(t.builder.recording());
  const LeafAt leaf(view, t.builder.last());
  const BytesOutline outline = make_bytes_outline(leaf.sources);
  const ByteStrip strip = stream_strip(leaf.sources, stream_of(outline, t.s), 0, 8);
  CHECK(text_of(strip) == "Hello");
  CHECK(bars_of(strip.sends) == "0-5 send 1 · 5 of 8 bytes; ");
}

TEST_CASE("in a free run bytes that are read before their send returns are there, and it is not told whose they are") {
  Conversation t;
  t.builder.begin(alice, t.s, call::Send{make_payload("Hello")});
  t.builder.recv(bob, t.c, 9, "Hello");
  const ViewOf view(t.builder.recording());
  const LeafAt leaf(view, t.builder.last());
  const BytesOutline outline = make_bytes_outline(leaf.sources);
  const ByteStrip strip = stream_strip(leaf.sources, stream_of(outline, t.s), 0, 5);
  CHECK(text_of(strip) == "?????");
  CHECK(strip.sends.empty());
  CHECK(bars_of(strip.fates) == "0-5 recv 1 · 5 bytes; ");
}

TEST_CASE("what lay unread when its socket was closed is never read") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  t.builder.recv(bob, t.c, 2, "He");
  t.builder.close(bob, t.c);
  const ViewOf view(t.builder.recording());
  const LeafAt leaf(view, t.builder.last());
  const BytesOutline outline = make_bytes_outline(leaf.sources);
  const ByteStrip strip = stream_strip(leaf.sources, stream_of(outline, t.s), 0, 5);
  CHECK(bars_of(strip.fates) == "0-2 recv 1 · 2 bytes; 2-5 never read; ");
}

TEST_CASE("datagrams are whole, cut, empty, lost or not read yet, each in a row of its own") {
  RecordingBuilder builder;
  const SocketId a = builder.socket(alice, "a", SocketType::udp);
  const SocketId u = builder.socket(bob, "u", SocketType::udp);
  builder.bind(bob, u, port(7001));
  KernelSample sample;
  sample.dropped_datagrams = 0;
  builder.observe(bob, u, sample);
  builder.sendto(alice, a, "whole", port(7001), port(40001));
  builder.recvfrom(bob, u, 64, "whole", port(40001));
  builder.sendto(alice, a, "CDEF", port(7001));
  builder.recvfrom(bob, u, 2, "CD", port(40001), true);
  builder.sendto(alice, a, "", port(7001));
  builder.recvfrom(bob, u, 64, "", port(40001));
  builder.sendto(alice, a, "lost", port(7001));
  const Seq before_loss = builder.last();
  sample.dropped_datagrams = 1;
  builder.observe(bob, u, sample);
  builder.sendto(alice, a, "later", port(7001));
  const ViewOf view(builder.recording());
  const LeafAt leaf(view, builder.last());
  REQUIRE(make_bytes_outline(leaf.sources).datagrams == 5);
  const auto datagram = [&](std::size_t nth) { return datagram_view(leaf.sources, nth, 64); };

  CHECK(datagram(0).fate == DatagramFate::whole);
  CHECK(datagram(0).title == "datagram 1: Alice → Bob, 5 bytes");
  CHECK(bars_of(datagram(0).strip.fates) == "0-5 recvfrom 1 · 5 bytes; ");
  CHECK(datagram(1).fate == DatagramFate::cut);
  CHECK(datagram(1).fate_words == "cut: 2 bytes gone");
  CHECK(bars_of(datagram(1).strip.fates) == "0-2 recvfrom 2 · 2 bytes; 2-4 cut off; ");
  CHECK(datagram(2).fate_words == "read: it is empty");
  CHECK(bars_of(datagram(2).strip.fates) == "0-0 recvfrom 3 · 0 bytes; ");
  CHECK(datagram(3).fate == DatagramFate::lost);
  CHECK(datagram(3).inferred);
  CHECK(datagram(3).hint.find("Inferred: bob.u has thrown away") != std::string::npos);
  CHECK(datagram(4).fate == DatagramFate::not_read);

  const LeafAt earlier(view, before_loss);
  CHECK(make_bytes_outline(earlier.sources).datagrams == 4);
  CHECK(datagram_view(earlier.sources, 3, 64).fate == DatagramFate::not_read);
}

TEST_CASE("a long datagram shows as many bytes as it is asked for, and says how many it has") {
  RecordingBuilder builder;
  const SocketId a = builder.socket(alice, "a", SocketType::udp);
  builder.sendto(alice, a, std::string(2000, 'x'), port(7001), port(40001));
  const ViewOf view(builder.recording());
  const LeafAt leaf(view, builder.last());
  const DatagramView datagram = datagram_view(leaf.sources, 0, 12);
  CHECK(datagram.total == 2000);
  CHECK(datagram.strip.cells.size() == 12);
  CHECK(datagram.title == "datagram 1: Alice → port 7001, 2,000 bytes");
}

TEST_CASE("in random runs each byte of a stream has its send, and the recv that the model says brought it") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const ViewOf view(run.recording());
    const Seq cursor = *rc::gen::inRange<Seq>(0, run.recording().size() + 1);
    const LeafAt leaf(view, cursor);
    for (const StreamView& stream : make_bytes_outline(leaf.sources).streams) {
      const ByteStrip strip = stream_strip(leaf.sources, stream, 0, stream.total);
      RC_ASSERT(strip.cells.size() == stream.total);
      std::uint64_t at = 0;
      for (const ByteBar& bar : strip.fates) {
        RC_ASSERT(bar.begin == at);
        at = bar.end;
        for (std::uint64_t i = bar.begin; i < bar.end; ++i) {
          const ByteCell& cell = strip.cells[i];
          if (!cell.known) continue;
          const ByteFate fate = view.lineage.fate_of(cell.call, cell.send_offset, cursor);
          RC_ASSERT((fate.fate == Fate::read) == (bar.kind == BarKind::recv));
          if (bar.kind == BarKind::recv) RC_ASSERT(fate.segment->recv == *bar.call);
        }
      }
      RC_ASSERT(at == stream.total);
      for (const ByteBar& bar : strip.sends) {
        for (std::uint64_t i = bar.begin; i < bar.end; ++i) {
          RC_ASSERT(strip.cells[i].call == *bar.call);
          const auto offset = view.lineage.stream_offset(*bar.call, strip.cells[i].send_offset, cursor);
          RC_ASSERT(offset == std::optional(i));
        }
      }
    }
  }));
}
