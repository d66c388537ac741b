#pragma once

#include "app/panels/editor.hpp"

// What the files that draw the editor share.
namespace doorway::app {

/// The size of a row of the text, and of a letter in it.
struct EditorMeasures {
  float row = 0;
  float cell = 0;
  float gutter = 0;  ///< line numbers and marks
};
EditorMeasures editor_measures(const ScenarioEditor& editor, const Fonts& fonts);

/// Draws the text with its line numbers in this area, and takes the mouse's clicks.
void draw_script(const EditorSources& sources, Rect area, const Theme& theme, const Fonts& fonts, EditorUi& ui,
                 Commands& out);

}  // namespace doorway::app
