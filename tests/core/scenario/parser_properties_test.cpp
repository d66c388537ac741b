#include "core/base/utf8.hpp"
#include "core/scenario/limits.hpp"
#include "core/scenario/parser.hpp"
#include "print.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace doorway;

namespace {

std::vector<std::string> lines_of(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

/// What holds of any answer: it is a scenario with lines, or mistakes in order, inside the text, fit to be shown.
void check_answer(const std::string& text) {
  const auto scenario = parse_scenario(text);
  if (scenario) {
    RC_ASSERT(!scenario->lines.empty());
    RC_ASSERT(!scenario->processes.empty());
    return;
  }
  const std::vector<std::string> lines = lines_of(text);
  const std::vector<Mistake>& mistakes = scenario.error();
  RC_ASSERT(!mistakes.empty());
  RC_ASSERT(mistakes.size() <= limits::mistakes + 1);
  RC_ASSERT(
      std::is_sorted(mistakes.begin(), mistakes.end(), [](const Mistake& a, const Mistake& b) { return a.at < b.at; }));
  for (const Mistake& mistake : mistakes) {
    RC_ASSERT(mistake.at.line >= 1 && mistake.at.line <= lines.size());
    RC_ASSERT(mistake.at.column >= 1);
    RC_ASSERT(mistake.at.column <= count_characters(lines[mistake.at.line - 1]) + 1);
    RC_ASSERT(!mistake.message.empty());
    RC_ASSERT(mistake.message.size() < 600);
    RC_ASSERT(escape_for_display(mistake.message) == mistake.message);
    RC_ASSERT(mistake.message.find(": ") != std::string::npos);
  }
}

template <class Value>
Value one_of(const std::vector<Value>& values) {
  return values[*rc::gen::inRange<std::size_t>(0, values.size())];
}

bool coin() {
  return *rc::gen::inRange(0, 2) == 1;
}

/// Words of the language and of its neighbourhood, in any order.
std::string any_words() {
  static const std::vector<std::string> words{"alice",
                                              "bob",
                                              ":",
                                              ": ",
                                              " ",
                                              "\t",
                                              "\n",
                                              "\n",
                                              "\r\n",
                                              "s",
                                              "l",
                                              " = ",
                                              ".",
                                              "(",
                                              ")",
                                              ", ",
                                              "{",
                                              "}",
                                              "#",
                                              "\"",
                                              "\\",
                                              "\\x4",
                                              "\\n",
                                              "repeat",
                                              "3",
                                              "0",
                                              "10ms",
                                              "2s",
                                              "64k",
                                              "socket",
                                              "tcp",
                                              "udp6",
                                              "bind",
                                              "send",
                                              "recv",
                                              "poll",
                                              "wait",
                                              "read",
                                              "set",
                                              "exit",
                                              "fill",
                                              "hex",
                                              "on",
                                              "off",
                                              ";",
                                              "==",
                                              "“",
                                              "é",
                                              "\xFF",
                                              "\x1B",
                                              "\xE2\x80\xAE",
                                              "_",
                                              "linger",
                                              "9999999999999999999999",
                                              "alice: s = socket(tcp)\n",
                                              "bob: l = socket(tcp)\n",
                                              "repeat 2 {\n"};
  std::string text;
  const int count = *rc::gen::inRange(0, 60);
  for (int i = 0; i < count; ++i) text += one_of(words);
  return text;
}

Payload any_payload() {
  return make_payload(*rc::gen::resize(20, rc::gen::arbitrary<std::vector<std::uint8_t>>()));
}

Call any_call_at(const std::string& socket, const SocketRef& other) {
  const auto size = *rc::gen::inRange<std::size_t>(1, limits::receive_bytes + 1);
  const auto milliseconds = std::chrono::milliseconds(*rc::gen::inRange(0, 60'001));
  switch (*rc::gen::inRange(0, 16)) {
    case 0: return call::Bind{coin() ? std::optional(other) : std::nullopt};
    case 1: return call::Listen{*rc::gen::inRange(0, 4097)};
    case 2: return call::Connect{other};
    case 3: return call::Send{any_payload()};
    case 4: return call::Recv{size};
    case 5: return call::SendTo{any_payload(), other};
    case 6: return call::RecvFrom{size};
    case 7: return call::Shutdown{one_of<ShutdownHow>({ShutdownHow::send, ShutdownHow::recv, ShutdownHow::both})};
    case 8: return call::Close{};
    case 9: {
      const bool write = coin();
      return call::Poll{{{socket, !write || coin(), write}, {socket, true, false}},
                        coin() ? std::optional(milliseconds) : std::nullopt};
    }
    case 10: return call::Wait{milliseconds};
    case 11: return call::WaitReadable{socket, size};
    case 12: return call::Local{};
    case 13: return call::Peer{};
    case 14: return call::Get{one_of<Option>({Option::nodelay, Option::linger, Option::rcvtimeo})};
    default: break;
  }
  switch (*rc::gen::inRange(0, 3)) {
    case 0: return call::Set{one_of<Option>({Option::nodelay, Option::reuseaddr, Option::nonblocking}), coin()};
    case 1: return call::Set{one_of<Option>({Option::sndbuf, Option::rcvbuf}), *rc::gen::inRange(0, (1 << 30) + 1)};
    default: break;
  }
  return coin() ? call::Set{Option::rcvtimeo, milliseconds.count()}
                : call::Set{Option::linger, coin() ? linger_off : 0};
}

bool is_call_of_process(const Call& call) {
  return std::holds_alternative<call::Poll>(call) || std::holds_alternative<call::Wait>(call) ||
         std::holds_alternative<call::WaitReadable>(call);
}

/// A script that is right: each process makes a socket first, calls at what it has, and may call exit at the end.
Scenario any_scenario() {
  Scenario scenario;
  std::vector<std::vector<std::string>> sockets;
  const int processes = *rc::gen::inRange(1, 9);
  const auto add = [&](std::size_t process, std::string made, std::string at, Call call) {
    scenario.lines.push_back(std::make_shared<const Line>(
        Line{static_cast<ProcessId>(process), std::move(made), std::move(at), std::move(call), {}, {}}));
  };
  for (int i = 0; i < processes; ++i) {
    scenario.processes.push_back("p_" + std::to_string(i));
    sockets.push_back({"s"});
    add(sockets.size() - 1, "s", "", call::Socket{SocketType::tcp});
  }
  const int lines = *rc::gen::inRange(0, 30);
  for (int i = 0; i < lines; ++i) {
    const auto process = *rc::gen::inRange<std::size_t>(0, sockets.size());
    const std::string socket = one_of(sockets[process]);
    const std::string made = "x" + std::to_string(*rc::gen::inRange(0, 5));
    const int kind = *rc::gen::inRange(0, 10);
    if (kind == 0) {
      add(process, made, "", call::Socket{one_of<SocketType>({SocketType::tcp6, SocketType::udp, SocketType::udp6})});
    } else if (kind == 1) {
      add(process, made, socket, call::Accept{});
    } else {
      const auto other = *rc::gen::inRange<std::size_t>(0, sockets.size());
      Call call = any_call_at(socket, {scenario.processes[other], one_of(sockets[other])});
      const std::string at = is_call_of_process(call) ? "" : socket;
      add(process, "", at, std::move(call));
      continue;
    }
    sockets[process].push_back(made);
  }
  if (coin()) add(0, "", "", call::Exit{});
  return scenario;
}

}  // namespace

TEST_CASE("any bytes are answered, and each mistake lies inside the text") {
  CHECK(rc::check([](const std::string& text) { check_answer(text); }));
}

TEST_CASE("any words are answered, and each mistake lies inside the text") {
  CHECK(rc::check([] { check_answer(any_words()); }));
}

TEST_CASE("what is written by hand and spoilt somewhere is answered, and each mistake lies inside the text") {
  CHECK(rc::check([] {
    std::string text = test::print(any_scenario());
    const int changes = *rc::gen::inRange(1, 4);
    for (int i = 0; i < changes && !text.empty(); ++i) {
      const auto place = *rc::gen::inRange<std::size_t>(0, text.size());
      if (coin()) {
        text.erase(place, *rc::gen::inRange<std::size_t>(1, 9));
      } else {
        text.insert(place, any_words().substr(0, 8));
      }
    }
    check_answer(text);
  }));
}

TEST_CASE("a script that is printed is read as what it was") {
  CHECK(rc::check([] {
    const Scenario scenario = any_scenario();
    const std::string text = test::print(scenario);
    const auto read = parse_scenario(text);
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->processes == scenario.processes);
    RC_ASSERT(read->lines.size() == scenario.lines.size());
    RC_ASSERT(test::print(*read) == text);
    const std::vector<std::string> lines = lines_of(text);
    for (std::size_t i = 0; i < read->lines.size(); ++i) {
      const Line& line = *read->lines[i];
      const Line& written = *scenario.lines[i];
      RC_ASSERT(line.process == written.process);
      RC_ASSERT(line.new_socket == written.new_socket);
      RC_ASSERT(line.socket == written.socket);
      RC_ASSERT(line.call.index() == written.call.index());
      RC_ASSERT((line.at == SourcePosition{i + 1, 1}));
      RC_ASSERT(lines[i] == scenario.processes[line.process] + ": " + line.text);
    }
  }));
}

TEST_CASE("blanks, comments, empty lines and line ends change nothing") {
  CHECK(rc::check([] {
    const Scenario scenario = any_scenario();
    std::string text;
    for (const auto& line : scenario.lines) {
      if (coin()) text += "\t\n";
      text +=
          (coin() ? "  " : "") + test::print(scenario, *line) + (coin() ? " # \"é\" }" : "") + (coin() ? "\r\n" : "\n");
    }
    const auto read = parse_scenario(text);
    RC_ASSERT(read.has_value());
    RC_ASSERT(test::print(*read) == test::print(scenario));
  }));
}

TEST_CASE("repeat gives what writing it out gives") {
  CHECK(rc::check([] {
    const Scenario scenario = any_scenario();
    const std::string once = test::print(scenario);
    RC_PRE(once.find("exit()") == std::string::npos);
    const int count = *rc::gen::inRange(1, 6);
    std::string written_out;
    for (int i = 0; i < count; ++i) written_out += once;
    const auto repeated = parse_scenario("repeat " + std::to_string(count) + " {\n" + once + "}\n");
    RC_ASSERT(repeated.has_value());
    RC_ASSERT(test::print(*repeated) == written_out);
  }));
}

TEST_CASE("a first line number moves each position by as much") {
  CHECK(rc::check([] {
    const std::string text = any_words();
    const auto here = parse_scenario(text);
    const auto there = parse_scenario(text, 101);
    RC_ASSERT(here.has_value() == there.has_value());
    if (here) return;
    RC_ASSERT(here.error().size() == there.error().size());
    for (std::size_t i = 0; i < here.error().size(); ++i) {
      RC_ASSERT(there.error()[i].at.line == here.error()[i].at.line + 100);
      RC_ASSERT(there.error()[i].at.column == here.error()[i].at.column);
    }
  }));
}
