// Figures of recordings as files: a million events written, opened, sought in and walked through.
//
//   journey_bench [FOLDER]     where the file is to be, else the folder for temporary files
#include "core/journey/journal_writer.hpp"
#include "core/journey/journey_reader.hpp"
#include "core/record/recorder.hpp"
#include "core/scenario/parser.hpp"
#include "core/session/replay_view.hpp"
#include "tests/bench/figures.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>

namespace {

using namespace doorway;

constexpr Seq wanted_events = 1'000'000;
constexpr int pairs = 49'990;  // of a send and a recv: as many lines as a scenario may have

std::string scenario_text() {
  return "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
         "bob: c = l.accept()\nrepeat " +
         std::to_string(pairs) + " {\nalice: s.send(\"Hello, Bob!\")\nbob: c.recv(64)\n}\n";
}

/// Calls of a scenario, recorded as the live part would.
class Calls {
 public:
  Calls(const Scenario& scenario, Recorder& recorder) : scenario_(scenario), recorder_(recorder) {}

  CallId begin(SocketId socket) {
    const auto& line = scenario_.lines.at(next_++);
    process_ = line->process;
    const auto [id, nth] = recorder_.begin_call(process_, call_name(line->call));
    recorder_.record(process_, socket, Called{id, nth, line, {}});
    return id;
  }
  void end(SocketId socket, CallId call, std::int64_t result, std::uint64_t bytes,
           std::shared_ptr<const Outcome> outcome) {
    recorder_.record(process_, socket, Returned{call, result, 0, bytes, {{result, 0}}, std::move(outcome)});
  }
  SocketId make(SocketId at, std::string_view name) {
    const CallId call = begin(at);
    auto outcome = std::make_shared<Outcome>();
    outcome->made = recorder_.make_socket(process_, name, SocketType::tcp);
    if (at != SocketId::none) outcome->local = loopback_endpoint(Family::ipv4, 7000);
    if (at != SocketId::none) outcome->peer = loopback_endpoint(Family::ipv4, 40000);
    const SocketId made = outcome->made->id;
    end(at, call, 3, 0, outcome);
    return made;
  }
  void whole(SocketId at, std::optional<Endpoint> local, std::optional<Endpoint> peer) {
    auto outcome = std::make_shared<Outcome>();
    outcome->local = local;
    outcome->peer = peer;
    end(at, begin(at), 0, 0, outcome);
  }
  [[nodiscard]] ProcessId process() const { return process_; }

 private:
  const Scenario& scenario_;
  Recorder& recorder_;
  std::size_t next_ = 0;
  ProcessId process_ = 0;
};

KernelSample sample_of(std::uint32_t readable, std::uint64_t sent) {
  KernelSample sample;
  sample.input_ready = readable > 0;
  sample.state = TcpState::established;
  sample.readable_bytes = readable;
  sample.unsent_bytes = 0;
  sample.unacked_bytes = 0;
  sample.fin_unacked = false;
  sample.bytes_acked = sent;
  sample.bytes_received = sent;
  sample.segments_out = sample.segments_in = static_cast<std::uint32_t>(sent / 11);
  sample.retransmits = 0;
  sample.congestion_window = 10;
  sample.round_trip_us = static_cast<std::uint32_t>(31 + sent % 17);
  sample.maximum_segment_bytes = 32768;
  return sample;
}

/// Alice sends, Bob sleeps now and then and reads. 20 events for each pair of lines.
void record_all(const Scenario& scenario, Recorder& recorder) {
  constexpr ProcessId bob = 0;
  constexpr ProcessId alice = 1;
  const Endpoint server = loopback_endpoint(Family::ipv4, 7000);
  const Endpoint client = loopback_endpoint(Family::ipv4, 40000);
  Calls calls(scenario, recorder);
  const SocketId l = calls.make(SocketId::none, "l");
  calls.whole(l, server, std::nullopt);
  calls.whole(l, std::nullopt, std::nullopt);
  const SocketId s = calls.make(SocketId::none, "s");
  calls.whole(s, client, server);
  const SocketId c = calls.make(l, "c");
  auto hello = std::make_shared<Outcome>();
  hello->data = make_payload("Hello, Bob!");
  std::uint64_t sent = 0;
  for (int i = 0; i < pairs; ++i) {
    const CallId send = calls.begin(s);
    calls.end(s, send, 11, 11, nullptr);
    sent += 11;
    for (std::uint64_t k = 0; k < 4; ++k) {
      recorder.observe(alice, s, sample_of(0, sent * 8 + k), true);
      recorder.observe(bob, c, sample_of(11, sent * 8 + k), true);
    }
    const CallId recv = calls.begin(c);
    for (int k = 0; k < 3; ++k) {
      recorder.record(bob, c, Sleeps{recv, SleepsUntil::readable, 0, {{-1, 11}}});
      recorder.record(bob, c, Woke{recv, false});
    }
    calls.end(c, recv, 11, 11, hello);
    recorder.observe(bob, c, sample_of(0, sent * 8 + 5), true);
    recorder.observe(alice, s, sample_of(0, sent * 8 + 6), true);
  }
}

std::size_t memory(const char* key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(key)) return std::stoul(line.substr(line.find(':') + 1)) * 1024;
  }
  return 0;
}

double milliseconds_of(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  const std::clock_t processor = std::clock();
  work();
  const double took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
  const double of_processor = 1000.0 * static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
  std::printf("%10.2f ms (%.2f ms of the processor)\n", took, of_processor);
  return of_processor;
}

double megabytes(std::size_t bytes) {
  return static_cast<double>(bytes) / 1e6;
}

/// In a process of its own, so that its memory is told apart.
void open_and_use(const std::filesystem::path& file) {
  const auto size = std::filesystem::file_size(file);
  const auto before = memory("VmHWM");
  const auto tell = [&](const char* what) {
    std::printf("%-44s %10.1f MB, %.2f times the file\n", what, megabytes(memory("VmHWM") - before),
                static_cast<double>(memory("VmHWM") - before) / static_cast<double>(size));
  };
  std::shared_ptr<const Recording> recording;
  std::printf("%-44s", "open");
  milliseconds_of([&] {
    auto opened = open_journey(file);
    if (!opened || !opened->dropped.empty()) {
      std::printf("%s\n", opened ? opened->dropped.c_str() : opened.error().message.c_str());
      std::exit(1);
    }
    recording = opened->recording;
  });
  tell("  peak memory");
  std::printf("%-44s", "1,000 events anywhere");
  std::mt19937_64 random(1);
  std::size_t kinds = 0;
  milliseconds_of([&] {
    for (int i = 0; i < 1000; ++i) kinds += recording->at(random() % recording->size() + 1).body.index();
  });
  std::printf("%-44s", "all events, one after the other");
  milliseconds_of([&] {
    for (Seq seq = 1; seq <= recording->size(); ++seq) kinds += recording->at(seq).body.index();
  });
  tell("  peak memory");
  std::printf("%-44s", "all that the window reads of it (ReplayView)");
  ReplayView view(recording);
  milliseconds_of([&] { view.update(); });
  tell("  peak memory");
  std::printf("%-44s", "1,000 times the world at a random cursor");
  milliseconds_of([&] {
    for (int i = 0; i < 1000; ++i) kinds += view.history.at(random() % recording->size()).sockets.size();
  });
  std::printf("(%zu)\n", kinds);
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder = argc > 1 ? argv[1] : std::filesystem::temp_directory_path();
  const auto file = folder / "journey_bench.journey";
  std::filesystem::remove(file);
  const auto scenario = parse_scenario(scenario_text());
  const RecordingHeader header = make_header(*scenario, "loopback", false);
  double without = 0;
  double with = 0;
  Seq events = 0;
  {
    Recording recording(header);
    Recorder recorder(recording);
    std::printf("%-44s", "recorded without a journal");
    without = milliseconds_of([&] { record_all(*scenario, recorder); });
  }
  {
    Recording recording(header);
    JournalWriter journal({file, false}, {});
    if (const auto opened = journal.open(); opened.has_error()) return 1;
    journal.begin(recording.header());
    Recorder recorder(recording, {}, &journal);
    std::printf("%-44s", "recorded with a journal");
    with = milliseconds_of([&] { record_all(*scenario, recorder); });
    events = recording.size();
  }
  const auto per_event = [&](double milliseconds) { return milliseconds * 1e6 / static_cast<double>(events); };
  std::printf("%llu events; %.0f ns each, and %.0f with a journal: %.0f for it\n",
              static_cast<unsigned long long>(events), per_event(without), per_event(with), per_event(with - without));
  std::printf("the file: %.1f MB, %.1f bytes an event\n", megabytes(std::filesystem::file_size(file)),
              static_cast<double>(std::filesystem::file_size(file)) / static_cast<double>(events));
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child == 0) {
    open_and_use(file);
    std::fflush(stdout);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  std::filesystem::remove(file);
  return events >= wanted_events - 1000 && status == 0 ? 0 : 1;
}
