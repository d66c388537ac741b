#include "core/lesson/condition.hpp"
#include "core/scenario/parser.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace doorway;

namespace {

std::vector<std::string> mistakes_in(std::string_view text) {
  const auto parsed = parse_condition(text, {7, 20}, {"alice", "bob"});
  std::vector<std::string> lines;
  if (parsed.has_error()) {
    for (const Mistake& mistake : parsed.error()) lines.push_back(to_string(mistake));
  }
  return lines;
}

std::string mistake_in(std::string_view text) {
  const std::vector<std::string> lines = mistakes_in(text);
  return lines.empty() ? "(none)" : lines.front();
}

std::string read_back(std::string_view text) {
  const auto parsed = parse_condition(text, {}, {"alice", "bob"});
  return parsed.has_value() ? to_string(*parsed) : to_string(parsed.error().front());
}

}  // namespace

TEST_CASE("each form of the language is read and written") {
  for (const std::string_view text : {"bob.recv#1.bytes == 10",
                                      "alice.send#2.offered >= 50000000",
                                      "bob.recv#1.result == -1",
                                      "1 < bob.poll#1.result",
                                      "bob.recv#3.errno == ECONNRESET",
                                      "bob.recv#3.errno != none",
                                      "bob.recv#1.data == \"a\\n\\t\\\"\\\\\\x00\\xFF\"",
                                      "bob.recv#1.data != alice.send#1.data",
                                      "bob.recv.data == alice.send.data",
                                      "bob.recv.bytes == 10",
                                      "bob.recv count == 3",
                                      "alice.send#1 blocks",
                                      "alice.send#1 sleeps",
                                      "bob.recv#2 returns",
                                      "bob.recv#2 succeeds",
                                      "bob.accept#1 fails",
                                      "bob.recvfrom#1 truncates",
                                      "bob.recv#1 before bob.send#1",
                                      "bob ended",
                                      "not bob ended",
                                      "not not bob ended",
                                      "bob ended and alice ended",
                                      "bob ended or alice ended and bob ended",
                                      "(bob ended or alice ended) and not (bob ended and alice ended)",
                                      "alice.get#1.result == 4608"}) {
    // What `or` joins is read without parentheses, and written with them.
    const std::string again = read_back(read_back(text));
    CHECK(read_back(text) == again);
    if (text.find(" or alice ended and") == std::string_view::npos) CHECK(read_back(text) == text);
  }
}

TEST_CASE("blanks, line ends and underscores in numbers are free") {
  CHECK(read_back(" ( bob . recv # 1 . bytes\n>=\t1_000 ) ") == "bob.recv#1.bytes >= 1000");
  CHECK(read_back("bob.recv#1.data==hex(\"48 69\")") == "bob.recv#1.data == \"Hi\"");
}

TEST_CASE("without a list of processes each name is taken") {
  CHECK(parse_condition("carol ended", {}, {}).has_value());
}

TEST_CASE("a mistake names its line and column") {
  CHECK(mistake_in("bbo.recv#1 blocks") == "7:20: there is no process bbo: did you mean bob?");
  CHECK(mistake_in("bob ended and\n  carol ended") == "8:3: there is no process carol: write one of alice, bob");
  CHECK(mistake_in("bob.recv#1.data == \"\xC3\xA4\" and zoe ended") ==
        "7:47: there is no process zoe: write one of alice, bob");
}

TEST_CASE("several wrong names are reported together") {
  CHECK(mistakes_in("bbo ended or alcie.recv count == 1 or bob.accept#1.result == 3").size() == 3);
}

TEST_CASE("words that are nearly right are recognized") {
  CHECK(mistake_in("bob.revc#1 blocks") == "7:24: there is no call revc: did you mean recv?");
  CHECK(mistake_in("bob.recv#1 block") == "7:31: a call has no word block: did you mean blocks?");
  CHECK(mistake_in("bob.recv#1.byte == 3") == "7:31: there is no field byte: did you mean bytes?");
  CHECK(mistake_in("bob.recv#1.errno == ECONREFUSED") ==
        "7:40: there is no errno ECONREFUSED: did you mean ECONNREFUSED?");
  CHECK(mistake_in("bob.c.recv#1 blocks") == "7:24: a call is named by its process, not by its socket: bob.recv");
}

TEST_CASE("habits of other languages are answered") {
  CHECK(mistake_in("bob.recv#1.bytes = 3") == "7:37: =: = is no comparison: write ==");
  CHECK(mistake_in("bob ended && alice ended") == "7:30: &&: write and");
  CHECK(mistake_in("bob ended || alice ended") == "7:30: ||: write or");
  CHECK(mistake_in("!bob ended") == "7:20: !: write not, or != between two values");
  CHECK(mistake_in("bob.recv#1.data == 'x'") == "7:39: ': text stands between double quotes: \"Hello\"");
  CHECK(mistake_in("1 < bob.recv#1.bytes < 5") ==
        "7:41: one comparison at a time: join two with and, as in a > 1 and a < 5");
  CHECK(mistake_in("bob.recv#1.bytes == 4k") == "7:41: a number is digits only: write the unit out, 4096 for 4k");
}

TEST_CASE("types are checked when the condition is read") {
  CHECK(mistake_in("bob.recv#1.bytes == \"x\"") == "7:40: compared with a number: write a number such as 10 here");
  CHECK(mistake_in("bob.recv#1.errno == 32") ==
        "7:40: compared with an errno: write its name such as EPIPE here, or none");
  CHECK(mistake_in("bob.recv#1.data == 3").starts_with("7:39: compared with bytes:"));
  CHECK(mistake_in("bob.recv#1.data < \"x\"") == "7:36: only numbers are less or more: write == or !=");
  CHECK(mistake_in("bob.recv#1.errno > EPIPE") == "7:37: only numbers are less or more: write == or !=");
  CHECK(mistake_in("1 == 1") == "7:20: one side must be of a call, such as bob.recv#1.bytes");
}

TEST_CASE("descriptors cannot be compared") {
  CHECK(
      mistake_in("bob.accept#1.result == 5") ==
      "7:33: the result of accept is a descriptor, which says nothing: write succeeds or fails, or compare its errno");
  CHECK(mistake_in("bob.socket#1.result != -1").starts_with("7:33: the result of socket is a descriptor"));
}

TEST_CASE("fields belong to calls that have them") {
  CHECK(mistake_in("bob.recv#1.offered == 5") ==
        "7:31: only send and sendto have offered: compare this call's result or errno");
  CHECK(mistake_in("bob.bind.bytes == 5") ==
        "7:29: only send, sendto, recv and recvfrom have bytes: compare this call's result or errno");
  CHECK(mistake_in("bob.recv.result == 5") == "7:29: say which recv: bob.recv#1.result");
}

TEST_CASE("what is missing is said") {
  CHECK(mistake_in("") == "7:20: a condition is missing here, such as bob.recv#1.bytes == 10 or alice.send#1 blocks");
  CHECK(mistake_in("bob.recv blocks") ==
        "7:29: say which recv: bob.recv#1 blocks for the first, or count them: bob.recv blocks count == 1");
  CHECK(mistake_in("bob.recv == 1") ==
        "7:29: say which recv: bob.recv#1 for the first, or count them: bob.recv count == 1");
  CHECK(mistake_in("bob.recv#1 == 3") ==
        "7:20: say what of the call is compared: bob.recv#1.result, or its errno, bytes or data");
  CHECK(mistake_in("bob.recv#1") == "7:30: say what of the call: bob.recv#1 blocks, or bob.recv#1.errno == EPIPE");
  CHECK(mistake_in("bob.recv#1 bytes == 3") == "7:31: a dot is missing: bob.recv#1.bytes");
  CHECK(mistake_in("bob.recv#1.blocks") == "7:31: no dot before blocks: bob.recv#1 blocks");
  CHECK(mistake_in("bob.recv#0 blocks") == "7:29: calls are counted from #1 to #4294967295");
  CHECK(mistake_in("bob.recv#-1 blocks") == "7:29: calls are counted from #1 to #4294967295");
  CHECK(mistake_in("(bob ended") == "7:20: this ( is not closed: write ) at its end");
  CHECK(mistake_in("bob ended)") == "7:29: no ( for this )");
  CHECK(mistake_in("bob ended alice ended") ==
        "7:30: the condition was complete before alice: join two with and or or");
  CHECK(mistake_in("bob ended and") ==
        "7:33: a condition is missing here, such as bob.recv#1.bytes == 10 or alice.send#1 blocks");
  CHECK(mistake_in("and bob ended") == "7:20: a condition is missing before and");
  CHECK(mistake_in("bob") == "7:20: after the process bob comes a dot and a call: bob.recv#1 blocks, or: bob ended");
  CHECK(mistake_in("bob.recv#1.data == \"x") == "7:39: \"x: the text does not end: close it with \"");
  CHECK(mistake_in("bob.recv#1.data == \"x\\q\"") ==
        "7:41: no such escape: write \\n \\t \\\" \\\\ or \\xHH with two hexadecimal digits");
  CHECK(mistake_in("bob.recv#1.data == hex(\"4\")") ==
        "7:43: hex takes pairs of hexadecimal digits in quotes: hex(\"48 69\")");
}

TEST_CASE("sockets have a state and measures") {
  CHECK(mistake_in("bob.c.stat == LISTEN") == "7:26: a socket has no stat: did you mean state?");
  CHECK(mistake_in("bob.c.buffer == 1") ==
        "7:26: a socket has no buffer: write one of readable, unsent, unacked, waiting, drops, state");
  CHECK(mistake_in("bob.c.state == listen") == "7:35: there is no state listen: did you mean LISTEN?");
  CHECK(mistake_in("bob.c.state == CLOSEWAIT") == "7:35: there is no state CLOSEWAIT: did you mean CLOSE_WAIT?");
  CHECK(mistake_in("LISTN == bob.l.state") == "7:20: there is no state LISTN: did you mean LISTEN?");
  CHECK(mistake_in("bob.c.state == CLOSE-WAIT").starts_with("7:35: there is no state CLOSE: did you mean"));
  CHECK(mistake_in("bob.c.state == SYN_SENT-1") ==
        "7:43: the condition was complete before -1: join two with and or or");
  CHECK(mistake_in("bob.c.state == 1") == "7:35: compared with a state: write its name such as CLOSE_WAIT here");
  CHECK(mistake_in("bob.c.readable == EPIPE") == "7:38: compared with a number: write a number such as 10 here");
  CHECK(mistake_in("bob.c.state < LISTEN") == "7:32: only numbers are less or more: write == or !=");
  CHECK(mistake_in("bob.c.state") == "7:31: expected == or another comparison after this, not the end");
  CHECK(mistake_in("zoe.c.readable == 1") == "7:20: there is no process zoe: write one of alice, bob");
}

TEST_CASE("a socket is one that the scenario makes, by any name") {
  const auto scenario = parse_scenario("bob: conn = socket(tcp)\nbob: recv = socket(tcp)\nalice: wait(1ms)\n");
  REQUIRE(scenario.has_value());
  const ScenarioNames names(&*scenario);
  CHECK(parse_condition("bob.conn.readable == bob.recv.readable and bob.recv.bytes == 0", {}, names).has_value());
  const auto mistakes = parse_condition("bob.con.readable == 1", {}, names);
  REQUIRE(mistakes.has_error());
  CHECK(to_string(mistakes.error()[0]) == "1:5: bob has no socket con: did you mean conn?");
  CHECK(to_string(parse_condition("alice.s.unsent == 1", {}, names).error()[0]) == "1:7: alice makes no socket");
}

TEST_CASE("ports are compared with ports and with 0") {
  CHECK(mistake_in("bob.local#1.port == 80") ==
        "7:40: port numbers differ from run to run: compare with another call's .port, or with 0");
  CHECK(mistake_in("bob.bind#1.port == 0") ==
        "7:31: only local, peer, accept and recvfrom tell a port: write a line with local() or peer()");
  CHECK(mistake_in("bob.local#1.port < bob.peer#1.port") == "7:37: only numbers are less or more: write == or !=");
  CHECK(mistake_in("bob.local#1.port == EPIPE") ==
        "7:40: compared with a port: write another call's .port here, or 0 for none");
  CHECK(mistake_in("bob.local.port == 0") == "7:30: say which local: bob.local#1.port");
}

TEST_CASE("before is about one process's own calls") {
  CHECK(mistake_in("bob.recv#1 before alice.send#1").starts_with("7:38: before is about one process's own calls"));
  CHECK(mistake_in("bob.recv#1 before 3") == "7:38: after before comes a call, such as bob.send#1");
}

TEST_CASE("mistakes are in the order of the text, also where one is found at its end") {
  const std::vector<std::string> mistakes = mistakes_in("(bobb.recv count == 3");
  REQUIRE(mistakes.size() == 2);
  CHECK(mistakes[0] == "7:20: this ( is not closed: write ) at its end");
  CHECK(mistakes[1] == "7:21: there is no process bobb: did you mean bob?");
}

TEST_CASE("size and depth are limited") {
  const std::string deep(deepest_condition, '(');
  CHECK(parse_condition(deep + "bob ended" + std::string(deepest_condition, ')'), {}, {}).has_value());
  CHECK(mistake_in("(" + deep + "bob ended").ends_with("64 deep at most"));
  std::string many_nots;
  for (int i = 0; i <= deepest_condition; ++i) many_nots += "not ";
  CHECK(mistake_in(many_nots + "bob ended").ends_with("64 deep at most"));
  CHECK(mistake_in(std::string(longest_condition_bytes + 1, ' ')) ==
        "7:20: the condition is too long: 4,096 bytes at most");
  CHECK(mistake_in("bob.recv#1.bytes == 9223372036854775808") ==
        "7:40: the number is too large: 9223372036854775807 at most");
}

TEST_CASE("a message quotes no control characters") {
  CHECK(mistake_in("\x1B[31m") == "7:20: U+001B: a condition has no such sign");
}
