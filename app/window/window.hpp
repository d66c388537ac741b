#pragma once

#include "app/keys.hpp"
#include "app/settings.hpp"
#include "app/window/font_set.hpp"
#include "core/base/result.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct GLFWwindow;

namespace doorway::app {

/// A picture, from the top left, three bytes a pixel: red, green, blue.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;
};

struct WindowSize {
  int width = 0;
  int height = 0;

  friend bool operator==(const WindowSize&, const WindowSize&) = default;
};

/// How a window begins.
struct WindowStart {
  WindowSize size{1280, 800};  ///< at scale 1
  std::string title;
  float text_px = 15;  ///< the size of ordinary text in the first frame, at scale 1
  /// Window and text are larger where the screen asks for it. Without it a picture has the size that was asked for.
  bool follows_screen_scale = true;
};

/// The one window of the program, with its OpenGL context and Dear ImGui's. Owned and used by the main thread; `wake`
/// is for any thread.
class Window {
 public:
  /// Fails where there is no display, or no OpenGL 3. It is not seen before `show`.
  static Result<std::unique_ptr<Window>> open(const WindowStart& start);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Takes in what the user did; waits for something, at most so long. Without a time: until something comes.
  void wait(std::optional<std::chrono::milliseconds> at_most);
  /// The same without waiting.
  void poll();
  /// Ends a `wait`, the present or the next one. Any thread, as long as the window is there.
  static void wake();

  [[nodiscard]] bool should_close() const;

  /// Calls this when the window system has ended the connection: its server was stopped, or killed. Nothing that a
  /// window needs works then, and whatever was under way never returns; so this has to end the program, or it is ended
  /// when this returns. On the main thread. Where the window system is no X11 of 1.7 or later, `should_close` tells.
  void when_screen_is_lost(std::function<void()> leave);

  /// In the window's own pixels, in which the mouse is told and all is laid out. The screen may have more of them.
  [[nodiscard]] WindowSize size() const;
  /// How much larger than usual the screen asks text to be, in the window's pixels; 1 where it is not followed. It can
  /// change at any time, as when the window goes to another screen.
  [[nodiscard]] float screen_scale() const;

  void show();
  void hide();
  /// Where it is, to be kept; nothing where the window system does not tell, or it fills the screen.
  [[nodiscard]] std::optional<WindowPlace> place() const;
  /// Puts it where it was. Where no screen has that place any more only the size is taken, as far as there is room.
  void set_place(const WindowPlace& place);
  /// Fills the screen that most of it is on, or goes back to where it was.
  void set_fullscreen(bool fullscreen);
  [[nodiscard]] bool is_fullscreen() const { return before_fullscreen_.has_value(); }

  /// The keys since the last call, in order.
  std::vector<KeyPress> take_keys();
  /// The files that were let go over the window since the last call, in order.
  std::vector<std::filesystem::path> take_dropped_files();
  /// Whether the user did anything, or the window has to be drawn anew, since the last call.
  bool take_input_seen();

  /// The fonts for text of this size. Builds them when they were for another, so not within a frame; good until then.
  const Fonts& fonts(float text_px);
  void begin_frame();
  /// Draws what ImGui has and shows it. With `keep`, the picture of it.
  std::optional<Picture> end_frame(bool keep);

  // What a user does, for the tour and for tests: through the same callbacks that the window system calls.
  void press(const KeyPress& press);
  void move_mouse(float x, float y);
  void click_cross();  ///< the one of its frame, that closes it

 private:
  Window(GLFWwindow* window, FontSet fonts, bool follows_screen_scale);
  void install_callbacks();
  static void on_key(GLFWwindow* handle, int key, int scancode, int action, int mods);
  static void on_character(GLFWwindow* handle, unsigned int character);
  static void on_anything(GLFWwindow* handle);
  static void on_drop(GLFWwindow* handle, int count, const char** files);
  [[nodiscard]] float density() const;
  static Window& of(GLFWwindow* handle);
  static void on_screen_lost(void* display, void* window);

  GLFWwindow* window_;
  GuiContext gui_;
  std::vector<KeyPress> keys_;
  std::vector<std::filesystem::path> dropped_files_;
  bool input_seen_ = true;
  bool has_drawn_ = false;
  const bool follows_screen_scale_;
  std::optional<WindowPlace> before_fullscreen_;
  std::function<void()> leave_lost_screen_;
};

}  // namespace doorway::app
