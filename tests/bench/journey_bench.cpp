// Figures of recordings as files: a million events written, opened, sought in, walked through, saved and exported,
// beside what tshark and capinfos take for the same packets.
//     journey_bench [--json FILE] [--only opening|exports] [FOLDER]     where the file is to be, else the folder for
//     temporary files
#include "app/journeys/indexed_recording.hpp"
#include "app/journeys/journey_reading.hpp"
#include "app/journeys/journey_saving.hpp"
#include "app/scene/transcript_file.hpp"
#include "core/export/write_recording.hpp"
#include "core/journey/journal_writer.hpp"
#include "core/journey/journey_reader.hpp"
#include "core/record/recorder.hpp"
#include "core/scenario/parser.hpp"
#include "core/session/replay_view.hpp"
#include "tests/bench/report.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace doorway;

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
    recorder_.record(process_, socket, Returned{call, 0, result, bytes, {{result, 0}}, std::move(outcome)});
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
      recorder.record(bob, c, Sleeps{recv, SleepsUntil::readable, 0, {{-1, 11}}, {}});
      recorder.record(bob, c, Woke{recv, false});
    }
    calls.end(c, recv, 11, 11, hello);
    recorder.observe(bob, c, sample_of(0, sent * 8 + 5), true);
    recorder.observe(alice, s, sample_of(0, sent * 8 + 6), true);
  }
}

double megabytes(std::size_t bytes) {
  return static_cast<double>(bytes) / 1e6;
}

/// Milliseconds of the processor.
double time_of(const std::function<void()>& work) {
  const double began = processor_ns();
  work();
  return (processor_ns() - began) / 1e6;
}

/// The least of some rounds: what else the machine does only makes it longer.
double least_of(int rounds, const std::function<void()>& work) {
  double least = time_of(work);
  for (int i = 1; i < rounds; ++i) least = std::min(least, time_of(work));
  return least;
}

std::size_t memory_now() {
  ::malloc_trim(0);
  return memory_of_process("VmRSS");
}

/// The whole file into memory of its own, as a program does that keeps what it has read.
void read_all_of(const std::filesystem::path& file) {
  const int number = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const auto size = static_cast<std::size_t>(std::filesystem::file_size(file));
  const auto bytes = std::make_unique_for_overwrite<char[]>(size);
  std::size_t have = 0;
  for (ssize_t count = 1; count > 0 && have < size; have += static_cast<std::size_t>(count)) {
    count = ::read(number, bytes.get() + have, size - have);
  }
  ::close(number);
  keep(*bytes.get());
}

OpenedJourney opened(const std::filesystem::path& file, ReadFrames reading = ReadFrames::kept) {
  auto journey = open_journey(file, reading);
  if (!journey || !journey->dropped.empty()) {
    std::fprintf(stderr, "%s\n", journey ? journey->dropped.c_str() : journey.error().message.c_str());
    std::exit(1);
  }
  return std::move(*journey);
}

/// What a part takes: milliseconds of the processor, and memory that stays.
class Parts {
 public:
  Parts(Report& report, double file_bytes) : report_(report), file_bytes_(file_bytes), before_(memory_now()) {}

  void add(const std::string& what, const std::function<void()>& work) {
    const double took = time_of(work);
    const std::size_t now = memory_now();
    const double more = now > last_ ? static_cast<double>(now - last_) : 0;
    report_.add({what, took, "ms", Good::small, {}, "", {}});
    report_.add({what + ": memory, of the file's size", more / file_bytes_, "times", Good::small, {}, "", {}});
    last_ = now;
  }
  [[nodiscard]] double all() const { return static_cast<double>(last_ - before_) / file_bytes_; }

 private:
  Report& report_;
  double file_bytes_;
  std::size_t before_;
  std::size_t last_ = before_;
};

void opening_figures(Report& report, const std::filesystem::path& file) {
  const auto size = static_cast<double>(std::filesystem::file_size(file));
  const double read = least_of(7, [&] { read_all_of(file); });
  const double open = least_of(7, [&] { keep(opened(file)); });
  report.add({"open, against read(2) of the file", open / read, "times", Good::small, 1.2, "read(2)", 1});
  report.add({"open", open, "ms", Good::small, {}, "read(2)", read});
  forget_peak_memory();
  Parts parts(report, size);
  std::shared_ptr<const Recording> recording;
  parts.add("opened", [&] { recording = opened(file).recording; });
  std::mt19937_64 random(1);
  std::size_t kinds = 0;
  parts.add("1,000 events anywhere", [&] {
    for (int i = 0; i < 1000; ++i) kinds += recording->at(random() % recording->size() + 1).body.index();
  });
  EventReader events(*recording);
  parts.add("all events, one after the other", [&] {
    for (Seq seq = 1; seq <= recording->size(); ++seq) kinds += events.at(seq).body.index();
  });
  ReplayView view(recording);
  parts.add("which steps there are", [&] { view.steps.update(); });
  parts.add("where bytes come from, and what is inferred", [&] { view.inference.update(view.steps.known()); });
  parts.add("where places are", [&] { view.places.update(view.steps.known()); });
  app::SceneIndex scene(*recording);
  parts.add("what the stage looks up", [&] { scene.update(); });
  app::TimelineIndex timeline(scene, view.inference);
  parts.add("what the timeline looks up", [&] { timeline.update(); });
  parts.add("the world at the end", [&] { kinds += view.history.at(recording->size()).sockets.size(); });
  std::vector<double> seeks;
  for (int i = 0; i < 2000; ++i) {
    const Seq cursor = random() % recording->size();
    seeks.push_back(time_of([&] { kinds += view.history.at(cursor).sockets.size(); }));
  }
  report.add({"seek anywhere, p99", percentile(seeks, 99), "ms", Good::small, 1, "", {}});
  keep(kinds);
  report.add(
      {"memory of all that the window reads, of the file's size", parts.all(), "times", Good::small, 1.5, "", {}});
}

/// Milliseconds that pass while a command runs; nothing where it is not there, or fails.
std::optional<double> time_of_command(const std::string& command) {
  const double began = now_ns();
  if (std::system((command + " >/dev/null 2>&1").c_str()) != 0) return std::nullopt;
  return (now_ns() - began) / 1e6;
}

/// What is done with a recording from one end to the other: time, and the most memory meanwhile beside the file's size.
/// Each begins with opening it.
void export_figures(Report& report, const std::filesystem::path& file) {
  const auto size = static_cast<double>(std::filesystem::file_size(file));
  const std::filesystem::path out = file.string() + ".out";
  const auto part = [&](const std::string& what, const std::function<void(const OpenedJourney&)>& work) {
    const std::size_t before = memory_now();
    forget_peak_memory();
    const double began = now_ns();
    work(opened(file, ReadFrames::again));
    const double took = (now_ns() - began) / 1e6;
    const auto most = static_cast<double>(memory_of_process("VmHWM") - before);
    report.add({what, took, "ms", Good::small, {}, "", {}});
    report.add({what + ": most memory, of the file's size", most / size, "times", Good::small, 1.5, "", {}});
  };
  const auto into_file = [&out](const std::function<bool(const Sink&)>& fill) {
    std::ofstream stream(out, std::ios::binary);
    fill([&stream](std::string_view piece) { return static_cast<bool>(stream << piece); });
  };
  part("saved again", [&](const OpenedJourney& journey) {
    const app::JourneyCopy copy{journey.recording, journey.recording->size(), journey.ended, journey.info};
    if (!app::save_journey(copy, out, app::Existing::replace)) std::exit(1);
  });
  part("exported as text", [&](const OpenedJourney& journey) {
    into_file([&](const Sink& sink) {
      return app::write_transcript(journey.recording, journey.ended, Vocabulary::engineer, sink);
    });
  });
  for (const auto& [name, format] :
       {std::pair("jsonl", RecordingFormat::jsonl), std::pair("csv", RecordingFormat::csv),
        std::pair("mermaid", RecordingFormat::mermaid), std::pair("pcapng", RecordingFormat::pcapng)}) {
    part(std::string("exported as ") + name, [&, as = format](const OpenedJourney& journey) {
      into_file([&](const Sink& sink) { return write_recording(*journey.recording, journey.ended, {as}, sink); });
    });
  }
  const double began = now_ns();
  keep(opened(file));
  const double open = (now_ns() - began) / 1e6;
  const std::string pcapng = " '" + out.string() + "'";
  if (const auto took = time_of_command("tshark -n -r" + pcapng)) {
    report.add({"tshark -r of the pcapng", *took, "ms", Good::small, {}, "", {}});
    report.add({"that, against opening the recording", *took / open, "times", Good::large, 1000, "", {}});
  }
  if (const auto took = time_of_command("capinfos" + pcapng)) {
    report.add({"capinfos of the pcapng", *took, "ms", Good::small, {}, "", {}});
  }
  std::filesystem::remove(out);
}

/// What a recording costs to keep while it is made.
void writing_figures(Report& report, const Scenario& scenario, const RecordingHeader& header,
                     const std::filesystem::path& file) {
  const auto without = least_of(3, [&] {
    Recording recording(header);
    Recorder recorder(recording);
    record_all(scenario, recorder);
  });
  Seq events = 0;
  const auto with = least_of(3, [&] {
    std::filesystem::remove(file);
    Recording recording(header);
    JournalWriter journal({file, false}, {});
    if (const auto made = journal.open(); made.has_error()) std::exit(1);
    journal.begin(recording.header());
    Recorder recorder(recording, {}, &journal);
    record_all(scenario, recorder);
    events = recording.size();
  });
  const auto count = static_cast<double>(events);
  report.note(fmt::format("{} events in a file of {:.1f} MB, {:.1f} bytes each", events,
                          megabytes(std::filesystem::file_size(file)),
                          static_cast<double>(std::filesystem::file_size(file)) / count));
  report.add({"an event recorded with a journal",
              1e6 * with / count,
              "ns",
              Good::small,
              {},
              "without one",
              1e6 * without / count});
}

}  // namespace

int main(int argc, char** argv) {
  Report report("journey_bench", {argv, static_cast<std::size_t>(argc)});
  if (!report.is_well()) return 2;
  const std::filesystem::path folder = report.argument(0, std::filesystem::temp_directory_path().string());
  const auto file = folder / "journey_bench.journey";
  const auto scenario = parse_scenario(scenario_text());
  writing_figures(report, *scenario, make_header(*scenario, "loopback", false), file);
  if (report.wants("opening")) opening_figures(report, file);
  if (report.wants("exports")) export_figures(report, file);
  std::filesystem::remove(file);
  return report.finish() ? 0 : 1;
}
