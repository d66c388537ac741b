#pragma once

#include "app/actions.hpp"
#include "app/commands.hpp"
#include "app/keys.hpp"
#include "app/library.hpp"
#include "app/scene/scene_index.hpp"
#include "core/session/lesson_walk.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::app {

/// Something that can be found by its name.
struct PaletteEntry {
  std::string text;    ///< safe to show
  std::string detail;  ///< its key, or what it is
  Command command;
};

/// What can be found, in the order in which it stands until something is typed: the actions that somebody is likely to
/// want (to go on, to run and step, to turn a page, to look closer), each with its keys; the pages of the open lesson;
/// the lessons; the other actions; last those that are done by a key or the mouse (to scroll, to close, to resize); and
/// the calls of the recording ("bob.recv#1").
/// `walk` and `index` are null where no lesson is open, or it has no run. Pages have their titles in these words.
std::vector<PaletteEntry> palette_entries(const std::vector<Action>& actions, const std::vector<LessonFile>& lessons,
                                          const LessonWalk* walk, const SceneIndex* index, Vocabulary vocabulary);

/// How well a text answers what was typed, 0 is best; nothing where it does not. Each word that was typed must be
/// there: as the beginning of a word, as a part of one, or letter by letter with others between. Case does not matter.
std::optional<int> match(std::string_view text, std::string_view typed);

/// The card in which things are found: what is typed, what answers to it, which one is chosen. While it is open all
/// keys are its own, so that typing does nothing else. Knows no ImGui.
class Palette {
 public:
  /// `step_count`: how many steps there are to go to by their numbers, 0 for none.
  void open(std::vector<PaletteEntry> entries, std::size_t step_count);
  void close();
  [[nodiscard]] bool is_open() const { return is_open_; }

  [[nodiscard]] const std::string& typed() const { return typed_; }
  /// What answers, best first.
  [[nodiscard]] std::size_t row_count() const { return found_.size(); }
  [[nodiscard]] const PaletteEntry& row(std::size_t index) const { return entries_[found_[index]]; }
  [[nodiscard]] std::size_t chosen() const { return chosen_; }

  /// What a key does here. Enter gives the command of what is chosen and closes the card, as Escape does without one.
  std::optional<Command> press(const KeyPress& press);
  /// The command of a row, and closes the card.
  std::optional<Command> take(std::size_t row);

 private:
  void type(char32_t character);
  void rub_out(bool all);
  void choose(std::ptrdiff_t by);
  void find();
  void offer_step();

  bool is_open_ = false;
  std::size_t step_count_ = 0;
  std::size_t fixed_count_ = 0;  // entries that do not depend on what is typed
  std::vector<PaletteEntry> entries_;
  std::vector<std::size_t> found_;
  std::string typed_;
  std::size_t chosen_ = 0;
};

}  // namespace doorway::app
