#include "core/handout/handout.hpp"
#include "core/handout/markdown_text.hpp"

#include <fmt/format.h>

#include <utility>

namespace doorway {
namespace {

class MarkdownWriter {
 public:
  explicit MarkdownWriter(Vocabulary vocabulary) : vocabulary_(vocabulary) {}

  std::string take() { return std::move(text_); }

  void operator()(const sheet::Title& title) {
    begin() += fmt::format("# {}\n", markdown_escape(title.text));
    for (const std::string& line : title.lines) begin() += markdown_escape(line) + "\n";
  }
  void operator()(const sheet::Heading& heading) {
    begin() += fmt::format("## {}\\. {}\n", heading.number, markdown_of(heading.text, vocabulary_));
  }
  void operator()(const sheet::Label& label) { begin() += fmt::format("**{}**\n", markdown_escape(label.text)); }
  void operator()(const sheet::Prose& prose) {
    if (!prose.blocks.empty()) begin() += markdown_of(prose.blocks, vocabulary_);
  }
  void operator()(const sheet::Script& script) { begin() += markdown_preformatted(script.text); }
  void operator()(const sheet::Boxes& boxes) {
    begin();
    for (const sheet::Box& box : boxes.boxes) {
      text_ +=
          fmt::format("- [{}] {}\n", box.inside.empty() ? " " : box.inside, markdown_of(box.text, vocabulary_, "  "));
      if (!box.remark.empty()) text_ += "\n" + markdown_of(box.remark, vocabulary_, "  ") + "\n";
    }
  }
  void operator()(const sheet::WritingLines& lines) {
    const std::string line(50, '.');
    for (std::size_t i = 0; i < lines.count; ++i) {
      begin() += i == 0 ? fmt::format("{} {}\n", markdown_escape(lines.before), line) : line + "\n";
    }
  }

 private:
  // An empty line stands between any two blocks.
  std::string& begin() {
    if (!text_.empty()) text_ += text_.ends_with("\n\n") ? "" : "\n";
    return text_;
  }

  const Vocabulary vocabulary_;
  std::string text_;
};

}  // namespace

std::string to_markdown(const Sheet& sheet, Vocabulary vocabulary) {
  MarkdownWriter writer(vocabulary);
  for (const SheetBlock& block : sheet) std::visit(writer, block);
  return writer.take();
}

}  // namespace doorway
