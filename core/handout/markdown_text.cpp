#include "core/handout/markdown_text.hpp"

#include "core/base/overloaded.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace doorway {
namespace {

// What means something inside a line; the rest does at a line's beginning only. Source: CommonMark 0.31 §2.4, and the
// marks of common extensions ($ ^ ~ | =).
constexpr std::string_view inside_line = R"(\`*_[]{}<>&~|$^#)";
constexpr std::string_view at_line_begin = "+-=:.)";

bool is_blank(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\n';
}

bool is_punctuation(char letter) {
  return std::ispunct(static_cast<unsigned char>(letter)) != 0;
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

/// "1." or "1)" at a line's beginning would be a list: the sign behind the digits is escaped.
std::size_t list_sign(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) ++at;
  const bool is_list = at > 0 && at < text.size() && (text[at] == '.' || text[at] == ')');
  return is_list ? at : std::string_view::npos;
}

std::string escape_line(std::string_view line, bool begins_line) {
  std::string escaped;
  const std::size_t sign = begins_line ? list_sign(line) : std::string_view::npos;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool is_first = begins_line && escaped.find_first_not_of(' ') == std::string::npos;
    const bool means_something = inside_line.find(line[i]) != std::string_view::npos || i == sign ||
                                 (is_first && at_line_begin.find(line[i]) != std::string_view::npos);
    if (means_something) escaped += '\\';
    escaped += line[i];
  }
  return escaped;
}

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char letter : text) {
    run = letter == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

std::string code_span(std::string_view code) {
  std::string text(code);
  std::replace(text.begin(), text.end(), '\n', ' ');
  const std::string fence(longest_run_of_backticks(text) + 1, '`');
  const bool needs_blank =
      text.empty() || text.front() == '`' || text.back() == '`' ||
      (text.front() == ' ' && text.back() == ' ' && text.find_first_not_of(' ') != std::string::npos);
  return needs_blank ? fence + " " + text + " " + fence : fence + text + fence;
}

/// Writes spans one after the other. Marks of emphasis count only where CommonMark lets them begin and end (§6.2);
/// where it does not, the words go without.
class SpanWriter {
 public:
  explicit SpanWriter(Vocabulary vocabulary) : vocabulary_(vocabulary) {}

  std::string write(const Spans& spans) {
    const std::vector<Span> pieces = joined(spans);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      add(pieces[i], i + 1 < pieces.size() ? pieces[i + 1].text.front() : '\0');
    }
    return std::move(text_);
  }

 private:
  /// In the words that are wanted; what stands side by side in one style is one piece. Code of any style is, since its
  /// marks would run together.
  [[nodiscard]] std::vector<Span> joined(const Spans& spans) const {
    std::vector<Span> pieces;
    for (const Span& span : spans) {
      const std::string words(words_of(span, vocabulary_));
      if (words.empty()) continue;
      const bool is_same =
          !pieces.empty() && pieces.back().code == span.code &&
          (span.code || (pieces.back().strong == span.strong && pieces.back().emphasis == span.emphasis));
      if (is_same) {
        pieces.back().text += words;
      } else {
        pieces.push_back({words, span.strong, span.emphasis, span.code});
      }
    }
    return pieces;
  }

  void add(const Span& span, char next) {
    const std::string_view words = span.text;
    if (span.code) return add_marked(code_span(words), words.front(), words.back(), next, marks_of(span));
    // Blanks at the ends stand outside of the marks.
    const std::size_t first = std::min(words.find_first_not_of(" \n"), words.size());
    const std::size_t end = first == words.size() ? first : words.find_last_not_of(" \n") + 1;
    text_ += words.substr(0, first);
    const std::string_view inner = words.substr(first, end - first);
    const char after = end < words.size() ? words[end] : next;
    if (!inner.empty()) {
      add_marked(lines_of(inner), inner.front(), inner.back(), after, marks_of(span));
    }
    text_ += words.substr(end);
  }

  static std::string marks_of(const Span& span) {
    return span.strong ? (span.emphasis ? "***" : "**") : (span.emphasis ? "*" : "");
  }

  /// What has been written of the line could still become the number of a list.
  [[nodiscard]] bool is_at_line_begin() const {
    const std::string_view text = text_;
    const std::size_t end = text.find_last_of('\n');
    const std::string_view line = end == std::string_view::npos ? text : text.substr(end + 1);
    return line.find_first_not_of(" 0123456789") == std::string_view::npos;
  }

  [[nodiscard]] std::string lines_of(std::string_view words) const {
    std::string escaped;
    for (bool begins_line = is_at_line_begin();; begins_line = true) {
      const std::size_t end = words.find('\n');
      escaped += escape_line(words.substr(0, end), begins_line);
      if (end == std::string_view::npos) return escaped;
      escaped += '\n';
      words.remove_prefix(end + 1);
    }
  }

  void add_marked(const std::string& text, char first, char last, char after, const std::string& marks) {
    const char before = text_.empty() ? ' ' : text_.back();
    const bool may_open = before != '*' && (is_blank(before) || is_punctuation(before) || !is_punctuation(first));
    const bool may_close = after == '\0' || is_blank(after) || is_punctuation(after) || !is_punctuation(last);
    text_ += may_open && may_close ? marks + text + marks : text;
  }

  const Vocabulary vocabulary_;
  std::string text_;
};

/// A line break in CommonMark is a backslash at the line's end.
std::string with_breaks(const std::string& text, std::string_view indent) {
  std::string broken;
  for (const char letter : text) broken += letter == '\n' ? "\\\n" + std::string(indent) : std::string(1, letter);
  return broken;
}

std::string list_of(const ListItems& list, Vocabulary vocabulary, std::string_view indent) {
  std::string text;
  std::uint32_t number = list.first;
  for (const Spans& item : list.items) {
    const std::string mark = list.numbered ? fmt::format("{}. ", number++) : "- ";
    const std::string inner = std::string(indent) + std::string(mark.size(), ' ');
    text += fmt::format("{}{}{}\n", indent, mark, markdown_of(item, vocabulary, inner));
  }
  return text;
}

}  // namespace

std::string markdown_escape(std::string_view text) {
  return escape_line(text, true);
}

std::string markdown_of(const Spans& spans, Vocabulary vocabulary, std::string_view indent) {
  return with_breaks(SpanWriter(vocabulary).write(spans), indent);
}

std::string markdown_preformatted(std::string_view text, std::string_view indent) {
  const std::string fence(std::max<std::size_t>(longest_run_of_backticks(text) + 1, 3), '`');
  std::string block = fmt::format("{}{}text\n", indent, fence);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    block += fmt::format("{}{}\n", indent, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return block + fmt::format("{}{}\n", indent, fence);
}

std::string markdown_of(const ProseBlock& block, Vocabulary vocabulary, std::string_view indent) {
  const auto line = [&](const Spans& spans, std::string_view mark) {
    const std::string inner = std::string(indent) + std::string(mark);
    return fmt::format("{}{}\n", inner, markdown_of(spans, vocabulary, inner));
  };
  return std::visit(Overloaded{[&](const Paragraph& paragraph) { return line(paragraph.text, ""); },
                               [&](const Subheading& heading) {
                                 Spans text = heading.text;  // a heading is one line
                                 for (Span& span : text) {
                                   span.text = std::string(words_of(span, vocabulary));
                                   std::replace(span.text.begin(), span.text.end(), '\n', ' ');
                                   span.engineer.reset();
                                 }
                                 return line(text, "### ");
                               },
                               [&](const ListItems& list) { return list_of(list, vocabulary, indent); },
                               [&](const Quote& quote) {
                                 std::string text;
                                 for (const Spans& each : quote.paragraphs) {
                                   if (!text.empty()) text += std::string(indent) + ">\n";
                                   text += line(each, "> ");
                                 }
                                 return text;
                               },
                               [&](const CodeBlock& code) { return markdown_preformatted(code.text, indent); }},
                    block);
}

std::string markdown_of(const std::vector<ProseBlock>& blocks, Vocabulary vocabulary, std::string_view indent) {
  std::string text;
  for (const ProseBlock& block : blocks) text += (text.empty() ? "" : "\n") + markdown_of(block, vocabulary, indent);
  return text;
}

}  // namespace doorway
