// Whose turn it is: the rules of a live run, "Order".
#include "tests/core/live/conversation.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace doorway;
using namespace doorway::test;

namespace {

constexpr ProcessId bob = 0;  // the first one named in connected()
constexpr ProcessId alice = 1;

Seq when(const Recording& recording, std::string_view call) {
  return find_call(recording, call)->called->seq;
}

const std::string both_send = connected("alice: s.send(\"A\")\nbob: c.send(\"B\")\n");

}  // namespace

TEST_CASE("without another order the calls begin in the order of the file") {
  const Run run =
      run_scenario(connected("bob: c.send(\"1\")\nalice: s.recv(8)\nalice: s.send(\"2\")\nbob: c.recv(8)\n"));
  std::vector<std::string> begun;
  for (Seq seq = 1; seq <= run.recording->size(); ++seq) {
    const auto* called = std::get_if<Called>(&run.recording->at(seq).body);
    if (called != nullptr) begun.push_back(called->line->text);
  }
  std::vector<std::string> lines;
  for (const auto& line : run.recording->scenario().lines) lines.push_back(line->text);
  CHECK(begun == lines);
}

TEST_CASE("who sleeps is passed, and goes on at its own line as soon as it has woken") {
  const Run run = run_scenario(
      connected("bob: c.recv(8)\nalice: s.send(\"A\")\nalice: s.send(\"B\")\nbob: c.send(\"C\")\nalice: s.recv(8)\n"));
  const auto recv = find_call(*run.recording, "bob.recv#1");
  CHECK(when(*run.recording, "alice.send#1") < recv->returned_event->seq);
  CHECK(recv->returned_event->seq < when(*run.recording, "alice.send#2"));
  CHECK(data_of(*run.recording, "bob.recv#1") == "A");
}

TEST_CASE("a given order decides who comes first, A before B or B before A") {
  const Run file = run_scenario(both_send);
  CHECK(when(*file.recording, "alice.send#1") < when(*file.recording, "bob.send#1"));
  TakeOptions options;
  options.order = {bob, bob, bob, alice, alice, bob, bob, alice};
  const Run other = run_scenario(both_send, options);
  CHECK(when(*other.recording, "bob.send#1") < when(*other.recording, "alice.send#1"));
  CHECK(other.status.passed_over == 0);
  CHECK(other.status.over);
}

TEST_CASE("the status tells whose turn it is, and a grant to another changes nothing of that") {
  TakeOptions options;
  options.order = {7, alice, bob};
  const auto take = take_of(both_send, options);
  CHECK(take->wait_until_idle().next == alice);
  take->grant(bob);
  CHECK(take->wait_until_idle().next == alice);
  take->grant_next();
  CHECK(take->wait_until_idle().next == bob);
  CHECK(take->status().passed_over == 1);
  take->run_to_end();
  CHECK(take->wait_until_idle().next == std::nullopt);
}

TEST_CASE("behind the end of a given order the file's order goes on") {
  TakeOptions options;
  options.order = {alice};
  const Run run = run_scenario(both_send, options);
  CHECK(when(*run.recording, "alice.socket#1") < when(*run.recording, "bob.socket#1"));
  CHECK(results_of(*run.recording, "alice") == "socket=socket connect=0 send=1");
}

TEST_CASE("names of an order whose process cannot move are passed over and counted") {
  TakeOptions options;
  options.order = {alice, alice, alice, bob, 7};  // alice's connect needs bob's port; nobody is number 7
  const Run run = run_scenario(both_send, options);
  CHECK(run.status.passed_over == 3);
  CHECK(run.status.over);
}

TEST_CASE("a key grants the process that it stands for, whatever the file says") {
  const auto take = take_of(both_send);
  for (const ProcessId process : {bob, bob, bob, alice, alice, bob, bob}) take->grant(process);
  CHECK_FALSE(take->wait_until_idle().over);
  CHECK(result_of(take->recording(), "bob.send#1") == "1");
  CHECK(result_of(take->recording(), "alice.send#1") == "-");
  take->grant(alice);
  CHECK(take->wait_until_idle().processes.at(alice).standing == Standing::ended);
  CHECK(result_of(take->recording(), "alice.send#1") == "1");
}

TEST_CASE("a grant to a process that sleeps, has ended or is not there does nothing") {
  const auto take = take_of(connected("bob: c.recv(8)\n"));
  for (int i = 0; i < 7; ++i) take->grant_next();
  const RunStatus before = take->wait_until_idle();
  REQUIRE(before.processes.at(bob).standing == Standing::asleep);
  REQUIRE(before.processes.at(alice).standing == Standing::ended);
  const auto story = story_of(take->recording());
  for (const ProcessId process : {bob, alice, ProcessId{2}, ProcessId{65535}}) take->grant(process);
  take->grant_next();
  take->wait_until_idle();
  CHECK(story_of(take->recording()) == story);
}

TEST_CASE("a woken process makes its retry when it is granted, and not before") {
  const auto take = take_of(connected("bob: c.recv(8)\nalice: s.send(\"A\")\nalice: s.send(\"B\")\n"));
  for (int i = 0; i < 8; ++i) take->grant_next();
  CHECK(take->wait_until_idle().processes.at(bob).standing == Standing::woken);
  take->grant(alice);
  take->wait_until_idle();
  CHECK(result_of(take->recording(), "alice.send#2") == "1");
  CHECK(find_call(take->recording(), "bob.recv#1")->returned() == nullptr);
  take->grant(bob);
  take->wait_until_idle();
  CHECK(find_call(take->recording(), "bob.recv#1")->returned() != nullptr);
  CHECK(find_call(take->recording(), "bob.recv#1")->wokes.size() == 1);
}

TEST_CASE("each grant brings one call, or one try of it") {
  const auto take = take_of(connected("alice: s.send(\"A\")\nbob: c.recv(8)\n"));
  for (std::size_t calls = 1; calls <= 8; ++calls) {
    take->grant_next();
    take->wait_until_idle();
    const auto kinds = kinds_of(take->recording());
    CHECK(static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), "called")) == calls);
    CHECK(static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), "returned")) == calls);
  }
  CHECK(take->status().over);
}
