#pragma once

#include "core/scenario/arguments.hpp"
#include "core/scenario/call.hpp"

#include <cstddef>
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

/// Null where there is no such call.
const CallRule* find_rule(std::string_view name);

/// What to write instead of `word`, which is no call.
std::string no_such_call(std::string_view word);

/// The call as it should look, with the names given, or the usual ones for empty ones: `c = l.accept()`.
std::string example_of(const CallRule& rule, std::string_view new_socket, std::string_view socket);

/// "1 argument", "1 or 2 arguments"
std::string arguments_in_words(const CallRule& rule);

}  // namespace doorway
