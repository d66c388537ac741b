#pragma once

#include "core/scenario/call.hpp"
#include "core/scenario/lexer.hpp"
#include "core/scenario/names.hpp"
#include "core/scenario/payload.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace doorway {

/// What stands between two commas of a call's parentheses. Never empty.
using Argument = std::span<const Token>;

/// `bob.l` as a call names it, to be looked up when the whole file has been read.
struct Reference {
  SocketRef to;
  SourcePosition process_at;
  SourcePosition socket_at;
};

/// What the readers of arguments know of the line around them.
struct CallSite {
  std::size_t line_number = 1;
  ProcessId process = 0;
  const Names& names;
  FillStore& fills;
  std::string example;                 ///< the call as it should look: `s.send("Hello")`
  std::optional<Reference> reference;  ///< out: what the call refers to
};

/// A closed set of words, and what else people write for them.
struct OptionWords {
  struct Alias {
    std::string_view written;  ///< in small letters
    std::string_view meant;
  };
  std::string_view kind;  ///< "call", "option"
  std::span<const std::string_view> words;
  std::span<const Alias> aliases;
  std::span<const std::string_view> meanings;  ///< of each word, in a line; none where others tell them
};

/// The words of arguments: `tcp`, `udp6`; `send`, `both`; `nodelay`, `sndbuf`; `read`, `write`.
const OptionWords& socket_types();
const OptionWords& shutdown_directions();
const OptionWords& options();
const OptionWords& poll_directions();

/// Something as it can be written, and what it is.
struct WrittenForm {
  std::string_view written;
  std::string_view meaning;
};
/// `"Hello"`, `hex("48 65")`, `fill(100)`
std::span<const WrittenForm> payload_forms();
/// `10ms`
const WrittenForm& duration_form();

/// What `set` can give an option.
struct OptionValues {
  struct Word {
    std::string_view word;
    std::int64_t value = 0;  ///< as call::Set has it
    std::string_view meaning;
  };
  std::span<const Word> words;
  std::optional<WrittenForm> example;  ///< of a number or a duration, where it can be one
};
const OptionValues& values_of(Option option);
/// The option of this name, or nothing.
std::optional<Option> option_named(std::string_view name);

std::string in_small_letters(std::string_view word);

/// What to write instead of `word`, which is none of the vocabulary.
std::string no_such_word(const OptionWords& vocabulary, std::string_view word);

/// The argument as written, from its first word to its last.
std::string_view source_of(Argument argument);

Mistake mistake_at(const CallSite& site, const Token& token, std::string message);

/// A whole number with its bounds; `what` is in words: "a number of bytes".
Parsed<std::uint64_t> read_number(const CallSite& site, Argument argument, std::string_view what, std::uint64_t least,
                                  std::uint64_t most);
/// `"text"`, `hex("…")` or `fill(N)`
Parsed<ScriptPayload> read_payload(CallSite& site, Argument argument);
/// 10ms, 2s; 60 s at most
Parsed<std::chrono::milliseconds> read_duration(const CallSite& site, Argument argument);
/// `bob.l`; also put into the site for a later look-up
Parsed<SocketRef> read_reference(CallSite& site, Argument argument);
/// A socket that the calling process has made in an earlier line
Parsed<std::string> read_own_socket(const CallSite& site, Argument argument);
Parsed<SocketType> read_socket_type(const CallSite& site, Argument argument);
Parsed<ShutdownHow> read_shutdown_how(const CallSite& site, Argument argument);
Parsed<Option> read_option(const CallSite& site, Argument argument);
/// In the option's unit, as call::Set has it
Parsed<std::int64_t> read_option_value(const CallSite& site, Option option, Argument argument);
/// `c`, `read c`, `write c`, `read write c`
Parsed<PollItem> read_poll_item(const CallSite& site, Argument argument);

}  // namespace doorway
