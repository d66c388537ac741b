#pragma once

#include "core/lesson/markdown.hpp"
#include "core/lesson/source_text.hpp"
#include "core/lesson/span_writer.hpp"

#include <md4c.h>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace doorway {

/// A page has no links: what read_markdown says of one.
inline constexpr const char* no_link = "nothing opens a link: write the address or the name as `code`";

/// Turns what md4c tells of a text into blocks, and into mistakes. The functions are md4c's callbacks, one each.
class MarkdownReader {
 public:
  MarkdownReader(const SourceText& source, std::string_view part, MistakeList& mistakes)
      : source_(source), last_(part.data()), mistakes_(mistakes), writer_(source, mistakes) {}

  /// The blocks, once md4c has come to the end.
  std::vector<MarkdownBlock> finish();

  void enter_block(MD_BLOCKTYPE type, void* detail);
  void leave_block(MD_BLOCKTYPE type, void* detail);
  void enter_span(MD_SPANTYPE type);
  void leave_span(MD_SPANTYPE type);
  void text(MD_TEXTTYPE type, std::string_view text);

 private:
  [[nodiscard]] Span styled(std::string_view text) const;

  /// Where the item or the quote's paragraph grows; null outside of both.
  Spans* container_text();
  Spans& current_text();

  /// md4c has come to this place: now it is known where the block begins, and where what it announced stands.
  void see(const char* place);
  void report_waiting(const char* place);  // mistakes that md4c announced without a place
  void report_rule();

  void begin_container(ProseBlock container);
  void end_container();
  void begin_leaf(const char* mistake);
  void end_paragraph();
  void end_heading(unsigned level);
  void begin_code(const MD_BLOCK_CODE_DETAIL& detail);
  void end_code();

  [[nodiscard]] SourcePosition position() const;
  /// A heading without text and a line across are nowhere in what md4c tells: they are looked for, from the place on
  /// that it has come to.
  SourcePosition heading_position();
  std::size_t next_line_that(bool (*is_it)(std::string_view line));

  const SourceText& source_;
  const char* last_;  // the place that md4c has come to, as far as it says
  MistakeList& mistakes_;
  std::vector<MarkdownBlock> blocks_;
  std::optional<ProseBlock> container_;  // the list or quote that is open
  std::size_t depth_ = 0;                // of lists and quotes inside one another
  std::optional<MarkdownFence> fence_;
  Spans text_;
  SpanWriter writer_;
  int strong_ = 0;
  int emphasis_ = 0;
  bool in_code_span_ = false;
  bool in_html_ = false;
  std::vector<const char*> waiting_;  // mistakes at the next text
  std::optional<std::size_t> leaf_line_;
  std::optional<std::size_t> container_line_;
};

}  // namespace doorway
