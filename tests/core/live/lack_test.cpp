// A system that has nothing left in the middle of a run: the take ends there, with the reason, and the program goes on.
#include "tests/core/live/conversation.hpp"
#include "tests/support/exhausted_network.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/well_formed.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cerrno>
#include <new>
#include <string>
#include <system_error>

using namespace doorway;
using namespace doorway::test;

namespace {

void no_memory() {
  throw std::bad_alloc();
}
void no_poll() {
  throw std::system_error(ENOMEM, std::generic_category(), "poll");
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A socket can bind to no address of this computer.
class HomelessNetwork final : public Network {
 public:
  [[nodiscard]] std::string_view name() const override { return "homeless"; }
  [[nodiscard]] int open(ProcessId process, SocketType type) override { return loopback_.open(process, type); }
  // TEST-NET-1, which nobody has. Source: RFC 5737.
  [[nodiscard]] Endpoint bind_address(ProcessId /*process*/, SocketType /*type*/, std::uint16_t port) const override {
    Endpoint endpoint = loopback_endpoint(Family::ipv4, port);
    endpoint.address = {192, 0, 2, 1};
    return endpoint;
  }

 private:
  LoopbackNetwork loopback_;
};

}  // namespace

TEST_CASE("where memory ends in the middle of a run the take ends there and says so and all before it stays") {
  for (const bool free_run : {false, true}) {
    CAPTURE(free_run);
    const std::size_t threads = running_threads();
    const std::size_t sockets = open_sockets();
    ExhaustedNetwork network(2, no_memory);
    std::atomic<bool> told{false};
    TakeOptions options;
    options.free_run = free_run;
    Take* running = nullptr;
    options.on_change = [&] {
      if (running != nullptr && !running->status().failure.empty()) told = true;
    };
    const auto take = take_of(connected("alice: t = socket(tcp)\nalice: t.close()\n"), options, &network);
    running = take.get();
    take->run_to_end();
    const RunStatus status = take->wait_until_idle();
    CHECK(has(status.failure, "Cannot allocate memory"));
    CHECK(has(status.failure, "close other programs"));
    CHECK_FALSE(status.over);
    CHECK(result_of(take->recording(), "bob.listen#1") == "0");
    CHECK(result_of(take->recording(), "alice.socket#2") == "sleeps");  // begun, and never over
    CHECK(faults_of(take->recording()) == std::vector<std::string>{});
    take->grant_next();  // nobody is there any more
    CHECK(take->wait_until_idle().failure == status.failure);
    take->stop();
    CHECK(told);
    CHECK(running_threads() == threads);
    CHECK(open_sockets() == sockets);
  }
}

TEST_CASE("a failure names the call and what the system said of it") {
  ExhaustedNetwork network(0, no_poll);
  const Run run = run_scenario("alice: s = socket(tcp)\nbob: wait(1ms)", {}, &network);
  CHECK(has(run.status.failure, "poll: Cannot allocate memory"));
}

TEST_CASE("where Doorway cannot bind a socket first the call is not made and has that error") {
  HomelessNetwork network;
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.listen(1)\nbob: l.local()\nbob: u = socket(udp)\nbob: u.bind(0)\n"
      "alice: v = socket(udp)\nalice: v.send(\"a\")",
      {}, &network);
  CHECK(results_of(*run.recording, "bob") ==
        "socket=socket listen=EADDRNOTAVAIL local=0 socket=socket bind=EADDRNOTAVAIL");
  CHECK(results_of(*run.recording, "alice") == "socket=socket send=EADDRNOTAVAIL");
  const CallRecord listen = find_call(*run.recording, "bob.listen#1").value();
  CHECK(own_bind_failed(*listen.returned()));
  CHECK(listen.returned()->tries.size() == 1);
  CHECK_FALSE(own_bind_failed(*find_call(*run.recording, "bob.bind#1")->returned()));
  const auto local = find_call(*run.recording, "bob.local#1")->outcome().local;
  CHECK(local.value_or(Endpoint{}).port == 0);  // it listens nowhere
}
