#include "core/scenario/highlight.hpp"

#include "core/base/utf8.hpp"
#include "core/scenario/lexer.hpp"

#include <algorithm>
#include <span>

namespace doorway {
namespace {

/// Puts inks beside each other, with plain ones between.
class Inks {
 public:
  explicit Inks(std::string_view line) : line_(line) {}

  void add(std::size_t begin, std::size_t end, Ink ink) {
    if (begin > end_) inks_.push_back({end_, begin, Ink::plain});
    if (end > begin) inks_.push_back({begin, end, ink});
    end_ = end;
  }
  std::vector<InkedBytes> finish() {
    if (end_ < line_.size()) inks_.push_back({end_, line_.size(), Ink::plain});
    return std::move(inks_);
  }

 private:
  std::string_view line_;
  std::size_t end_ = 0;
  std::vector<InkedBytes> inks_;
};

/// `depth`: how many parentheses are open before this token.
Ink ink_of(std::span<const Token> tokens, std::size_t index, std::size_t depth) {
  if (tokens[index].kind == TokenKind::text) return Ink::payload;
  if (tokens[index].kind != TokenKind::word) return Ink::plain;
  if (index == 0 && is_kind(tokens, 1, TokenKind::colon)) return Ink::process;
  if (index == 0 && tokens[index].source == "repeat") return Ink::call;
  if (is_kind(tokens, index + 1, TokenKind::open)) return depth == 0 ? Ink::call : Ink::payload;
  return depth > 0 && is_kind(tokens, index + 1, TokenKind::dot) ? Ink::process : Ink::plain;
}

}  // namespace

std::vector<InkedBytes> inks_of(std::string_view line) {
  const LexedLine lexed = lex_line(line, 1);
  Inks inks(line);
  std::size_t depth = 0;
  std::size_t end = 0;
  for (std::size_t i = 0; i < lexed.tokens.size(); ++i) {
    const Token& token = lexed.tokens[i];
    const auto begin = static_cast<std::size_t>(token.source.data() - line.data());
    end = begin + token.source.size();
    inks.add(begin, end, ink_of(lexed.tokens, i, depth));
    if (token.kind == TokenKind::open) ++depth;
    if (token.kind == TokenKind::close && depth > 0) --depth;
  }
  // Behind the last word comes a comment, or the first thing that is wrong: of a text its beginning, most often.
  const std::size_t next = line.find_first_not_of(" \t", end);
  if (next != std::string_view::npos && line[next] == '#') inks.add(next, line.size(), Ink::comment);
  if (next != std::string_view::npos && line[next] == '"') inks.add(next, line.size(), Ink::payload);
  return inks.finish();
}

ByteRange word_at_column(std::string_view line, std::size_t column) {
  for (const Token& token : lex_line(line, 1).tokens) {
    const auto begin = static_cast<std::size_t>(token.source.data() - line.data());
    if (column >= token.column && column < token.column + count_characters(token.source))
      return {begin, begin + token.source.size()};
  }
  std::size_t begin = 0;
  for (std::size_t at = 1; at < column && begin < line.size(); ++at)
    begin += std::max<std::size_t>(decode_utf8(line.substr(begin)).size_bytes, 1);
  if (begin >= line.size()) return {line.size(), line.size()};
  return {begin, begin + std::max<std::size_t>(decode_utf8(line.substr(begin)).size_bytes, 1)};
}

}  // namespace doorway
