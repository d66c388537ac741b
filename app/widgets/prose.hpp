#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "core/base/vocabulary.hpp"
#include "core/lesson/lesson.hpp"

#include <string_view>

namespace doorway::app {

/// How prose is set, and in whose words. Text from files goes to the screen as it is: never as a format, never as an
/// id.
struct ProseStyle {
  Color text;
  Color strong;
  Color code;
  Color code_ground;
  Vocabulary vocabulary = Vocabulary::story;
  float line_height = 1.42F;  ///< of the text's size
};

/// The style of a page.
ProseStyle page_style(const Theme& theme, Vocabulary vocabulary);
/// That of letter paper: what explains.
ProseStyle paper_style(const Theme& theme, Vocabulary vocabulary);

/// Draws the words at `at`, broken at `width`, into the current ImGui window; where `paint` is false only measures.
/// Returns the height in pixels.
float set_words(const Spans& spans, Point at, float width, const ProseStyle& style, const Fonts& fonts, bool paint);

/// The same for plain text in one font and colour.
float set_text(std::string_view text, Point at, float width, Color color, const Fonts& fonts, FontRole role,
               bool paint = true);
/// The same in the size of titles.
float set_title(std::string_view text, Point at, float width, Color color, const Fonts& fonts, bool paint = true);

/// Draws one block of prose.
float set_block(const ProseBlock& block, Point at, float width, const ProseStyle& style, const Fonts& fonts,
                bool paint);

/// Blocks one below the other, with the distance of paragraphs between them.
float set_blocks(const std::vector<ProseBlock>& blocks, Point at, float width, const ProseStyle& style,
                 const Fonts& fonts, bool paint);

/// The distance between two paragraphs.
float paragraph_gap(const Fonts& fonts);

}  // namespace doorway::app
