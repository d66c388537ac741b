// What recording costs a conversation: the same one over Asio alone and over RecordedSocket, by turns in one run.
//     socket_bench [--json FILE] [--only ping-pong|tracers|bulk]
//     socket_bench bare ROUND-TRIPS      one bare ping-pong, for the tracers: prints nanoseconds a round trip
#include "core/live/take.hpp"
#include "core/scenario/parser.hpp"
#include "core/socket/recorded_socket.hpp"
#include "tests/bench/pinned.hpp"
#include "tests/bench/report.hpp"
#include "tests/bench/tracers.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace doorway;
namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::size_t message_bytes = 64;
constexpr std::size_t bulk_bytes = 64U << 10;

/// What nobody who records can do without: the floors beside which the recorded conversation stands.
enum class Least {
  nothing,
  clock,     ///< each event has its time
  tcp_info,  ///< besides, the kernel is asked once where a sample is taken
};

/// An end of a conversation as a program has it that uses Asio and waits where it must.
class BareEnd {
 public:
  explicit BareEnd(Least least = Least::nothing) : least_(least), socket_(io_) {}

  tcp::socket& socket() { return socket_; }

  void send(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
      boost::system::error_code error;
      const std::size_t count = socket_.send(asio::buffer(bytes.data(), bytes.size()), 0, error);
      bytes = bytes.subspan(count);
      if (error == asio::error::would_block) wait(tcp::socket::wait_write);
    }
    do_least();
  }

  std::size_t receive(std::span<std::uint8_t> room) {
    for (;;) {
      boost::system::error_code error;
      const std::size_t count = socket_.receive(asio::buffer(room.data(), room.size()), 0, error);
      if (error != asio::error::would_block) {
        do_least();
        return count;
      }
      wait(tcp::socket::wait_read);
    }
  }

 private:
  /// At two events: a call's beginning and end, or that it sleeps and has woken.
  void do_least() {
    if (least_ == Least::nothing) return;
    for (int event = 0; event < 2; ++event) keep(now_ns());
    if (least_ != Least::tcp_info) return;
    tcp_info info{};
    socklen_t length = sizeof info;
    keep(::getsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_INFO, &info, &length));
  }

  void wait(tcp::socket::wait_type what) {
    do_least();
    bool ready = false;
    socket_.async_wait(what, [&ready](const boost::system::error_code&) { ready = true; });
    io_.restart();
    while (!ready) io_.run_one();
  }

  const Least least_;
  asio::io_context io_{1};
  tcp::socket socket_;
};

/// Two bare ends that are connected.
struct BarePair {
  BareEnd one, other;

  explicit BarePair(Least least = Least::nothing) : one(least), other(least) {
    tcp::acceptor acceptor(one.socket().get_executor(), tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    other.socket().connect(acceptor.local_endpoint());
    acceptor.accept(one.socket());
    for (BareEnd* end : {&one, &other}) {
      end->socket().set_option(tcp::no_delay(true));
      end->socket().non_blocking(true);
    }
  }
};

/// What of a conversation is recorded.
struct What {
  bool samples = false;                           ///< the kernel is asked after each call
  std::size_t payload_at_most = std::size_t(-1);  ///< bytes of a receipt that are kept
};

/// An end whose calls are recorded as a Process does it, without anybody's grants.
class RecordedEnd {
 public:
  RecordedEnd(ProcessId process, Network& network, Recorder& recorder, GuestList& guests, What what)
      : what_(what), context_{process, network, recorder, guests, io_} {}

  [[nodiscard]] RecordedSocket& socket() { return *socket_; }
  void open(std::string_view name) { socket_ = RecordedSocket::open(context_, name, SocketType::tcp).socket; }
  void take(std::unique_ptr<RecordedSocket> socket) { socket_ = std::move(socket); }
  SocketContext& context() { return context_; }

  void set_lines(std::shared_ptr<const Line> send, std::shared_ptr<const Line> recv) {
    send_ = std::move(send);
    recv_ = std::move(recv);
  }

  void send(std::span<const std::uint8_t> bytes) {
    const CallId call = begin(send_);
    std::uint64_t taken = 0;
    Tries tries;
    for (;;) {
      const Try answer = socket_->send(bytes.subspan(taken));
      tries.push_back(answer);
      if (answer.result > 0) taken += static_cast<std::uint64_t>(answer.result);
      if (taken == bytes.size()) break;
      if (answer.result < 0) sleep(call, SleepsUntil::writable, taken, tries);
    }
    end(Returned{.call = call,
                 .result = static_cast<std::int64_t>(taken),
                 .bytes = taken,
                 .tries = std::move(tries),
                 .outcome = nullptr});
  }

  std::size_t receive(std::size_t size_bytes) {
    const CallId call = begin(recv_);
    Tries tries;
    for (;;) {
      socket_calls::Received received = socket_->receive(size_bytes);
      tries.push_back(received.answer);
      if (received.answer.result < 0) {
        sleep(call, SleepsUntil::readable, 0, tries);
        continue;
      }
      const std::size_t count = received.data.size();
      if (count > what_.payload_at_most) {
        received.data.resize(what_.payload_at_most);
        received.data.shrink_to_fit();
      }
      auto outcome = std::make_shared<Outcome>();
      outcome->data = make_payload(std::move(received.data));
      end(Returned{.call = call,
                   .result = static_cast<std::int64_t>(count),
                   .bytes = count,
                   .tries = std::move(tries),
                   .outcome = std::move(outcome)});
      return count;
    }
  }

 private:
  Recorder& recorder() { return context_.recorder; }

  CallId begin(const std::shared_ptr<const Line>& line) {
    const auto [id, nth] = recorder().begin_call(context_.process, call_name(line->call));
    recorder().record(context_.process, socket_->id(), Called{id, nth, line, {}});
    return id;
  }
  void end(Returned returned) {
    recorder().record(context_.process, socket_->id(), std::move(returned));
    sample();
  }
  void sample() {
    if (what_.samples) recorder().observe(context_.process, socket_->id(), socket_->sample(), true);
  }
  void sleep(CallId call, SleepsUntil until, std::uint64_t bytes, Tries& tries) {
    recorder().record(context_.process, socket_->id(), Sleeps{call, until, bytes, std::exchange(tries, {}), {}});
    sample();
    bool ready = false;
    const auto handler = [&ready] { ready = true; };
    until == SleepsUntil::readable ? socket_->when_maybe_readable(handler) : socket_->when_maybe_writable(handler);
    io_.restart();
    while (!ready) io_.run_one();
    recorder().record(context_.process, socket_->id(), Woke{call, false});
  }

  const What what_;
  asio::io_context io_{1};
  SocketContext context_;
  std::unique_ptr<RecordedSocket> socket_;
  std::shared_ptr<const Line> send_, recv_;
};

RecordingHeader two_processes() {
  RecordingHeader header;
  header.scenario.processes = {"alice", "bob"};
  return header;
}

std::shared_ptr<const Line> line_of(ProcessId process, Call call) {
  auto line = std::make_shared<Line>();
  line->process = process;
  line->call = std::move(call);
  return line;
}

/// Two recorded ends that are connected, and their recording.
struct RecordedPair {
  LoopbackNetwork network;
  GuestList guests;
  Recording recording{two_processes()};
  Recorder recorder{recording};
  RecordedEnd one, other;

  RecordedPair(What what, std::size_t size_bytes)
      : one(0, network, recorder, guests, what), other(1, network, recorder, guests, what) {
    RecordedEnd listener(1, network, recorder, guests, what);
    listener.open("l");
    listener.socket().bind(loopback_endpoint(Family::ipv4, 0));
    listener.socket().listen(1);
    one.open("s");
    one.socket().connect(listener.socket().local());
    auto accepted = RecordedSocket::Made{};
    while (!accepted.socket) accepted = listener.socket().accept("c");
    // Its context is the listener's, which goes: the end gets a socket of its own.
    const int descriptor = ::dup(accepted.socket->descriptor());
    other.take(std::make_unique<RecordedSocket>(other.context(), accepted.socket->made(), descriptor));
    ProcessId process = 0;
    for (RecordedEnd* end : {&one, &other}) {
      end->socket().set(Option::nodelay, 1);
      end->set_lines(line_of(process, call::Send{make_payload(Bytes(size_bytes, 'x'))}),
                     line_of(process, call::Recv{size_bytes}));
      ++process;
    }
  }
};

struct Cost {
  double wall = 0;
  double processor = 0;
};

/// Runs both on threads of their own, and gives what it took by the piece.
Cost cost_of(std::size_t times, const std::function<void()>& one, const std::function<void()>& other,
             std::optional<int> same_core) {
  const double wall = now_ns();
  const double processor = processor_ns();
  std::thread second([&] {
    pin_to_core(same_core.value_or(1));
    other();
  });
  std::thread first([&] {
    pin_to_core(same_core.value_or(0));
    one();
  });
  first.join();
  second.join();
  const auto count = static_cast<double>(times);
  return {(now_ns() - wall) / count, (processor_ns() - processor) / count};
}

constexpr int ping_pong_core = 0;

Cost bare_ping_pong(std::size_t times, Least least = Least::nothing) {
  BarePair pair(least);
  const Bytes message(message_bytes, 'x');
  const auto ping = [&] {
    std::array<std::uint8_t, message_bytes> room{};
    for (std::size_t i = 0; i < times; ++i) {
      pair.one.send(message);
      pair.one.receive(room);
    }
  };
  const auto pong = [&] {
    std::array<std::uint8_t, message_bytes> room{};
    for (std::size_t i = 0; i < times; ++i) {
      pair.other.receive(room);
      pair.other.send(message);
    }
  };
  return cost_of(times, ping, pong, ping_pong_core);
}

Cost recorded_ping_pong(std::size_t times, What what, double& events_a_time) {
  RecordedPair pair(what, message_bytes);
  const Bytes message(message_bytes, 'x');
  const auto ping = [&] {
    for (std::size_t i = 0; i < times; ++i) {
      pair.one.send(message);
      pair.one.receive(message_bytes);
    }
  };
  const auto pong = [&] {
    for (std::size_t i = 0; i < times; ++i) {
      pair.other.receive(message_bytes);
      pair.other.send(message);
    }
  };
  const Cost cost = cost_of(times, ping, pong, ping_pong_core);
  events_a_time = static_cast<double>(pair.recording.size()) / static_cast<double>(times);
  return cost;
}

/// The same as a scenario that runs freely, with all that a take does. Nothing where Alice knocked before Bob listened:
/// then nobody talks.
std::optional<Cost> taken_ping_pong(const Scenario& scenario, std::size_t times) {
  LoopbackNetwork network;
  const double wall = now_ns();
  const double processor = processor_ns();
  std::optional<Cost> cost;
  std::thread owner([&] {
    pin_to_core(ping_pong_core);  // its threads stay there too
    auto take = Take::create(scenario, network, {.free_run = true, .order = {}, .on_change = {}});
    if (take.has_error()) return;
    (*take)->run_to_end();
    (*take)->wait_until_idle();
    const auto count = static_cast<double>(times);
    constexpr std::size_t events_at_least = 8;  // of four calls
    if ((*take)->recording().size() < events_at_least * times) return;
    cost = Cost{(now_ns() - wall) / count, (processor_ns() - processor) / count};
  });
  owner.join();
  return cost;
}

Result<Scenario, std::vector<Mistake>> ping_pong_scenario(std::size_t times) {
  const std::string message(message_bytes, 'x');
  return parse_scenario(
      fmt::format("bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\n"
                  "alice: s.connect(bob.l)\nbob: c = l.accept()\nalice: s.set(nodelay, on)\n"
                  "bob: c.set(nodelay, on)\nrepeat {} {{\nalice: s.send(\"{}\")\nbob: c.recv({})\n"
                  "bob: c.send(\"{}\")\nalice: s.recv({})\n}}\n",
                  times, message, message_bytes, message, message_bytes));
}

/// How fast `cost` is beside `bare`, by the medians and by the best rounds.
struct Costs {
  std::vector<double> wall, processor;
  void add(const Cost& cost) {
    wall.push_back(cost.wall);
    processor.push_back(cost.processor);
  }
  [[nodiscard]] double best() { return percentile(processor, 0); }
};

void ping_pong_figures(Report& report) {
  constexpr std::size_t times = 20'000;
  constexpr int rounds = 9;
  const auto scenario = ping_pong_scenario(times);
  if (!scenario) return report.note("the scenario cannot be read");
  Costs bare, clocks, infos, calls, samples, taken;
  double events = 0;
  double ignored = 0;
  for (int round = 0; round < rounds; ++round) {
    bare.add(bare_ping_pong(times));
    clocks.add(bare_ping_pong(times, Least::clock));
    infos.add(bare_ping_pong(times, Least::tcp_info));
    calls.add(recorded_ping_pong(times, {.samples = false}, events));
    samples.add(recorded_ping_pong(times, {.samples = true}, ignored));
    if (const auto cost = taken_ping_pong(*scenario, times)) taken.add(*cost);
  }
  if (taken.wall.empty()) return report.note("in no free run did they talk");
  const double floor = median(bare.processor);
  report.note(
      fmt::format("a round trip of 64 B, both threads on one core: bare {:.2f} us of the processor ({:.2f} us "
                  "passed), calls recorded {:.2f}, with samples {:.2f}, as the app's free run {:.2f}",
                  floor / 1000, median(bare.wall) / 1000, median(calls.processor) / 1000,
                  median(samples.processor) / 1000, median(taken.processor) / 1000));
  const std::string of = "the same code unrecorded";
  const auto ratio = [&](Costs& costs) { return floor / median(costs.processor); };
  report.add({"ping-pong, calls recorded, by bare speed", ratio(calls), "times", Good::large, 0.98,
              "unrecorded, with a clock call an event", ratio(clocks)});
  report.add({"ping-pong, with a sample at each call", ratio(samples), "times", Good::large, 0.80,
              "unrecorded, with a clock call an event and a TCP_INFO at each call", ratio(infos)});
  report.add({"ping-pong, as the app's free run", ratio(taken), "times", Good::large, 0.95, of, 1});
  report.add({"the same by the best rounds: calls", bare.best() / calls.best(), "times", Good::large, {}, "", {}});
  report.add({"the same by the best rounds: samples", bare.best() / samples.best(), "times", Good::large, {}, "", {}});
  report.add({"the same by the best rounds: the app", bare.best() / taken.best(), "times", Good::large, {}, "", {}});
  report.add(
      {"one event appended, in place", (median(calls.processor) - floor) / events, "ns", Good::small, 100, "", {}});
}

void tracer_figures(Report& report, const std::string& own_path) {
  constexpr std::size_t times = 3000;
  const std::vector<std::string> program{own_path, "bare", std::to_string(times)};
  std::vector<double> bare;
  for (int i = 0; i < 5; ++i) {
    if (const auto took = time_told_by(program)) bare.push_back(*took);
  }
  if (bare.empty()) return report.note("the bare ping-pong could not be run by itself");
  const double alone = median(bare);
  double ignored = 0;
  std::vector<double> recorded;
  for (int i = 0; i < 5; ++i) recorded.push_back(recorded_ping_pong(times, {}, ignored).wall);
  report.add({"slow-down: Doorway, calls recorded", median(recorded) / alone, "times", Good::small, {}, "alone", 1});
  for (const Tracer& tracer : tracers()) {
    const auto took = time_under(tracer, program);
    if (took) {
      report.add({"slow-down: " + tracer.name, *took / alone, "times", Good::small, {}, "alone", 1});
    } else {
      report.note(fmt::format("slow-down: {} is not there, or may not do this", tracer.name));
    }
  }
}

Cost bare_bulk(std::size_t times) {
  BarePair pair;
  const Bytes message(bulk_bytes, 'x');
  const auto send = [&] {
    for (std::size_t i = 0; i < times; ++i) pair.one.send(message);
  };
  const auto receive = [&] {
    Bytes room(bulk_bytes);
    for (std::size_t left = times * bulk_bytes; left > 0;) left -= pair.other.receive(room);
  };
  return cost_of(times, send, receive, std::nullopt);
}

Cost recorded_bulk(std::size_t times, What what) {
  RecordedPair pair(what, bulk_bytes);
  const Bytes message(bulk_bytes, 'x');
  const auto send = [&] {
    for (std::size_t i = 0; i < times; ++i) pair.one.send(message);
  };
  const auto receive = [&] {
    for (std::size_t left = times * bulk_bytes; left > 0;) left -= pair.other.receive(bulk_bytes);
  };
  return cost_of(times, send, receive, std::nullopt);
}

void bulk_figures(Report& report) {
  constexpr std::size_t times = 4000;
  constexpr int rounds = 9;
  Costs bare, whole, capped;
  for (int round = 0; round < rounds; ++round) {
    bare.add(bare_bulk(times));
    whole.add(recorded_bulk(times, {}));
    capped.add(recorded_bulk(times, {.samples = false, .payload_at_most = 4096}));
  }
  report.note(
      fmt::format("64 KiB written and read on two cores: bare {:.2f} us ({:.2f} of the processors), whole {:.2f} "
                  "({:.2f}), capped {:.2f} ({:.2f})",
                  median(bare.wall) / 1000, median(bare.processor) / 1000, median(whole.wall) / 1000,
                  median(whole.processor) / 1000, median(capped.wall) / 1000, median(capped.processor) / 1000));
  const std::string of = "the same code unrecorded";
  report.add({"bulk, payload whole, by bare speed", median(bare.wall) / median(whole.wall), "times", Good::large, 0.95,
              of, 1});
  report.add(
      {"bulk, payload capped at 4 KiB", median(bare.wall) / median(capped.wall), "times", Good::large, 0.97, of, 1});
  report.add({"the same by the best rounds: whole",
              percentile(bare.wall, 0) / percentile(whole.wall, 0),
              "times",
              Good::large,
              {},
              "",
              {}});
  report.add({"the same by the best rounds: capped",
              percentile(bare.wall, 0) / percentile(capped.wall, 0),
              "times",
              Good::large,
              {},
              "",
              {}});
}

}  // namespace

int main(int argc, char** argv) {
  Report report("socket_bench", {argv, static_cast<std::size_t>(argc)});
  if (!report.is_well()) return 2;
  if (report.argument(0, "") == "bare") {
    const std::size_t times = std::strtoull(report.argument(1, "1000").c_str(), nullptr, 10);
    std::printf("%.0f\n", bare_ping_pong(times).wall);
    return 0;
  }
  if (report.wants("ping-pong")) ping_pong_figures(report);
  if (report.wants("tracers")) tracer_figures(report, argv[0]);
  if (report.wants("bulk")) bulk_figures(report);
  return report.finish() ? 0 : 1;
}
