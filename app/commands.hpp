#pragma once

#include "app/ask_commands.hpp"
#include "app/compare_commands.hpp"
#include "app/editor/editor_commands.hpp"
#include "app/file_commands.hpp"
#include "app/layout/frame_layout.hpp"
#include "app/learner_commands.hpp"
#include "app/picture/picture_kinds.hpp"
#include "app/take_export/recording_form.hpp"
#include "app/theme.hpp"
#include "app/timeline_commands.hpp"
#include "core/base/ids.hpp"
#include "core/base/vocabulary.hpp"
#include "core/export/program.hpp"
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
/// The same, at one of its pages.
struct OpenLessonAt {
  std::size_t lesson = 0;  ///< index in the list
  std::size_t page = 0;
};
struct ShowList {};
struct ReadAgain {};  ///< the lesson's file
struct ToggleHelp {};
/// The card in which any action, lesson, page, call and step is found by its name.
struct TogglePalette {};
struct TakeFromPalette {
  std::size_t row = 0;  ///< of those that it shows
};
struct CloseMessage {};
struct ToggleFullscreen {};
/// Scrolls the lesson's page, or the list: down above 0.
struct Scroll {
  int lines = 0;
};
/// Opens the inspector at this tab; closes it where that tab is shown. Without a tab: opens or closes it.
struct ToggleInspector {
  std::optional<InspectorTab> tab;
};
/// Opens the timeline or closes it, for the rest of the page.
struct ToggleTimeline {};
/// What the inspector's own buttons do, at the tab that has them; it is opened there.
enum class InspectorDeed : std::uint8_t { copy_transcript, copy_program, next_form, next_process };
struct DoInInspector {
  InspectorDeed deed = InspectorDeed::copy_transcript;
};
/// Opens the page's scenario for change, or closes it again.
struct ToggleEditor {};
/// Writes what is shown of the run as a file into the user's folder for pictures.
struct SavePicture {
  PicturePart part = PicturePart::stage;
  PictureFormat format = PictureFormat::svg;
};
/// Writes the present take as a file for other programs, or its scenario as programs, into the same folder.
struct ExportTake {
  RecordingForm form = RecordingForm::text;
};
struct ExportPrograms {
  ProgramLanguage language = ProgramLanguage::python;
};
}  // namespace view

using ViewCommand =
    std::variant<view::OpenLesson, view::OpenLessonAt, view::ShowList, view::ReadAgain, view::ToggleHelp,
                 view::TogglePalette, view::TakeFromPalette, view::CloseMessage, view::ToggleFullscreen, view::Scroll,
                 view::ToggleInspector, view::DoInInspector, view::ToggleTimeline, view::ToggleEditor,
                 view::SavePicture, view::ExportTake, view::ExportPrograms>;

/// What is kept from one start of the program to the next.
namespace setting {
struct SetVocabulary {
  Vocabulary vocabulary = Vocabulary::story;
};
struct SetTheme {
  ThemeName theme = ThemeName::night;
};
struct ChangeTextSize {
  int steps = 0;  ///< larger above 0
};
struct ResetTextSize {};
/// How fast playing is.
struct ChangeSpeed {
  int steps = 0;  ///< faster above 0
};
/// From the fastest to the slowest; else one step faster.
struct NextSpeed {};
struct SetReducedMotion {
  bool reduced = false;
};
/// Makes a part this large, in pixels at scale 1, as far as the window has room.
struct ResizePart {
  FramePart part = FramePart::lesson;
  float size = 0;
};
/// By so many steps: larger above 0.
struct ChangePart {
  FramePart part = FramePart::lesson;
  int steps = 0;
};
struct ResetPart {
  FramePart part = FramePart::lesson;
};
struct ResetParts {};
/// All as it was at first.
struct ResetAll {};
}  // namespace setting

using SettingCommand =
    std::variant<setting::SetVocabulary, setting::SetTheme, setting::ChangeTextSize, setting::ResetTextSize,
                 setting::ChangeSpeed, setting::NextSpeed, setting::SetReducedMotion, setting::ResizePart,
                 setting::ChangePart, setting::ResetPart, setting::ResetParts, setting::ResetAll>;

/// What a panel or a key wants to happen, by who carries it out. The application does so once the frame is drawn.
using Command = std::variant<SeekTo, SessionCommand, WalkCommand, AskCommand, ViewCommand, SettingCommand,
                             TimelineCommand, BookCommand, EditorCommand, FileCommand, BrowseCommand, CompareCommand>;

/// Where panels put what they want, in the order in which it was asked for.
using Commands = std::vector<Command>;

}  // namespace doorway::app
