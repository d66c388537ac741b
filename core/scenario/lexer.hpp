#pragma once

#include "core/scenario/mistake.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

enum class TokenKind : std::uint8_t {
  word,    ///< a name, a call, a keyword: [A-Za-z_][A-Za-z0-9_]*
  number,  ///< begins with a digit: 64, 1_000, 10ms
  text,    ///< "in quotes"
  colon,
  equals,
  dot,
  comma,
  open,   ///< (
  close,  ///< )
  open_brace,
  close_brace,
};

/// A word of one line. It refers to the line's bytes.
struct Token {
  TokenKind kind = TokenKind::word;
  std::string_view source;  ///< as written, with its quotes
  std::size_t column = 1;
  std::string bytes;  ///< text: what is between the quotes, escapes resolved
};

/// Whether there is such a token, and it is of this kind.
inline bool is_kind(std::span<const Token> tokens, std::size_t index, TokenKind kind) {
  return index < tokens.size() && tokens[index].kind == kind;
}

/// The words of one line, up to the first mistake where there is one.
struct LexedLine {
  std::vector<Token> tokens;
  std::size_t end_column = 1;  ///< just after the last token
  std::optional<Mistake> mistake;
};

/// Takes one line, without its line end, apart. A comment ends it. Columns count from 1. Total and linear in the
/// length of the line; any thread.
LexedLine lex_line(std::string_view line, std::size_t line_number);

}  // namespace doorway
