#pragma once

#include "core/lesson/lesson.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// A text as HTML has it, in and between tags: & < > and quotes as references. Characters that HTML does not allow are
/// shown escaped.
std::string html_escape(std::string_view text);

/// Words with their styles, without a paragraph round them. A line break is a <br>.
std::string html_of(const Spans& spans, Vocabulary vocabulary);

/// A block as an element of its own.
std::string html_of(const ProseBlock& block, Vocabulary vocabulary);

/// Blocks one after the other, each in a line.
std::string html_of(const std::vector<ProseBlock>& blocks, Vocabulary vocabulary);

/// Lines as they are.
std::string html_preformatted(std::string_view text);

}  // namespace doorway
