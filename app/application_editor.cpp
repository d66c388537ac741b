// The scenario that the learner changes: its keys, and what becomes of it.

#include "app/application.hpp"
#include "app/process_order.hpp"

#include <algorithm>
#include <variant>

namespace doorway::app {
namespace {

/// The scenario of the page as the lesson has it.
std::string_view own_text(const LessonWalk& walk) {
  return walk.lesson().scenario_texts[*walk.page().scenario];
}

std::size_t longest_line(const TextBuffer& buffer) {
  std::size_t longest = 0;
  for (std::size_t line = 0; line < buffer.line_count(); ++line) longest = std::max(longest, buffer.line(line).size());
  return longest;
}

}  // namespace

// --- Keys

bool Application::editor_takes_keys() const {
  return editor_.is_open() && !help_is_open_ && learner_card_ == LearnerCard::none;
}

bool Application::take_key(const KeyPress& press, Clock::time_point now) {
  if (browser_.is_open()) {
    if (const auto wish = browser_.press(press)) carry_out(*wish, now);
    return true;
  }
  if (palette_.is_open()) {
    if (const auto command = palette_.press(press)) carry_out(*command, now);
    return true;
  }
  if (editor_takes_keys() && editor_.press_in_list(press)) return true;
  if (const auto command = command_of(press, action_context())) {
    carry_out(*command, now);
    return true;
  }
  return editor_takes_keys() && editor_.press(press);
}

// --- Commands

void Application::carry_out(const view::ToggleEditor&, Clock::time_point) {
  if (editor_.is_open()) return editor_.close();
  if (!walk_ || !walk_->page().scenario) return;
  const std::string_view own = own_text(*walk_);
  editor_.open(walk_->page().id, walk_->changed_text().value_or(std::string(own)), own);
  editor_width_ = editor_width(longest_line(editor_.buffer()));
}

void Application::carry_out(const EditorCommand& command, Clock::time_point now) {
  if (!editor_.is_open()) return;
  if (std::holds_alternative<editor::Run>(command)) return run_editor(now);
  editor_.apply(command);
  if (std::holds_alternative<editor::Restore>(command)) carry_out(WalkCommand{walk::Restore{}}, now);
}

// The page is shown again, with what it says of the run, and the keys step through it.
void Application::run_editor(Clock::time_point now) {
  const auto text = editor_.text_to_run();
  if (!text) return;
  const bool is_own = editor_.is_own();
  editor_.close();
  if (!is_own) return carry_out(WalkCommand{walk::RunChanged{*text}}, now);
  carry_out(WalkCommand{walk::Restore{}}, now);
  for (const SessionCommand& command : {SessionCommand{session::Move{playhead::Home{}}},
                                        SessionCommand{session::NewTake{}}, SessionCommand{session::PlayTo{}}}) {
    carry_out(command, now);
  }
}

// Who leaves the page leaves its scenario.
void Application::follow_editor() {
  if (!editor_.is_open()) return;
  const bool is_there = walk_ && walk_->page().id == editor_.page() && walk_->page().scenario;
  if (!is_there) editor_.close();
}

EditorSources Application::editor_sources() const {
  EditorSources sources{editor_, walk_->page(), settings_.vocabulary, walk_->runs_changed()};
  if (scene_index_ && walk_->session() != nullptr) {
    const auto& names = walk_->session()->recording().scenario().processes;
    for (const ProcessId process : process_order(names)) sources.processes.push_back(names[process]);
  }
  return sources;
}

}  // namespace doorway::app
