// What one event costs: the time to append it, and the memory that it takes.
//     record_bench [--json FILE] [--only append|memory] [EVENTS]
#include "core/record/recorder.hpp"
#include "tests/bench/report.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace doorway;

constexpr std::size_t payload_bytes = 64;
constexpr int rounds = 7;

RecordingHeader two_processes() {
  RecordingHeader header;
  header.scenario.processes = {"alice", "bob"};
  return header;
}

/// Messages of 64 bytes from Alice to Bob, who sleeps for each, as a process records them. Six events each; eight with
/// a sample after each call.
class Messages {
 public:
  explicit Messages(Recorder& recorder) : recorder_(recorder) {
    s_ = recorder.make_socket(0, "s", SocketType::tcp).id;
    c_ = recorder.make_socket(1, "c", SocketType::tcp).id;
    auto send = std::make_shared<Line>();
    send->call = call::Send{make_payload(Bytes(payload_bytes, 'x'))};
    send_ = send;
    auto recv = std::make_shared<Line>();
    recv->process = 1;
    recv->call = call::Recv{payload_bytes};
    recv_ = recv;
    buffer_.fill('x');
  }

  /// The last of the six: the bytes go from where recv has put them into the recording.
  void received(CallId id) {
    auto outcome = std::make_shared<Outcome>();
    outcome->data = make_payload(Bytes(buffer_.begin(), buffer_.end()));
    recorder_.record(1, c_,
                     Returned{.call = id,
                              .result = payload_bytes,
                              .bytes = payload_bytes,
                              .tries = {{payload_bytes, 0}},
                              .outcome = std::move(outcome)});
  }

  void message(bool samples) {
    const auto send = recorder_.begin_call(0, "send");
    recorder_.record(0, s_, Called{send.id, send.nth, send_, {}});
    recorder_.record(0, s_,
                     Returned{.call = send.id,
                              .result = payload_bytes,
                              .bytes = payload_bytes,
                              .tries = {{payload_bytes, 0}},
                              .outcome = nullptr});
    if (samples) recorder_.observe(0, s_, next_sample(), true);
    const auto recv = recorder_.begin_call(1, "recv");
    recorder_.record(1, c_, Called{recv.id, recv.nth, recv_, {}});
    recorder_.record(1, c_, Sleeps{recv.id, SleepsUntil::readable, 0, {{-1, EAGAIN}}, {}});
    recorder_.record(1, c_, Woke{recv.id, false});
    received(recv.id);
    if (samples) recorder_.observe(1, c_, next_sample(), true);
  }

 private:
  const KernelSample& next_sample() {
    sample_.state = TcpState::established;
    sample_.readable_bytes = sample_.unsent_bytes = sample_.unacked_bytes = 0;
    sample_.fin_unacked = false;
    sample_.bytes_acked = sample_.bytes_acked.value_or(0) + payload_bytes;
    sample_.bytes_received = sample_.bytes_acked;
    sample_.segments_out = sample_.segments_in = sample_.segments_out.value_or(0) + 1;
    sample_.retransmits = 0;
    sample_.congestion_window = 10;
    sample_.round_trip_us = 31;
    sample_.maximum_segment_bytes = 32768;
    return sample_;
  }

  Recorder& recorder_;
  SocketId s_{}, c_{};
  std::shared_ptr<const Line> send_, recv_;
  std::array<std::uint8_t, payload_bytes> buffer_{};
  KernelSample sample_;
};

/// The least of several rounds of `times` each, a piece, of the processor's time.
double least_of_rounds(std::size_t times, const std::function<void()>& round) {
  double least = 0;
  for (int i = 0; i < rounds; ++i) {
    const double began = processor_ns();
    round();
    const double took = (processor_ns() - began) / static_cast<double>(times);
    least = i == 0 ? took : std::min(least, took);
  }
  return least;
}

/// The same of what appends so many events to a recording, which goes after the time has been taken.
double least_of_appending(std::size_t events, const std::function<void(Recorder&)>& append) {
  double least = 0;
  for (int i = 0; i < rounds; ++i) {
    Recording recording(two_processes());
    Recorder recorder(recording);
    const double began = processor_ns();
    append(recorder);
    const double took = (processor_ns() - began) / static_cast<double>(events);
    least = i == 0 ? took : std::min(least, took);
  }
  return least;
}

double time_of_clock(std::size_t times) {
  return least_of_rounds(times, [times] {
    for (std::size_t i = 0; i < times; ++i) keep(now_ns());
  });
}

/// Copies an event's worth of bytes and the payload behind each other into pages that nobody has written to.
double time_of_copy(std::size_t times) {
  struct Piece {
    std::array<std::uint8_t, sizeof(Event) + payload_bytes> bytes;
  };
  const Piece piece{};
  return least_of_rounds(times, [&] {
    const auto pieces = std::make_unique_for_overwrite<Piece[]>(times);
    for (std::size_t i = 0; i < times; ++i) {
      std::memcpy(&pieces[i], &piece, sizeof piece);
      keep(pieces[i]);
    }
  });
}

void append_figures(Report& report, std::size_t events) {
  const double clock = time_of_clock(events);
  const double copy = time_of_copy(events);
  const double with_payload = least_of_appending(events, [events](Recorder& recorder) {
    Messages messages(recorder);
    for (std::size_t i = 0; i < events; ++i) messages.received(static_cast<CallId>(i));
  });
  const double plain = least_of_appending(events, [events](Recorder& recorder) {
    for (std::size_t i = 0; i < events; ++i) recorder.record(0, SocketId{}, Woke{static_cast<CallId>(i), false});
  });
  const double mixed = least_of_appending(events, [events](Recorder& recorder) {
    Messages messages(recorder);
    for (std::size_t i = 0; i < events / 6; ++i) messages.message(false);
  });
  const std::string floor = "a clock call, and a memcpy to pages not touched before";
  report.add({"one event with 64 B appended, in a loop", with_payload, "ns", Good::small, 60, floor, clock + copy});
  report.add({"one event without a payload, in a loop", plain, "ns", Good::small, {}, "a clock call", clock});
  report.add({"one event of whole messages, six each", mixed, "ns", Good::small, {}, "a clock call", clock});
}

/// Heap an event, without its payload's bytes. The number of events fills the log's blocks to the last place.
double heap_an_event(bool samples) {
  constexpr std::size_t events = 256 * ((std::size_t{1} << 12) - 1);
  const std::size_t before = heap_bytes();
  Recording recording(two_processes());
  Recorder recorder(recording);
  Messages messages(recorder);
  std::size_t payloads = 0;
  while (recording.size() + 8 <= events) {
    messages.message(samples);
    payloads += payload_bytes;
  }
  while (recording.size() < events) recorder.record(0, SocketId{}, Ended{});
  return static_cast<double>(heap_bytes() - before - payloads) / static_cast<double>(events);
}

void memory_figures(Report& report) {
  report.add({"size of an event", sizeof(Event), "bytes", Good::small, 96, "", {}});
  report.add({"memory an event, payload apart: calls", heap_an_event(false), "bytes", Good::small, 96, "its size",
              sizeof(Event)});
  report.add({"memory an event, payload apart: calls and samples", heap_an_event(true), "bytes", Good::small, 96,
              "its size", sizeof(Event)});
}

}  // namespace

int main(int argc, char** argv) {
  Report report("record_bench", {argv, static_cast<std::size_t>(argc)});
  if (!report.is_well()) return 2;
  const std::size_t events = std::strtoull(report.argument(0, "1000000").c_str(), nullptr, 10);
  if (report.wants("append")) append_figures(report, events);
  if (report.wants("memory")) memory_figures(report);
  return report.finish() ? 0 : 1;
}
