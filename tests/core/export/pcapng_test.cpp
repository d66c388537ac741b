#include "core/export/write_recording.hpp"
#include "tests/core/replay/recording_builder.hpp"
#include "tests/support/pcapng_reader.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidcheck.h>

#include <cerrno>
#include <initializer_list>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

std::string pcapng_of(const Recording& recording, std::int64_t began_unix_ns = 0) {
  std::string text;
  CHECK(
      write_recording(recording, {}, {RecordingFormat::pcapng, false, began_unix_ns}, [&text](std::string_view piece) {
        text += piece;
        return true;
      }));
  return text;
}

/// The packets, after a look at all that must hold of any.
std::vector<ReadPacket> packets_of(const Recording& recording) {
  const ReadFile file = read_pcapng(pcapng_of(recording));
  CHECK(faults_of(file) == std::vector<std::string>{});
  return file.packets;
}

/// Texts that doctest can show.
struct List {
  std::vector<std::string> texts;

  List() = default;
  List(std::initializer_list<std::string> all) : texts(all) {}
  void push_back(std::string text) { texts.push_back(std::move(text)); }
  friend bool operator==(const List&, const List&) = default;
  friend std::ostream& operator<<(std::ostream& out, const List& list) {
    return out << fmt::format("{}", fmt::join(list.texts, ", "));
  }
};

/// "40000 SA", "7000 AP Hello": who sends what.
List told(const std::vector<ReadPacket>& packets) {
  List list;
  for (const ReadPacket& packet : packets) {
    std::string text = std::to_string(packet.source_port) + " " + packet.flags;
    if (packet.protocol == 17) text += "UDP";
    if (packet.protocol == 1) text = "ICMP";
    if (!packet.payload.empty() && packet.protocol != 1) text += " " + packet.payload;
    list.push_back(text);
  }
  return list;
}

/// Each byte differs from its neighbours.
std::string long_text(std::size_t size) {
  std::string text(size, ' ');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * 7 + i / 251);
  return text;
}

}  // namespace

TEST_CASE("a pcapng file says what it is, of itself, of its interface and of each packet") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  t.builder.observe(bob, t.c, stream_sample(5));
  const ReadFile file = read_pcapng(pcapng_of(t.builder.recording()));
  CHECK(file.application == "Doorway");
  CHECK(file.interface_name == "reconstructed by Doorway");
  CHECK(file.comment.find("No packet in this file was captured") == 0);
  REQUIRE(file.packets.size() == 4);
  for (const ReadPacket& packet : file.packets) {
    CHECK(packet.comment.find("reconstructed from socket calls, not captured: ") == 0);
  }
  CHECK(file.packets[3].comment.find("bytes 0 to 4 of alice.send#1, alice.s to bob.c. ") != std::string::npos);
}

TEST_CASE("a conversation is a handshake, a segment for each send, its acknowledgement, and goodbyes") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  t.builder.observe(alice, t.s, stream_sample(0), true);
  t.builder.observe(bob, t.c, stream_sample(5));
  t.builder.send(alice, t.s, "Bob");
  t.builder.observe(bob, t.c, stream_sample(8));
  t.builder.recv(bob, t.c, 64, "HelloBob");
  t.builder.send(bob, t.c, "Hi");
  t.builder.recv(alice, t.s, 64, "Hi");
  t.builder.observe(alice, t.s, stream_sample(0), true);
  t.builder.close(alice, t.s);
  t.builder.observe(bob, t.c, stream_sample(0), true);
  t.builder.close(bob, t.c);
  CHECK(told(packets_of(t.builder.recording())) == List{"40000 S", "7000 SA", "40000 A", "40000 AP Hello", "7000 A",
                                                        "40000 AP Bob", "7000 AP Hi", "7000 A", "40000 AF", "7000 A",
                                                        "40000 A", "7000 AF", "40000 A"});
}

TEST_CASE("bytes that nobody has seen arrive are no packets") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  CHECK(told(packets_of(t.builder.recording())) == List{"40000 S", "7000 SA", "40000 A"});
}

TEST_CASE("a send of more than a packet can carry is several, and its bytes are all there") {
  const std::string text = long_text(200'000);
  Conversation t;
  t.builder.send(alice, t.s, text);
  t.builder.observe(bob, t.c, stream_sample(200'000));
  std::string carried;
  std::size_t count = 0;
  for (const ReadPacket& packet : packets_of(t.builder.recording())) {
    carried += packet.payload;
    if (!packet.payload.empty()) ++count;
  }
  CHECK(carried == text);
  CHECK(count == 4);
}

TEST_CASE("a refused connect is a SYN and an RST that acknowledges it") {
  RecordingBuilder builder;
  const SocketId s = builder.socket(alice, "s");
  builder.fail(alice, s, call::Connect{}, ECONNREFUSED, port(7000));
  const std::vector<ReadPacket> packets = packets_of(builder.recording());
  REQUIRE(packets.size() == 2);
  CHECK(packets[0].flags == "S");
  CHECK(packets[0].destination_port == 7000);
  CHECK(packets[1].flags == "AR");
  CHECK(packets[1].sequence == 0);
  CHECK(packets[1].acknowledgement == packets[0].sequence + 1);
}

TEST_CASE("a write to a peer that has closed is a segment, which an RST answers") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0), true);
  t.builder.close(bob, t.c);
  t.builder.send(alice, t.s, "late");
  KernelSample gone;
  gone.state = TcpState::closed;
  gone.error = true;
  t.builder.observe(alice, t.s, gone, true);
  CHECK(told(packets_of(t.builder.recording())) ==
        List{"40000 S", "7000 SA", "40000 A", "7000 AF", "40000 A", "40000 AP late", "7000 AR"});
}

TEST_CASE("a close with unread bytes is an RST without a FIN") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  t.builder.observe(bob, t.c, stream_sample(5));
  t.builder.close(bob, t.c);
  CHECK(told(packets_of(t.builder.recording())) == List{"40000 S", "7000 SA", "40000 A", "40000 AP Hello", "7000 AR"});
}

TEST_CASE("bytes that came before an RST stand before it, also where a free run has recorded them behind it") {
  Conversation t;
  t.builder.send(bob, t.c, "Hi");
  t.builder.send(alice, t.s, "Hello");
  t.builder.set(alice, t.s, Option::linger, 0);
  t.builder.close(alice, t.s);
  t.builder.recv(bob, t.c, 3, "Hel");
  t.builder.observe(bob, t.c, stream_sample(2), true);
  CHECK(told(packets_of(t.builder.recording())) ==
        List{"40000 S", "7000 SA", "40000 A", "7000 AP Hi", "40000 AP Hel", "40000 AP lo", "40000 AR"});
}

TEST_CASE("bytes that nobody has seen arrive are no packets before an RST either") {
  Conversation t;
  t.builder.send(bob, t.c, "Hi");
  t.builder.send(alice, t.s, "Hello");
  t.builder.set(alice, t.s, Option::linger, 0);
  t.builder.close(alice, t.s);
  CHECK(told(packets_of(t.builder.recording())) == List{"40000 S", "7000 SA", "40000 A", "40000 AR"});
}

TEST_CASE("a datagram is a packet, an empty one too, and says what became of it") {
  RecordingBuilder builder;
  const SocketId u = builder.socket(bob, "u", SocketType::udp);
  builder.bind(bob, u, port(7001));
  const SocketId v = builder.socket(alice, "v", SocketType::udp);
  builder.sendto(alice, v, "card", port(7001), port(40001));
  builder.recvfrom(bob, u, 64, "card", port(40001));
  builder.sendto(alice, v, "", port(7001));
  const std::vector<ReadPacket> packets = packets_of(builder.recording());
  CHECK(told(packets) == List{"40001 UDP card", "40001 UDP"});
  CHECK(packets[0].destination_port == 7001);
  CHECK(packets[0].comment.find("datagram of alice.sendto#1, alice.v. It arrived: ") != std::string::npos);
  CHECK(packets[1].comment.find("what became of it is not known") != std::string::npos);
}

TEST_CASE("the longest datagrams of IPv4 and of IPv6 are there whole, with right checksums") {
  for (const Family family : {Family::ipv4, Family::ipv6}) {
    const std::string text = long_text(family == Family::ipv6 ? 65'527 : 65'507);
    RecordingBuilder builder;
    const SocketId v = builder.socket(alice, "v", family == Family::ipv6 ? SocketType::udp6 : SocketType::udp);
    builder.sendto(alice, v, text, loopback_endpoint(family, 7001), loopback_endpoint(family, 40001));
    const std::vector<ReadPacket> packets = packets_of(builder.recording());
    REQUIRE(packets.size() == 1);
    CHECK((packets[0].payload == text));
  }
}

TEST_CASE("where nobody is, ICMP answers and quotes the datagram") {
  RecordingBuilder builder;
  const SocketId v = builder.socket(alice, "v", SocketType::udp);
  builder.connect(alice, v, port(7001), port(40001));
  builder.send(alice, v, "first card");
  builder.fail(alice, v, call::Send{make_payload(std::string_view("second"))}, ECONNREFUSED);
  const std::vector<ReadPacket> packets = packets_of(builder.recording());
  CHECK(told(packets) == List{"40001 UDP first card", "ICMP"});
  CHECK(packets[1].payload.find("first card") != std::string::npos);
}

TEST_CASE("checksums are right whatever a packet carries") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& bytes) {
    RecordingBuilder builder;
    const bool ipv6 = bytes.size() % 3 == 0;
    const SocketId v = builder.socket(alice, "v", ipv6 ? SocketType::udp6 : SocketType::udp);
    const Family family = ipv6 ? Family::ipv6 : Family::ipv4;
    builder.sendto(alice, v, std::string(bytes.begin(), bytes.end()), loopback_endpoint(family, 7001),
                   loopback_endpoint(family, 40001));
    const ReadFile file = read_pcapng(pcapng_of(builder.recording()));
    RC_ASSERT(faults_of(file).empty());
    RC_ASSERT(file.packets.size() == 1U);
    RC_ASSERT(file.packets[0].payload == std::string(bytes.begin(), bytes.end()));
  }));
}

TEST_CASE("the same recording gives the same file, and a known beginning moves its times") {
  Conversation t;
  const std::string text = pcapng_of(t.builder.recording());
  CHECK(text == pcapng_of(t.builder.recording()));
  const std::uint64_t first = read_pcapng(text).packets.front().t_ns;
  constexpr std::int64_t began = 1'700'000'000'000'000'000;
  CHECK(read_pcapng(pcapng_of(t.builder.recording(), began)).packets.front().t_ns == first + began);
}

TEST_CASE("an export ends where its sink takes no more") {
  Conversation t;
  t.builder.send(alice, t.s, long_text(3'000'000));
  t.builder.observe(bob, t.c, stream_sample(3'000'000));
  t.builder.send(alice, t.s, "more");
  std::size_t pieces = 0;
  for (const RecordingFormat format : {RecordingFormat::jsonl, RecordingFormat::csv, RecordingFormat::pcapng}) {
    pieces = 0;
    CHECK_FALSE(write_recording(t.builder.recording(), {}, {format}, [&pieces](std::string_view) {
      ++pieces;
      return false;
    }));
    CHECK(pieces == 1);
  }
}
