#include "app/window/glfw_keys.hpp"

#include <GLFW/glfw3.h>

namespace doorway::app {

std::optional<Key> key_of(int glfw_key) {
  switch (glfw_key) {
    case GLFW_KEY_LEFT: return Key::left;
    case GLFW_KEY_RIGHT: return Key::right;
    case GLFW_KEY_UP: return Key::up;
    case GLFW_KEY_DOWN: return Key::down;
    case GLFW_KEY_HOME: return Key::home;
    case GLFW_KEY_END: return Key::end;
    case GLFW_KEY_SPACE: return Key::space;
    case GLFW_KEY_PAGE_UP: return Key::page_up;
    case GLFW_KEY_PAGE_DOWN: return Key::page_down;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER: return Key::enter;
    case GLFW_KEY_ESCAPE: return Key::escape;
    case GLFW_KEY_BACKSPACE: return Key::backspace;
    case GLFW_KEY_DELETE: return Key::remove;
    case GLFW_KEY_TAB: return Key::tab;
    case GLFW_KEY_F1: return Key::f1;
    case GLFW_KEY_F2: return Key::f2;
    case GLFW_KEY_F3: return Key::f3;
    case GLFW_KEY_F4: return Key::f4;
    case GLFW_KEY_F5: return Key::f5;
    case GLFW_KEY_F6: return Key::f6;
    case GLFW_KEY_F11: return Key::f11;
    default: return std::nullopt;
  }
}

int glfw_key_of(Key key) {
  switch (key) {
    case Key::left: return GLFW_KEY_LEFT;
    case Key::right: return GLFW_KEY_RIGHT;
    case Key::up: return GLFW_KEY_UP;
    case Key::down: return GLFW_KEY_DOWN;
    case Key::home: return GLFW_KEY_HOME;
    case Key::end: return GLFW_KEY_END;
    case Key::space: return GLFW_KEY_SPACE;
    case Key::page_up: return GLFW_KEY_PAGE_UP;
    case Key::page_down: return GLFW_KEY_PAGE_DOWN;
    case Key::enter: return GLFW_KEY_ENTER;
    case Key::escape: return GLFW_KEY_ESCAPE;
    case Key::backspace: return GLFW_KEY_BACKSPACE;
    case Key::remove: return GLFW_KEY_DELETE;
    case Key::tab: return GLFW_KEY_TAB;
    case Key::f1: return GLFW_KEY_F1;
    case Key::f2: return GLFW_KEY_F2;
    case Key::f3: return GLFW_KEY_F3;
    case Key::f4: return GLFW_KEY_F4;
    case Key::f5: return GLFW_KEY_F5;
    case Key::f6: return GLFW_KEY_F6;
    case Key::f11: return GLFW_KEY_F11;
    case Key::character: return GLFW_KEY_UNKNOWN;
  }
  return GLFW_KEY_UNKNOWN;
}

std::optional<char32_t> printed_on(int key, int scancode) {
  // French keyboards have digits with Shift only.
  if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return U'0' + static_cast<char32_t>(key - GLFW_KEY_0);
  const char* name = glfwGetKeyName(key, scancode);
  if (name != nullptr && static_cast<unsigned char>(name[0]) < 0x80 && name[0] != 0 && name[1] == 0) {
    return static_cast<char32_t>(name[0]);
  }
  if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) return U'a' + static_cast<char32_t>(key - GLFW_KEY_A);
  return std::nullopt;
}

}  // namespace doorway::app
