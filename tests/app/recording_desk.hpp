#pragma once

#include "app/layout/browser_layout.hpp"
#include "tests/app/cut_off.hpp"
#include "tests/app/headless.hpp"
#include "tests/support/temporary_folder.hpp"

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::test {

/// Somebody with a lesson, a folder of journals, and a folder of their own.
struct Desk {
  Desk() {
    for (const char* name : {"lessons", "journeys", "mine", "mine/inner"})
      std::filesystem::create_directories(folder.path(name));
    folder.write("lessons/own.md", lesson_of_datagram);
  }
  void begin(const std::string& file = "") {
    hand.reset();
    app::ApplicationOptions options;
    options.lessons = folder.path("lessons");
    options.journeys = journeys;
    options.documents = folder.path("mine");
    options.settings = folder.path("settings.json");
    options.step_time = options.motion_time = {};
    if (!file.empty()) options.file = file;
    hand = std::make_unique<HeadlessApp>(screen, options);
    hand->rest();
  }
  /// The lesson is open and its scenario has run to its end.
  void run() {
    begin(folder.path("lessons/own.md"));
    to_the_end();
  }
  void to_the_end() {
    hand->press(Key::space);
    hand->rest();
  }
  void save_as(std::string_view name) {
    hand->press_with_control(U's');
    hand->rest();
    hand->press_with_control(Key::backspace);
    hand->type(name);
    hand->press(Key::enter);
    hand->rest();
  }
  void open(std::string_view name) {
    hand->press_with_control(U'o');
    hand->rest();
    hand->type(name);
    hand->press(Key::enter);
    hand->rest();
  }
  [[nodiscard]] app::Application& application() { return hand->application(); }
  [[nodiscard]] std::filesystem::path mine(std::string_view name) const {
    return folder.path("mine/" + std::string(name));
  }
  [[nodiscard]] std::vector<std::filesystem::path> journals() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(journeys)) files.push_back(entry.path());
    return files;
  }
  /// Where the browser's parts are, but for how wide its buttons are.
  [[nodiscard]] app::BrowserLayout browser_layout() {
    return app::layout_browser(hand->whole(), app::text_px_at_scale_1 * application().text_scale(), 100, 100);
  }
  bool click_row(int row) {
    const bool found = hand->click_control("file", browser_layout().rows, row, "files");
    hand->rest();
    return found;
  }
  bool click_go_ahead() {
    const app::BrowserLayout at = browser_layout();
    const bool found =
        hand->click_control("go ahead", {at.card.x, at.field.y, at.card.w, at.field.h}, {}, "file browser");
    hand->rest();
    return found;
  }
  /// Looks for that of the first recent file or offer along a few lines down the start screen.
  std::optional<Point> find_on_start(std::string_view control, std::initializer_list<float> shares) {
    const Rect all = hand->whole();
    const std::string file =
        control == "recent" ? application().settings().recent_files.at(0) : application().offers().at(0).path.string();
    for (const float share : shares) {
      if (auto at = hand->find_control(control, {all.w * share, 0, 12, all.h}, file, "lessons")) return at;
    }
    return std::nullopt;
  }
  bool click_on_start(std::string_view control) {
    const auto at = find_on_start(control, {0.25F, 0.3F, 0.35F, 0.4F});
    if (at) hand->click(*at);
    hand->rest();
    return at.has_value();
  }

  TemporaryFolder folder;
  std::filesystem::path journeys = folder.path("journeys");
  HeadlessScreen screen;
  std::unique_ptr<HeadlessApp> hand;
};

}  // namespace doorway::test
