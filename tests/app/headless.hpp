#pragma once

#include "app/application.hpp"
#include "app/window/font_set.hpp"
#include "tests/support/bell.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct ImGuiContext;

namespace doorway::test {

using app::Key;
using app::KeyPress;
using app::Point;
using app::Rect;

/// Which one of equal controls is meant.
struct ControlOf {
  ControlOf() = default;
  ControlOf(int at) : number(at) {}
  ControlOf(std::optional<int> at) : number(at) {}
  ControlOf(std::string what) : name(std::move(what)) {}

  std::optional<int> number;        ///< in a row of them
  std::optional<std::string> name;  ///< what it belongs to
};

/// A Dear ImGui context without a window; the fonts are those that ImGui has with it, or the system's.
class HeadlessScreen {
 public:
  explicit HeadlessScreen(bool system_fonts = false);

  void resize(float width, float height);
  [[nodiscard]] Point size() const { return size_; }
  void mouse(Point at, bool pressed);
  void wheel(float turns);

  /// Draws one frame of the application. What it comes to is checked: everything has been given its place in buffers.
  void draw(app::Application& application, app::Application::Clock::time_point now);
  /// Draws one frame of a part by itself, into a window named as the application's.
  void draw(const std::function<void()>& part);
  [[nodiscard]] const app::Fonts& fonts() { return gui_.font_set().fonts(); }

 private:
  void begin_frame();

  app::GuiContext gui_;
  Point size_{1280, 800};
};

/// The application in a test's hands: keys and a mouse, and a time that goes on only where playing waits for it.
class HeadlessApp {
 public:
  HeadlessApp(HeadlessScreen& screen, app::ApplicationOptions options);

  // Each answers when what was asked for is seen, not when it is done: `rest` waits for that.
  void press(KeyPress press);
  void press(Key key, bool shift = false) { press(KeyPress{key, 0, shift, false}); }
  void press(char32_t character) { press(KeyPress{Key::character, character, false, false}); }
  void press_with_control(char32_t character) { press(KeyPress{Key::character, character, false, true}); }
  void press_with_control(Key key) { press(KeyPress{key, 0, false, true}); }
  void type(std::string_view text);  ///< UTF-8; a line end is Enter
  /// Opens the palette, types this and takes what answers best.
  void find(std::string_view text);
  /// Presses the button, moves and lets go.
  void drag(Point from, Point to);
  void click(Point at);
  void frame();

  /// Turns until nothing is under way. What does not rest within a minute is a std::runtime_error.
  void rest();
  /// The same, for so long at most: kernel timers are not waited for.
  void rest_at_most(std::chrono::milliseconds at_most);
  /// Turns until this holds: what comes from outside, like a file that was saved, comes in its own time. What does not
  /// come within a minute is a std::runtime_error.
  void until(const std::function<bool()>& holds);
  /// One turn: takes in what has happened, and lets the time come that playing waits for.
  void turn();
  /// Lets time pass. True when there was something new to see.
  bool pass(std::chrono::milliseconds time);

  [[nodiscard]] app::Application& application() { return *application_; }
  [[nodiscard]] const LessonWalk& walk();
  [[nodiscard]] const Session& session();
  [[nodiscard]] HeadlessScreen& screen() { return screen_; }
  /// Closes it, and tells how long that took.
  std::chrono::steady_clock::duration close();

  /// Clicks the first place of this area at which the mouse is over the control, which is ours by its name and, among
  /// equal ones, by its number or by what it belongs to. `child`: a part that scrolls, or a window above. False when it
  /// is nowhere there.
  bool click_control(std::string_view control, Rect area, const ControlOf& of = {}, std::string_view child = {});
  /// The same place, without a click.
  std::optional<Point> find_control(std::string_view control, Rect area, const ControlOf& of = {},
                                    std::string_view child = {});
  /// What surrounds all that a part draws in one frame. Nothing where it draws nothing.
  std::optional<Rect> drawn_in(std::string_view child);
  [[nodiscard]] app::FrameLayout layout() const;
  [[nodiscard]] Rect whole() const { return {0, 0, screen_.size().x, screen_.size().y}; }

 private:
  bool rest_until(std::chrono::steady_clock::time_point give_up_at);
  [[nodiscard]] std::optional<app::Application::Clock::time_point> wakes_at() const;

  HeadlessScreen& screen_;
  Bell bell_;
  app::Application::Clock::time_point now_{};
  std::unique_ptr<app::Application> application_;
};

}  // namespace doorway::test
