#include "app/keys.hpp"

#include "app/timeline_keys.hpp"

#include <algorithm>

namespace doorway::app {
namespace {

// More processes than that have no letter of their own: R, T and V mean something else.
constexpr std::size_t most_process_keys = 8;

Command move(PlayheadCommand command) {
  return SessionCommand{session::Move{command}};
}

Command inspector(std::optional<InspectorTab> tab) {
  return ViewCommand{view::ToggleInspector{tab}};
}

std::optional<Command> view_command(const KeyPress& press, const KeyContext& context) {
  switch (press.character) {
    case U'?': return ViewCommand{view::ToggleHelp{}};
    case U'+':
    case U'=': return ViewCommand{view::ChangeTextSize{1}};
    case U'-': return ViewCommand{view::ChangeTextSize{-1}};
    case U't': return ViewCommand{view::SetDark{!context.dark}};
    case U'v':
      return ViewCommand{
          view::SetVocabulary{context.vocabulary == Vocabulary::story ? Vocabulary::engineer : Vocabulary::story}};
    default: return std::nullopt;
  }
}

std::optional<Command> lesson_character(char32_t character, const KeyContext& context) {
  if (character >= U'1' && character < U'1' + context.choice_count) {
    return WalkCommand{walk::Choose{static_cast<std::size_t>(character - U'1')}};
  }
  if (character >= U'a' && character < U'a' + std::min(context.process_count, most_process_keys)) {
    return SessionCommand{session::GrantOne{static_cast<ProcessId>(character - U'a')}};
  }
  if (character == U'i') return inspector(std::nullopt);
  if (character == U'r') return SessionCommand{session::NewTake{}};
  return std::nullopt;
}

std::optional<Command> list_command(const KeyPress& press, const KeyContext& context) {
  const bool is_digit = press.key == Key::character && press.character >= U'1' && press.character <= U'9';
  const std::size_t index = is_digit ? press.character - U'1' : 0;
  if ((is_digit || press.key == Key::enter) && index < context.lesson_count) {
    return ViewCommand{view::OpenLesson{index}};
  }
  return std::nullopt;
}

std::optional<Command> lesson_command(const KeyPress& press, const KeyContext& context) {
  if (const auto command = timeline_key(press)) return *command;
  switch (press.key) {
    case Key::right: return press.shift ? move(playhead::CallForward{}) : move(playhead::StepForward{});
    case Key::left: return press.shift ? move(playhead::CallBack{}) : move(playhead::StepBack{});
    case Key::home: return move(playhead::Home{});
    case Key::end: return move(playhead::End{});
    case Key::space: return WalkCommand{walk::PlayOrPause{}};
    case Key::page_down:
    case Key::enter: return WalkCommand{walk::NextPage{}};
    case Key::page_up: return WalkCommand{walk::PreviousPage{}};
    case Key::escape: return ViewCommand{view::ShowList{}};
    case Key::f1: return ViewCommand{view::ToggleHelp{}};
    case Key::f2: return inspector(InspectorTab::bytes);
    case Key::f3: return inspector(InspectorTab::sockets);
    case Key::f4: return inspector(InspectorTab::program);
    case Key::f5: return inspector(InspectorTab::transcript);
    case Key::up:
    case Key::down:
    case Key::backspace: return std::nullopt;
    case Key::character: return lesson_character(press.character, context);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Command> command_of(const KeyPress& press, const KeyContext& context) {
  if (context.help_is_open && press.key == Key::escape) return ViewCommand{view::ToggleHelp{}};
  if (const auto command = timeline_card_key(press, context.timeline_card)) return *command;
  if (takes_all_keys(context.timeline_card)) return std::nullopt;
  if (press.key == Key::f1) return ViewCommand{view::ToggleHelp{}};
  if (press.key == Key::character) {
    if (const auto command = view_command(press, context)) return command;
    if (press.control) return std::nullopt;
  }
  if (context.in_lesson) return lesson_command(press, context);
  if (context.in_list) return list_command(press, context);
  // The mistakes of a file.
  if (press.key == Key::escape) return ViewCommand{view::ShowList{}};
  if (press.key == Key::enter) return ViewCommand{view::ReadAgain{}};
  return std::nullopt;
}

std::vector<KeyHelp> key_help() {
  return {{"Right, Left", "one step on, one step back"},
          {"Shift+Right, Shift+Left", "one call on, one call back"},
          {"Space", "play to where the page wants to stop; again: pause"},
          {"Home, End", "the beginning, the last step there is"},
          {"A, B, C …", "the first, second, third process alone makes its next move"},
          {"Ctrl+arrows, Z", "the timeline: nearer, farther, earlier, later; all of it, and back"},
          {"X, J, K, L", "the timeline: by time, jump to a step, which sockets, its signs"},
          {"M; comma, full stop", "a bookmark at this step; to the one before, to the next"},
          {"R", "a new take: fresh sockets, the same calls up to here"},
          {"1 … 9", "answer the page's question"},
          {"Page Down, Enter", "the next page"},
          {"Page Up", "the page before"},
          {"I", "the inspector: opens it, closes it"},
          {"F2, F3, F4, F5", "its bytes, sockets, program, transcript"},
          {"V", "the words of the story, or an engineer's"},
          {"T", "night or parchment"},
          {"+ and -", "larger or smaller text"},
          {"Escape", "back to the list of lessons"},
          {"F1 or ?", "these lines"}};
}

}  // namespace doorway::app
