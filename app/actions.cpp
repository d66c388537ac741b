#include "app/actions.hpp"

#include "app/action_table.hpp"
#include "app/ask_control.hpp"
#include "app/process_order.hpp"
#include "app/timeline_keys.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <iterator>

namespace doorway::app {
namespace action_table {
namespace {

// More processes than that have no letter of their own: H, I and J mean something else.
constexpr std::size_t most_process_keys = 7;
constexpr std::size_t most_digits = 9;
constexpr std::size_t file_name_characters = 60;

bool asks_number(const ActionContext& context) {
  return context.in_lesson && context.asks_number;
}

std::vector<Action> grants(const ActionContext& context) {
  std::vector<Action> actions;
  const std::vector<std::size_t> places = process_places(context.processes);
  for (const ProcessId process : process_order(context.processes)) {
    Action action{
        context.processes[process] + " alone makes the next move", {}, SessionCommand{session::GrantOne{process}}};
    const std::size_t place = places[process];
    if (place < most_process_keys) action.keys.push_back(letter(U'a' + static_cast<char32_t>(place)));
    actions.push_back(std::move(action));
  }
  return actions;
}

std::vector<Action> answers(const ActionContext& context) {
  std::vector<Action> actions;
  for (std::size_t i = 0; i < context.choice_count; ++i) {
    Action action{"Answer " + std::to_string(i + 1), {}, WalkCommand{walk::Choose{i}}};
    if (i < most_digits) action.keys.push_back(letter(U'1' + static_cast<char32_t>(i)));
    actions.push_back(std::move(action));
  }
  return actions;
}

// By their keys only, as a number is typed.
std::vector<Action> digits(const ActionContext&) {
  std::vector<Action> actions;
  for (char digit = '0'; digit <= '9'; ++digit) {
    actions.push_back({"", {letter(static_cast<char32_t>(digit))}, AskCommand{asking::Type{digit}}});
  }
  return actions;
}

// By their keys only: the palette has the lessons by their titles.
std::vector<Action> openings(const ActionContext& context) {
  std::vector<Action> actions;
  for (std::size_t i = 0; i < std::min(context.lesson_count, most_digits); ++i) {
    actions.push_back({"", {letter(U'1' + static_cast<char32_t>(i))}, ViewCommand{view::OpenLesson{i}}});
  }
  return actions;
}

// By their names only.
std::vector<Action> recent_ones(const ActionContext& context) {
  std::vector<Action> actions;
  for (const std::filesystem::path& file : context.recent_files) {
    const std::string name = escape_for_display(file.filename().string(), file_name_characters);
    actions.push_back({"Open the recent file " + name, {}, FileCommand{files::OpenRecent{file}}});
  }
  return actions;
}

/// Actions that a number or a letter chooses among; in the help they are one line.
struct Family {
  Section section;
  bool (*holds)(const ActionContext&);
  std::string_view keys;
  std::string_view name;
  std::vector<Action> (*actions)(const ActionContext&);
};

constexpr std::array families{
    Family{Section::take, in_lesson, "A, B, C \u2026", "Alice, Bob, the third process alone makes its next move",
           grants},
    Family{Section::page, in_lesson, "1 \u2026 9", "Answer the page's question", answers},
    Family{Section::page, asks_number, "0 \u2026 9", "Type the number that the page asks for; Enter gives it", digits},
    Family{Section::page, in_list, "1 \u2026 9", "Open the lesson of this number", openings},
    Family{Section::window, anywhere, "", "Open one of the recent files", recent_ones}};

/// In the help's order.
constexpr std::array sections{Section::take, Section::timeline, Section::page, Section::script, Section::window};

std::span<const Row> rows_of(Section section) {
  switch (section) {
    case Section::take: return rows_of_take();
    case Section::timeline: return rows_of_timeline();
    case Section::page: return rows_of_page();
    case Section::script: return rows_of_script();
    case Section::window: return rows_of_window();
  }
  return {};
}

/// Calls `each` with every row and its section.
template <class Each>
void for_each_row(Each each) {
  for (const Section section : sections) {
    for (const Row& row : rows_of(section)) each(section, row);
  }
}

std::vector<KeyPress> set_ones(std::span<const KeyPress> keys) {
  std::vector<KeyPress> set;
  std::copy_if(keys.begin(), keys.end(), std::back_inserter(set),
               [](const KeyPress& key) { return !(key == Keys::none); });
  return set;
}

}  // namespace
}  // namespace action_table

std::vector<Action> actions_in(const ActionContext& context) {
  using namespace action_table;
  std::vector<Action> actions;
  for_each_row([&](Section section, const Row& row) {
    if (!row.holds(context)) return;
    std::vector<KeyPress> keys = set_ones(row.keys.written);
    for (const KeyPress& key : set_ones(row.keys.also)) keys.push_back(key);
    if (context.editor_is_open && section != Section::script) keys.clear();
    actions.push_back({std::string(row.name), std::move(keys), row.command(context), row.likely});
  });
  for (const Family& family : families) {
    if (!family.holds(context)) continue;
    for (Action& action : family.actions(context)) {
      if (context.editor_is_open) action.keys.clear();
      actions.push_back(std::move(action));
    }
  }
  return actions;
}

std::optional<Command> command_of(const KeyPress& press, const ActionContext& context) {
  if (!context.help_is_open && !context.editor_is_open) {
    if (const auto command = timeline_card_key(press, context.timeline_card)) return *command;
    if (takes_all_keys(context.timeline_card)) return std::nullopt;
    if (const auto command = number_key(press, context.asks_number, context.is_typing_number)) return *command;
    if (context.is_typing_number && field_keeps(press)) return std::nullopt;
  }
  for (const Action& action : actions_in(context)) {
    const auto is_pressed = [&](const KeyPress& key) { return matches(press, key); };
    if (std::any_of(action.keys.begin(), action.keys.end(), is_pressed)) return action.command;
  }
  return std::nullopt;
}

std::string keys_text(const std::vector<KeyPress>& keys) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(keys.size(), 2); ++i) {
    text += (i == 0 ? "" : " or ") + key_name(keys[i]);
  }
  return text;
}

std::vector<HelpSection> key_help() {
  using namespace action_table;
  std::vector<HelpSection> help{{"Through the take", {}},
                                {"The timeline", {}},
                                {"The page and the list", {}},
                                {"While a scenario is changed", {}},
                                {"The window", {}},
                                {"Without a key: press Ctrl+K and type a part of it", {}}};
  const auto put = [&help](bool has_no_key, Section section, HelpLine line) {
    help[has_no_key ? help.size() - 1 : static_cast<std::size_t>(section)].lines.push_back(std::move(line));
  };
  for (const Family& family : families) {
    put(family.keys.empty(), family.section, {std::string(family.keys), std::string(family.name)});
  }
  for_each_row([&](Section section, const Row& row) {
    const std::vector<KeyPress> keys = set_ones(row.keys.written);
    put(keys.empty(), section, {keys_text(keys), std::string(row.name)});
  });
  return help;
}

}  // namespace doorway::app
