// The arguments of get, set and poll.
#include "core/scenario/arguments.hpp"
#include "core/scenario/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace doorway {
namespace {

using Alias = OptionWords::Alias;

Parsed<std::int64_t> read_switch(const CallSite& site, Option option, Argument argument) {
  const std::string_view word = source_of(argument);
  if (word == "on") return std::int64_t{1};
  if (word == "off") return std::int64_t{0};
  return mistake_at(site, argument.front(),
                    fmt::format("{} is on or off: write set({}, on)", to_string(option), to_string(option)));
}

Parsed<std::int64_t> read_receive_timeout(const CallSite& site, Argument argument) {
  if (source_of(argument) == "off") return std::int64_t{0};
  const auto duration = read_duration(site, argument);
  if (!duration) return duration.error();
  if (duration->count() == 0)
    return mistake_at(site, argument.front(), "a time limit of 0 means none to the kernel: write off");
  return static_cast<std::int64_t>(duration->count());
}

}  // namespace

Parsed<Option> read_option(const CallSite& site, Argument argument) {
  static constexpr std::array values{Option::nodelay,     Option::sndbuf,   Option::rcvbuf, Option::reuseaddr,
                                     Option::nonblocking, Option::rcvtimeo, Option::linger};
  static constexpr std::array<std::string_view, 7> words{"nodelay",     "sndbuf",   "rcvbuf", "reuseaddr",
                                                         "nonblocking", "rcvtimeo", "linger"};
  static constexpr std::array<Alias, 10> aliases{{{"tcp_nodelay", "nodelay"},
                                                  {"so_sndbuf", "sndbuf"},
                                                  {"so_rcvbuf", "rcvbuf"},
                                                  {"so_reuseaddr", "reuseaddr"},
                                                  {"o_nonblock", "nonblocking"},
                                                  {"sock_nonblock", "nonblocking"},
                                                  {"fionbio", "nonblocking"},
                                                  {"so_rcvtimeo", "rcvtimeo"},
                                                  {"timeout", "rcvtimeo"},
                                                  {"so_linger", "linger"}}};
  const std::string_view word = source_of(argument);
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return mistake_at(site, argument.front(), no_such_word({"option", words, aliases}, word));
  return values.at(static_cast<std::size_t>(found - words.begin()));
}

Parsed<std::int64_t> read_option_value(const CallSite& site, Option option, Argument argument) {
  switch (option) {
    case Option::nodelay:
    case Option::reuseaddr:
    case Option::nonblocking: return read_switch(site, option, argument);
    case Option::rcvtimeo: return read_receive_timeout(site, argument);
    case Option::linger: {
      if (source_of(argument) == "off") return linger_off;
      if (source_of(argument) == "0") return std::int64_t{0};
      return mistake_at(site, argument.front(),
                        "a linger time makes close wait, even at a non-blocking descriptor: write off or 0");
    }
    case Option::sndbuf:
    case Option::rcvbuf: break;
  }
  const auto bytes = read_number(site, argument, "a number of bytes", 0, limits::buffer_bytes);
  if (!bytes) return bytes.error();
  return static_cast<std::int64_t>(*bytes);
}

Parsed<PollItem> read_poll_item(const CallSite& site, Argument argument) {
  static constexpr std::array<std::string_view, 2> directions{"read", "write"};
  static constexpr std::array<Alias, 8> aliases{{{"in", "read"},
                                                 {"pollin", "read"},
                                                 {"recv", "read"},
                                                 {"readable", "read"},
                                                 {"out", "write"},
                                                 {"pollout", "write"},
                                                 {"send", "write"},
                                                 {"writable", "write"}}};
  const auto is_direction = [](const Token& token) {
    return std::find(directions.begin(), directions.end(), token.source) != directions.end();
  };
  PollItem item;
  const auto words = std::find_if_not(argument.begin(), argument.end(), is_direction);
  const auto count = static_cast<std::size_t>(words - argument.begin());
  if (count > 0) {
    const auto has = [&](std::string_view direction) {
      return std::any_of(argument.begin(), words, [&](const Token& token) { return token.source == direction; });
    };
    item.read = has("read");
    item.write = has("write");
  }
  if (count == argument.size())
    return mistake_at(site, argument.back(),
                      fmt::format("the socket is missing after {}: write its name, like {} c", argument.back().source,
                                  argument.back().source));
  const Argument rest = argument.subspan(count);
  if (is_direction(rest.back()))
    return mistake_at(site, rest.back(),
                      fmt::format("{0} stands before its socket: write {0} {1}", rest.back().source,
                                  quote_input(rest.front().source)));
  if (rest.size() > 1 && rest[0].kind == TokenKind::word && rest[1].kind == TokenKind::word)
    return mistake_at(site, rest.front(), no_such_word({"direction", directions, aliases}, rest.front().source));
  auto socket = read_own_socket(site, rest);
  if (!socket) return socket.error();
  item.socket = std::move(*socket);
  return item;
}

}  // namespace doorway
