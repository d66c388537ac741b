// A window that is told to close at the very moment at which it looks for input, and then has nothing to wait for: it
// ends all the same. Needs a display.
#include "app/shell.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/watchdog.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>

int main() {
  using namespace doorway;
  using namespace std::chrono_literals;
  const auto window = app::Window::open({{800, 600}, "Doorway", app::text_px_at_scale_1, false});
  if (!window) {
    std::printf("no window: %s\n", window.error().message.c_str());
    return 3;
  }
  const test::TemporaryFolder home;
  app::ApplicationOptions options;
  options.lessons = app::lesson_folder();
  options.settings = home.path("settings.json");
  options.progress = home.path("progress.jsonl");
  app::Shell shell(**window);
  shell.show(std::move(options));
  shell.read_settings(5s);
  (*window)->show();
  for (int turn = 0; turn < 100; ++turn) shell.turn(20ms);  // until nothing is left to draw

  test::Watchdog watchdog(60s);
  (*window)->click_cross();
  shell.turn();
  std::printf("closed\n");
  return (*window)->should_close() ? 0 : 1;
}
