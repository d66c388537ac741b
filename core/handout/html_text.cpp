#include "core/handout/html_text.hpp"

#include "core/base/overloaded.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>

namespace doorway {
namespace {

bool is_allowed(const DecodedCharacter& character) {
  if (!character.valid) return false;
  const char32_t code = character.code_point;
  return code == U'\n' || code == U'\t' || (!is_control(code) && !is_bidi_control(code) && code < 0xFFFE);
}

std::string reference_of(char letter) {
  switch (letter) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return std::string(1, letter);
  }
}

std::string with_breaks(std::string text) {
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
    text.replace(at, 1, "<br>");
  }
  return text;
}

std::string inside(const char* element, const std::string& content) {
  return fmt::format("<{0}>{1}</{0}>", element, content);
}

std::string html_of(const Span& span, Vocabulary vocabulary) {
  std::string text = with_breaks(html_escape(words_of(span, vocabulary)));
  if (span.code) text = inside("code", text);
  if (span.emphasis) text = inside("em", text);
  if (span.strong) text = inside("strong", text);
  return text;
}

std::string list_of(const ListItems& list, Vocabulary vocabulary) {
  std::string items;
  for (const Spans& item : list.items) items += inside("li", html_of(item, vocabulary));
  if (!list.numbered) return inside("ul", items);
  return fmt::format("<ol start=\"{}\">{}</ol>", list.first, items);
}

}  // namespace

std::string html_escape(std::string_view text) {
  std::string escaped;
  while (!text.empty()) {
    const DecodedCharacter character = decode_utf8(text);
    const std::string_view bytes = text.substr(0, character.size_bytes);
    if (!is_allowed(character)) {
      escaped += escape_for_display(bytes);
    } else {
      escaped += bytes.size() == 1 ? reference_of(bytes.front()) : std::string(bytes);
    }
    text.remove_prefix(character.size_bytes);
  }
  return escaped;
}

std::string html_preformatted(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  return inside("pre", html_escape(text));
}

std::string html_of(const Spans& spans, Vocabulary vocabulary) {
  std::string text;
  for (const Span& span : spans) text += html_of(span, vocabulary);
  return text;
}

std::string html_of(const ProseBlock& block, Vocabulary vocabulary) {
  return std::visit(
      Overloaded{[&](const Paragraph& paragraph) { return inside("p", html_of(paragraph.text, vocabulary)); },
                 [&](const Subheading& heading) { return inside("h3", html_of(heading.text, vocabulary)); },
                 [&](const ListItems& list) { return list_of(list, vocabulary); },
                 [&](const Quote& quote) {
                   std::string text;
                   for (const Spans& each : quote.paragraphs) text += inside("p", html_of(each, vocabulary));
                   return inside("blockquote", text);
                 },
                 [&](const CodeBlock& code) { return html_preformatted(code.text); }},
      block);
}

std::string html_of(const std::vector<ProseBlock>& blocks, Vocabulary vocabulary) {
  std::string text;
  for (const ProseBlock& block : blocks) text += html_of(block, vocabulary) + "\n";
  return text;
}

}  // namespace doorway
