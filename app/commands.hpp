#pragma once

#include "app/timeline_commands.hpp"
#include "app/vocabulary.hpp"
#include "core/base/ids.hpp"
#include "core/session/lesson_walk.hpp"
#include "core/session/session.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace doorway::app {

/// Move the cursor to the step that this event belongs to.
struct SeekTo {
  Seq seq = 0;
};

/// The leaves of the inspector.
enum class InspectorTab : std::uint8_t { bytes, sockets, program, transcript };

/// What concerns the window itself.
namespace view {
struct OpenLesson {
  std::size_t lesson = 0;  ///< index in the list
};
struct ShowList {};
struct ReadAgain {};  ///< the lesson's file
struct SetVocabulary {
  Vocabulary vocabulary = Vocabulary::story;
};
struct SetDark {
  bool dark = true;
};
struct ChangeTextSize {
  int steps = 0;  ///< larger above 0
};
struct ToggleHelp {};
/// Opens the inspector at this tab; closes it where that tab is shown. Without a tab: opens or closes it.
struct ToggleInspector {
  std::optional<InspectorTab> tab;
};
}  // namespace view

using ViewCommand = std::variant<view::OpenLesson, view::ShowList, view::ReadAgain, view::SetVocabulary, view::SetDark,
                                 view::ChangeTextSize, view::ToggleHelp, view::ToggleInspector>;

/// What a panel or a key wants to happen, by who carries it out. The application does so once the frame is drawn.
using Command = std::variant<SeekTo, SessionCommand, WalkCommand, ViewCommand, TimelineCommand>;

/// Where panels put what they want, in the order in which it was asked for.
using Commands = std::vector<Command>;

}  // namespace doorway::app
