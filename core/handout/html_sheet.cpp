#include "core/base/overloaded.hpp"
#include "core/handout/handout.hpp"
#include "core/handout/html_text.hpp"

#include <fmt/format.h>

namespace doorway {
namespace {

// Black on white, since it is made to be printed; nothing is fetched from anywhere.
constexpr const char* style = R"(
body { font: 12pt/1.45 serif; color: #000; background: #fff; max-width: 42em; margin: 2em auto; padding: 0 1em; }
h1, h2, h3, .label { font-family: sans-serif; line-height: 1.2; }
h2 { margin-top: 2em; border-top: 1px solid #000; padding-top: .6em; break-after: avoid; }
.label { font-weight: bold; margin: 1em 0 .3em; break-after: avoid; }
code, pre { font-family: monospace; font-size: .92em; }
pre { border: 1px solid #777; padding: .5em .8em; white-space: pre-wrap; overflow-wrap: anywhere; break-inside: avoid; }
blockquote { border-left: 3px solid #777; margin-left: 0; padding-left: 1em; }
ul.boxes { list-style: none; padding-left: 0; }
ul.boxes > li { margin: .35em 0 .35em 2.4em; break-inside: avoid; }
.box { display: inline-block; width: 1.2em; height: 1.2em; border: 1.5px solid #000; margin: 0 .8em 0 -2.2em;
  text-align: center; line-height: 1.2em; font: bold .95em sans-serif; vertical-align: -.2em; }
.line { border-bottom: 1px solid #000; min-height: 1.9em; }
@page { margin: 2cm; }
)";

class HtmlWriter {
 public:
  explicit HtmlWriter(Vocabulary vocabulary) : vocabulary_(vocabulary) {}

  std::string take() { return std::move(text_); }

  void operator()(const sheet::Title& title) {
    put("<h1>{}</h1>\n", html_escape(title.text));
    for (const std::string& line : title.lines) put("<p>{}</p>\n", html_escape(line));
  }
  void operator()(const sheet::Heading& heading) {
    put("<h2>{}. {}</h2>\n", heading.number, html_of(heading.text, vocabulary_));
  }
  void operator()(const sheet::Label& label) { put("<p class=\"label\">{}</p>\n", html_escape(label.text)); }
  void operator()(const sheet::Prose& prose) { text_ += html_of(prose.blocks, vocabulary_); }
  void operator()(const sheet::Script& script) { text_ += html_preformatted(script.text) + "\n"; }
  void operator()(const sheet::Boxes& boxes) {
    text_ += "<ul class=\"boxes\">\n";
    for (const sheet::Box& box : boxes.boxes) {
      put("<li><span class=\"box\">{}</span>{}", html_escape(box.inside), html_of(box.text, vocabulary_));
      if (!box.remark.empty()) put("\n{}", html_of(box.remark, vocabulary_));
      text_ += "</li>\n";
    }
    text_ += "</ul>\n";
  }
  void operator()(const sheet::WritingLines& lines) {
    for (std::size_t i = 0; i < lines.count; ++i) {
      put("<p class=\"line\">{}</p>\n", i == 0 ? html_escape(lines.before) : std::string());
    }
  }

 private:
  template <class... Values>
  void put(fmt::format_string<Values...> format, Values&&... values) {
    text_ += fmt::format(format, std::forward<Values>(values)...);
  }

  const Vocabulary vocabulary_;
  std::string text_;
};

std::string title_of(const Sheet& sheet) {
  for (const SheetBlock& block : sheet) {
    if (const auto* title = std::get_if<sheet::Title>(&block)) return title->text;
  }
  return "Doorway";
}

}  // namespace

std::string to_html(const Sheet& sheet, Vocabulary vocabulary) {
  HtmlWriter writer(vocabulary);
  for (const SheetBlock& block : sheet) std::visit(writer, block);
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
      html_escape(title_of(sheet)), style, writer.take());
}

}  // namespace doorway
