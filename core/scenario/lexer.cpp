#include "core/scenario/lexer.hpp"

#include "core/base/utf8.hpp"
#include "core/scenario/limits.hpp"
#include "core/scenario/payload.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace doorway {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word_character(char c) {
  return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::optional<TokenKind> punctuation(char c) {
  switch (c) {
    case ':': return TokenKind::colon;
    case '=': return TokenKind::equals;
    case '.': return TokenKind::dot;
    case ',': return TokenKind::comma;
    case '(': return TokenKind::open;
    case ')': return TokenKind::close;
    case '{': return TokenKind::open_brace;
    case '}': return TokenKind::close_brace;
    default: return std::nullopt;
  }
}

/// Single and double ones, high and low, and guillemets: what word processors make of straight quotes.
bool is_curly_quote(char32_t c) {
  return (c >= 0x2018 && c <= 0x201F) || c == 0x00AB || c == 0x00BB || c == 0x2032 || c == 0x2033;
}

/// The bytes of a character as escapes of a text: \xE2\x80\xAE
std::string as_escapes(std::string_view bytes) {
  std::string escapes;
  for (const char byte : bytes) escapes += fmt::format("\\x{:02X}", static_cast<std::uint8_t>(byte));
  return escapes;
}

/// What is wrong with a character wherever it stands, or nothing.
std::string forbidden_anywhere(const DecodedCharacter& character, std::string_view bytes) {
  const char32_t code_point = character.code_point;
  if (!character.valid)
    return fmt::format(
        "the byte {0:02X} is not UTF-8: save the file as UTF-8, or write \\x{0:02X} inside quotes to send this byte",
        static_cast<std::uint8_t>(code_point));
  if (is_bidi_control(code_point))
    return fmt::format(
        "the character {} makes a line read otherwise than it is: delete it, or write {} inside quotes to send it",
        code_point_name(code_point), as_escapes(bytes));
  if (is_control(code_point) && code_point != '\t')
    return fmt::format("the control character {} cannot be seen: delete it, or write {} inside quotes to send it",
                       code_point_name(code_point), as_escapes(bytes));
  return {};
}

/// What is wrong with a character that begins no token, outside quotes and comments.
std::string stray_character(std::string_view rest, char32_t code_point) {
  const std::string shown = quote_input(rest.substr(0, decode_utf8(rest).size_bytes));
  if (code_point == ';') return "a line needs no semicolon: delete it";
  if (code_point == '\'') return "single quotes mark nothing here: write straight double quotes, \"Hello\"";
  if (is_curly_quote(code_point)) return fmt::format("{} is a curly quote: write the straight one, \"", shown);
  if (rest.starts_with("->")) return "-> is a dot here: write s.send(\"Hello\")";
  if (rest.starts_with("//")) return "// begins no comment: write #";
  if (code_point == '-') return "there is no minus: write numbers from 0 up, and names with _";
  if (is_odd_space(code_point)) return fmt::format("{} is no ordinary blank: write one", code_point_name(code_point));
  constexpr char32_t wide_forms = 0xFF01;
  constexpr char32_t last_wide_form = 0xFF5E;
  if (code_point >= wide_forms && code_point <= last_wide_form)
    return fmt::format("{} is the wide form: write {}", shown, static_cast<char>(code_point - wide_forms + '!'));
  if (code_point >= 0x80)
    return fmt::format("{} can stand only in quotes and comments: write names with a-z, A-Z, 0-9 and _", shown);
  return fmt::format("{} can stand only in quotes and comments: write lines like alice: s.send(\"Hello\")", shown);
}

class Lexer {
 public:
  Lexer(std::string_view line, std::size_t line_number) : line_(line), line_number_(line_number) {}

  LexedLine run() {
    check_characters();
    while (!result_.mistake && offset_ < line_.size() && line_[offset_] != '#') read_token();
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::string_view rest() const { return line_.substr(offset_); }

  void fail(std::size_t column, std::string message) {
    result_.mistake = Mistake{{line_number_, column}, std::move(message)};
  }

  void check_characters() {
    std::string_view unchecked = line_;
    for (std::size_t column = 1; !unchecked.empty(); ++column) {
      if (unchecked.front() >= ' ' && unchecked.front() <= '~') {
        unchecked.remove_prefix(1);
        continue;
      }
      const DecodedCharacter character = decode_utf8(unchecked);
      std::string message = forbidden_anywhere(character, unchecked.substr(0, character.size_bytes));
      if (!message.empty()) return fail(column, std::move(message));
      unchecked.remove_prefix(character.size_bytes);
    }
  }

  void read_token() {
    const char c = line_[offset_];
    if (c == ' ' || c == '\t') {
      ++offset_;
      ++column_;
    } else if (c == '"') {
      read_text();
    } else if (is_word_character(c)) {
      std::size_t size = 1;
      while (offset_ + size < line_.size() && is_word_character(line_[offset_ + size])) ++size;
      add(is_digit(c) ? TokenKind::number : TokenKind::word, size, size);
    } else if (rest().starts_with("==")) {
      fail(column_, "== compares, and there is nothing to compare: write one =");
    } else if (const auto kind = punctuation(c)) {
      add(*kind, 1, 1);
    } else {
      fail(column_, stray_character(rest(), decode_utf8(rest()).code_point));
    }
  }

  void add(TokenKind kind, std::size_t size_bytes, std::size_t characters, std::string bytes = {}) {
    result_.tokens.push_back({kind, line_.substr(offset_, size_bytes), column_, std::move(bytes)});
    offset_ += size_bytes;
    column_ += characters;
    result_.end_column = column_;
  }

  void read_text() {
    std::string bytes;
    std::size_t size = 1;
    std::size_t characters = 1;
    while (offset_ + size < line_.size()) {
      const std::string_view here = line_.substr(offset_ + size);
      if (here.front() == '"') return add(TokenKind::text, size + 1, characters + 1, std::move(bytes));
      if (here.front() == '\t') return fail(column_ + characters, "a tab cannot be told from blanks: write \\t");
      if (here.front() == '\\' && here.size() > 1) {
        const std::size_t taken = read_escape(here, column_ + characters, bytes);
        if (taken == 0) return;
        size += taken;
        characters += taken;
        continue;
      }
      const std::size_t character_size = decode_utf8(here).size_bytes;
      bytes += here.substr(0, character_size);
      size += character_size;
      ++characters;
    }
    fail(column_, "the closing quote is missing: write \" where the text ends");
  }

  /// Of at least two bytes, a backslash and its letter. Returns how many characters, all of one byte, the escape
  /// takes; 0 after a mistake.
  std::size_t read_escape(std::string_view here, std::size_t column, std::string& bytes) {
    switch (here[1]) {
      case 'n': bytes += '\n'; return 2;
      case 't': bytes += '\t'; return 2;
      case '"': bytes += '"'; return 2;
      case '\\': bytes += '\\'; return 2;
      case 'x': {
        const int high = here.size() > 2 ? hex_value(here[2]) : -1;
        const int low = here.size() > 3 ? hex_value(here[3]) : -1;
        if (high >= 0 && low >= 0) {
          bytes += static_cast<char>(high * 16 + low);
          return 4;
        }
        fail(column, "\\x needs two hex digits: write \\x0A for the byte 10");
        return 0;
      }
      case 'r': fail(column, "there is no escape \\r: write \\x0D"); return 0;
      case '0': fail(column, "there is no escape \\0: write \\x00"); return 0;
      default: break;
    }
    const std::string_view escaped = here.substr(1);
    fail(column,
         fmt::format("there is no escape \\{}: write one of \\n \\t \\\" \\\\ \\xHH, or \\\\ for the sign itself",
                     quote_input(escaped.substr(0, decode_utf8(escaped).size_bytes))));
    return 0;
  }

  std::string_view line_;
  std::size_t line_number_;
  std::size_t offset_ = 0;
  std::size_t column_ = 1;
  LexedLine result_;
};

}  // namespace

LexedLine lex_line(std::string_view line, std::size_t line_number) {
  return Lexer(line, line_number).run();
}

}  // namespace doorway
