// The program ss as a witness: what the kernel tells it of our sockets while all of our processes wait.
#include "core/replay/history.hpp"
#include "tests/bench/random_stop.hpp"
#include "tests/core/truths/truth.hpp"
#include "tests/e2e/started_take.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

using namespace doorway;

namespace {

struct SsLine {
  std::string protocol;
  std::string state;
  std::uint64_t receive_queue = 0;
  std::uint64_t send_queue = 0;
  std::string local;
  std::string peer;
};

/// What ss says of all TCP and UDP sockets of this computer but those in TIME-WAIT, which can be thousands and are no
/// open sockets; none where there is no ss.
std::optional<std::vector<SsLine>> ask_ss() {
  FILE* output = ::popen("ss -tuanH exclude time-wait 2>/dev/null", "r");
  if (output == nullptr) return std::nullopt;
  std::string text;
  for (int character = 0; (character = std::fgetc(output)) != EOF;) text.push_back(static_cast<char>(character));
  if (::pclose(output) != 0) return std::nullopt;
  std::vector<SsLine> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    SsLine read;
    std::istringstream words(line);
    if (words >> read.protocol >> read.state >> read.receive_queue >> read.send_queue >> read.local >> read.peer)
      lines.push_back(read);
  }
  return lines;
}

std::string ss_name(TcpState state) {
  switch (state) {
    case TcpState::established: return "ESTAB";
    case TcpState::syn_received: return "SYN-RECV";
    case TcpState::closed: return "UNCONN";
    default: return std::string(to_string(state));
  }
}

const SsLine* find_line(const std::vector<SsLine>& lines, const SocketState& socket) {
  const bool has_peer = socket.peer.family != Family::none && socket.peer.port != 0;
  for (const SsLine& line : lines) {
    const bool same_peer = has_peer ? line.peer == to_string(socket.peer) : line.peer.ends_with(":*");
    if (line.protocol == (is_tcp(socket.type) ? "tcp" : "udp") && line.local == to_string(socket.local) && same_peer)
      return &line;
  }
  return nullptr;
}

std::string in_words(const std::string& state, std::uint64_t receive_queue, std::uint64_t send_queue) {
  return state + " " + std::to_string(receive_queue) + " " + std::to_string(send_queue);
}

/// What ss must say when the recording is right. For ss a SYN and a FIN take one place in the sender's queue, and a FIN
/// one in the receiver's until recv has returned 0.
std::vector<std::string> expected_of(const SocketState& socket, const KernelSample& sample) {
  if (is_udp(socket.type)) {
    const bool connected = socket.lifecycle == Lifecycle::connected;
    return {in_words(connected ? "ESTAB" : "UNCONN", sample.receive_memory_bytes.value_or(0), 0)};
  }
  const std::string state = ss_name(*sample.state);
  if (sample.state == TcpState::listen) return {in_words(state, *sample.waiting_connections, *sample.backlog)};
  const bool one_more = sample.state == TcpState::syn_sent || sample.fin_unacked.value_or(false);
  const std::uint64_t send_queue = *sample.unacked_bytes + (one_more ? 1 : 0);
  std::vector<std::string> fitting{in_words(state, *sample.readable_bytes, send_queue)};
  if (sample.end_of_stream) fitting.push_back(in_words(state, *sample.readable_bytes + 1, send_queue));
  return fitting;
}

struct Comparison {
  std::size_t agreed = 0;
  std::string difference;  ///< the first one, or empty
};

Comparison compare(const WorldState& world) {
  Comparison found;
  const auto lines = ask_ss();
  for (const SocketState& socket : world.sockets) {
    const bool is_there = socket.lifecycle != Lifecycle::unmade && socket.lifecycle != Lifecycle::closed &&
                          socket.local.port != 0 && socket.sample != nullptr;
    // ss lists no TCP socket that neither listens nor has a peer.
    if (!is_there || (is_tcp(socket.type) && socket.sample->state == TcpState::closed)) continue;
    const SsLine* line = find_line(*lines, socket);
    const std::string told = line != nullptr ? in_words(line->state, line->receive_queue, line->send_queue) : "nothing";
    bool fits = false;
    std::string expected;
    for (const std::string& fitting : expected_of(socket, *socket.sample)) {
      fits = fits || told == fitting;
      expected += (expected.empty() ? "" : " or ") + fitting;
    }
    if (fits) {
      ++found.agreed;
    } else if (found.difference.empty()) {
      found.difference = socket.name + ": the recording says " + expected + ", ss says " + told;
    }
  }
  return found;
}

}  // namespace

TEST_CASE("ss shows the states, ports and queues that the recording has, after each grant of each truth") {
  if (!ask_ss()) {
    MESSAGE("skipped: ss is not there, or may not look");
    return;
  }
  std::size_t agreed = 0;
  for (const auto& file : truth_files(DOORWAY_TRUTHS)) {
    const auto truth = read_truth(file);
    REQUIRE(truth.has_value());
    ChangeBell bell;
    LoopbackNetwork network;
    const auto take = started_take(truth->scenario.source, network, [&bell] { bell.ring(); });
    History history(take->recording());
    // Fifty datagrams in a row say no more than the first few.
    const std::size_t most_grants = 40;
    for (std::size_t grant = 1; grant <= most_grants; ++grant) {
      const Seq before = take->recording().size();
      take->grant_next();
      take->wait_until_idle();
      if (take->recording().size() == before) break;
      // An acknowledgement can come 40 to 90 ms late, and a connect that has no answer is sent again: the recording has
      // it once it is there, so what ss says is asked again after each change.
      Comparison compared;
      for (int attempt = 0; attempt < 20; ++attempt) {
        compared = compare(history.at(take->recording().size()));
        if (compared.difference.empty()) break;
        const Seq seen = take->recording().size();
        bell.wait_until([&] { return take->recording().size() != seen; }, std::chrono::milliseconds(100));
      }
      CAPTURE(truth->name);
      CAPTURE(grant);
      CHECK(compared.difference == "");
      agreed += compared.agreed;
    }
    take->stop();
  }
  MESSAGE(agreed << " sockets looked at");
  CHECK(agreed > 100);
}
