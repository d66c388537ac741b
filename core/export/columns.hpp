#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// How many columns a terminal gives the text: one a code point, two for East Asian wide ones and most emoji, none for
/// combining marks. The text is UTF-8 without control characters.
std::size_t columns_of(std::string_view text);

/// The text if it fits, else its beginning and "…".
std::string cut_to(std::string_view text, std::size_t columns);

/// The text on at most `lines` lines of this width, broken at spaces where that is possible; every line but the first
/// begins with two spaces. What does not fit ends in "…".
std::vector<std::string> wrap(std::string_view text, std::size_t columns, std::size_t lines);

/// The text and as many spaces as fill the width.
std::string pad_to(std::string_view text, std::size_t columns);

}  // namespace doorway
