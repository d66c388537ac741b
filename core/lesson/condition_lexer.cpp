#include "core/lesson/condition_lexer.hpp"

#include "core/base/utf8.hpp"
#include "core/scenario/payload.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace doorway {
namespace {

using Kind = ConditionToken::Kind;

// The classification functions of <cctype> depend on the locale and dislike bytes above 127.
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool in_number(char c) {
  return is_digit(c) || c == '_';
}
constexpr bool begins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool in_word(char c) {
  return begins_word(c) || is_digit(c);
}
constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// What people write who come from other languages.
struct Habit {
  std::string_view written;
  std::string_view message;
};
constexpr std::array<Habit, 13> habits{{{"&&", "write and"},
                                        {"||", "write or"},
                                        {"&", "write and"},
                                        {"|", "write or"},
                                        {"!", "write not, or != between two values"},
                                        {"=", "= is no comparison: write =="},
                                        {"-", "a minus stands before digits; states have _: CLOSE_WAIT"},
                                        {"'", "text stands between double quotes: \"Hello\""},
                                        {":", "in a condition a dot follows the process: bob.recv#1"},
                                        {"\xE2\x80\x9C", "this quote is curly: write the straight one, \""},
                                        {"\xE2\x80\x9D", "this quote is curly: write the straight one, \""},
                                        {"\xE2\x80\x9E", "this quote is curly: write the straight one, \""},
                                        {"\xE2\x89\xA0", "write !="}}};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<ConditionToken> all() {
    std::vector<ConditionToken> tokens;
    do {
      while (at_ < text_.size() && is_space(text_[at_])) ++at_;
      tokens.push_back(next());
    } while (tokens.back().kind != Kind::end);
    return tokens;
  }

 private:
  ConditionToken next() {
    if (at_ == text_.size()) return token(Kind::end, 0);
    const char c = text_[at_];
    if (begins_word(c)) return token(Kind::word, run(at_, in_word));
    if (is_digit(c)) return token(Kind::number, run(at_, in_number));
    if (c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) {
      return token(Kind::number, 1 + run(at_ + 1, in_number));
    }
    if (c == '"') return quote_input();
    return sign();
  }

  ConditionToken sign() {
    static constexpr std::array<std::pair<std::string_view, Kind>, 10> signs{{{"==", Kind::comparison},
                                                                              {"!=", Kind::comparison},
                                                                              {"<=", Kind::comparison},
                                                                              {">=", Kind::comparison},
                                                                              {"<", Kind::comparison},
                                                                              {">", Kind::comparison},
                                                                              {".", Kind::dot},
                                                                              {"#", Kind::hash},
                                                                              {"(", Kind::open},
                                                                              {")", Kind::close}}};
    for (const auto& [written, kind] : signs) {
      if (text_.substr(at_).starts_with(written)) return token(kind, written.size());
    }
    for (const Habit& habit : habits) {
      if (text_.substr(at_).starts_with(habit.written)) {
        return mistake(habit.written.size(), std::string(habit.message));
      }
    }
    return mistake(1 + run(at_ + 1, continues_character), "a condition has no such sign");
  }

  ConditionToken quote_input() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '"' && text_[end] != '\n') end += text_[end] == '\\' ? 2 : 1;
    if (end < text_.size() && text_[end] == '"') return token(Kind::text, end + 1 - at_);
    return mistake(std::min(end, text_.size()) - at_, "the text does not end: close it with \"");
  }

  template <class Predicate>
  [[nodiscard]] std::size_t run(std::size_t from, Predicate belongs) const {
    std::size_t end = from;
    while (end < text_.size() && belongs(text_[end])) ++end;
    return end - from;
  }

  ConditionToken token(Kind kind, std::size_t length) {
    ConditionToken made{kind, at_, text_.substr(at_, length), {}};
    at_ += length;
    return made;
  }
  ConditionToken mistake(std::size_t length, std::string message) {
    ConditionToken made = token(Kind::mistake, length);
    made.message = std::move(message);
    return made;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<ConditionToken> condition_tokens(std::string_view text) {
  return Lexer(text).all();
}

Bytes unescape(std::string_view quoted, std::size_t& bad_escape) {
  bad_escape = std::string_view::npos;
  Bytes bytes;
  const std::size_t end = quoted.size() - 1;
  for (std::size_t i = 1; i < end; ++i) {
    if (quoted[i] != '\\') {
      bytes.push_back(static_cast<std::uint8_t>(quoted[i]));
      continue;
    }
    const std::size_t escape = i++;
    switch (quoted[i]) {
      case 'n': bytes.push_back('\n'); continue;
      case 't': bytes.push_back('\t'); continue;
      case '"': bytes.push_back('"'); continue;
      case '\\': bytes.push_back('\\'); continue;
      default: break;
    }
    const int high = quoted[i] == 'x' && i + 2 < end ? hex_value(quoted[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(quoted[i + 2]) : -1;
    if (low < 0) {
      bad_escape = escape;
      return bytes;
    }
    bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    i += 2;
  }
  return bytes;
}

}  // namespace doorway
