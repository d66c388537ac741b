#include "random_script.hpp"

#include "core/scenario/limits.hpp"

#include <rapidcheck.h>

namespace doorway::test {
namespace {

template <class Value>
Value one_of(const std::vector<Value>& values) {
  return values[*rc::gen::inRange<std::size_t>(0, values.size())];
}

ScriptPayload any_payload() {
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

}  // namespace

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

bool coin() {
  return *rc::gen::inRange(0, 2) == 1;
}

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

}  // namespace doorway::test
