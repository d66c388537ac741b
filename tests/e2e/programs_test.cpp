// A scenario's processes as programs in Python and in C: they are run side by side, as in two terminals, and see what
// Doorway's own run of the scenario recorded.
#include "core/export/program.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

constexpr milliseconds longest{60000};

/// The bytes of a literal of Python or of what the programs in C print: from its first quote to the same quote.
std::string unquoted(const std::string& text) {
  std::size_t at = text.find_first_of("'\"");
  if (at == std::string::npos) throw std::runtime_error("no bytes in " + text);
  const char quote = text[at++];
  std::string bytes;
  for (; at < text.size() && text[at] != quote; ++at) {
    if (text[at] != '\\') {
      bytes += text[at];
      continue;
    }
    const char escape = text.at(++at);
    if (escape == 'x') {
      bytes += static_cast<char>(std::stoi(text.substr(at + 1, 2), nullptr, 16));
      at += 2;
    } else {
      bytes += escape == 'n' ? '\n' : escape == 't' ? '\t' : escape == 'r' ? '\r' : escape;
    }
  }
  return bytes;
}

bool brings_bytes(const Call& call) {
  return std::holds_alternative<call::Recv>(call) || std::holds_alternative<call::RecvFrom>(call);
}

bool returns_count(const Call& call) {
  return payload_of(call) != nullptr || std::holds_alternative<call::WaitReadable>(call);
}

/// What a call came to, in one word that is the same in all languages.
std::string printed_result(const Call& call, const std::string& printed) {
  if (const std::size_t error = printed.find("rrno "); error != std::string::npos) {
    return "errno " + std::to_string(std::stoi(printed.substr(error + 5)));
  }
  if (brings_bytes(call)) return "bytes " + unquoted(printed);
  if (returns_count(call)) return "count " + std::to_string(std::stol(printed));
  return "ok";
}

std::string recorded_result(const Call& call, const Returned& returned) {
  if (returned.error != 0) return "errno " + std::to_string(returned.error);
  if (brings_bytes(call)) {
    const Bytes& data = *returned.outcome->data;
    return "bytes " + std::string(data.begin(), data.end());
  }
  if (returns_count(call)) return "count " + std::to_string(returned.result);
  return "ok";
}

/// `line -> result` of each call of the process, as recorded.
std::vector<std::string> recorded(const Recording& recording, ProcessId process) {
  std::vector<std::string> list;
  std::shared_ptr<const Line> line;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    if (event.process != process) continue;
    if (const auto* called = std::get_if<Called>(&event.body)) line = called->line;
    if (const auto* returned = std::get_if<Returned>(&event.body)) {
      list.push_back(line->text + " -> " + recorded_result(line->call, *returned));
    }
  }
  return list;
}

/// The same, as the program printed it.
std::vector<std::string> printed(const Scenario& scenario, ProcessId process, const std::string& output) {
  std::vector<std::string> list;
  std::size_t at = 0;
  for (const auto& line : scenario.lines) {
    if (line->process != process) continue;
    const std::string begin = line->text + " -> ";
    if (output.compare(at, begin.size(), begin) != 0) {
      list.push_back("instead of " + begin + ": " + output.substr(at, 200));
      return list;
    }
    const std::size_t end = output.find('\n', at);
    list.push_back(begin + printed_result(line->call, output.substr(at + begin.size(), end - at - begin.size())));
    at = end + 1;
  }
  return list;
}

/// The command of a program that lies in this folder; compiles it first. Nothing where this system lacks the language.
std::vector<std::string> made_ready(const ProgramCode& program, ProgramLanguage language, const std::string& path) {
  if (language == ProgramLanguage::python) return {DOORWAY_PYTHON, "-B", path};
  const std::string binary = path + ".run";
  Launch compiler;
  compiler.command = {DOORWAY_CC, "-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror", path, "-o", binary};
  const test::Ended compiled = run_program(compiler);
  INFO(program.file_name);
  CHECK(compiled.errors == "");
  REQUIRE(compiled.exit_code == 0);
  return {binary};
}

bool has_language(ProgramLanguage language) {
  const std::string command = language == ProgramLanguage::c ? DOORWAY_CC : DOORWAY_PYTHON;
  const bool found = !command.empty() && command.find("NOTFOUND") == std::string::npos;
  if (!found) FAIL("there is no C compiler, or no Python 3, on this system: the programs cannot be run");
  return found;
}

/// Runs the programs of the scenario side by side until each has ended or waits for Enter.
std::vector<std::string> outputs_of(const Scenario& scenario, ProgramLanguage language) {
  const TemporaryFolder folder;
  std::vector<std::vector<std::string>> commands;
  for (ProcessId process = 0; process < scenario.processes.size(); ++process) {
    const ProgramCode program = make_program(scenario, process, language);
    commands.push_back(made_ready(program, language, folder.file(program.file_name, text_of(program))));
    commands.back().push_back(folder.path("doors"));
  }
  std::vector<std::unique_ptr<Subprocess>> running;
  for (const auto& command : commands) {
    Launch launch;
    launch.command = command;
    launch.input_ends = false;
    running.push_back(std::make_unique<Subprocess>(launch));
  }
  for (const auto& program : running) program->wait_for_output("press Enter", longest);
  std::vector<std::string> outputs;
  for (const auto& program : running) {
    program->send_signal(SIGTERM);
    const test::Ended ended = program->wait_for_end(longest);
    CHECK(ended.errors == "");
    outputs.push_back(ended.output);
  }
  return outputs;
}

void check_same_as_recorded(const std::string& text) {
  const Scenario scenario = scenario_of(text);
  const Run run = run_scenario(text);
  for (const ProgramLanguage language : {ProgramLanguage::python, ProgramLanguage::c}) {
    if (!has_language(language)) return;
    const std::vector<std::string> outputs = outputs_of(scenario, language);
    for (ProcessId process = 0; process < scenario.processes.size(); ++process) {
      CAPTURE(outputs[process]);
      CHECK(printed(scenario, process, outputs[process]) == recorded(*run.recording, process));
    }
  }
}

/// Each value that a byte can have, as a payload of the script.
std::string every_byte() {
  std::string text = "hex(\"";
  for (int byte = 0; byte < 256; ++byte) {
    std::array<char, 4> digits{};
    std::snprintf(digits.data(), digits.size(), "%02x ", static_cast<unsigned>(byte));
    text += digits.data();
  }
  return text + "\")";
}

constexpr const char* conversation =
    "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
    "bob: c = l.accept()\n";

}  // namespace

TEST_CASE("as programs: two sends are read as one by who waits for both") {
  check_same_as_recorded(conversation + std::string("alice: s.send(\"Hello\")\nalice: s.send(\"Bob!!\")\n"
                                                    "bob: wait(c, 10)\nbob: c.recv(64)\n"));
}

TEST_CASE("as programs: datagrams go both ways, an empty one too, and the rest of a long one is gone") {
  check_same_as_recorded(
      "bob: u = socket(udp)\nbob: u.bind(0)\nalice: v = socket(udp)\nalice: v.sendto(\"Hello\", bob.u)\n"
      "alice: v.sendto(\"\", bob.u)\nalice: v.sendto(\"cut off\", bob.u)\nbob: u.recvfrom(64)\nbob: u.recvfrom(64)\n"
      "bob: u.recvfrom(3)\nbob: u.sendto(\"back\", alice.v)\nalice: v.recvfrom(64)\nalice: exit()\n");
}

TEST_CASE("as programs: who has finished sending still receives") {
  check_same_as_recorded(conversation +
                         std::string("alice: s.send(\"question?\")\nalice: s.shutdown(send)\nbob: wait(c, 9)\n"
                                     "bob: c.recv(64)\nbob: c.recv(64)\nbob: c.send(fill(3000))\nbob: c.close()\n"
                                     "alice: wait(s, 3000)\nalice: s.recv(1500)\nalice: s.recv(1600)\n"
                                     "alice: s.recv(64)\nalice: s.close()\nalice: s.close()\n"));
}

TEST_CASE("as programs: at a port where nobody listens the connection is refused, also when the socket is closed") {
  check_same_as_recorded(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: m = socket(tcp)\nbob: m.bind(0)\nbob: m.listen(1)\nbob: m.close()\n"
      "alice: s = socket(tcp)\nalice: s.connect(bob.l)\nalice: t = socket(tcp)\nalice: t.connect(bob.m)\n"
      "alice: t.send(\"x\")\n");
}

TEST_CASE("as programs: every value of a byte goes through and comes out") {
  check_same_as_recorded(conversation + std::string("alice: s.send(") + every_byte() +
                         ")\nalice: s.send(\"?"
                         "?=\\x01\\x31\\\"\\\\n\")\nbob: wait(c, 264)\nbob: c.recv(1000)\n");
}

TEST_CASE("as programs: options, polls and calls at the wrong socket come to what was recorded") {
  check_same_as_recorded(
      conversation +
      std::string(
          "alice: s.set(nodelay, on)\nalice: s.get(nodelay)\nalice: s.set(rcvbuf, 30000)\n"
          "alice: s.get(rcvbuf)\nalice: s.set(linger, off)\nalice: s.get(rcvtimeo)\nalice: s.set(rcvtimeo, 20ms)\n"
          "alice: s.recv(5)\nalice: s.set(nonblocking, on)\nalice: s.get(nonblocking)\nalice: s.recv(5)\n"
          "alice: s.local()\nalice: s.peer()\nalice: wait(5ms)\nalice: poll(s, write s, 10ms)\n"
          "alice: s.listen(1)\nalice: s.connect(bob.l)\nbob: l.recv(9)\nbob: l.set(nonblocking, on)\n"
          "bob: d = l.accept()\nbob: d.recv(4)\nbob: wait(l, 1)\nbob: c = socket(udp)\nbob: c.listen(1)\n"
          "bob: c.close()\nbob: c.recv(1)\nbob: wait(c, 1)\nbob: poll(c, 5ms)\nbob: c.get(nonblocking)\n"));
}

TEST_CASE("as programs: names that the languages have taken do no harm") {
  check_same_as_recorded(
      "bob: socket = socket(tcp)\nbob: socket.bind(0)\nbob: socket.listen(1)\nalice: send = socket(tcp)\n"
      "alice: send.connect(bob.socket)\nbob: linux = socket.accept()\nalice: send.send(\"x\")\nbob: linux.recv(1)\n"
      "bob: __file__ = socket(udp)\nbob: print = socket(udp)\nbob: print.send(\"x\")\nbob: errno = socket(udp)\n"
      "bob: errno.bind(0)\nbob: int = socket(udp)\nbob: int.sendto(\"y\", bob.errno)\nbob: errno.recvfrom(2)\n");
}

TEST_CASE("as programs: a name that goes to another listener leads to that one") {
  check_same_as_recorded(
      "repeat 3 {\nbob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\n"
      "alice: s.connect(bob.l)\nbob: c = l.accept()\nalice: s.send(\"again\")\nbob: wait(c, 5)\nbob: c.recv(9)\n}\n");
}

TEST_CASE("as programs: a name that goes on is found when its listener listens, and when its socket is closed") {
  check_same_as_recorded(
      "repeat 3 {\nbob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nbob: c = l.accept()\n"
      "alice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: m = socket(tcp)\nbob: m.bind(0)\nbob: m.listen(1)\n"
      "bob: m.close()\nalice: t = socket(tcp)\nalice: t.connect(bob.m)\n}\n");
}

TEST_CASE("as programs: processes with the names of modules and of folders do no harm") {
  check_same_as_recorded(
      "socket: l = socket(tcp)\nsocket: l.bind(0)\nsocket: l.listen(1)\nselect: s = socket(tcp)\n"
      "select: s.connect(socket.l)\nsocket: c = l.accept()\nselect: s.send(fill(70))\nsocket: wait(c, 70)\n"
      "socket: poll(c, 1ms)\nsocket: c.recv(99)\nstring: u = socket(udp)\nstring: u.bind(0)\n"
      "doors: v = socket(udp)\ndoors: v.sendto(fill(70), string.u)\nstring: u.recvfrom(99)\n");
}

TEST_CASE("as programs: over IPv6 as over IPv4") {
  if (!has_ipv6()) return;
  check_same_as_recorded(
      "bob: l = socket(tcp6)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp6)\nalice: s.connect(bob.l)\n"
      "bob: c = l.accept()\nalice: s.send(\"six\")\nbob: c.recv(9)\nbob: u = socket(udp6)\nbob: u.bind(0)\n"
      "alice: v = socket(udp6)\nalice: v.sendto(\"card\", bob.u)\nbob: u.recvfrom(9)\nbob: u.sendto(\"back\", "
      "alice.v)\n"
      "alice: v.recvfrom(9)\n");
}

TEST_CASE("as programs: each ends when Enter is pressed, and a folder that was used is not used again") {
  const Scenario scenario =
      scenario_of("bob: u = socket(udp)\nbob: u.bind(0)\nbob: u.sendto(\"me\", bob.u)\nbob: u.recvfrom(9)\n");
  for (const ProgramLanguage language : {ProgramLanguage::python, ProgramLanguage::c}) {
    if (!has_language(language)) return;
    const TemporaryFolder folder;
    const ProgramCode program = make_program(scenario, 0, language);
    Launch launch;
    launch.command = made_ready(program, language, folder.file(program.file_name, text_of(program)));
    const test::Ended without_folder = run_program(launch);
    CHECK(without_folder.exit_code == 1);
    launch.command.push_back(folder.path("doors"));
    launch.input = "\n";
    const test::Ended ended = run_program(launch);
    CHECK(ended.exit_code == 0);
    CHECK(ended.output.find("press Enter") != std::string::npos);
    const test::Ended again = run_program(launch);
    CHECK(again.exit_code == 1);
    CHECK((again.output + again.errors).find("take a new one") != std::string::npos);
  }
}
