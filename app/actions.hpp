#pragma once

#include "app/commands.hpp"
#include "app/keys.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

/// What can be done next about the page's goal.
enum class GoalStep : std::uint8_t { none, hint, solution, run_solution };

/// What actions mean depends on what is shown. While a card that tells of the learner is open, neither a lesson nor the
/// list is in reach of the keys.
struct ActionContext {
  bool in_lesson = false;
  bool in_list = false;  ///< the list of lessons is shown
  bool help_is_open = false;
  bool message_is_open = false;
  LearnerCard learner_card = LearnerCard::none;  ///< what lies open and tells of the learner
  Vocabulary vocabulary = Vocabulary::story;
  ThemeName theme = ThemeName::night;
  bool reduced_motion = false;
  TimelineCard timeline_card = TimelineCard::none;  ///< what lies open over the timeline
  bool compares = false;                            ///< another recording is shown below the take
  std::size_t lesson_count = 0;                     ///< in the list
  std::vector<std::string> processes;               ///< of the page's scenario, safe to show
  std::size_t choice_count = 0;                     ///< of the page's question
  bool asks_number = false;                         ///< the page's question, and the answer does not stand yet
  bool is_typing_number = false;
  bool can_ask_again = false;
  bool has_run = false;       ///< there is a stage and a timeline
  bool has_scenario = false;  ///< the page shows one, which can be changed
  bool runs_changed = false;  ///< a changed one is shown
  GoalStep goal_step = GoalStep::none;
  std::string solution;          ///< the scenario that reaches the goal
  bool editor_is_open = false;   ///< a scenario is being changed: no keys but its own
  bool can_save = false;         ///< there is a take
  bool shows_recording = false;  ///< a file's, and nobody has gone on from it
  /// The newest take that was cut off with an earlier Doorway.
  std::optional<std::filesystem::path> offer;
  std::vector<std::filesystem::path> recent_files;  ///< the last one first
};

/// Where something stands while nobody has said what they look for: what somebody is likely to want comes first.
enum class Likely : std::uint8_t {
  first,   ///< to go on, to run and to step, to turn a page, to look closer
  second,  ///< all else
  last,    ///< what is done by its key or by the mouse, or once in a while: scroll, close, sizes of panels
};

/// Something that can be done now.
struct Action {
  std::string name;            ///< what it does
  std::vector<KeyPress> keys;  ///< each of them asks for it; none: it is found by its name
  Command command;
  Likely likely = Likely::second;
};

/// All that can be done, from the one table that keys, help and palette go by. No key stands at two of them.
std::vector<Action> actions_in(const ActionContext& context);

/// What a key asks for, or nothing.
std::optional<Command> command_of(const KeyPress& press, const ActionContext& context);

/// A line of the help.
struct HelpLine {
  std::string keys;  ///< empty: without a key of its own
  std::string meaning;
};
struct HelpSection {
  std::string title;
  std::vector<HelpLine> lines;
};
/// The whole table, wherever an action means something; those without a key stand in the last section.
std::vector<HelpSection> key_help();

/// The keys of an action as the help and the palette write them: "Page Down or Enter".
std::string keys_text(const std::vector<KeyPress>& keys);

}  // namespace doorway::app
