#include "app/keys.hpp"

#include "core/base/utf8.hpp"

#include <string_view>

namespace doorway::app {
namespace {

std::string_view name_of(Key key) {
  switch (key) {
    case Key::left: return "Left";
    case Key::right: return "Right";
    case Key::up: return "Up";
    case Key::down: return "Down";
    case Key::home: return "Home";
    case Key::end: return "End";
    case Key::space: return "Space";
    case Key::page_up: return "Page Up";
    case Key::page_down: return "Page Down";
    case Key::enter: return "Enter";
    case Key::escape: return "Escape";
    case Key::backspace: return "Backspace";
    case Key::remove: return "Delete";
    case Key::tab: return "Tab";
    case Key::f1: return "F1";
    case Key::f2: return "F2";
    case Key::f3: return "F3";
    case Key::f4: return "F4";
    case Key::f5: return "F5";
    case Key::f6: return "F6";
    case Key::f11: return "F11";
    case Key::character: return "";
  }
  return "";
}

bool is_letter(char32_t character) {
  return character >= U'a' && character <= U'z';
}

char32_t small(char32_t character) {
  return character >= U'A' && character <= U'Z' ? character + (U'a' - U'A') : character;
}

}  // namespace

bool matches(const KeyPress& press, const KeyPress& key) {
  if (press.key != key.key || press.control != key.control) return false;
  if (key.key != Key::character) return press.shift == key.shift;
  if (small(press.character) != key.character) return false;
  return !key.control || !is_letter(key.character) || press.shift == key.shift;
}

std::string key_name(const KeyPress& key) {
  if (key.key != Key::character) {
    return std::string(key.control ? "Ctrl+" : "") + (key.shift ? "Shift+" : "") + std::string(name_of(key.key));
  }
  if (!is_letter(key.character)) return (key.control ? "Ctrl " : "") + encode_utf8(key.character);
  return (key.control ? key.shift ? "Ctrl+Shift+" : "Ctrl+" : "") + encode_utf8(key.character - (U'a' - U'A'));
}

}  // namespace doorway::app
