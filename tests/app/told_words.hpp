#pragma once

#include <cctype>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// What is asked of every sentence that the window tells.
namespace doorway::test {

/// Without what is quoted and without calls: `c = l.accept()` and `send("Hello")` are code.
inline std::string without_code(std::string_view sentence) {
  const auto is_of_name = [](char sign) {
    return std::isalnum(static_cast<unsigned char>(sign)) != 0 || sign == '_' || sign == '.';
  };
  std::string text;
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    if (sentence[at] == '"') {
      for (++at; at < sentence.size() && sentence[at] != '"'; ++at) at += sentence[at] == '\\' ? 1 : 0;
    } else if (sentence[at] == '(' && !text.empty() && is_of_name(text.back())) {
      int depth = 1;
      bool quoted = false;
      for (++at; at < sentence.size() && depth > 0; ++at) {
        if (quoted && sentence[at] == '\\') {
          ++at;
        } else if (sentence[at] == '"') {
          quoted = !quoted;
        } else if (!quoted) {
          depth += sentence[at] == '(' ? 1 : sentence[at] == ')' ? -1 : 0;
        }
      }
      --at;
      while (!text.empty() && is_of_name(text.back())) text.pop_back();
      if (text.ends_with(" = ")) text.resize(text.size() - 3);
      while (!text.empty() && is_of_name(text.back())) text.pop_back();
    } else {
      text += sentence[at];
    }
  }
  return text;
}

/// What is wrong with how it is written, or nothing: numbers of more than three digits have commas, but ports; the name
/// of a socket stands behind the word socket, by which it is drawn as code.
inline std::optional<std::string> fault_of_told(std::string_view sentence, std::span<const std::string> sockets) {
  const std::string text = without_code(sentence);
  const auto is_word = [&](std::size_t at) {
    return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
  };
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word(at)) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (is_word(end)) ++end;
    const std::string word = text.substr(at, end - at);
    const char before = at == 0 ? ' ' : text[at - 1];
    const bool is_number = word.find_first_not_of("0123456789") == std::string::npos;
    if (is_number && word.size() > 3 && before != ':') return "a number without commas: " + word;
    for (const std::string& socket : sockets) {
      const bool is_article = socket == "a" || socket == "s";  // "a letter", "Bob's"
      if (word == socket && !is_article && std::string_view(text).substr(0, at).ends_with("socket ") == false) {
        return "a socket's name without the word socket: " + word;
      }
    }
    at = end;
  }
  return std::nullopt;
}

}  // namespace doorway::test
