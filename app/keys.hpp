#pragma once

#include "app/commands.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace doorway::app {

enum class Key : std::uint8_t {
  left,
  right,
  home,
  end,
  space,
  page_up,
  page_down,
  enter,
  escape,
  f1,
  f2,
  f3,
  f4,
  f5,
  up,
  down,
  backspace,
  character
};

/// A key that was pressed, or repeated by being held.
struct KeyPress {
  Key key = Key::character;
  char32_t character = 0;  ///< Key::character: what the user's keyboard has printed on it, lower case
  bool shift = false;
  bool control = false;

  friend bool operator==(const KeyPress&, const KeyPress&) = default;
};

/// What the keys mean depends on what is shown.
struct KeyContext {
  bool in_lesson = false;
  bool in_list = false;  ///< the list of lessons is shown
  bool help_is_open = false;
  Vocabulary vocabulary = Vocabulary::story;
  bool dark = true;
  std::size_t lesson_count = 0;                     ///< in the list
  std::size_t process_count = 0;                    ///< of the page's scenario
  std::size_t choice_count = 0;                     ///< of the page's question
  TimelineCard timeline_card = TimelineCard::none;  ///< what lies open over the timeline
};

/// What a key asks for, or nothing.
std::optional<Command> command_of(const KeyPress& press, const KeyContext& context);

/// A line of the help.
struct KeyHelp {
  std::string_view keys;
  std::string_view meaning;
};
std::vector<KeyHelp> key_help();

}  // namespace doorway::app
