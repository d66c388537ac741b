#pragma once

#include "app/shell.hpp"
#include "app/window/window.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// What was done so far.
struct SoakTally {
  std::size_t lessons = 0;
  std::size_t recordings = 0;  ///< opened from a file
  std::size_t pages = 0;
  std::size_t answers = 0;
  std::size_t changed_runs = 0;
  std::size_t files = 0;     ///< saves and exports that were asked for
  std::size_t keys = 0;      ///< all that were pressed
  std::size_t restless = 0;  ///< times that the window was still busy after 20 s
};

/// Somebody who goes through the lessons in the real window, by its keys, as fast as it answers: opens one after
/// another, answers, plays, steps to and fro, changes scenarios, reaches goals, saves and exports. What they do next is
/// decided by the seed. Main thread.
class SoakLearner {
 public:
  /// `pace`: how long they rest between two keys.
  SoakLearner(app::Window& window, app::Shell& shell, std::uint64_t seed, std::chrono::milliseconds pace)
      : window_(window), shell_(shell), random_(seed), pace_(pace) {}

  /// Opens a lesson, or now and then a recording, goes through some of its pages, and comes back to the list. False
  /// when it cannot be opened, or there is no way back: `trouble` says what.
  bool visit();

  [[nodiscard]] const SoakTally& tally() const { return tally_; }
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  bool open_something();
  bool open_lesson();
  bool open_recent();
  bool back_to_list();
  void play_page();
  void answer(const Ask& ask);
  void reach_goal(const Goal& goal);
  void step();
  void look();
  void change_scenario();
  void write_file();
  void save_take();
  void glance_at_cards();

  void press(app::KeyPress key);  ///< and waits until the window rests
  void press(app::Key key, bool shift = false) { press(app::KeyPress{key, 0, shift, false}); }
  void press(char32_t character) { press(app::KeyPress{app::Key::character, character, false, false}); }
  void press_with_control(char32_t key) { press(app::KeyPress{app::Key::character, key, false, true}); }
  void hit(app::KeyPress key);  ///< and goes on at once
  void find(std::string_view text);
  void rest();

  [[nodiscard]] const LessonWalk* walk() const { return shell_.application().walk(); }
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
  bool one_in(std::size_t count) { return below(count) == 0; }

  app::Window& window_;
  app::Shell& shell_;
  std::mt19937_64 random_;
  const std::chrono::milliseconds pace_;
  std::vector<std::size_t> order_;  // of the lessons that come next
  SoakTally tally_;
  std::string trouble_;
};

}  // namespace doorway
