#include "core/scenario/call_rules.hpp"

#include "core/scenario/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace doorway {
namespace {

using Arguments = std::span<const Argument>;

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

/// A call whose arguments are `make(value)` of one value, or its mistake.
template <class Value, class Make>
Parsed<Call> made_of(Parsed<Value> value, Make make) {
  if (!value) return value.error();
  return Call(make(std::move(*value)));
}

template <class NoArguments>
Parsed<Call> read_nothing(CallSite&, Arguments) {
  return Call(NoArguments{});
}

Parsed<Call> read_socket(CallSite& site, Arguments arguments) {
  return made_of(read_socket_type(site, arguments[0]), [](SocketType type) { return call::Socket{type}; });
}

Parsed<Call> read_bind(CallSite& site, Arguments arguments) {
  if (source_of(arguments[0]) == "0") return Call(call::Bind{});
  return made_of(read_reference(site, arguments[0]), [](SocketRef to) { return call::Bind{std::move(to)}; });
}

Parsed<Call> read_listen(CallSite& site, Arguments arguments) {
  return made_of(read_number(site, arguments[0], "a length of the waiting line", 0, limits::backlog),
                 [](std::uint64_t backlog) { return call::Listen{static_cast<int>(backlog)}; });
}

Parsed<Call> read_connect(CallSite& site, Arguments arguments) {
  return made_of(read_reference(site, arguments[0]), [](SocketRef to) { return call::Connect{std::move(to)}; });
}

Parsed<Call> read_send(CallSite& site, Arguments arguments) {
  return made_of(read_payload(site, arguments[0]),
                 [](ScriptPayload payload) { return call::Send{std::move(payload)}; });
}

Parsed<Call> read_sendto(CallSite& site, Arguments arguments) {
  auto payload = read_payload(site, arguments[0]);
  if (!payload) return payload.error();
  return made_of(read_reference(site, arguments[1]), [&](SocketRef to) {
    return call::SendTo{std::move(*payload), std::move(to)};
  });
}

template <class Receive>
Parsed<Call> read_receive(CallSite& site, Arguments arguments) {
  return made_of(read_number(site, arguments[0], "a number of bytes", 0, limits::receive_bytes),
                 [](std::uint64_t size) { return Receive{static_cast<std::size_t>(size)}; });
}

Parsed<Call> read_shutdown(CallSite& site, Arguments arguments) {
  return made_of(read_shutdown_how(site, arguments[0]), [](ShutdownHow how) { return call::Shutdown{how}; });
}

Parsed<Call> read_poll(CallSite& site, Arguments arguments) {
  call::Poll poll;
  const bool has_timeout = arguments.back().front().kind == TokenKind::number;
  const Arguments items = arguments.first(arguments.size() - (has_timeout ? 1 : 0));
  if (items.empty())
    return mistake_at(site, arguments.back().front(),
                      fmt::format("poll needs a socket, or there is nothing to wait for: write {}", site.example));
  for (const Argument item : items) {
    if (item.front().kind == TokenKind::number)
      return mistake_at(site, item.front(), "the time limit comes last: write poll(c, 10ms)");
    auto read = read_poll_item(site, item);
    if (!read) return read.error();
    poll.items.push_back(std::move(*read));
  }
  if (!has_timeout) return Call(std::move(poll));
  return made_of(read_duration(site, arguments.back()), [&](call::Milliseconds timeout) {
    poll.timeout = timeout;
    return std::move(poll);
  });
}

Parsed<Call> read_wait(CallSite& site, Arguments arguments) {
  const Token& first = arguments[0].front();
  if (arguments.size() == 1) {
    if (first.kind == TokenKind::word && arguments[0].size() == 1)
      return mistake_at(
          site, first,
          fmt::format("the number of bytes to wait for is missing: write wait({}, 5)", quote_input(first.source)));
    return made_of(read_duration(site, arguments[0]), [](call::Milliseconds duration) { return call::Wait{duration}; });
  }
  site.example = "wait(c, 5)";
  auto socket = read_own_socket(site, arguments[0]);
  if (!socket) return socket.error();
  const Token& second = arguments[1].front();
  if (second.kind == TokenKind::number && second.source.ends_with('s'))
    return mistake_at(site, second,
                      fmt::format("wait at a socket takes a number of bytes: write poll({}, {}) for a time limit",
                                  *socket, quote_input(source_of(arguments[1]))));
  return made_of(read_number(site, arguments[1], "a number of bytes", 1, limits::receive_bytes),
                 [&](std::uint64_t size) {
                   return call::WaitReadable{std::move(*socket), static_cast<std::size_t>(size)};
                 });
}

Parsed<Call> read_get(CallSite& site, Arguments arguments) {
  return made_of(read_option(site, arguments[0]), [](Option option) { return call::Get{option}; });
}

Parsed<Call> read_set(CallSite& site, Arguments arguments) {
  const auto option = read_option(site, arguments[0]);
  if (!option) return option.error();
  return made_of(read_option_value(site, *option, arguments[1]), [&](std::int64_t value) {
    return call::Set{*option, value};
  });
}

constexpr std::array<CallRule, 18> rules{{
    {"socket", "", "s", 1, 1, "socket(tcp)", read_socket},
    {"bind", "s", "", 1, 1, "bind(0)", read_bind},
    {"listen", "l", "", 1, 1, "listen(1)", read_listen},
    {"accept", "l", "c", 0, 0, "accept()", read_nothing<call::Accept>},
    {"connect", "s", "", 1, 1, "connect(bob.l)", read_connect},
    {"send", "s", "", 1, 1, "send(\"Hello\")", read_send},
    {"recv", "c", "", 1, 1, "recv(64)", read_receive<call::Recv>},
    {"sendto", "u", "", 2, 2, "sendto(\"Hello\", bob.u)", read_sendto},
    {"recvfrom", "u", "", 1, 1, "recvfrom(64)", read_receive<call::RecvFrom>},
    {"shutdown", "s", "", 1, 1, "shutdown(send)", read_shutdown},
    {"close", "s", "", 0, 0, "close()", read_nothing<call::Close>},
    {"exit", "", "", 0, 0, "exit()", read_nothing<call::Exit>},
    {"poll", "", "", 1, any_number, "poll(c, 10ms)", read_poll},
    {"wait", "", "", 1, 2, "wait(10ms)", read_wait},
    {"local", "s", "", 0, 0, "local()", read_nothing<call::Local>},
    {"peer", "s", "", 0, 0, "peer()", read_nothing<call::Peer>},
    {"get", "s", "", 1, 1, "get(sndbuf)", read_get},
    {"set", "s", "", 2, 2, "set(nodelay, on)", read_set},
}};

using Use = SocketUse;
using Kind = ArgumentKind;

constexpr std::array<CallGuide, rules.size()> guides{{
    {"socket", Use::any, {Kind::socket_type}, "a new socket"},
    {"bind", Use::fresh, {Kind::port}, "an address of this computer and a port"},
    {"listen", Use::fresh_stream, {Kind::number}, "let connections in, with a waiting line of this length (backlog)"},
    {"accept",
     Use::listening,
     {},
     "the next connection of the waiting line as a new socket; sleeps until there is one"},
    {"connect",
     Use::fresh,
     {Kind::reference},
     "a connection to that socket's port; with UDP only the address to send to"},
    {"send", Use::connected, {Kind::payload}, "hand over bytes; sleeps while there is no room for all of them"},
    {"recv", Use::connected, {Kind::number}, "at most so many bytes; sleeps until there is one, 0 at the stream's end"},
    {"sendto", Use::datagram, {Kind::payload, Kind::reference}, "hand over one datagram for that socket"},
    {"recvfrom", Use::datagram, {Kind::number}, "one datagram, and who sent it; what does not fit is gone"},
    {"shutdown", Use::connected, {Kind::direction}, "end one direction of the conversation, or both"},
    {"close", Use::any, {}, "give the descriptor back"},
    {"exit", Use::any, {}, "the process ends and all its sockets are closed; its last line"},
    {"poll", Use::any, {Kind::poll_item, Kind::poll_item}, "sleep until one of the sockets is ready, so long at most"},
    {"wait",
     Use::any,
     {Kind::waited_for, Kind::number},
     "sleep so long, or until so many bytes can be read at a socket"},
    {"local", Use::any, {}, "the socket's own address and port (getsockname)"},
    {"peer", Use::connected, {}, "the address and port at the other end (getpeername)"},
    {"get", Use::any, {Kind::option}, "the value of an option"},
    {"set", Use::any, {Kind::option, Kind::option_value}, "set an option"},
}};

constexpr bool guides_are_of_rules() {
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (rules.at(i).name != guides.at(i).name) return false;
  return true;
}
static_assert(guides_are_of_rules());

constexpr std::array<OptionWords::Alias, 27> aliases{{
    {"getsockname", "local"},
    {"getpeername", "peer"},
    {"setsockopt", "set"},
    {"getsockopt", "get"},
    {"fcntl", "set"},
    {"ioctl", "set"},
    {"write", "send"},
    {"writev", "send"},
    {"sendmsg", "send"},
    {"sendall", "send"},
    {"read", "recv"},
    {"readv", "recv"},
    {"recvmsg", "recv"},
    {"receive", "recv"},
    {"recieve", "recv"},
    {"sleep", "wait"},
    {"usleep", "wait"},
    {"nanosleep", "wait"},
    {"select", "poll"},
    {"epoll_wait", "poll"},
    {"ppoll", "poll"},
    {"pselect", "poll"},
    {"accept4", "accept"},
    {"quit", "exit"},
    {"receive_from", "recvfrom"},
    {"open", "socket"},
    {"tcp", "socket(tcp)"},
}};

}  // namespace

std::span<const CallRule> call_rules() {
  return rules;
}

const CallGuide& guide_of(const CallRule& rule) {
  return guides.at(static_cast<std::size_t>(&rule - rules.data()));
}

std::span<const OptionWords::Alias> call_aliases() {
  return aliases;
}

const CallRule* find_rule(std::string_view name) {
  const auto rule = std::find_if(rules.begin(), rules.end(), [=](const CallRule& each) { return each.name == name; });
  return rule == rules.end() ? nullptr : &*rule;
}

std::string no_such_call(std::string_view word) {
  std::array<std::string_view, rules.size()> names;
  std::transform(rules.begin(), rules.end(), names.begin(), [](const CallRule& rule) { return rule.name; });
  return no_such_word({"call", names, aliases, {}}, word);
}

std::string example_of(const CallRule& rule, std::string_view new_socket, std::string_view socket) {
  std::string example;
  if (!rule.makes.empty()) example += fmt::format("{} = ", new_socket.empty() ? rule.makes : new_socket);
  if (!rule.at.empty()) example += fmt::format("{}.", socket.empty() ? rule.at : socket);
  return example.append(rule.usage);
}

std::string arguments_in_words(const CallRule& rule) {
  if (rule.most_arguments == 0) return "no argument";
  if (rule.most_arguments == any_number) return fmt::format("{} argument or more", rule.least_arguments);
  if (rule.least_arguments < rule.most_arguments)
    return fmt::format("{} or {} arguments", rule.least_arguments, rule.most_arguments);
  return fmt::format("{} argument{}", rule.most_arguments, rule.most_arguments == 1 ? "" : "s");
}

}  // namespace doorway
