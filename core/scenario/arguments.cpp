#include "core/scenario/arguments.hpp"

#include "core/base/count_of.hpp"
#include "core/base/suggest.hpp"
#include "core/scenario/limits.hpp"
#include "core/scenario/payload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace doorway {
namespace {

using Alias = OptionWords::Alias;
using std::chrono::milliseconds;

bool is_one(Argument argument, TokenKind kind) {
  return argument.size() == 1 && argument.front().kind == kind;
}

/// The value of digits with `_` between them; what does not fit is the largest number. Nothing for anything else.
std::optional<std::uint64_t> value_of(std::string_view digits) {
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  if (digits.empty() || digits.front() == '_' || digits.back() == '_') return std::nullopt;
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = digits[i];
    if (c == '_' && digits[i - 1] != '_') continue;
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    value = value > (largest - digit) / 10 ? largest : value * 10 + digit;
  }
  return value;
}

/// A number token's digits and the letters after them: 64k is {64, "k"}.
std::pair<std::optional<std::uint64_t>, std::string_view> with_suffix(std::string_view token) {
  const auto letter = std::find_if(token.begin(), token.end(), [](char c) { return (c < '0' || c > '9') && c != '_'; });
  const auto size = static_cast<std::size_t>(letter - token.begin());
  return {value_of(token.substr(0, size)), token.substr(size)};
}

/// How many bytes the letters after a size stand for elsewhere, or 0.
std::uint64_t bytes_in_unit(std::string_view suffix) {
  const std::string small = in_small_letters(suffix);
  if (small == "k" || small == "kb" || small == "kib") return 1u << 10;
  if (small == "m" || small == "mb" || small == "mib") return 1u << 20;
  return small == "b" ? 1 : 0;
}

Parsed<ScriptPayload> read_hex(const CallSite& site, const Token& text) {
  const std::string_view digits = text.source.substr(1, text.source.size() - 2);
  Bytes bytes;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] == ' ') continue;
    const int high = hex_value(digits[i]);
    const int low = i + 1 < digits.size() ? hex_value(digits[i + 1]) : -1;
    if (high < 0 || low < 0)
      return Mistake{{site.line_number, text.column + 1 + i},
                     "hex takes two digits 0-9 a-f for each byte: write hex(\"48 65 6c\")"};
    bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    ++i;
  }
  return ScriptPayload(make_payload(std::move(bytes)));
}

constexpr WrittenForm text_form{"\"Hello\"", "the text as UTF-8"};
constexpr WrittenForm hex_form{"hex(\"48 65\")", "bytes by their hex digits, two a byte"};
constexpr WrittenForm fill_form{"fill(100)", "so many bytes, each other than its neighbours"};
constexpr std::array forms{text_form, hex_form, fill_form};
constexpr WrittenForm a_duration{"10ms", "whole milliseconds, or seconds like 2s"};

/// Of an argument that consists of one word out of a few.
template <class Value, std::size_t N>
Parsed<Value> read_word(const CallSite& site, Argument argument, const OptionWords& vocabulary,
                        const std::array<Value, N>& values) {
  const std::string_view word = source_of(argument);
  const auto found = std::find(vocabulary.words.begin(), vocabulary.words.end(), word);
  if (found == vocabulary.words.end()) return mistake_at(site, argument.front(), no_such_word(vocabulary, word));
  return values.at(static_cast<std::size_t>(found - vocabulary.words.begin()));
}

}  // namespace

std::string in_small_letters(std::string_view word) {
  std::string small(word);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

std::string no_such_word(const OptionWords& vocabulary, std::string_view word) {
  const std::string small = in_small_letters(word.substr(0, limits::quoted_characters));
  const auto alias = std::find_if(vocabulary.aliases.begin(), vocabulary.aliases.end(),
                                  [&](const Alias& each) { return each.written == small; });
  const std::string begin = fmt::format("there is no {} {}", vocabulary.kind, quote_input(word));
  if (alias != vocabulary.aliases.end()) return fmt::format("{}: write {}", begin, alias->meant);
  if (const auto meant = suggest(word, vocabulary.words)) return fmt::format("{}: did you mean {}?", begin, *meant);
  return fmt::format("{}: write one of {}", begin, fmt::join(vocabulary.words, ", "));
}

std::string_view source_of(Argument argument) {
  const std::string_view first = argument.front().source;
  const std::string_view last = argument.back().source;
  return {first.data(), static_cast<std::size_t>(last.data() - first.data()) + last.size()};
}

Mistake mistake_at(const CallSite& site, const Token& token, std::string message) {
  return {{site.line_number, token.column}, std::move(message)};
}

Parsed<std::uint64_t> read_number(const CallSite& site, Argument argument, std::string_view what, std::uint64_t least,
                                  std::uint64_t most) {
  const std::string_view source = source_of(argument);
  std::string wrong = fmt::format("{} is not {}", quote_input(source), what);
  if (is_one(argument, TokenKind::number)) {
    const auto [value, suffix] = with_suffix(source);
    if (value && suffix.empty()) {
      if (*value >= least && *value <= most) return *value;
      wrong = fmt::format("{} is too {}", quote_input(source), *value < least ? "small" : "large");
    } else if (const std::uint64_t unit = bytes_in_unit(suffix); value && unit != 0 && *value <= most / unit) {
      return mistake_at(site, argument.front(),
                        fmt::format("numbers have no unit here: write {} for {}", *value * unit, quote_input(source)));
    }
  }
  return mistake_at(site, argument.front(), fmt::format("{}: write a whole number from {} to {}", wrong, least, most));
}

Parsed<ScriptPayload> read_payload(CallSite& site, Argument argument) {
  static constexpr std::array<std::string_view, 2> makers{"hex", "fill"};
  static constexpr std::array<Alias, 3> aliases{
      {{"bytes", hex_form.written}, {"repeat", fill_form.written}, {"random", fill_form.written}}};
  const Token& first = argument.front();
  if (is_one(argument, TokenKind::text)) return ScriptPayload(make_payload(std::string_view(first.bytes)));

  const bool is_call = first.kind == TokenKind::word && argument.size() > 1 && argument[1].kind == TokenKind::open;
  if (is_call && std::find(makers.begin(), makers.end(), first.source) == makers.end())
    return mistake_at(site, first, no_such_word({"payload", makers, aliases, {}}, first.source));
  const bool has_one_argument = is_call && argument.size() == 4 && argument[3].kind == TokenKind::close;
  if (has_one_argument && first.source == "hex" && argument[2].kind == TokenKind::text)
    return read_hex(site, argument[2]);
  if (has_one_argument && first.source == "fill") {
    const auto size = read_number(site, argument.subspan(2, 1), "a number of bytes", 1, limits::payload_bytes);
    if (!size) return size.error();
    if (const auto payload = site.fills.fill(static_cast<std::size_t>(*size))) return *payload;
    return mistake_at(site, first,
                      fmt::format("all fills of a file come to more than {} bytes: write the same size again, "
                                  "which counts once, or smaller ones",
                                  grouped(limits::payload_bytes)));
  }
  if (is_call)
    return mistake_at(site, first,
                      fmt::format("{} takes one {}: write {}", first.source,
                                  first.source == "hex" ? "text of hex digits" : "number of bytes",
                                  first.source == "hex" ? "hex(\"48 65 6c\")" : "fill(100)"));
  if (is_one(argument, TokenKind::word) || is_one(argument, TokenKind::number))
    return mistake_at(site, first, fmt::format("{0} has no quotes: write \"{0}\"", quote_input(first.source)));
  return mistake_at(site, first,
                    fmt::format("{} is no payload: write \"text\", hex(\"48 65 6c\") or fill(100)",
                                quote_input(source_of(argument))));
}

Parsed<milliseconds> read_duration(const CallSite& site, Argument argument) {
  const std::string_view source = source_of(argument);
  const Token& first = argument.front();
  const std::string shown = quote_input(source);
  if (first.kind == TokenKind::number) {
    const auto [value, suffix] = with_suffix(first.source);
    if (argument.size() == 1 && value && (suffix == "ms" || suffix == "s")) {
      constexpr auto most = static_cast<std::uint64_t>(limits::duration.count());
      const std::uint64_t factor = suffix == "s" ? 1000 : 1;
      if (*value <= most / factor) return milliseconds(static_cast<std::int64_t>(*value * factor));
      return mistake_at(site, first, fmt::format("{} is too long: write {}s at most", shown, most / 1000));
    }
    if (argument.size() == 1 && value && suffix.empty())
      return mistake_at(site, first, fmt::format("{0} has no unit: write {0}ms or {0}s", shown));
    if (argument.size() == 2 && suffix.empty() && (argument[1].source == "ms" || argument[1].source == "s"))
      return mistake_at(
          site, first,
          fmt::format("a duration has no blank: write {}{}", quote_input(first.source), argument[1].source));
  }
  return mistake_at(site, first,
                    fmt::format("{} is no duration: write whole milliseconds or seconds, like 10ms or 2s", shown));
}

Parsed<SocketRef> read_reference(CallSite& site, Argument argument) {
  const Token& first = argument.front();
  if (argument.size() == 3 && first.kind == TokenKind::word && argument[1].kind == TokenKind::dot &&
      argument[2].kind == TokenKind::word) {
    SocketRef to{std::string(first.source), std::string(argument[2].source)};
    site.reference = Reference{to, {site.line_number, first.column}, {site.line_number, argument[2].column}};
    return to;
  }
  if (first.kind == TokenKind::number)
    return mistake_at(
        site, first, "port numbers are never written: bind(0) takes a free port, and bob.l is the port of that socket");
  if (is_one(argument, TokenKind::text))
    return mistake_at(site, first, "addresses are never written: write a process and its socket, like bob.l");
  if (is_one(argument, TokenKind::word)) {
    const auto owner = site.names.owner_of(first.source);
    const std::string_view owner_name = owner ? std::string_view(site.names.process(*owner).name) : "bob";
    return mistake_at(
        site, first,
        fmt::format("{0} does not say whose socket it is: write {1}.{0}", quote_input(first.source), owner_name));
  }
  return mistake_at(
      site, first,
      fmt::format("{} is no socket: write a process and its socket, like bob.l", quote_input(source_of(argument))));
}

Parsed<std::string> read_own_socket(const CallSite& site, Argument argument) {
  const Token& first = argument.front();
  if (argument.size() > 1 && argument[1].kind == TokenKind::dot)
    return mistake_at(site, first,
                      fmt::format("a process waits at its own sockets, by their name alone: write {}", site.example));
  if (!is_one(argument, TokenKind::word))
    return mistake_at(site, first,
                      fmt::format("{} is no socket: write {}", quote_input(source_of(argument)), site.example));
  if (!site.names.has_socket(site.process, first.source))
    return mistake_at(site, first, site.names.no_socket_yet(site.process, first.source));
  return std::string(first.source);
}

const OptionWords& socket_types() {
  static constexpr std::array<std::string_view, 4> words{"tcp", "tcp6", "udp", "udp6"};
  static constexpr std::array<Alias, 6> aliases{{{"sock_stream", "tcp"},
                                                 {"stream", "tcp"},
                                                 {"tcp4", "tcp"},
                                                 {"sock_dgram", "udp"},
                                                 {"dgram", "udp"},
                                                 {"udp4", "udp"}}};
  static constexpr std::array<std::string_view, 4> meanings{"a stream of bytes", "a stream of bytes, over IPv6",
                                                            "datagrams, each whole or lost", "datagrams, over IPv6"};
  static constexpr OptionWords types{"socket type", words, aliases, meanings};
  return types;
}

Parsed<SocketType> read_socket_type(const CallSite& site, Argument argument) {
  return read_word(site, argument, socket_types(),
                   std::array{SocketType::tcp, SocketType::tcp6, SocketType::udp, SocketType::udp6});
}

const OptionWords& shutdown_directions() {
  static constexpr std::array<std::string_view, 3> words{"send", "recv", "both"};
  static constexpr std::array<Alias, 8> aliases{{{"shut_wr", "send"},
                                                 {"write", "send"},
                                                 {"wr", "send"},
                                                 {"shut_rd", "recv"},
                                                 {"read", "recv"},
                                                 {"rd", "recv"},
                                                 {"shut_rdwr", "both"},
                                                 {"all", "both"}}};
  static constexpr std::array<std::string_view, 3> meanings{"nothing more is sent: the other end reads to the end",
                                                            "nothing more is read here", "both at once"};
  static constexpr OptionWords directions{"direction", words, aliases, meanings};
  return directions;
}

Parsed<ShutdownHow> read_shutdown_how(const CallSite& site, Argument argument) {
  return read_word(site, argument, shutdown_directions(),
                   std::array{ShutdownHow::send, ShutdownHow::recv, ShutdownHow::both});
}

std::span<const WrittenForm> payload_forms() {
  return forms;
}

const WrittenForm& duration_form() {
  return a_duration;
}

}  // namespace doorway
