// The exported pcapng files under a strict eye: tshark finds nothing to complain of, and shows the bytes of each send.
#include "tests/e2e/tshark.hpp"

#include "core/export/write_recording.hpp"
#include "core/lesson/lesson.hpp"
#include "core/replay/world_state.hpp"
#include "tests/core/truths/truth.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/pcapng_reader.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

using Recordings = std::vector<std::shared_ptr<const Recording>>;

/// What a socket's process handed to the kernel, as the calls say.
struct Written {
  std::string bytes;
  std::set<std::size_t> send_ends;  // where in `bytes` a send ended
  std::uint64_t read = 0;           // what the other end's process has read
};

std::string ports(const std::string& from, const std::string& to) {
  return from + ">" + to;
}

/// By the ports of the direction.
std::map<std::string, Written> written_in(const Recording& recording) {
  WorldState world = initial_world(recording.header());
  std::map<CallId, std::size_t> taken;
  std::map<SocketId, Written> by_socket;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    apply(world, event);
    const auto* sleeps = std::get_if<Sleeps>(&event.body);
    const auto* returned = std::get_if<Returned>(&event.body);
    if (sleeps == nullptr && returned == nullptr) continue;
    const CallState& call = *world.processes.at(event.process).call;
    const ScriptPayload* payload = payload_of(call.line->call);
    if (payload == nullptr) continue;
    std::size_t& before = taken[call.id];
    const std::size_t now = sleeps != nullptr ? sleeps->bytes : returned->bytes;
    Written& written = by_socket[event.socket];
    written.bytes.append(payload->bytes().begin() + static_cast<std::ptrdiff_t>(before),
                         payload->bytes().begin() + static_cast<std::ptrdiff_t>(now));
    before = now;
    written.send_ends.insert(written.bytes.size());
  }
  std::map<std::string, Written> by_ports;
  for (std::size_t id = 0; id < world.sockets.size(); ++id) {
    const SocketState& socket = world.sockets[id];
    if (!is_tcp(socket.type) || socket.peer.port == 0) continue;
    Written written = by_socket[static_cast<SocketId>(id)];
    // Where nobody has accepted, bytes arrive and are not read.
    const bool has_reader = socket.connected_with != SocketId::none;
    written.read = has_reader ? world.sockets[index_of(socket.connected_with)].bytes_read : 0;
    by_ports.emplace(ports(std::to_string(socket.local.port), std::to_string(socket.peer.port)), std::move(written));
  }
  return by_ports;
}

/// One file of all the recordings, each a section of its own.
std::string file_of(const Recordings& recordings, const TemporaryFolder& folder) {
  std::string text;
  for (const auto& recording : recordings) {
    std::string one;
    CHECK(write_recording(*recording, {}, {RecordingFormat::pcapng}, [&one](std::string_view piece) {
      one += piece;
      return true;
    }));
    CHECK(faults_of(read_pcapng(one)) == std::vector<std::string>{});
    text += one;
  }
  return folder.file("all.pcapng", text);
}

/// What tshark remarks on any RST and FIN, and from 4.4 on on any SYN without the option of selective acknowledgements:
/// which options the kernel sent no socket call says, so that none is written.
const std::set<std::string> harmless{"Connection reset (RST)", "This frame initiates the connection closing",
                                     "This frame undergoes the connection closing",
                                     "The SYN packet does not contain a SACK PERM option"};

void check_side(const std::vector<std::string>& segments, const Written& written) {
  std::string followed;
  for (const std::string& segment : segments) {
    const std::size_t begin = followed.size();
    followed += segment;
    const auto end_within = written.send_ends.upper_bound(begin);
    if (end_within != written.send_ends.end()) CHECK(*end_within >= followed.size());
  }
  CHECK(written.bytes.compare(0, followed.size(), followed) == 0);
  CHECK(followed.size() >= written.read);
}

void check_with_tshark(const Recordings& recordings) {
  const TemporaryFolder folder;
  const std::string file = file_of(recordings, folder);
  std::map<std::string, Written> written;
  for (const auto& recording : recordings) written.merge(written_in(*recording));

  std::map<std::size_t, std::pair<std::string, std::string>> streams;  // the ports of who opened it, and of the other
  for (const SeenPacket& packet : read_with_tshark(file)) {
    CAPTURE(packet.number);
    CAPTURE(packet.comment);
    CHECK(packet.comment.starts_with("reconstructed from socket calls, not captured: "));
    CHECK(std::all_of(packet.checksums.begin(), packet.checksums.end(), [](auto& one) { return one == "Good"; }));
    if (packet.stream) streams.emplace(*packet.stream, std::pair(packet.source_port, packet.destination_port));
    // Two directions that are one (a socket that is connected with itself) cannot be told apart.
    if (packet.stream && packet.source_port == packet.destination_port) continue;
    for (const std::string& complaint : packet.complaints) {
      CAPTURE(complaint);
      CHECK(harmless.count(complaint) == 1);
    }
  }
  std::vector<std::size_t> numbers;
  for (const auto& [number, ends] : streams) {
    if (ends.first != ends.second) numbers.push_back(number);
  }
  const std::vector<FollowedStream> followed = follow_with_tshark(file, numbers);
  REQUIRE(followed.size() == numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto& [opener, other] = streams.at(numbers[i]);
    CAPTURE(opener);
    const bool opener_is_first = followed[i].first_port == opener;
    check_side(opener_is_first ? followed[i].first_side : followed[i].second_side, written[ports(opener, other)]);
    check_side(opener_is_first ? followed[i].second_side : followed[i].first_side, written[ports(other, opener)]);
  }
}

}  // namespace

TEST_CASE("tshark follows each stream of the truths, shows the bytes of each send and complains of nothing") {
  if (!has_tshark()) return;
  Recordings recordings;
  for (const auto& file : truth_files(DOORWAY_TRUTHS)) {
    const auto truth = read_truth(file);
    REQUIRE(truth.has_value());
    if (truth->waits_for_timer) continue;  // seconds each
    const auto run = run_truth(*truth);
    REQUIRE(run.has_value());
    recordings.push_back(run->recording);
  }
  check_with_tshark(recordings);
}

TEST_CASE(
    "tshark follows each stream of the lessons' scenarios, shows the bytes of each send and complains of nothing") {
  if (!has_tshark()) return;
  Recordings recordings;
  for (const auto& entry : std::filesystem::directory_iterator(DOORWAY_LESSONS)) {
    if (entry.path().extension() != ".md" || entry.path().filename() == "README.md") continue;
    const auto lesson = parse_lesson(content_of(entry.path()));
    REQUIRE(lesson.has_value());
    for (const std::string& scenario : lesson->scenario_texts) recordings.push_back(run_scenario(scenario).recording);
  }
  CHECK(recordings.size() > 20);
  check_with_tshark(recordings);
}

TEST_CASE("tshark complains of nothing where free runs end with an RST") {
  if (!has_tshark()) return;
  TakeOptions options;
  options.free_run = true;
  Recordings recordings;
  for (int run = 0; run < 20; ++run) {
    recordings.push_back(run_scenario("bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(2)\nalice: s = socket(tcp)\n"
                                      "alice: s.connect(bob.l)\nbob: c = l.accept()\nalice: s.send(\"Hello\")\n"
                                      "alice: s.send(\"Bob\")\nalice: s.set(linger, 0)\nalice: s.close()\n"
                                      "bob: c.recv(3)\nbob: c.recv(64)\nbob: c.close()\nalice: t = socket(tcp)\n"
                                      "alice: t.connect(bob.l)\nalice: t.send(\"unread\")\nbob: d = l.accept()\n"
                                      "bob: d.send(\"last words\")\nbob: d.close()\nalice: t.recv(64)\n",
                                      options)
                             .recording);
  }
  check_with_tshark(recordings);
}
