#include "core/lesson/markdown.hpp"

#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <exception>
#include <new>
#include <optional>
#include <utility>

namespace doorway {
namespace {

constexpr const char* no_html = "a page has no HTML: write Markdown, and \\< or `<` for the sign itself";
constexpr const char* no_link = "nothing opens a link: write the address or the name as `code`";
constexpr const char* no_image = "a page has no pictures, the stage is the picture: write what is to be seen";
constexpr const char* no_entity = "names of characters are not read: write the character itself, or \\& for the sign";
constexpr const char* no_rule = "a line across divides nothing: write ## and a title for the next page";
constexpr const char* no_nesting =
    "lists, quotes and blocks do not stand inside one another: write an empty line and begin this one at the left";

bool is_line_across(std::string_view line) {
  return std::count_if(line.begin(), line.end(), [](char c) { return c == '-' || c == '*' || c == '_'; }) >= 3 &&
         line.find_first_not_of("-*_ \t") == std::string_view::npos;
}

void append(Spans& spans, Span span) {
  if (span.text.empty()) return;
  if (!spans.empty()) {
    Span& last = spans.back();
    if (last.strong == span.strong && last.emphasis == span.emphasis && last.code == span.code) {
      last.text += span.text;
      return;
    }
  }
  spans.push_back(std::move(span));
}

/// Turns what md4c tells into blocks.
class MarkdownReader {
 public:
  MarkdownReader(const SourceText& source, std::string_view part, MistakeList& mistakes)
      : source_(source), last_(part.data()), mistakes_(mistakes) {}

  std::vector<MarkdownBlock> finish() {
    report_waiting(last_);
    return std::move(blocks_);
  }

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE: return begin_container(Quote{});
      case MD_BLOCK_UL: return begin_container(ListItems{});
      case MD_BLOCK_OL:
        return begin_container(ListItems{true, static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start, {}});
      case MD_BLOCK_LI:
        if (depth_ == 1) std::get<ListItems>(*container_).items.emplace_back();
        return;
      case MD_BLOCK_HR: return report_rule();
      case MD_BLOCK_HTML: return begin_leaf(no_html);
      case MD_BLOCK_H: return begin_leaf(depth_ > 0 ? no_nesting : nullptr);
      case MD_BLOCK_CODE:
        begin_leaf(depth_ > 0 ? no_nesting : nullptr);
        return begin_code(*static_cast<const MD_BLOCK_CODE_DETAIL*>(detail));
      case MD_BLOCK_P:
        begin_leaf(nullptr);
        if (Spans* text = container_text(); text != nullptr && !text->empty()) append(*text, {"\n"});
        return;
      case MD_BLOCK_DOC:
      case MD_BLOCK_TABLE:
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY:
      case MD_BLOCK_TR:
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: return;
    }
  }

  void leave_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE:
      case MD_BLOCK_UL:
      case MD_BLOCK_OL: return end_container();
      case MD_BLOCK_H: return end_heading(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
      case MD_BLOCK_CODE: return end_code();
      case MD_BLOCK_P: return end_paragraph();
      case MD_BLOCK_HTML: in_html_ = false; return;
      case MD_BLOCK_DOC:
      case MD_BLOCK_LI:
      case MD_BLOCK_HR:
      case MD_BLOCK_TABLE:
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY:
      case MD_BLOCK_TR:
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: return;
    }
  }

  void enter_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_STRONG) ++strong_;
    if (type == MD_SPAN_EM) ++emphasis_;
    if (type == MD_SPAN_CODE) in_code_span_ = true;
    if (type == MD_SPAN_A) waiting_.push_back(no_link);
    if (type == MD_SPAN_IMG) waiting_.push_back(no_image);
  }

  void leave_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_STRONG) --strong_;
    if (type == MD_SPAN_EM) --emphasis_;
    if (type == MD_SPAN_CODE) in_code_span_ = false;
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    if (source_.holds(text.data()) && !text.empty()) see(text.data());
    if (type == MD_TEXT_HTML && !in_html_) mistakes_.add(source_.position_of(last_), no_html);
    if (type == MD_TEXT_ENTITY) mistakes_.add(source_.position_of(last_), no_entity);
    if (in_html_) return;
    if (fence_) {
      fence_->text += text;
    } else if (type == MD_TEXT_BR) {
      append(current_text(), styled("\n"));
    } else if (type == MD_TEXT_SOFTBR) {
      append(current_text(), styled(" "));
    } else {
      append(current_text(), styled(text));
    }
  }

 private:
  [[nodiscard]] Span styled(std::string_view text) const {
    return {std::string(text), strong_ > 0, emphasis_ > 0, in_code_span_};
  }

  /// Where the item or the quote's paragraph grows; null outside of both.
  Spans* container_text() {
    if (!container_) return nullptr;
    if (auto* list = std::get_if<ListItems>(&*container_)) return list->items.empty() ? nullptr : &list->items.back();
    return nullptr;
  }

  Spans& current_text() {
    Spans* inside = container_text();
    return inside != nullptr ? *inside : text_;
  }

  /// md4c has come to this place: now it is known where the block begins, and where what it announced stands.
  void see(const char* place) {
    last_ = place;
    if (!leaf_line_) leaf_line_ = source_.line_of(place);
    if (!container_line_) container_line_ = leaf_line_;
    if (fence_ && fence_->first_line == 0) {
      // A fence without a word: lines before the first text of it were empty.
      const auto before = static_cast<std::size_t>(std::count(fence_->text.begin(), fence_->text.end(), '\n'));
      fence_->first_line = source_.line_of(place) - std::min(before, source_.line_of(place) - 1);
      fence_->at = {fence_->first_line, 1};
    }
    report_waiting(place);
  }

  void report_waiting(const char* place) {
    if (waiting_.empty()) return;
    // Links and pictures begin before their text.
    while (place != source_.whole().data() && (place[-1] == '[' || place[-1] == '!' || place[-1] == '<')) --place;
    const SourcePosition at = source_.position_of(place);
    for (const char* message : std::exchange(waiting_, {})) mistakes_.add(at, message);
  }

  void report_rule() {
    std::size_t line = source_.line_of(last_);
    while (line <= source_.line_count() && !is_line_across(source_.line(line))) ++line;
    mistakes_.add({line, 1}, no_rule);
    last_ = source_.lines(line + 1, line + 1).data();
  }

  void begin_container(ProseBlock container) {
    if (++depth_ > 1) return waiting_.push_back(no_nesting);
    container_ = std::move(container);
    container_line_.reset();
  }

  void end_container() {
    if (--depth_ > 0) return;
    blocks_.emplace_back(MarkdownProse{std::move(*container_), {container_line_.value_or(source_.line_of(last_)), 1}});
    container_.reset();
  }

  void begin_leaf(const char* mistake) {
    in_html_ = mistake == no_html;
    if (mistake != nullptr) waiting_.push_back(mistake);
    leaf_line_.reset();
  }

  void end_paragraph() {
    if (container_text() != nullptr) return;
    if (container_) {
      if (auto* quote = std::get_if<Quote>(&*container_)) quote->paragraphs.push_back(std::exchange(text_, {}));
      return;
    }
    blocks_.emplace_back(MarkdownProse{Paragraph{std::exchange(text_, {})}, position()});
  }

  void end_heading(unsigned level) {
    blocks_.emplace_back(MarkdownHeading{level, std::exchange(text_, {}), heading_position()});
  }

  void begin_code(const MD_BLOCK_CODE_DETAIL& detail) {
    fence_.emplace();
    if (detail.lang.size == 0) return;
    fence_->word.assign(detail.lang.text, detail.lang.size);
    // An escape in the word makes md4c copy it; then the next text will do.
    if (!source_.holds(detail.lang.text)) return;
    fence_->at = source_.position_of(detail.lang.text);
    fence_->first_line = fence_->at.line + 1;
    see(detail.lang.text);
    if (detail.info.size != detail.lang.size) {
      mistakes_.add(fence_->at,
                    fmt::format("after the word {0} the line ends: write ```{0}", quote_input(fence_->word)));
    }
  }

  void end_code() {
    MarkdownFence fence = std::move(*fence_);
    fence_.reset();
    if (fence.first_line == 0) {
      fence.at = {source_.line_of(last_), 1};
      mistakes_.add(fence.at, "the block below has no lines: write what it is to show, or take it out");
      return;
    }
    const auto count = static_cast<std::size_t>(std::count(fence.text.begin(), fence.text.end(), '\n'));
    fence.past_last_line = fence.first_line + count;
    if (depth_ > 0) return;  // has been said
    if (fence.past_last_line > source_.line_count()) {
      mistakes_.add({fence.first_line - 1, 1},
                    "the block that begins here is never closed: write ``` in a line after it");
      return;
    }
    last_ = source_.lines(fence.past_last_line, fence.past_last_line).data();
    blocks_.emplace_back(std::move(fence));
  }

  [[nodiscard]] SourcePosition position() const { return {leaf_line_.value_or(source_.line_of(last_)), 1}; }

  /// A heading without text is nowhere in what md4c tells: it is looked for.
  SourcePosition heading_position() {
    if (leaf_line_) return position();
    std::size_t line = source_.line_of(last_);
    const auto is_empty_heading = [](std::string_view text) {
      return text.find('#') != std::string_view::npos && text.find_first_not_of("# \t") == std::string_view::npos;
    };
    while (line <= source_.line_count() && !is_empty_heading(source_.line(line))) ++line;
    last_ = source_.lines(line + 1, line + 1).data();
    return {line, 1};
  }

  const SourceText& source_;
  const char* last_;  // the place that md4c has come to, as far as it says
  MistakeList& mistakes_;
  std::vector<MarkdownBlock> blocks_;
  std::optional<ProseBlock> container_;  // the list or quote that is open
  std::size_t depth_ = 0;                // of lists and quotes inside one another
  std::optional<MarkdownFence> fence_;
  Spans text_;
  int strong_ = 0;
  int emphasis_ = 0;
  bool in_code_span_ = false;
  bool in_html_ = false;
  std::vector<const char*> waiting_;  // mistakes at the next text
  std::optional<std::size_t> leaf_line_;
  std::optional<std::size_t> container_line_;
};

/// md4c is C: no exception may pass through it.
struct Guarded {
  MarkdownReader reader;
  std::exception_ptr thrown;

  template <class Action>
  static int run(void* self, Action action) {
    auto& guarded = *static_cast<Guarded*>(self);
    try {
      action(guarded.reader);
      return 0;
    } catch (...) {
      guarded.thrown = std::current_exception();
      return -1;
    }
  }
};

/// A line of the form `[name]: address` is swallowed by Markdown, so nobody would see that it is not read.
void refuse_link_definitions(std::string_view part, const std::vector<MarkdownBlock>& blocks, const SourceText& source,
                             MistakeList& mistakes) {
  std::vector<std::pair<std::size_t, std::size_t>> fences;
  for (const MarkdownBlock& block : blocks) {
    if (const auto* fence = std::get_if<MarkdownFence>(&block))
      fences.emplace_back(fence->first_line, fence->past_last_line);
  }
  auto next = fences.begin();
  const std::size_t last = part.empty() ? 0 : source.line_of(part.data() + part.size() - 1);
  for (std::size_t line = source.line_of(part.data()); line <= last; ++line) {
    while (next != fences.end() && next->second <= line) ++next;
    if (next != fences.end() && next->first <= line) continue;
    const std::string_view text = source.line(line);
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos || begin > 3 || text[begin] != '[') continue;
    if (text.find("]:") != std::string_view::npos) mistakes.add({line, begin + 1}, no_link);
  }
}

}  // namespace

std::vector<MarkdownBlock> read_markdown(std::string_view part, const SourceText& source, MistakeList& mistakes) {
  Guarded guarded{MarkdownReader(source, part, mistakes), nullptr};
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_COLLAPSEWHITESPACE;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
    return Guarded::run(self, [&](MarkdownReader& reader) { reader.enter_block(type, detail); });
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
    return Guarded::run(self, [&](MarkdownReader& reader) { reader.leave_block(type, detail); });
  };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
    return Guarded::run(self, [&](MarkdownReader& reader) { reader.enter_span(type); });
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
    return Guarded::run(self, [&](MarkdownReader& reader) { reader.leave_span(type); });
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
    return Guarded::run(self, [&](MarkdownReader& reader) { reader.text(type, {text, size}); });
  };
  const int failed = md_parse(part.data(), static_cast<MD_SIZE>(part.size()), &parser, &guarded);
  if (guarded.thrown) std::rethrow_exception(guarded.thrown);
  if (failed != 0) throw std::bad_alloc();  // the one reason that md4c has of its own
  std::vector<MarkdownBlock> blocks = guarded.reader.finish();
  refuse_link_definitions(part, blocks, source, mistakes);
  return blocks;
}

std::vector<ProseBlock> read_prose(std::string_view part, std::string_view place, const SourceText& source,
                                   MistakeList& mistakes) {
  std::vector<ProseBlock> prose;
  for (MarkdownBlock& block : read_markdown(part, source, mistakes)) {
    if (auto* written = std::get_if<MarkdownProse>(&block)) {
      prose.push_back(std::move(written->block));
    } else if (const auto* heading = std::get_if<MarkdownHeading>(&block)) {
      mistakes.add(heading->at, fmt::format("{} has no headings: write a paragraph", place));
    } else {
      mistakes.add(std::get<MarkdownFence>(block).at, fmt::format("{} has no blocks inside: write a paragraph", place));
    }
  }
  return prose;
}

}  // namespace doorway
