#pragma once

#include "tests/app/headless.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace doorway::test {

/// The pages of tests/data/lessons/kinds.md.
namespace kinds {
constexpr std::size_t one = 0;
constexpr std::size_t several = 1;
constexpr std::size_t number = 2;
constexpr std::size_t order = 3;
constexpr std::size_t point = 4;
constexpr std::size_t goal = 5;
constexpr std::size_t recap = 6;
constexpr std::size_t count = 7;
}  // namespace kinds

/// The lesson that has a page of each kind, open at one of them.
struct KindsPage {
  explicit KindsPage(std::size_t page) : app(screen, options()) {
    app.rest();
    to(page);
  }
  static app::ApplicationOptions options() {
    app::ApplicationOptions options;
    options.lessons = DOORWAY_LESSONS;
    options.file = DOORWAY_KINDS;
    options.step_time = std::chrono::milliseconds(0);
    options.motion_time = std::chrono::milliseconds(0);
    return options;
  }
  void to(std::size_t page) {
    while (app.walk().page_index() < page) press(Key::page_down);
    while (app.walk().page_index() > page) press(Key::page_up);
  }
  void press(Key key) {
    app.press(key);
    app.rest();
  }
  void press(char32_t character) {
    app.press(character);
    app.rest();
  }
  /// Plays until the run has judged, or is over.
  void play() {
    for (std::size_t i = 0; i <= app.walk().page().cue.stops.size(); ++i) {
      if (!asked().is_decided()) press(Key::space);
    }
  }
  [[nodiscard]] const AskState& asked() { return app.walk().ask_state(); }
  [[nodiscard]] Rect page_area() const {
    const Rect page = app.layout().lesson;
    return {page.x, page.y, page.w, page.h - 50};
  }
  /// A control of the page, looked for down its middle, or at its right end.
  [[nodiscard]] Rect column(float share = 0.5F) const {
    const Rect page = page_area();
    return {page.x + page.w * share, page.y, 12, page.h};
  }
  bool clicks(std::string_view control, std::optional<int> number = {}, float share = 0.5F) {
    const bool found = app.click_control(control, column(share), number, "page");
    app.rest();
    return found;
  }
  /// Somewhere on the page.
  bool clicks_anywhere(std::string_view control, std::optional<int> number = {}) {
    const bool found = app.click_control(control, page_area(), number, "page");
    app.rest();
    return found;
  }

  HeadlessScreen screen;
  HeadlessApp app;
};

}  // namespace doorway::test
