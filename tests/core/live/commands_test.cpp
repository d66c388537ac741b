// Take's commands: pause, stop, and what can be asked meanwhile.
#include "tests/core/live/conversation.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/well_formed.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace doorway;
using namespace doorway::test;

namespace {

/// Lets a thread wait until a take has told of a change.
class Changes {
 public:
  [[nodiscard]] std::function<void()> teller() {
    return [this] {
      const std::lock_guard lock(mutex_);
      ++count_;
      changed_.notify_all();
    };
  }
  template <class Condition>
  void wait_until(Condition condition) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, condition);
  }
  [[nodiscard]] std::size_t count() {
    const std::lock_guard lock(mutex_);
    return count_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t count_ = 0;
};

const std::string for_minutes = "alice: s = socket(udp)\nbob: s = socket(udp)\nrepeat 50_000 {\n alice: wait(1ms)\n}\n";

}  // namespace

TEST_CASE("pause ends a run after the grant that is under way, and another run goes on from there") {
  Changes changes;
  TakeOptions options;
  options.on_change = changes.teller();
  const auto take = take_of(for_minutes, options);
  Seq paused_at = 0;
  for (int round = 0; round < 3; ++round) {
    take->run_to_end();
    changes.wait_until([&] { return take->recording().size() >= paused_at + 20; });
    take->pause();
    const RunStatus status = take->wait_until_idle();
    CHECK_FALSE(status.over);
    CHECK(take->recording().size() >= paused_at + 20);
    paused_at = take->recording().size();
  }
  take->stop();
  CHECK(faults_of(take->recording()).empty());
}

TEST_CASE("pause when nothing runs changes nothing") {
  const auto take = take_of(connected("alice: s.send(\"A\")\nbob: c.recv(8)\n"));
  take->pause();
  take->grant_next();
  take->pause();
  CHECK(run_to_end(*take).status.over);
  CHECK(result_of(take->recording(), "bob.recv#1") == "1");
}

TEST_CASE("a stopped take answers: nothing is under way, and commands bring nothing about") {
  const auto take = take_of(connected("bob: c.recv(8)\n"));
  take->grant_next();
  take->stop();
  const Seq size = take->recording().size();
  take->grant_next();
  take->grant(1);
  take->run_to_end();
  take->pause();
  CHECK(take->wait_until_idle().idle);
  take->stop();
  CHECK(take->recording().size() == size);
}

TEST_CASE("commands that were not begun when a take is stopped are dropped, and nobody waits for them") {
  const auto take = take_of(for_minutes);
  for (int i = 0; i < 100; ++i) take->grant_next();
  take->run_to_end();
  take->stop();
  CHECK(take->wait_until_idle().idle);
}

TEST_CASE("a take that nobody has asked for anything is idle, and everybody stands before the first line") {
  const auto take = take_of(connected(""));
  const RunStatus status = take->status();
  CHECK(status.idle);
  CHECK_FALSE(status.over);
  REQUIRE(status.processes.size() == 2);
  CHECK(status.processes.at(0).standing == Standing::before_line);
  CHECK(status.processes.at(0).line->text == "l = socket(tcp)");
  CHECK(status.processes.at(1).standing == Standing::before_line);
  CHECK_FALSE(status.processes.at(0).call);
  CHECK(take->recording().size() == 0);
}

TEST_CASE("changes are told: of each event and of the end") {
  Changes changes;
  TakeOptions options;
  options.on_change = changes.teller();
  const auto take = take_of(connected("alice: s.send(\"A\")\n"), options);
  take->run_to_end();
  changes.wait_until([&] { return take->status().idle && take->status().over; });
  CHECK(changes.count() >= take->recording().size());
}

TEST_CASE("a recording can be read while it grows") {
  const auto take =
      take_of(connected("repeat 100 {\n alice: s.send(\"Hello\")\n bob: wait(c, 5)\n bob: c.recv(8)\n}\n"));
  std::atomic<bool> over{false};
  std::size_t most_read = 0;
  std::thread reader([&] {
    const auto recording = take->shared_recording();
    while (!over) {
      std::size_t read = 0;
      for (Seq seq = 1; seq <= recording->size(); ++seq) read += recording->at(seq).seq == seq ? 1 : 0;
      most_read = std::max(most_read, read);
    }
  });
  take->run_to_end();
  take->wait_until_idle();
  over = true;
  reader.join();
  CHECK(most_read <= take->recording().size());
  CHECK(faults_of(take->recording()).empty());
  CHECK(result_of(take->recording(), "bob.recv#100") == "5");
}

TEST_CASE("a recording outlives its take, with its header and its samples") {
  std::shared_ptr<const Recording> recording;
  {
    const auto take = take_of(connected("alice: s.send(\"A\")\n"));
    recording = run_to_end(*take).recording;
  }
  CHECK(recording->header().network == "loopback");
  CHECK(recording->header().system == "Linux");
  CHECK_FALSE(recording->header().kernel.empty());
  CHECK_FALSE(recording->header().free_run);
  CHECK(last_sample(*recording, "bob.c")->readable_bytes == 1U);
}
