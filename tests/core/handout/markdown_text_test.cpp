#include "core/handout/markdown_text.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <utility>
#include <vector>

using namespace doorway;

namespace {

/// Words that mean something in Markdown, in places where they do.
rc::Gen<std::string> nasty_word() {
  return rc::gen::element<std::string>("a", "1", ".", ")", "b.c", "#", "##", "-", "+", "1.", "12)", "*x*", "_y_", "**",
                                       "`", "``z``", "[l](u)", "![i](u)", "<b>", "<!--", "&amp;", "&", "\\", "\\*",
                                       "{a|b}", "{", "|", "~~~", "===", "---", "***", ">", "$z$", "^", "http://x.y",
                                       "<http://x.y>", "C#", "\u00e9", "!", "(", "]:", "\"", "'", "@me", "%", "+-");
}

rc::Gen<std::string> nasty_words() {
  return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(nasty_word())),
                      [](const std::vector<std::string>& words) {
                        std::string text;
                        for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
                        return text;
                      });
}

Span styled(std::string text, int style) {
  Span span{std::move(text)};
  span.code = style == 1;
  span.strong = style == 2 || style == 4;
  span.emphasis = style == 3 || style == 4;
  return span;
}

/// What the reader of lessons makes of a text: the blocks of the one page.
std::vector<ProseBlock> read_back(const std::string& markdown) {
  auto lesson = parse_lesson("---\ntitle: T\n---\n## P\n\n" + markdown);
  if (!lesson) RC_FAIL(to_string(lesson.error().front()) + "\n" + markdown);
  std::vector<ProseBlock> blocks;
  for (const PageBlock& block : lesson->pages.front().blocks) blocks.push_back(std::get<ProseBlock>(block));
  return blocks;
}

/// Each character with its style, however the spans are cut.
std::vector<std::pair<char, int>> characters(const Spans& spans) {
  std::vector<std::pair<char, int>> all;
  for (const Span& span : spans) {
    const int style = (span.code ? 1 : 0) + (span.strong ? 2 : 0) + (span.emphasis ? 4 : 0);
    for (const char letter : span.text) all.emplace_back(letter, letter == ' ' ? 0 : style);
  }
  return all;
}

std::string only_text(const ProseBlock& block) {
  return plain_text(std::get<Paragraph>(block).text);
}

}  // namespace

TEST_CASE("any words come back from Markdown as they were, with their styles where words are apart") {
  CHECK(rc::check([] {
    Spans spans{styled("begin", 0)};
    const auto count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count; ++i) {
      spans.push_back(styled(" ", 0));
      spans.push_back(styled(*nasty_words(), *rc::gen::inRange(0, 5)));
    }
    const std::string markdown = markdown_of(ProseBlock(Paragraph{spans}), Vocabulary::story);
    const auto blocks = read_back(markdown);
    RC_ASSERT(blocks.size() == 1U);
    RC_ASSERT(characters(std::get<Paragraph>(blocks[0]).text) == characters(spans));
  }));
}

TEST_CASE("words of any styles side by side come back as the same text") {
  CHECK(rc::check([] {
    Spans spans;
    const auto count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count; ++i) spans.push_back(styled(*nasty_words(), *rc::gen::inRange(0, 5)));
    const auto blocks = read_back(markdown_of(ProseBlock(Paragraph{spans}), Vocabulary::story));
    RC_ASSERT(blocks.size() == 1U);
    RC_ASSERT(only_text(blocks[0]) == plain_text(spans));
  }));
}

TEST_CASE("a text at a line's beginning stays a text") {
  CHECK(rc::check([] {
    const auto lines = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(nasty_words()));
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
    const auto blocks = read_back(markdown_of(ProseBlock(Paragraph{{Span{text}}}), Vocabulary::story));
    RC_ASSERT(blocks.size() == 1U);
    RC_ASSERT(only_text(blocks[0]) == text);
  }));
}

TEST_CASE("lists, quotes, headings and blocks come back as what they are") {
  CHECK(rc::check([] {
    ListItems list;
    list.numbered = *rc::gen::arbitrary<bool>();
    list.first = list.numbered ? *rc::gen::inRange<std::uint32_t>(1, 30) : 1;
    for (const std::string& item : *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(nasty_words()))) {
      list.items.push_back({Span{"x " + item}});
    }
    Quote quote;
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) quote.paragraphs.push_back({Span{*nasty_words()}});
    const std::vector<ProseBlock> blocks{list, quote, Subheading{{Span{"x " + *nasty_words()}}},
                                         CodeBlock{*nasty_words() + "\n```\n" + *nasty_words() + "\n"}};
    RC_ASSERT(read_back(markdown_of(blocks, Vocabulary::story)) == blocks);
  }));
}

TEST_CASE("the words are those of the vocabulary") {
  const Spans spans{Span{"a "}, Span{"door", false, false, false, "socket"}};
  CHECK(markdown_of(spans, Vocabulary::story) == "a door");
  CHECK(markdown_of(spans, Vocabulary::engineer) == "a socket");
}

TEST_CASE("only what means something is escaped") {
  CHECK(markdown_escape("Bob waits. 2 + 2 = 4 (yes)!") == "Bob waits. 2 + 2 = 4 (yes)!");
  CHECK(markdown_escape("# no heading") == "\\# no heading");
  CHECK(markdown_escape("1. no list") == "1\\. no list");
  CHECK(markdown_escape("- no list") == "\\- no list");
}
