#pragma once

#include "app/application.hpp"
#include "app/window/window.hpp"

#include <memory>
#include <optional>

namespace doorway::app {

/// The window with the application in it: draws when something has changed, and waits otherwise. Main thread.
class Shell {
 public:
  explicit Shell(Window& window);

  /// Shows this application from now on; the one before is gone.
  void show(ApplicationOptions options);
  /// Waits for the user's settings, at most so long, and puts the window where they say: before it is seen. What comes
  /// later is taken in by `turn`.
  void read_settings(std::chrono::milliseconds wait_at_most);
  [[nodiscard]] const Application& application() const { return *application_; }

  /// See Application::keep_all.
  void keep_all() { application_->keep_all(); }

  /// Takes in what has come, then draws one frame if one is due, or waits, at most so long.
  void turn(std::optional<std::chrono::milliseconds> wait_at_most = std::nullopt);

  /// Draws a frame in any case and returns its picture.
  Picture picture();

 private:
  void follow_place();
  std::optional<Picture> draw(bool keep);

  Window& window_;
  int frames_due_ = 0;
  std::unique_ptr<Application> application_;
};

}  // namespace doorway::app
