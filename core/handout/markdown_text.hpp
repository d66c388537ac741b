#pragma once

#include "core/lesson/lesson.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// A text that CommonMark reads as this text and nothing else, wherever in a line it stands.
std::string markdown_escape(std::string_view text);

/// Words with their styles, as one paragraph. Where a line breaks, `indent` begins the next one.
std::string markdown_of(const Spans& spans, Vocabulary vocabulary, std::string_view indent = "");

/// A block; `indent` begins each of its lines. Ends with an end of line.
std::string markdown_of(const ProseBlock& block, Vocabulary vocabulary, std::string_view indent = "");

/// Blocks with an empty line between them.
std::string markdown_of(const std::vector<ProseBlock>& blocks, Vocabulary vocabulary, std::string_view indent = "");

/// Lines as they are, between fences that are longer than any in them.
std::string markdown_preformatted(std::string_view text, std::string_view indent = "");

}  // namespace doorway
