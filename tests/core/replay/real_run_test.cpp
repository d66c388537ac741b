#include "core/live/take.hpp"
#include "core/replay/history.hpp"
#include "core/replay/inference.hpp"
#include "core/replay/lineage.hpp"
#include "core/scenario/parser.hpp"
#include "tests/core/replay/infer.hpp"
#include "tests/support/content_of.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace doorway;
using doorway::test::content_of;
using doorway::test::infer;

namespace {

std::vector<std::filesystem::path> truths() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(DOORWAY_TRUTHS)) {
    if (entry.path().extension() == ".scenario") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The recording of the scenario's run on real sockets, to its end.
std::shared_ptr<const Recording> run(const std::string& text) {
  auto scenario = parse_scenario(text);
  REQUIRE(scenario.has_value());
  LoopbackNetwork network;
  const auto take = Take::create(std::move(*scenario), network, TakeOptions{});
  REQUIRE(take.has_value());
  (*take)->run_to_end();
  (*take)->wait_until_idle();
  (*take)->stop();
  return (*take)->shared_recording();
}

std::map<CallId, Payload> payloads(const Recording& recording) {
  std::map<CallId, Payload> found;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const auto* called = std::get_if<Called>(&recording.at(seq).body);
    const ScriptPayload* payload = called != nullptr ? payload_of(called->line->call) : nullptr;
    if (payload != nullptr) found[called->call] = payload->shared();
  }
  return found;
}

void check_lineage(const Recording& recording) {
  const std::map<CallId, Payload> sent = payloads(recording);
  Lineage lineage(recording);
  lineage.update();
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const auto* returned = std::get_if<Returned>(&recording.at(seq).body);
    if (returned == nullptr || returned->outcome == nullptr || returned->outcome->data == nullptr) continue;
    const Bytes& data = *returned->outcome->data;
    std::uint64_t explained = 0;
    for (const Segment& segment : lineage.sources(returned->call, seq)) {
      const Bytes& whole = *sent.at(segment.send);
      REQUIRE(segment.send_offset + segment.length <= whole.size());
      REQUIRE(segment.recv_offset == explained);
      const auto from = whole.begin() + static_cast<std::ptrdiff_t>(segment.send_offset);
      CHECK(std::equal(from, from + static_cast<std::ptrdiff_t>(segment.length),
                       data.begin() + static_cast<std::ptrdiff_t>(segment.recv_offset)));
      explained += segment.length;
    }
    CHECK(explained == data.size());
  }
}

void check_inference(const Recording& recording) {
  std::map<SocketId, std::uint64_t> arrived;
  History history(recording);
  for (const Inferred& inferred : infer(recording, recording.size())) {
    INFO(inferred.after << " " << to_string(inferred.kind) << ": " << inferred.reason);
    CHECK(!inferred.reason.empty());
    if (inferred.kind != InferredKind::data) continue;
    CHECK(inferred.first_byte == arrived[inferred.from]);
    arrived[inferred.from] += inferred.byte_count;
    CHECK(arrived[inferred.from] <= history.at(inferred.after).sockets.at(index_of(inferred.from)).bytes_written);
  }
  for (const SocketState& socket : history.at(recording.size()).sockets) {
    if (!is_tcp(socket.type) || socket.connected_with == SocketId::none) continue;
    CHECK(arrived[socket.connected_with] >= socket.bytes_read);
  }
}

/// The kinds of what is inferred between TCP's ends, in order.
std::string story(const std::string& scenario) {
  const auto recording = run(scenario);
  std::string told;
  for (const Inferred& inferred : infer(*recording, recording->size())) {
    if (inferred.kind == InferredKind::data || inferred.kind == InferredKind::ack) continue;
    told += (told.empty() ? "" : " ") + std::string(to_string(inferred.kind));
  }
  return told;
}

const std::string connected =
    "bob:   l = socket(tcp)\n"
    "bob:   l.bind(0)\n"
    "bob:   l.listen(1)\n"
    "alice: s = socket(tcp)\n"
    "alice: s.connect(bob.l)\n"
    "bob:   c = l.accept()\n";

}  // namespace

TEST_CASE("on real sockets every byte that was read has the send that wrote it, and nothing is inferred that was not") {
  for (const std::filesystem::path& file : truths()) {
    const std::string text = content_of(file);
    if (text.find("# timer") != std::string::npos) continue;
    INFO(file.filename().string());
    const auto recording = run(text);
    check_lineage(*recording);
    check_inference(*recording);
  }
}

TEST_CASE("a real goodbye is a FIN each way, and a rude one an RST") {
  CHECK(
      story(connected + "alice: s.send(\"Hi\")\nbob: c.recv(9)\nalice: s.close()\nbob: c.recv(9)\nbob: c.close()\n") ==
      "syn syn_ack ack_of_syn fin fin");
  CHECK(story(connected + "alice: s.send(\"Hi\")\nbob: c.close()\nalice: s.recv(9)\n") == "syn syn_ack ack_of_syn rst");
  CHECK(story(connected + "bob: c.close()\nalice: s.send(\"a\")\nalice: s.send(\"b\")\n") ==
        "syn syn_ack ack_of_syn fin rst");
}

TEST_CASE("a real refusal is an RST, and a datagram for nobody brings ICMP's answer") {
  CHECK(story("bob: l = socket(tcp)\nbob: l.bind(0)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n") == "syn rst");
  CHECK(story("bob: u = socket(udp)\nbob: u.bind(0)\nbob: u.close()\nalice: v = socket(udp)\nalice: v.connect(bob.u)\n"
              "alice: v.send(\"a\")\nalice: v.send(\"b\")\n") == "datagram_refused port_unreachable");
  CHECK(story("bob: u = socket(udp)\nbob: u.bind(0)\nbob: v = socket(udp)\nbob: v.bind(0)\nbob: u.connect(bob.v)\n"
              "alice: w = socket(udp)\nalice: w.sendto(\"a\", bob.u)\n") == "datagram_refused");
}

TEST_CASE("a real socket that talks to itself meets its own SYN") {
  CHECK(story("alice: s = socket(tcp)\nalice: s.bind(0)\nalice: s.connect(alice.s)\n") == "syn syn_ack");
}
