#pragma once

#include <cstdint>
#include <string>

namespace doorway::app {

enum class Key : std::uint8_t {
  left,
  right,
  up,
  down,
  home,
  end,
  space,
  page_up,
  page_down,
  enter,
  escape,
  backspace,
  remove,  ///< "Delete"
  tab,
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f11,
  character
};

/// A key that was pressed, or repeated by being held.
struct KeyPress {
  Key key = Key::character;
  char32_t character = 0;  ///< Key::character: what was typed; with Control what is printed on the key, lower case
  bool shift = false;
  bool control = false;

  friend bool operator==(const KeyPress&, const KeyPress&) = default;
};

/// Whether a press means this key: a letter does in either case. Shift does not count at characters, which are what
/// they are with it, but at letters with Control.
bool matches(const KeyPress& press, const KeyPress& key);

/// "Shift+Right", "Ctrl+K", "Ctrl +", "?"
std::string key_name(const KeyPress& key);

}  // namespace doorway::app
