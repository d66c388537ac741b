#include "app/window/window.hpp"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <future>
#include <string>
#include <utility>

namespace doorway::app {
namespace {

// Where the window system gives no reason, GLFW still sets an error.
std::string last_error() {
  const char* description = nullptr;
  glfwGetError(&description);
  return description != nullptr ? description : "no reason given";
}

std::optional<Key> key_of(int glfw_key) {
  switch (glfw_key) {
    case GLFW_KEY_LEFT: return Key::left;
    case GLFW_KEY_RIGHT: return Key::right;
    case GLFW_KEY_HOME: return Key::home;
    case GLFW_KEY_END: return Key::end;
    case GLFW_KEY_SPACE: return Key::space;
    case GLFW_KEY_PAGE_UP: return Key::page_up;
    case GLFW_KEY_PAGE_DOWN: return Key::page_down;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER: return Key::enter;
    case GLFW_KEY_ESCAPE: return Key::escape;
    case GLFW_KEY_F1: return Key::f1;
    case GLFW_KEY_F2: return Key::f2;
    case GLFW_KEY_F3: return Key::f3;
    case GLFW_KEY_F4: return Key::f4;
    case GLFW_KEY_F5: return Key::f5;
    case GLFW_KEY_UP: return Key::up;
    case GLFW_KEY_DOWN: return Key::down;
    case GLFW_KEY_BACKSPACE: return Key::backspace;
    default: return std::nullopt;
  }
}

int glfw_key_of(Key key) {
  switch (key) {
    case Key::left: return GLFW_KEY_LEFT;
    case Key::right: return GLFW_KEY_RIGHT;
    case Key::home: return GLFW_KEY_HOME;
    case Key::end: return GLFW_KEY_END;
    case Key::space: return GLFW_KEY_SPACE;
    case Key::page_up: return GLFW_KEY_PAGE_UP;
    case Key::page_down: return GLFW_KEY_PAGE_DOWN;
    case Key::enter: return GLFW_KEY_ENTER;
    case Key::escape: return GLFW_KEY_ESCAPE;
    case Key::f1: return GLFW_KEY_F1;
    case Key::f2: return GLFW_KEY_F2;
    case Key::f3: return GLFW_KEY_F3;
    case Key::f4: return GLFW_KEY_F4;
    case Key::f5: return GLFW_KEY_F5;
    case Key::up: return GLFW_KEY_UP;
    case Key::down: return GLFW_KEY_DOWN;
    case Key::backspace: return GLFW_KEY_BACKSPACE;
    case Key::character: return GLFW_KEY_UNKNOWN;
  }
  return GLFW_KEY_UNKNOWN;
}

constexpr int smallest_width = 480;
constexpr int smallest_height = 360;

// From 3.4 on GLFW tries Wayland first, whose library prints a line of its own where there is none.
void choose_window_system() {
#if GLFW_VERSION_MAJOR * 100 + GLFW_VERSION_MINOR >= 304
  const bool names_wayland = std::getenv("WAYLAND_DISPLAY") != nullptr || std::getenv("WAYLAND_SOCKET") != nullptr;
  if (!names_wayland) glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
}

GLFWwindow* make_window(WindowSize size, const std::string& title) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  GLFWwindow* window = glfwCreateWindow(size.width, size.height, title.c_str(), nullptr, nullptr);
  if (window == nullptr) return nullptr;
  glfwSetWindowSizeLimits(window, smallest_width, smallest_height, GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  return window;
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(WindowSize size, const std::string& title, float text_px) {
  // Both take about as long: the fonts' letters are drawn while the window system and the graphics card get ready.
  // Where there is no thread to be had, it waits for `get`.
  auto fonts = std::async([text_px] { return FontSet(find_font_files(), text_px); });
  choose_window_system();
  if (glfwInit() != GLFW_TRUE) return Error{last_error()};
  GLFWwindow* handle = make_window(size, title);
  if (handle == nullptr) {
    const std::string why = last_error();
    glfwTerminate();
    return Error{why};
  }
  return std::unique_ptr<Window>(new Window(handle, fonts.get()));
}

Window::Window(GLFWwindow* window, FontSet fonts) : window_(window), gui_(std::move(fonts)) {
  glfwSetWindowUserPointer(window_, this);
  install_callbacks();  // first: the backend hands on to those that it finds
  ImGui_ImplGlfw_InitForOpenGL(window_, true);
  ImGui_ImplOpenGL3_Init("#version 130");
}

Window::~Window() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  glfwDestroyWindow(window_);
  glfwTerminate();
}

void Window::install_callbacks() {
  glfwSetKeyCallback(window_, on_key);
  glfwSetCharCallback(window_, on_character);
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* handle, int, int, int) { on_anything(handle); });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* handle, double, double) { on_anything(handle); });
  glfwSetScrollCallback(window_, [](GLFWwindow* handle, double, double) { on_anything(handle); });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* handle, int, int) { on_anything(handle); });
  glfwSetWindowRefreshCallback(window_, on_anything);
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* handle, int) { on_anything(handle); });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* handle, int) { on_anything(handle); });
}

Window& Window::of(GLFWwindow* handle) {
  return *static_cast<Window*>(glfwGetWindowUserPointer(handle));
}

void Window::on_anything(GLFWwindow* handle) {
  of(handle).input_seen_ = true;
}

void Window::on_key(GLFWwindow* handle, int key, int, int action, int mods) {
  on_anything(handle);
  const auto known = key_of(key);
  if (!known || action == GLFW_RELEASE || ImGui::GetIO().WantTextInput) return;
  of(handle).keys_.push_back({*known, 0, (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_CONTROL) != 0});
}

// Letters come as what is printed on the user's keyboard, whatever its layout.
void Window::on_character(GLFWwindow* handle, unsigned int character) {
  on_anything(handle);
  if (character == U' ' || ImGui::GetIO().WantTextInput) return;  // the space bar is a key
  const bool upper = character >= U'A' && character <= U'Z';
  of(handle).keys_.push_back({Key::character, static_cast<char32_t>(upper ? character + 32 : character), false, false});
}

void Window::wait(std::optional<std::chrono::milliseconds> at_most) {
  if (!at_most) {
    glfwWaitEvents();
  } else if (at_most->count() > 0) {
    glfwWaitEventsTimeout(static_cast<double>(at_most->count()) / 1000.0);
  } else {
    glfwPollEvents();
  }
}

void Window::poll() {
  glfwPollEvents();
}

void Window::wake() {
  glfwPostEmptyEvent();
}

bool Window::should_close() const {
  return glfwWindowShouldClose(window_) == GLFW_TRUE;
}

WindowSize Window::size() const {
  WindowSize size;
  glfwGetFramebufferSize(window_, &size.width, &size.height);
  return size;
}

std::vector<KeyPress> Window::take_keys() {
  return std::exchange(keys_, {});
}

bool Window::take_input_seen() {
  return std::exchange(input_seen_, false);
}

const Fonts& Window::fonts(float text_px) {
  // The first frame hands them over itself, and from 1.92 on the backend sees changes.
  [[maybe_unused]] const bool others = gui_.font_set().set_size(text_px) && has_drawn_;
#if IMGUI_VERSION_NUM < 19200
  if (others) {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
  }
#endif
  return gui_.font_set().fonts();
}

void Window::begin_frame() {
  has_drawn_ = true;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
}

std::optional<Picture> Window::end_frame(bool keep) {
  ImGui::Render();
  const WindowSize now = size();
  glViewport(0, 0, now.width, now.height);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  std::optional<Picture> picture;
  if (keep) {
    picture = Picture{now.width, now.height, {}};
    const auto row_bytes = static_cast<std::size_t>(now.width) * 3;
    picture->pixels.resize(row_bytes * static_cast<std::size_t>(now.height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, now.width, now.height, GL_RGB, GL_UNSIGNED_BYTE, picture->pixels.data());
    auto& pixels = picture->pixels;  // OpenGL begins at the bottom
    for (std::size_t top = 0, bottom = static_cast<std::size_t>(now.height); top + 1 < bottom--; ++top) {
      std::swap_ranges(pixels.begin() + static_cast<std::ptrdiff_t>(top * row_bytes),
                       pixels.begin() + static_cast<std::ptrdiff_t>((top + 1) * row_bytes),
                       pixels.begin() + static_cast<std::ptrdiff_t>(bottom * row_bytes));
    }
  }
  glfwSwapBuffers(window_);
  return picture;
}

// --- What a user does

void Window::press(const KeyPress& press) {
  if (press.key == Key::character) {
    const auto installed = glfwSetCharCallback(window_, nullptr);
    glfwSetCharCallback(window_, installed);
    installed(window_, press.character);
    return;
  }
  const auto installed = glfwSetKeyCallback(window_, nullptr);
  glfwSetKeyCallback(window_, installed);
  const int key = glfw_key_of(press.key);
  const int mods = (press.shift ? GLFW_MOD_SHIFT : 0) | (press.control ? GLFW_MOD_CONTROL : 0);
  installed(window_, key, glfwGetKeyScancode(key), GLFW_PRESS, mods);
  installed(window_, key, glfwGetKeyScancode(key), GLFW_RELEASE, mods);
}

void Window::move_mouse(float x, float y) {
  glfwSetCursorPos(window_, static_cast<double>(x), static_cast<double>(y));
}

}  // namespace doorway::app
