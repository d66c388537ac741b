#include "print.hpp"

#include <cstdint>

namespace doorway::test {
namespace {

std::string hex(const Bytes& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 0xF];
    text += ' ';
  }
  return "hex(\"" + text + "\")";
}

std::string print(const SocketRef& to) {
  return to.process + "." + to.socket;
}

std::string value(const call::Set& set) {
  switch (set.option) {
    case Option::nodelay:
    case Option::reuseaddr:
    case Option::nonblocking: return set.value == 1 ? "on" : "off";
    case Option::rcvtimeo: return set.value == 0 ? "off" : std::to_string(set.value) + "ms";
    case Option::linger: return set.value == linger_off ? "off" : std::to_string(set.value);
    case Option::sndbuf:
    case Option::rcvbuf: break;
  }
  return std::to_string(set.value);
}

struct Arguments {
  std::string operator()(const call::Socket& c) const { return std::string(to_string(c.type)); }
  std::string operator()(const call::Bind& c) const { return c.port_of ? print(*c.port_of) : "0"; }
  std::string operator()(const call::Listen& c) const { return std::to_string(c.backlog); }
  std::string operator()(const call::Accept&) const { return ""; }
  std::string operator()(const call::Connect& c) const { return print(c.to); }
  std::string operator()(const call::Send& c) const { return hex(c.payload.bytes()); }
  std::string operator()(const call::Recv& c) const { return std::to_string(c.size_bytes); }
  std::string operator()(const call::SendTo& c) const { return hex(c.payload.bytes()) + ", " + print(c.to); }
  std::string operator()(const call::RecvFrom& c) const { return std::to_string(c.size_bytes); }
  std::string operator()(const call::Shutdown& c) const {
    return c.how == ShutdownHow::recv ? "recv" : c.how == ShutdownHow::send ? "send" : "both";
  }
  std::string operator()(const call::Close&) const { return ""; }
  std::string operator()(const call::Exit&) const { return ""; }
  std::string operator()(const call::Poll& c) const {
    std::string text;
    for (const PollItem& item : c.items) {
      if (!text.empty()) text += ", ";
      if (item.read) text += "read ";
      if (item.write) text += "write ";
      text += item.socket;
    }
    if (c.timeout) text += ", " + std::to_string(c.timeout->count()) + "ms";
    return text;
  }
  std::string operator()(const call::Wait& c) const { return std::to_string(c.duration.count()) + "ms"; }
  std::string operator()(const call::WaitReadable& c) const { return c.socket + ", " + std::to_string(c.size_bytes); }
  std::string operator()(const call::Local&) const { return ""; }
  std::string operator()(const call::Peer&) const { return ""; }
  std::string operator()(const call::Get& c) const { return std::string(to_string(c.option)); }
  std::string operator()(const call::Set& c) const { return std::string(to_string(c.option)) + ", " + value(c); }
};

}  // namespace

std::string print(const Scenario& scenario, const Line& line) {
  std::string text = scenario.processes.at(line.process) + ": ";
  if (!line.new_socket.empty()) text += line.new_socket + " = ";
  if (!line.socket.empty()) text += line.socket + ".";
  return text + std::string(call_name(line.call)) + "(" + std::visit(Arguments{}, line.call) + ")";
}

std::string print(const Scenario& scenario) {
  std::string text;
  for (const auto& line : scenario.lines) text += print(scenario, *line) + "\n";
  return text;
}

}  // namespace doorway::test
