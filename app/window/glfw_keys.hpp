#pragma once

#include "app/keys.hpp"

#include <optional>

namespace doorway::app {

// Our keys and GLFW's. Main thread.

/// The key of ours, or nothing for those that mean nothing here and for characters.
std::optional<Key> key_of(int glfw_key);
/// GLFW_KEY_UNKNOWN for Key::character.
int glfw_key_of(Key key);

/// What is printed on a key, for those that are pressed with Control and so are no character: the letter itself, or
/// where the keyboard has other letters than Latin ones the key at that place. Nothing for a key without a character.
std::optional<char32_t> printed_on(int glfw_key, int scancode);

}  // namespace doorway::app
