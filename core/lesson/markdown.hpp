#pragma once

#include "core/lesson/lesson.hpp"
#include "core/lesson/source_text.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace doorway {

struct MarkdownHeading {
  unsigned level = 1;
  Spans text;
  SourcePosition at;
};

/// A block between ``` and ```.
struct MarkdownFence {
  std::string word;       ///< the first word after the ```; empty where there is none
  std::string_view more;  ///< what stands behind it in the line; a view into the file
  std::string text;       ///< its lines as Markdown has them
  SourcePosition at;      ///< of the word, or of the first line in it
  std::size_t first_line = 0;
  std::size_t past_last_line = 0;  ///< the number of the line that closes it
};

struct MarkdownProse {
  ProseBlock block;
  SourcePosition at;
};

using MarkdownBlock = std::variant<MarkdownHeading, MarkdownFence, MarkdownProse>;

/// Reads a part of a file as Markdown (CommonMark, by md4c) and adds a mistake for all that a lesson has no use for:
/// HTML, links, images, entities, lines across, and lists, quotes and blocks inside one another. `part` is a view into
/// `source`, which check_characters has found well.
std::vector<MarkdownBlock> read_markdown(std::string_view part, const SourceText& source, MistakeList& mistakes);

/// The same where only prose is expected; `place` says where, in a mistake: "an explanation".
std::vector<ProseBlock> read_prose(std::string_view part, std::string_view place, const SourceText& source,
                                   MistakeList& mistakes);

}  // namespace doorway
