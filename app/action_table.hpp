#pragma once

#include "app/actions.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

// The table that keys, help and palette go by. Only actions.cpp and the files with its rows include this.
namespace doorway::app::action_table {

/// What the help puts under one title.
enum class Section : std::uint8_t { take, timeline, page, script, window };

/// The keys of a row: those that are written, and others that do the same.
struct Keys {
  std::array<KeyPress, 2> written{none, none};
  std::array<KeyPress, 2> also{none, none};

  static constexpr KeyPress none{};
};

/// An action, wherever `holds`.
struct Row {
  bool (*holds)(const ActionContext&);
  std::string_view name;
  Keys keys;
  Command (*command)(const ActionContext&);
  Likely likely = Likely::second;
};

std::span<const Row> rows_of_take();      // actions_of_take.cpp
std::span<const Row> rows_of_timeline();  // the same
std::span<const Row> rows_of_page();      // actions_of_page.cpp
std::span<const Row> rows_of_script();    // the same
std::span<const Row> rows_of_window();    // actions_of_window.cpp

// --- Keys

constexpr KeyPress letter(char32_t character) {
  return {Key::character, character, false, false};
}
constexpr KeyPress control(char32_t character) {
  return {Key::character, character, false, true};
}
constexpr KeyPress control(Key key) {
  return {key, 0, false, true};
}
constexpr KeyPress shift(Key key) {
  return {key, 0, true, false};
}
constexpr KeyPress control_shift(char32_t character) {
  return {Key::character, character, true, true};
}
constexpr Keys one(KeyPress key) {
  return {{key, Keys::none}, {Keys::none, Keys::none}};
}
constexpr Keys two(KeyPress key, KeyPress other) {
  return {{key, other}, {Keys::none, Keys::none}};
}
constexpr Keys no_key() {
  return {};
}

// --- Where several files' rows hold, and what they do

inline bool anywhere(const ActionContext&) {
  return true;
}
inline bool in_lesson(const ActionContext& context) {
  return context.in_lesson;
}
inline bool in_list(const ActionContext& context) {
  return context.in_list;
}
inline bool has_run(const ActionContext& context) {
  return context.in_lesson && context.has_run;
}

template <class What>
Command walk_to(const ActionContext&) {
  return WalkCommand{What{}};
}
template <class What>
Command view_of(const ActionContext&) {
  return ViewCommand{What{}};
}
template <class What, int steps>
Command change(const ActionContext&) {
  return SettingCommand{What{steps}};
}
template <class What>
Command of_book(const ActionContext&) {
  return BookCommand{What{}};
}

}  // namespace doorway::app::action_table
