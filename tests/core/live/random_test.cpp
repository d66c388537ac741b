// Random scripts of valid calls, in random orders: whatever they do, the run rests and its recording is well formed.
#include "tests/support/run_scenario.hpp"
#include "tests/support/well_formed.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <string>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

constexpr std::array<const char*, 3> names{"alice", "bob", "carol"};

/// Calls at the sockets l, s, c and u, which each process makes in its first lines, so that each line is valid.
std::string random_line(std::size_t processes) {
  const std::string me = names.at(*rc::gen::inRange<std::size_t>(0, processes));
  const std::string other = names.at(*rc::gen::inRange<std::size_t>(0, processes));
  const std::string stream = *rc::gen::element<std::string>("s", "s", "c", "c", "l");
  const std::string size = *rc::gen::element<std::string>("1", "3", "64", "5000");
  const std::string payload = *rc::gen::element<std::string>("\"ab\"", "\"\"", "fill(1000)", "fill(20_000)");
  const std::vector<std::string> calls{
      "s.connect(" + other + ".l)",
      "s.connect(" + other + ".l)",
      "c = l.accept()",
      "c = l.accept()",
      "s = socket(tcp)",
      stream + ".send(" + payload + ")",
      stream + ".send(" + payload + ")",
      stream + ".send(" + payload + ")",
      stream + ".recv(" + size + ")",
      stream + ".recv(" + size + ")",
      stream + ".recv(" + size + ")",
      stream + ".shutdown(" + *rc::gen::element<std::string>("send", "recv", "both") + ")",
      stream + ".close()",
      stream + ".set(nonblocking, on)",
      stream + ".set(linger, 0)",
      stream + ".set(rcvtimeo, 2ms)",
      stream + ".get(sndbuf)",
      stream + ".local()",
      stream + ".peer()",
      "u.sendto(" + payload + ", " + other + ".u)",
      "u.sendto(" + payload + ", " + other + ".u)",
      "u.recvfrom(" + size + ")",
      "u.connect(" + other + ".u)",
      "u.send(" + payload + ")",
      "poll(" + stream + ", u, 1ms)",
      "poll(read write " + stream + ", 1ms)",
      "wait(" + stream + ", 2)",
      "wait(1ms)",
      "l.listen(2)",
      "exit()",
  };
  // exit ends a process: rare, or there is nothing to see.
  const auto last = static_cast<int>(calls.size()) - (*rc::gen::inRange(0, 8) == 0 ? 0 : 1);
  return me + ": " + calls.at(static_cast<std::size_t>(*rc::gen::inRange(0, last))) + "\n";
}

std::string random_script(std::size_t processes) {
  std::string text;
  for (std::size_t i = 0; i < processes; ++i) {
    const std::string me = names.at(i);
    text += me + ": l = socket(tcp)\n" + me + ": l.bind(0)\n" + me + ": l.listen(2)\n" + me + ": u = socket(udp)\n" +
            me + ": u.bind(0)\n" + me + ": s = socket(tcp)\n" + me + ": c = socket(tcp)\n";
  }
  std::vector<bool> gone(processes, false);
  const int lines = *rc::gen::inRange(5, 25);
  for (int i = 0; i < lines; ++i) {
    const std::string line = random_line(processes);
    for (std::size_t each = 0; each < processes; ++each) {
      if (!line.starts_with(names.at(each)) || gone[each]) continue;
      gone[each] = line.ends_with("exit()\n");
      text += line;
    }
  }
  return text;
}

/// At most so many grants, one by one: a script can fill a line, and then a full run waits for kernel timers.
void step(Take& take, std::size_t grants) {
  for (std::size_t i = 0; i < grants; ++i) {
    take.grant_next();
    if (take.wait_until_idle().over) return;
  }
}

void check_form(const Recording& recording) {
  for (const std::string& fault : faults_of(recording)) RC_FAIL(fault);
  for (const std::string& broken : broken_streams_of(recording)) RC_FAIL(broken);
}

}  // namespace

TEST_CASE("random scripts in random orders: each run rests, its events are well formed, and stop returns") {
  CHECK(rc::check([] {
    const auto processes = static_cast<std::size_t>(*rc::gen::inRange(2, 4));
    const std::string text = random_script(processes);
    RC_LOG(text);
    TakeOptions options;
    options.order = *rc::gen::container<std::vector<ProcessId>>(
        20, rc::gen::inRange<ProcessId>(0, static_cast<ProcessId>(processes)));
    const std::size_t sockets = open_sockets();
    const auto take = take_of(text, options);
    step(*take, 200);
    check_form(take->recording());
    take->stop();
    RC_ASSERT(open_sockets() == sockets);
    check_form(take->recording());
  }));
}

TEST_CASE("random scripts that run freely are well formed wherever they are stopped") {
  CHECK(rc::check([] {
    const auto processes = static_cast<std::size_t>(*rc::gen::inRange(2, 4));
    const std::string text = random_script(processes);
    RC_LOG(text);
    const auto events = static_cast<Seq>(*rc::gen::inRange(0, 80));
    TakeOptions options;
    options.free_run = true;
    const std::size_t sockets = open_sockets();
    const auto take = take_of(text, options);
    take->run_to_end();
    while (take->recording().size() < events && !take->status().idle && !take->status().over) {
    }
    take->stop();
    RC_ASSERT(open_sockets() == sockets);
    check_form(take->recording());
  }));
}

TEST_CASE("random scripts can be repeated from any point") {
  CHECK(rc::check([] {
    const std::string text = random_script(2);
    RC_LOG(text);
    const auto first = take_of(text);
    step(*first, 200);
    first->stop();
    const Seq cursor = *rc::gen::inRange<Seq>(0, first->recording().size() + 1);
    const auto second = repeat_of(*first, cursor);
    RC_ASSERT(second.has_value());
    (*second)->wait_until_idle();
    (*second)->stop();
    check_form((*second)->recording());
  }));
}
