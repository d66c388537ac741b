// Other programs that come to a run's sockets: they change nothing of it, and each is recorded.
#include "tests/core/live/conversation.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/well_formed.hpp"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

using namespace doorway;
using namespace doorway::test;

namespace {

/// A client of another program: it waits, as most do.
class Stranger {
 public:
  explicit Stranger(int type) : descriptor_(::socket(AF_INET, type | SOCK_CLOEXEC, 0)) {}
  ~Stranger() { ::close(descriptor_); }
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;

  bool connect(const Endpoint& to) {
    sockaddr_storage address{};
    const socklen_t length = to_sockaddr(to, address);
    return ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), length) == 0;
  }
  /// Returns when the other side has closed.
  void wait_for_the_end() {
    char byte = 0;
    while (::recv(descriptor_, &byte, 1, 0) > 0) {
    }
  }
  void send_to(const Endpoint& to) {
    sockaddr_storage address{};
    const socklen_t length = to_sockaddr(to, address);
    ::sendto(descriptor_, "zz", 2, 0, reinterpret_cast<const sockaddr*>(&address), length);
  }

 private:
  int descriptor_;
};

Endpoint local_of(const Take& take, std::string_view call) {
  return find_call(take.recording(), call)->outcome().local.value();
}

std::size_t count(const Take& take, std::string_view kind) {
  const auto kinds = kinds_of(take.recording());
  return static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), kind));
}

}  // namespace

TEST_CASE("a stranger at the listener wakes no accept, is sent away and recorded") {
  const auto take = take_of(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(4)\nbob: c = l.accept()\nalice: s = socket(tcp)\n"
      "alice: s.connect(bob.l)\n");
  for (int i = 0; i < 4; ++i) take->grant_next();
  take->wait_until_idle();
  Stranger stranger(SOCK_STREAM);
  REQUIRE(stranger.connect(local_of(*take, "bob.bind#1")));
  stranger.wait_for_the_end();
  const Run run = run_to_end(*take);
  CHECK(results_of(*run.recording, "bob") == "socket=socket bind=0 listen=0 accept=sleeps,socket");
  CHECK(find_call(*run.recording, "bob.accept#1")->wokes.size() == 1);
  CHECK(count(*take, "turned_away") == 1);
  CHECK(faults_of(*run.recording).empty());
}

TEST_CASE("a stranger at the listener ends no poll") {
  const auto take = take_of(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(4)\nbob: poll(l)\nalice: s = socket(tcp)\n"
      "alice: s.connect(bob.l)\nbob: c = l.accept()\n");
  for (int i = 0; i < 4; ++i) take->grant_next();
  take->wait_until_idle();
  Stranger stranger(SOCK_STREAM);
  REQUIRE(stranger.connect(local_of(*take, "bob.bind#1")));
  stranger.wait_for_the_end();
  CHECK(find_call(take->recording(), "bob.poll#1")->returned() == nullptr);
  const Run run = run_to_end(*take);
  CHECK(results_of(*run.recording, "bob") == "socket=socket bind=0 listen=0 poll=sleeps,1 accept=socket");
}

TEST_CASE("a stranger who waits in the line when bob comes to accept is sent away before") {
  const auto take = take_of(connected("bob: l.set(nonblocking, on)\nbob: d = l.accept()\n"));
  for (int i = 0; i < 6; ++i) take->grant_next();
  take->wait_until_idle();
  Stranger stranger(SOCK_STREAM);
  REQUIRE(stranger.connect(local_of(*take, "bob.bind#1")));
  const Run run = run_to_end(*take);
  CHECK(results_of(*run.recording, "bob").ends_with("set=0 accept=EAGAIN"));
  CHECK(count(*take, "turned_away") == 1);
}

TEST_CASE("a stranger's datagram wakes nobody, and is recorded with its size") {
  const auto take = take_of(with_datagrams("bob: u.recvfrom(8)\nalice: u.sendto(\"abc\", bob.u)\n"));
  for (int i = 0; i < 4; ++i) take->grant(0);
  take->wait_until_idle();
  Stranger stranger(SOCK_DGRAM);
  for (int i = 0; i < 5; ++i) stranger.send_to(local_of(*take, "bob.bind#1"));
  const Run run = run_to_end(*take);
  CHECK(results_of(*run.recording, "bob") == "socket=socket bind=0 recvfrom=sleeps,3");
  CHECK(find_call(*run.recording, "bob.recvfrom#1")->wokes.size() == 1);
  CHECK(count(*take, "turned_away") == 5);
}
