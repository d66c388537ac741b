#pragma once

#include <cstddef>
#include <variant>

namespace doorway::app {

/// What is asked of the scenario that is open for change.
namespace editor {
struct Run {};
/// The page's own text again; it can be undone.
struct Restore {};
struct Undo {};
struct Redo {};
struct SelectAll {};
struct Copy {};
struct Cut {};
struct Paste {};
/// What can be written at the caret.
struct ShowOffers {};
struct TakeOffer {
  std::size_t row = 0;
};
/// Puts the caret there; `extend`: and selects from where it was.
struct PlaceCaret {
  std::size_t offset = 0;
  bool extend = false;
};
struct SelectWord {
  std::size_t offset = 0;
};
}  // namespace editor

using EditorCommand =
    std::variant<editor::Run, editor::Restore, editor::Undo, editor::Redo, editor::SelectAll, editor::Copy, editor::Cut,
                 editor::Paste, editor::ShowOffers, editor::TakeOffer, editor::PlaceCaret, editor::SelectWord>;

}  // namespace doorway::app
