#include "app/window/window.hpp"

#include "app/window/glfw_keys.hpp"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <dlfcn.h>
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

GLFWmonitor* monitor_under(int x, int y) {
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  for (int i = 0; i < count; ++i) {
    int left = 0, top = 0, width = 0, height = 0;
    glfwGetMonitorWorkarea(monitors[i], &left, &top, &width, &height);
    if (x >= left && x < left + width && y >= top && y < top + height) return monitors[i];
  }
  return nullptr;
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

GLFWwindow* make_window(const WindowStart& start) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, start.follows_screen_scale ? GLFW_TRUE : GLFW_FALSE);
  GLFWwindow* window = glfwCreateWindow(start.size.width, start.size.height, start.title.c_str(), nullptr, nullptr);
  if (window == nullptr) return nullptr;
  glfwSetWindowSizeLimits(window, smallest_width, smallest_height, GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  return window;
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowStart& start) {
  // Both take about as long: the fonts' letters are drawn while the window system and the graphics card get ready.
  // Where there is no thread to be had, it waits for `get`.
  auto fonts = std::async([text_px = start.text_px] { return FontSet(find_font_files(), text_px); });
  choose_window_system();
  if (glfwInit() != GLFW_TRUE) return Error{last_error()};
  GLFWwindow* handle = make_window(start);
  if (handle == nullptr) {
    const std::string why = last_error();
    glfwTerminate();
    return Error{why};
  }
  return std::unique_ptr<Window>(new Window(handle, fonts.get(), start.follows_screen_scale));
}

Window::Window(GLFWwindow* window, FontSet fonts, bool follows_screen_scale)
    : window_(window), gui_(std::move(fonts)), follows_screen_scale_(follows_screen_scale) {
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
  // Who polls and then waits for more would otherwise wait beyond the end.
  glfwSetWindowCloseCallback(window_, on_anything);
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* handle, int) { on_anything(handle); });
  glfwSetWindowPosCallback(window_, [](GLFWwindow* handle, int, int) { on_anything(handle); });
  glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* handle, float, float) { on_anything(handle); });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* handle, int) { on_anything(handle); });
  glfwSetDropCallback(window_, on_drop);
}

Window& Window::of(GLFWwindow* handle) {
  return *static_cast<Window*>(glfwGetWindowUserPointer(handle));
}

void Window::on_anything(GLFWwindow* handle) {
  of(handle).input_seen_ = true;
}

void Window::on_key(GLFWwindow* handle, int key, int scancode, int action, int mods) {
  on_anything(handle);
  if (action == GLFW_RELEASE || ImGui::GetIO().WantTextInput) return;
  const bool shift = (mods & GLFW_MOD_SHIFT) != 0;
  const bool control = (mods & GLFW_MOD_CONTROL) != 0;
  // The space bar is a key when it writes a blank: with an input method it may do something else.
  if (key == GLFW_KEY_SPACE && !control) return;
  if (const auto known = key_of(key)) {
    of(handle).keys_.push_back({*known, 0, shift, control});
  } else if (control) {
    if (const auto character = printed_on(key, scancode)) {
      of(handle).keys_.push_back({Key::character, *character, shift, true});
    }
  }
}

// Letters come as they are typed, whatever the keyboard's layout.
void Window::on_character(GLFWwindow* handle, unsigned int character) {
  on_anything(handle);
  if (ImGui::GetIO().WantTextInput) return;
  const KeyPress typed = character == U' ' ? KeyPress{Key::space} : KeyPress{Key::character, character, false, false};
  of(handle).keys_.push_back(typed);
}

void Window::on_drop(GLFWwindow* handle, int count, const char** files) {
  on_anything(handle);
  for (int i = 0; i < count; ++i) of(handle).dropped_files_.emplace_back(files[i]);
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

// Xlib would write a line of its own and call exit() while other threads still run. GLFW loads it, so its functions are
// looked for here; they are not there under Wayland, nor before 1.7.
void Window::when_screen_is_lost(std::function<void()> leave) {
  using Handler = int (*)(void* display);
  using ExitHandler = void (*)(void* display, void* window);
  leave_lost_screen_ = std::move(leave);
  void* xlib = ::dlopen("libX11.so.6", RTLD_LAZY | RTLD_NOLOAD);
  if (xlib == nullptr) return;
  const auto set_handler = reinterpret_cast<Handler (*)(Handler)>(::dlsym(xlib, "XSetIOErrorHandler"));
  const auto set_exit_handler =
      reinterpret_cast<void (*)(void*, ExitHandler, void*)>(::dlsym(xlib, "XSetIOErrorExitHandler"));
  const auto display = reinterpret_cast<void* (*)()>(::dlsym(RTLD_DEFAULT, "glfwGetX11Display"));
  void* screen = display != nullptr ? display() : nullptr;
  if (set_handler != nullptr && set_exit_handler != nullptr && screen != nullptr) {
    set_handler([](void*) { return 0; });
    set_exit_handler(screen, on_screen_lost, this);
  }
  ::dlclose(xlib);  // GLFW still has it
}

void Window::on_screen_lost(void* /*display*/, void* window) {
  if (const auto& leave = static_cast<Window*>(window)->leave_lost_screen_) leave();
  std::_Exit(EXIT_FAILURE);
}

bool Window::should_close() const {
  return glfwWindowShouldClose(window_) == GLFW_TRUE;
}

WindowSize Window::size() const {
  WindowSize size;
  glfwGetWindowSize(window_, &size.width, &size.height);
  return size;
}

// The screen's pixels for one of the window's, where the window system makes that difference (Wayland, macOS).
float Window::density() const {
  int drawn = 0, ignored = 0;
  glfwGetFramebufferSize(window_, &drawn, &ignored);
  const int width = size().width;
  return width > 0 && drawn > 0 ? static_cast<float>(drawn) / static_cast<float>(width) : 1;
}

float Window::screen_scale() const {
  if (!follows_screen_scale_) return 1;
  float x = 1, y = 1;
  glfwGetWindowContentScale(window_, &x, &y);
  return std::clamp(std::max(x, y) / density(), 0.5F, 4.0F);
}

void Window::show() {
  glfwShowWindow(window_);
}

void Window::hide() {
  glfwHideWindow(window_);
}

std::optional<WindowPlace> Window::place() const {
  if (is_fullscreen() || glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == GLFW_TRUE) return std::nullopt;
  glfwGetError(nullptr);
  WindowPlace place;
  glfwGetWindowPos(window_, &place.x, &place.y);
  if (glfwGetError(nullptr) != GLFW_NO_ERROR) return std::nullopt;
  glfwGetWindowSize(window_, &place.width, &place.height);
  place.maximized = glfwGetWindowAttrib(window_, GLFW_MAXIMIZED) == GLFW_TRUE;
  return place;
}

void Window::set_place(const WindowPlace& place) {
  GLFWmonitor* monitor = monitor_under(place.x + place.width / 2, place.y + place.height / 2);
  const bool is_there = monitor != nullptr;
  if (!is_there) monitor = glfwGetPrimaryMonitor();
  WindowSize most{place.width, place.height};
  if (monitor != nullptr) glfwGetMonitorWorkarea(monitor, nullptr, nullptr, &most.width, &most.height);
  glfwSetWindowSize(window_, std::clamp(place.width, smallest_width, std::max(most.width, smallest_width)),
                    std::clamp(place.height, smallest_height, std::max(most.height, smallest_height)));
  if (is_there) glfwSetWindowPos(window_, place.x, place.y);
  if (place.maximized) glfwMaximizeWindow(window_);
}

void Window::set_fullscreen(bool fullscreen) {
  if (fullscreen == is_fullscreen()) return;
  on_anything(window_);
  if (!fullscreen) {
    const WindowPlace back = *std::exchange(before_fullscreen_, std::nullopt);
    glfwSetWindowMonitor(window_, nullptr, back.x, back.y, back.width, back.height, GLFW_DONT_CARE);
    return;
  }
  WindowPlace now;
  glfwGetWindowPos(window_, &now.x, &now.y);
  glfwGetWindowSize(window_, &now.width, &now.height);
  GLFWmonitor* monitor = monitor_under(now.x + now.width / 2, now.y + now.height / 2);
  if (monitor == nullptr) monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
  if (mode == nullptr) return;
  before_fullscreen_ = now;
  glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

std::vector<KeyPress> Window::take_keys() {
  return std::exchange(keys_, {});
}

std::vector<std::filesystem::path> Window::take_dropped_files() {
  return std::exchange(dropped_files_, {});
}

bool Window::take_input_seen() {
  return std::exchange(input_seen_, false);
}

const Fonts& Window::fonts(float text_px) {
  // The first frame hands them over itself, and from 1.92 on the backend sees changes.
  [[maybe_unused]] const bool others = gui_.font_set().set_size(text_px, density()) && has_drawn_;
  ImGui::GetIO().FontGlobalScale = 1 / density();
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
  WindowSize now;
  glfwGetFramebufferSize(window_, &now.width, &now.height);
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
  if (press.key == Key::character && press.control) {
    on_anything(window_);  // which key it is on, the keyboard alone knows
    keys_.push_back(press);
    return;
  }
  const bool is_blank = press.key == Key::space && !press.control;
  if (press.key == Key::character || is_blank) {
    const auto installed = glfwSetCharCallback(window_, nullptr);
    glfwSetCharCallback(window_, installed);
    installed(window_, is_blank ? U' ' : press.character);
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

void Window::click_cross() {
  const auto installed = glfwSetWindowCloseCallback(window_, nullptr);
  glfwSetWindowCloseCallback(window_, installed);
  glfwSetWindowShouldClose(window_, GLFW_TRUE);
  if (installed != nullptr) installed(window_);
}

}  // namespace doorway::app
