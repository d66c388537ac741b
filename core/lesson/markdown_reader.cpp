#include "core/lesson/markdown_reader.hpp"

#include <algorithm>
#include <utility>

namespace doorway {
namespace {

constexpr const char* no_html = "a page has no HTML: write Markdown, and \\< or `<` for the sign itself";
constexpr const char* no_image = "a page has no pictures, the stage is the picture: write what is to be seen";
constexpr const char* no_entity = "names of characters are not read: write the character itself, or \\& for the sign";
constexpr const char* no_rule = "a line across divides nothing: write ## and a title for the next page";
constexpr const char* no_nesting =
    "lists, quotes and blocks do not stand inside one another: write an empty line and begin this one at the left";

/// What stands in a line behind the signs of quotes and lists; empty where none of `signs` ends the line so.
std::string_view ending_in(std::string_view signs, std::string_view line) {
  const std::size_t before = line.find_last_not_of(std::string(signs) + " \t");
  if (before == std::string_view::npos) return line;
  if (line.find_first_not_of(">+-*.) \t0123456789") <= before) return {};
  return line.substr(before + 1);
}

bool is_line_across(std::string_view line) {
  const std::string_view rule = ending_in("-*_", line);
  return std::count_if(rule.begin(), rule.end(), [](char c) { return c != ' ' && c != '\t'; }) >= 3;
}

bool is_empty_heading(std::string_view line) {
  return ending_in("#", line).find('#') != std::string_view::npos;
}

}  // namespace

std::vector<MarkdownBlock> MarkdownReader::finish() {
  report_waiting(last_);
  return std::move(blocks_);
}

void MarkdownReader::enter_block(MD_BLOCKTYPE type, void* detail) {
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
      if (Spans* text = container_text(); text != nullptr && !text->empty()) writer_.verbatim(*text, {"\n"});
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

void MarkdownReader::leave_block(MD_BLOCKTYPE type, void* detail) {
  switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: return end_container();
    case MD_BLOCK_H: return end_heading(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
    case MD_BLOCK_CODE: return end_code();
    case MD_BLOCK_P: return end_paragraph();
    case MD_BLOCK_LI: return writer_.end(current_text());
    case MD_BLOCK_HTML: in_html_ = false; return;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: return;
  }
}

void MarkdownReader::enter_span(MD_SPANTYPE type) {
  if (type == MD_SPAN_STRONG) ++strong_;
  if (type == MD_SPAN_EM) ++emphasis_;
  if (type == MD_SPAN_CODE) in_code_span_ = true;
  if (type == MD_SPAN_A) waiting_.push_back(no_link);
  if (type == MD_SPAN_IMG) waiting_.push_back(no_image);
}

void MarkdownReader::leave_span(MD_SPANTYPE type) {
  if (type == MD_SPAN_STRONG) --strong_;
  if (type == MD_SPAN_EM) --emphasis_;
  if (type == MD_SPAN_CODE) in_code_span_ = false;
}

void MarkdownReader::text(MD_TEXTTYPE type, std::string_view text) {
  if (source_.holds(text.data()) && !text.empty()) see(text.data());
  if (type == MD_TEXT_HTML && !in_html_) mistakes_.add(source_.position_of(last_), no_html);
  if (type == MD_TEXT_ENTITY) mistakes_.add(source_.position_of(last_), no_entity);
  if (in_html_) return;
  if (fence_) {
    fence_->text += text;
  } else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
    writer_.end_line();
    writer_.verbatim(current_text(), styled(type == MD_TEXT_BR ? "\n" : " "));
  } else if (type == MD_TEXT_NORMAL) {
    writer_.words(current_text(), styled({}), text);
  } else {
    writer_.verbatim(current_text(), styled(text));
  }
}

Span MarkdownReader::styled(std::string_view text) const {
  return {std::string(text), strong_ > 0, emphasis_ > 0, in_code_span_};
}

Spans* MarkdownReader::container_text() {
  if (!container_) return nullptr;
  if (auto* list = std::get_if<ListItems>(&*container_)) return list->items.empty() ? nullptr : &list->items.back();
  return nullptr;
}

Spans& MarkdownReader::current_text() {
  Spans* inside = container_text();
  return inside != nullptr ? *inside : text_;
}

void MarkdownReader::see(const char* place) {
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

void MarkdownReader::report_waiting(const char* place) {
  if (waiting_.empty()) return;
  // Links and pictures begin before their text.
  while (place != source_.whole().data() && (place[-1] == '[' || place[-1] == '!' || place[-1] == '<')) --place;
  const SourcePosition at = source_.position_of(place);
  for (const char* message : std::exchange(waiting_, {})) mistakes_.add(at, message);
}

void MarkdownReader::report_rule() {
  mistakes_.add({next_line_that(is_line_across), 1}, no_rule);
}

std::size_t MarkdownReader::next_line_that(bool (*is_it)(std::string_view line)) {
  const std::size_t from = source_.line_of(last_);
  std::size_t line = from;
  while (line <= source_.line_count() && !is_it(source_.line(line))) ++line;
  if (line > source_.line_count()) return from;
  last_ = source_.lines(line + 1, line + 1).data();
  return line;
}

void MarkdownReader::begin_container(ProseBlock container) {
  if (++depth_ > 1) return waiting_.push_back(no_nesting);
  container_ = std::move(container);
  container_line_.reset();
}

void MarkdownReader::end_container() {
  if (--depth_ > 0) return;
  blocks_.emplace_back(MarkdownProse{std::move(*container_), {container_line_.value_or(source_.line_of(last_)), 1}});
  container_.reset();
}

void MarkdownReader::begin_leaf(const char* mistake) {
  in_html_ = mistake == no_html;
  if (mistake != nullptr) waiting_.push_back(mistake);
  leaf_line_.reset();
}

void MarkdownReader::end_paragraph() {
  writer_.end(current_text());
  if (container_text() != nullptr) return;
  if (container_) {
    if (auto* quote = std::get_if<Quote>(&*container_)) quote->paragraphs.push_back(std::exchange(text_, {}));
    return;
  }
  blocks_.emplace_back(MarkdownProse{Paragraph{std::exchange(text_, {})}, position()});
}

void MarkdownReader::end_heading(unsigned level) {
  writer_.end(current_text());
  blocks_.emplace_back(MarkdownHeading{level, std::exchange(text_, {}), heading_position()});
}

void MarkdownReader::begin_code(const MD_BLOCK_CODE_DETAIL& detail) {
  fence_.emplace();
  if (detail.lang.size == 0) return;
  fence_->word.assign(detail.lang.text, detail.lang.size);
  // An escape in the word makes md4c copy it; then the next text will do.
  if (!source_.holds(detail.lang.text)) return;
  fence_->at = source_.position_of(detail.lang.text);
  fence_->first_line = fence_->at.line + 1;
  see(detail.lang.text);
  const std::string_view line = source_.line(fence_->at.line);
  const auto past_word = static_cast<std::size_t>(detail.lang.text + detail.lang.size - line.data());
  fence_->more = trimmed(line.substr(std::min(past_word, line.size())));
}

void MarkdownReader::end_code() {
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

SourcePosition MarkdownReader::position() const {
  return {leaf_line_.value_or(source_.line_of(last_)), 1};
}

SourcePosition MarkdownReader::heading_position() {
  return leaf_line_ ? position() : SourcePosition{next_line_that(is_empty_heading), 1};
}

}  // namespace doorway
