// What it costs to look at a long recording: to go to any of its events, a step on, a step back.
//     replay_bench [--json FILE] [--only seek|growth|sockets] [EVENTS]
#include "core/record/recorder.hpp"
#include "core/replay/history.hpp"
#include "tests/bench/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace doorway;

/// Alice sends Bob messages, and the kernel is asked after each call; every 16th time Bob sleeps first.
class Talk {
 public:
  Talk() {
    RecordingHeader header;
    header.scenario.processes = {"alice", "bob"};
    recording_ = std::make_unique<Recording>(std::move(header));
    recorder_ = std::make_unique<Recorder>(*recording_);
    send_ = line(0, call::Send{make_payload("Hello, Bob!")});
    recv_ = line(1, call::Recv{64});
    connect();
  }

  [[nodiscard]] const Recording& recording() const { return *recording_; }

  /// A connection of two new sockets, over which the further messages go.
  void connect() {
    make(0, "s", line(0, call::Socket{SocketType::tcp}), s_);
    make(1, "c", line(1, call::Socket{SocketType::tcp}), c_);
  }
  void close() {
    end(0, s_, begin(0, s_, line(0, call::Close{})), {.result = 0}, closed(s_));
    end(1, c_, begin(1, c_, line(1, call::Close{})), {.result = 0}, closed(c_));
  }

  void message() {
    end(0, s_, begin(0, s_, send_), {.result = 11, .bytes = 11}, nullptr);
    observe(0, s_, 0);
    observe(1, c_, 11);
    const CallId call = begin(1, c_, recv_);
    if (++messages_ % 16 == 0) {
      recorder_->record(1, c_, Sleeps{call, SleepsUntil::readable, 0, {{-1, 11}}, {}});
      recorder_->record(1, c_, Woke{call, false});
    }
    auto outcome = std::make_shared<Outcome>();
    outcome->data = make_payload("Hello, Bob!");
    end(1, c_, call, {.result = 11, .bytes = 11}, std::move(outcome));
    observe(1, c_, 0);
  }

  void grow_to(Seq events) {
    while (recording_->size() < events) message();
  }

 private:
  struct Answer {
    std::int64_t result = 0;
    std::uint64_t bytes = 0;
  };

  static std::shared_ptr<const Line> line(ProcessId process, Call call) {
    auto made = std::make_shared<Line>();
    made->process = process;
    made->call = std::move(call);
    return made;
  }
  static std::shared_ptr<const Outcome> closed(SocketId socket) {
    auto outcome = std::make_shared<Outcome>();
    outcome->closed = {socket};
    return outcome;
  }
  CallId begin(ProcessId process, SocketId socket, const std::shared_ptr<const Line>& line) {
    const auto [id, nth] = recorder_->begin_call(process, call_name(line->call));
    recorder_->record(process, socket, Called{id, nth, line, {}});
    return id;
  }
  void end(ProcessId process, SocketId socket, CallId call, Answer answer, std::shared_ptr<const Outcome> outcome) {
    recorder_->record(process, socket,
                      Returned{.call = call,
                               .result = answer.result,
                               .bytes = answer.bytes,
                               .tries = {{answer.result, 0}},
                               .outcome = std::move(outcome)});
  }
  void make(ProcessId process, std::string_view name, const std::shared_ptr<const Line>& line, SocketId& socket) {
    const CallId call = begin(process, SocketId::none, line);
    auto outcome = std::make_shared<Outcome>();
    outcome->made = recorder_->make_socket(process, name, SocketType::tcp);
    socket = outcome->made->id;
    end(process, socket, call, {.result = 3}, std::move(outcome));
  }
  void observe(ProcessId process, SocketId socket, std::uint32_t readable_bytes) {
    KernelSample sample;
    sample.state = TcpState::established;
    sample.readable_bytes = readable_bytes;
    sample.segments_out = ++samples_;
    recorder_->observe(process, socket, sample, true);
  }

  std::unique_ptr<Recording> recording_;
  std::unique_ptr<Recorder> recorder_;
  std::shared_ptr<const Line> send_, recv_;
  SocketId s_{}, c_{};
  std::uint32_t samples_ = 0;
  std::uint64_t messages_ = 0;
};

/// Nanoseconds of the processor: what else the machine does is not counted. Nothing here waits.
template <class Action>
double time_of(Action action) {
  const double began = thread_ns();
  action();
  return thread_ns() - began;
}

double time_of_nothing() {
  std::vector<double> times;
  for (int i = 0; i < 10'000; ++i) times.push_back(time_of([] {}));
  return median(times);
}

/// One look at an event anywhere: what memory alone costs.
double time_of_a_look(const Recording& recording, std::mt19937_64& random) {
  std::vector<double> times;
  const double nothing = time_of_nothing();
  std::int64_t sum = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Seq seq = random() % recording.size() + 1;
    times.push_back(std::max(0.0, time_of([&] { sum += recording.at(seq).t_ns; }) - nothing));
  }
  keep(sum);
  return percentile(times, 99);
}

struct Ways {
  std::vector<double> seeks, forward, back;
};

Ways ways_through(const Recording& recording, History& history, std::mt19937_64& random, int times) {
  Ways ways;
  const double nothing = time_of_nothing();
  const auto time_to = [&](Seq cursor) { return std::max(0.0, time_of([&] { keep(history.at(cursor)); }) - nothing); };
  for (int i = 0; i < times; ++i) {
    const Seq cursor = random() % (recording.size() - 200) + 100;
    ways.seeks.push_back(time_to(cursor));
    // A learner goes on from there, and back again.
    for (Seq step = 1; step <= 8; ++step) ways.forward.push_back(time_to(cursor + step));
    for (Seq step = 8; step-- > 0;) ways.back.push_back(time_to(cursor + step));
  }
  return ways;
}

double microseconds(double nanoseconds) {
  return nanoseconds / 1000;
}

void seek_figures(Report& report, Seq events) {
  const std::size_t heap_at_first = heap_bytes();
  Talk talk;
  talk.grow_to(events);
  const Recording& recording = talk.recording();
  const std::size_t heap_before = heap_bytes();
  History history(recording);
  const double fold = time_of([&] { history.at(recording.size()); });
  const auto memory = static_cast<double>(heap_bytes() - heap_before);
  report.note(fmt::format(
      "{} events, {:.0f} bytes each; {} checkpoints, {:.0f} bytes each; folded once: {:.0f} ns an event",
      recording.size(), static_cast<double>(heap_before - heap_at_first) / static_cast<double>(recording.size()),
      history.checkpoint_count(), memory / static_cast<double>(history.checkpoint_count()),
      fold / static_cast<double>(recording.size())));
  std::mt19937_64 random(1);
  const double look = time_of_a_look(recording, random);
  Ways ways = ways_through(recording, history, random, 20'000);
  const std::string floor = "p99 of one look at an event anywhere";
  report.add({"seek to any event, p99", microseconds(percentile(ways.seeks, 99)), "us", Good::small, 20, floor,
              microseconds(look)});
  report.add({"seek to any event, median", microseconds(median(ways.seeks)), "us", Good::small, {}, "", {}});
  report.add(
      {"a step back, p99", microseconds(percentile(ways.back, 99)), "us", Good::small, 5, floor, microseconds(look)});
  report.add({"a step back, median", microseconds(median(ways.back)), "us", Good::small, {}, "", {}});
  report.add({"a step on, p99", microseconds(percentile(ways.forward, 99)), "us", Good::small, {}, "", {}});
  report.add({"memory of checkpoints, of the events'",
              100 * memory / static_cast<double>(heap_before - heap_at_first),
              "%",
              Good::small,
              15,
              "",
              {}});
}

/// Ten times as many events, five times: a step is to cost the same.
void growth_figures(Report& report, Seq events) {
  Talk talk;
  double at_first = 0;
  double at_last = 0;
  for (Seq size = 1000; size <= events; size *= 10) {
    talk.grow_to(size);
    History history(talk.recording());
    history.at(talk.recording().size());
    std::mt19937_64 random(1);
    Ways ways = ways_through(talk.recording(), history, random, 4000);
    const double step = median(ways.forward);
    if (size == 1000) at_first = step;
    at_last = step;
    report.add({fmt::format("a step on and back among {} events, medians", size),
                microseconds(step + median(ways.back)),
                "us",
                Good::small,
                {},
                "",
                {}});
  }
  report.add(
      {"a step on among most events, by that among 1,000", at_last / at_first, "times", Good::small, 1.5, "", {}});
}

/// Connections one after the other, each closed again: what has been costs nothing any more.
void socket_figures(Report& report) {
  for (const int connections : {10, 1000, 20'000}) {
    const std::size_t heap_at_first = heap_bytes();
    Talk talk;
    for (int i = 1; i < connections; ++i) {
      for (int k = 0; k < 4; ++k) talk.message();
      talk.close();
      talk.connect();
    }
    const std::size_t heap_before = heap_bytes();
    History history(talk.recording());
    history.at(talk.recording().size());
    const auto memory = static_cast<double>(heap_bytes() - heap_before);
    std::mt19937_64 random(1);
    Ways ways = ways_through(talk.recording(), history, random, 2000);
    const std::string among = fmt::format("among {} sockets", 2 * connections);
    report.add(
        {"seek to any event, p99, " + among, microseconds(percentile(ways.seeks, 99)), "us", Good::small, {}, "", {}});
    report.add({"a step back, p99, " + among, microseconds(percentile(ways.back, 99)), "us", Good::small, {}, "", {}});
    report.add({"memory of checkpoints, of the events', " + among,
                100 * memory / static_cast<double>(heap_before - heap_at_first),
                "%",
                Good::small,
                {},
                "",
                {}});
  }
}

}  // namespace

int main(int argc, char** argv) {
  Report report("replay_bench", {argv, static_cast<std::size_t>(argc)});
  if (!report.is_well()) return 2;
  const Seq events = std::strtoull(report.argument(0, "10000000").c_str(), nullptr, 10);
  if (report.wants("seek")) seek_figures(report, events);
  if (report.wants("growth")) growth_figures(report, events);
  if (report.wants("sockets")) socket_figures(report);
  return report.finish() ? 0 : 1;
}
