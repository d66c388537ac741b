#pragma once

#include "app/commands.hpp"
#include "app/editor/rows.hpp"
#include "app/editor/scenario_editor.hpp"
#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "core/base/vocabulary.hpp"
#include "core/lesson/lesson.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace doorway::app {

/// What the editor is drawn from.
struct EditorSources {
  const ScenarioEditor& editor;  ///< open
  const Page& page;
  Vocabulary vocabulary = Vocabulary::story;
  bool runs_changed = false;                ///< the stage shows a changed scenario
  std::vector<std::string> processes = {};  ///< of what the stage shows, in the order of their colours
};

/// What the editor remembers between frames, and where it drew its parts.
struct EditorUi {
  EditorRows rows;  ///< of the page and the text that follow
  std::string page;
  std::uint64_t version = 0;
  std::size_t columns = 0;
  std::uint64_t caret_moves = 0;  ///< seen
  std::size_t first_offer = 0;    ///< of the list's rows
  Rect text;                      ///< where the text is seen; the rest of it is scrolled away
  Rect caret;                     ///< as high as its row
  float cell = 0;                 ///< how wide a letter is
  Rect task;                      ///< where what is to be tried stands; empty where the page asks for nothing
  float scroll_task_by = 0;       ///< pixels, down above 0, from the next frame on
  Point offers;                   ///< the upper end of the letter that the list is about
};

/// Draws what is to be tried, the text, what is told of the caret's line, and the buttons.
void draw_editor(const EditorSources& sources, Rect area, const Theme& theme, const Fonts& fonts, EditorUi& ui,
                 Commands& out);

/// Draws what lies above the window while the editor is open: the list of what can be written, and what is wrong with
/// the caret's line. After `draw_editor`, outside of every window.
void draw_editor_cards(const EditorSources& sources, Rect window, const Theme& theme, const Fonts& fonts, EditorUi& ui,
                       Commands& out);

/// How wide the lesson's part is to be for lines of so many letters, in pixels at scale 1.
float editor_width(std::size_t longest_line);

}  // namespace doorway::app
