#pragma once

#include "core/scenario/arguments.hpp"
#include "core/scenario/call.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace doorway {

/// How one call of the language is written.
struct CallRule {
  std::string_view name;
  std::string_view at;     ///< the usual name of the socket it is called at; empty for a call of the process itself
  std::string_view makes;  ///< the usual name of the socket it makes; empty where it makes none
  std::size_t least_arguments = 0;
  std::size_t most_arguments = 0;
  std::string_view usage;  ///< `send("Hello")`
  Parsed<Call> (*read)(CallSite& site, std::span<const Argument> arguments) = nullptr;
};

/// All of them.
std::span<const CallRule> call_rules();

/// What stands at a place between a call's parentheses.
enum class ArgumentKind : std::uint8_t {
  none,
  socket_type,
  port,       ///< `0`, or whose port
  reference,  ///< `bob.l`
  number,
  payload,
  direction,
  option,
  option_value,  ///< of the option before it
  poll_item,     ///< `c`, `write c`; a duration may be the last
  waited_for,    ///< a duration, or a socket with a number after it
};

/// At which sockets a call does what it is for. At others it can be made too, and the kernel says why it fails.
enum class SocketUse : std::uint8_t {
  any,
  fresh,         ///< neither connected nor listening yet
  fresh_stream,  ///< the same, and TCP
  listening,
  connected,
  datagram,  ///< UDP
};

/// What a call is for, as whoever writes a script wants to know it.
struct CallGuide {
  std::string_view name;
  SocketUse use = SocketUse::any;
  std::array<ArgumentKind, 2> arguments{};  ///< of poll the second stands for all that follow
  std::string_view meaning;                 ///< what it asks of the kernel, in a line
};
const CallGuide& guide_of(const CallRule& rule);

/// Null where there is no such call.
const CallRule* find_rule(std::string_view name);

/// What else people write for calls: `getsockname` for `local`.
std::span<const OptionWords::Alias> call_aliases();

/// What to write instead of `word`, which is no call.
std::string no_such_call(std::string_view word);

/// The call as it should look, with the names given, or the usual ones for empty ones: `c = l.accept()`.
std::string example_of(const CallRule& rule, std::string_view new_socket, std::string_view socket);

/// "1 argument", "1 or 2 arguments"
std::string arguments_in_words(const CallRule& rule);

}  // namespace doorway
