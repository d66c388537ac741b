// The arguments of get, set and poll.
#include "core/scenario/arguments.hpp"
#include "core/scenario/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace doorway {
namespace {

using Alias = OptionWords::Alias;

constexpr std::array<OptionValues::Word, 2> nodelay_words{
    {{"on", 1, "small writes go at once"}, {"off", 0, "small writes wait for the one before (Nagle)"}}};
constexpr std::array<OptionValues::Word, 2> reuseaddr_words{
    {{"on", 1, "bind may take a port that is in TIME_WAIT"}, {"off", 0, "bind waits until TIME_WAIT is over"}}};
constexpr std::array<OptionValues::Word, 2> nonblocking_words{
    {{"on", 1, "calls return EAGAIN instead of sleeping"}, {"off", 0, "calls sleep"}}};
constexpr std::array<OptionValues::Word, 1> no_timeout{{{"off", 0, "it waits as long as it takes"}}};
constexpr std::array<OptionValues::Word, 2> linger_words{
    {{"off", linger_off, "close says goodbye in the background"}, {"0", 0, "close resets the connection"}}};

constexpr WrittenForm a_size{"4096", "bytes; Linux doubles what is set"};
constexpr WrittenForm a_time_limit{"100ms", "a recv that waits longer fails with EAGAIN"};

/// What is wrong with a value that is none of an option's words.
std::string not_a_value(Option option) {
  if (option == Option::linger)
    return "a linger time makes close wait, even at a non-blocking descriptor: write off or 0";
  return fmt::format("{0} is on or off: write set({0}, on)", to_string(option));
}

Parsed<std::int64_t> read_receive_timeout(const CallSite& site, Argument argument) {
  const auto duration = read_duration(site, argument);
  if (!duration) return duration.error();
  if (duration->count() == 0)
    return mistake_at(site, argument.front(), "a time limit of 0 means none to the kernel: write off");
  return static_cast<std::int64_t>(duration->count());
}

constexpr std::array option_values{Option::nodelay,     Option::sndbuf,   Option::rcvbuf, Option::reuseaddr,
                                   Option::nonblocking, Option::rcvtimeo, Option::linger};

}  // namespace

const OptionWords& options() {
  static constexpr std::array<std::string_view, option_values.size()> words{
      "nodelay", "sndbuf", "rcvbuf", "reuseaddr", "nonblocking", "rcvtimeo", "linger"};
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
  static constexpr std::array<std::string_view, option_values.size()> meanings{
      "whether small writes wait for each other (TCP_NODELAY)",
      "room for bytes that are not acknowledged yet (SO_SNDBUF)",
      "room for bytes that are not read yet (SO_RCVBUF)",
      "whether bind may take a port that is in TIME_WAIT (SO_REUSEADDR)",
      "whether calls return EAGAIN instead of sleeping (O_NONBLOCK)",
      "how long recv waits (SO_RCVTIMEO)",
      "what close does with what is not sent yet (SO_LINGER)"};
  static constexpr OptionWords all{"option", words, aliases, meanings};
  return all;
}

std::optional<Option> option_named(std::string_view name) {
  const auto words = options().words;
  const auto found = std::find(words.begin(), words.end(), name);
  if (found == words.end()) return std::nullopt;
  return option_values.at(static_cast<std::size_t>(found - words.begin()));
}

Parsed<Option> read_option(const CallSite& site, Argument argument) {
  const std::string_view word = source_of(argument);
  if (const auto option = option_named(word)) return *option;
  return mistake_at(site, argument.front(), no_such_word(options(), word));
}

const OptionValues& values_of(Option option) {
  static constexpr OptionValues of_nodelay{nodelay_words, {}};
  static constexpr OptionValues of_reuseaddr{reuseaddr_words, {}};
  static constexpr OptionValues of_nonblocking{nonblocking_words, {}};
  static constexpr OptionValues of_rcvtimeo{no_timeout, a_time_limit};
  static constexpr OptionValues of_linger{linger_words, {}};
  static constexpr OptionValues of_buffers{{}, a_size};
  switch (option) {
    case Option::nodelay: return of_nodelay;
    case Option::reuseaddr: return of_reuseaddr;
    case Option::nonblocking: return of_nonblocking;
    case Option::rcvtimeo: return of_rcvtimeo;
    case Option::linger: return of_linger;
    case Option::sndbuf:
    case Option::rcvbuf: break;
  }
  return of_buffers;
}

Parsed<std::int64_t> read_option_value(const CallSite& site, Option option, Argument argument) {
  const OptionValues& values = values_of(option);
  const std::string_view word = source_of(argument);
  const auto found = std::find_if(values.words.begin(), values.words.end(),
                                  [&](const OptionValues::Word& each) { return each.word == word; });
  if (found != values.words.end()) return found->value;
  if (option == Option::rcvtimeo) return read_receive_timeout(site, argument);
  if (!values.example) return mistake_at(site, argument.front(), not_a_value(option));
  const auto bytes = read_number(site, argument, "a number of bytes", 0, limits::buffer_bytes);
  if (!bytes) return bytes.error();
  return static_cast<std::int64_t>(*bytes);
}

const OptionWords& poll_directions() {
  static constexpr std::array<std::string_view, 2> words{"read", "write"};
  static constexpr std::array<Alias, 8> aliases{{{"in", "read"},
                                                 {"pollin", "read"},
                                                 {"recv", "read"},
                                                 {"readable", "read"},
                                                 {"out", "write"},
                                                 {"pollout", "write"},
                                                 {"send", "write"},
                                                 {"writable", "write"}}};
  static constexpr std::array<std::string_view, 2> meanings{"wait for something to read (POLLIN)",
                                                            "wait for room to write (POLLOUT)"};
  static constexpr OptionWords directions{"direction", words, aliases, meanings};
  return directions;
}

Parsed<PollItem> read_poll_item(const CallSite& site, Argument argument) {
  const auto directions = poll_directions().words;
  const auto is_direction = [&](const Token& token) {
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
    return mistake_at(site, rest.front(), no_such_word(poll_directions(), rest.front().source));
  auto socket = read_own_socket(site, rest);
  if (!socket) return socket.error();
  item.socket = std::move(*socket);
  return item;
}

}  // namespace doorway
