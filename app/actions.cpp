#include "app/actions.hpp"

#include "app/ask_control.hpp"
#include "app/process_order.hpp"
#include "app/timeline_keys.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace doorway::app {
namespace {

// More processes than that have no letter of their own: H, I and J mean something else.
constexpr std::size_t most_process_keys = 7;
constexpr std::size_t most_digits = 9;
constexpr std::size_t file_name_characters = 60;

enum class Section : std::uint8_t { take, timeline, page, script, window };

/// The keys of a row: those that are written, and others that do the same.
struct Keys {
  std::array<KeyPress, 2> written{none, none};
  std::array<KeyPress, 2> also{none, none};

  static constexpr KeyPress none{};
};

/// An action, wherever `holds`.
struct Row {
  Section section;
  bool (*holds)(const ActionContext&);
  std::string_view name;
  Keys keys;
  Command (*command)(const ActionContext&);
};

/// Actions that a number or a letter chooses among; in the help they are one line.
struct Family {
  Section section;
  bool (*holds)(const ActionContext&);
  std::string_view keys;
  std::string_view name;
  std::vector<Action> (*actions)(const ActionContext&);
};

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

bool anywhere(const ActionContext&) {
  return true;
}
bool in_lesson(const ActionContext& context) {
  return context.in_lesson;
}
bool in_list(const ActionContext& context) {
  return context.in_list;
}
bool at_mistakes(const ActionContext& context) {
  return !context.in_lesson && !context.in_list && context.learner_card == LearnerCard::none;
}
bool help_is_open(const ActionContext& context) {
  return context.help_is_open;
}
bool learner_card_is_first(const ActionContext& context) {
  return context.learner_card != LearnerCard::none && !context.help_is_open;
}
bool message_is_first(const ActionContext& context) {
  return context.message_is_open && !context.help_is_open && context.learner_card == LearnerCard::none;
}
bool nothing_to_close(const ActionContext& context) {
  return !context.in_list && !context.help_is_open && !context.message_is_open &&
         context.learner_card == LearnerCard::none && !context.compares;
}
bool in_list_or_card(const ActionContext& context) {
  return context.in_list || context.learner_card != LearnerCard::none;
}

bool compares(const ActionContext& context) {
  return context.in_lesson && context.compares;
}
bool comparison_is_first(const ActionContext& context) {
  return compares(context) && !context.help_is_open && !context.message_is_open;
}
bool editor_is_open(const ActionContext& context) {
  return context.editor_is_open;
}
bool can_ask_again(const ActionContext& context) {
  return context.in_lesson && context.can_ask_again;
}
bool asks_number(const ActionContext& context) {
  return context.in_lesson && context.asks_number;
}
bool can_change_scenario(const ActionContext& context) {
  return context.in_lesson && context.has_scenario && !context.editor_is_open;
}
bool has_run(const ActionContext& context) {
  return context.in_lesson && context.has_run;
}
bool runs_changed(const ActionContext& context) {
  return context.in_lesson && context.runs_changed;
}
bool in_take(const ActionContext& context) {
  return context.in_lesson && !context.shows_recording;
}
bool in_recording(const ActionContext& context) {
  return context.in_lesson && context.shows_recording;
}
bool can_save(const ActionContext& context) {
  return context.can_save;
}
bool has_offer(const ActionContext& context) {
  return context.in_list && context.offer;
}
template <GoalStep step>
bool goal_is_at(const ActionContext& context) {
  return context.in_lesson && context.goal_step == step;
}

// --- What is done

template <class What>
Command move(const ActionContext&) {
  return SessionCommand{session::Move{What{}}};
}
template <class What>
Command walk_to(const ActionContext&) {
  return WalkCommand{What{}};
}
template <class What>
Command view_of(const ActionContext&) {
  return ViewCommand{What{}};
}
template <class What>
Command set(const ActionContext&) {
  return SettingCommand{What{}};
}
template <class What, int steps>
Command change(const ActionContext&) {
  return SettingCommand{What{steps}};
}
template <FramePart part, int steps>
Command change_part(const ActionContext&) {
  return SettingCommand{setting::ChangePart{part, steps}};
}
template <int lines>
Command scroll(const ActionContext&) {
  return ViewCommand{view::Scroll{lines}};
}
template <InspectorTab tab>
Command inspect(const ActionContext&) {
  return ViewCommand{view::ToggleInspector{tab}};
}
template <ThemeName theme>
Command theme_to(const ActionContext&) {
  return SettingCommand{setting::SetTheme{theme}};
}
template <PicturePart part, PictureFormat format>
Command save_picture(const ActionContext&) {
  return ViewCommand{view::SavePicture{part, format}};
}
template <RecordingForm form>
Command export_take(const ActionContext&) {
  return ViewCommand{view::ExportTake{form}};
}
template <ProgramLanguage language>
Command export_programs(const ActionContext&) {
  return ViewCommand{view::ExportPrograms{language}};
}
template <class What>
Command of_timeline(const ActionContext&) {
  return TimelineCommand{What{}};
}
template <class What>
Command of_editor(const ActionContext&) {
  return EditorCommand{What{}};
}
template <class What>
Command of_comparison(const ActionContext&) {
  return CompareCommand{What{}};
}
template <TimelineCard card>
Command open_card(const ActionContext&) {
  return TimelineCommand{timeline::Open{card}};
}
constexpr double key_zoom = 1.5;  // of what is shown
constexpr double key_pan = 0.25;
Command closer(const ActionContext&) {
  return TimelineCommand{timeline::Zoom{1 / key_zoom, {}}};
}
Command further(const ActionContext&) {
  return TimelineCommand{timeline::Zoom{key_zoom, {}}};
}
Command pan_back(const ActionContext&) {
  return TimelineCommand{timeline::Pan{-key_pan}};
}
Command pan_on(const ActionContext&) {
  return TimelineCommand{timeline::Pan{key_pan}};
}
template <LearnerCard card>
Command open_learner_card(const ActionContext&) {
  return BookCommand{book::Open{card}};
}
template <class What>
Command of_book(const ActionContext&) {
  return BookCommand{What{}};
}
template <class What>
Command of_files(const ActionContext&) {
  return FileCommand{What{}};
}
template <class What>
Command of_offer(const ActionContext& context) {
  return FileCommand{What{context.offer.value_or("")}};
}
Command bookmark_before(const ActionContext&) {
  return TimelineCommand{timeline::ToBookmark{false}};
}
Command new_take(const ActionContext&) {
  return SessionCommand{session::NewTake{}};
}
Command next_theme_of(const ActionContext& context) {
  return SettingCommand{setting::SetTheme{next_theme(context.theme)}};
}
Command other_words(const ActionContext& context) {
  const bool story = context.vocabulary == Vocabulary::story;
  return SettingCommand{setting::SetVocabulary{story ? Vocabulary::engineer : Vocabulary::story}};
}
Command run_solution(const ActionContext& context) {
  return WalkCommand{walk::RunChanged{context.solution}};
}
Command other_motion(const ActionContext& context) {
  return SettingCommand{setting::SetReducedMotion{!context.reduced_motion}};
}

// --- The table

constexpr Section take = Section::take;
constexpr Section axis = Section::timeline;
constexpr Section page = Section::page;
constexpr Section script = Section::script;
constexpr Section window = Section::window;

constexpr std::array rows{
    Row{take, in_lesson, "One step on", one({Key::right}), move<playhead::StepForward>},
    Row{take, in_lesson, "One step back", one({Key::left}), move<playhead::StepBack>},
    Row{take, in_lesson, "One call on", one(shift(Key::right)), move<playhead::CallForward>},
    Row{take, in_lesson, "One call back", one(shift(Key::left)), move<playhead::CallBack>},
    Row{take, in_lesson, "Play to where the page wants to stop, or pause", one({Key::space}),
        walk_to<walk::PlayOrPause>},
    Row{take, in_lesson, "Play slower", two(letter(U','), letter(U'<')), change<setting::ChangeSpeed, -1>},
    Row{take, in_lesson, "Play faster", two(letter(U'.'), letter(U'>')), change<setting::ChangeSpeed, 1>},
    Row{take, in_lesson, "To the beginning", one({Key::home}), move<playhead::Home>},
    Row{take, in_lesson, "To the last step there is", one({Key::end}), move<playhead::End>},
    Row{take, in_take, "A new take: fresh sockets, the same calls up to here", one(letter(U'r')), new_take},
    Row{take, in_recording, "Go on from here in a recording: fresh sockets, the same calls, then yours",
        one(letter(U'r')), new_take},

    Row{axis, in_lesson, "To a step by its number", one(letter(U'j')), open_card<TimelineCard::jump>},
    Row{axis, in_lesson, "A bookmark here, or none", one(letter(U'm')), of_timeline<timeline::ToggleBookmark>},
    Row{axis, in_lesson, "To the next bookmark", one(letter(U'n')), of_timeline<timeline::ToBookmark>},
    Row{axis, in_lesson, "To the bookmark before", one(letter(U'p')), bookmark_before},
    Row{axis, in_lesson, "The timeline closer", one(control(Key::up)), closer},
    Row{axis, in_lesson, "The timeline from further away", one(control(Key::down)), further},
    Row{axis, in_lesson, "The timeline to the left", one(control(Key::left)), pan_back},
    Row{axis, in_lesson, "The timeline to the right", one(control(Key::right)), pan_on},
    Row{axis, in_lesson, "All of the timeline, and back", one(letter(U'z')), of_timeline<timeline::Fit>},
    Row{axis, in_lesson, "The timeline by steps, or by time", one(letter(U'x')), of_timeline<timeline::SwitchAxis>},
    Row{axis, in_lesson, "Which sockets the timeline shows", one(letter(U'k')), open_card<TimelineCard::sockets>},
    Row{axis, in_lesson, "What the timeline's signs mean", one(letter(U'l')), open_card<TimelineCard::legend>},

    Row{axis, in_lesson, "Compare with the take before; again: with the one before that", one(letter(U'w')),
        of_comparison<compare::WithTakeBefore>},
    Row{axis, has_run, "Compare with a recording from a file\u2026", no_key(), of_comparison<compare::WithFile>},
    Row{axis, compares, "To the first difference from what it is compared with", one(letter(U'y')),
        of_comparison<compare::ToDifference>},
    Row{axis, comparison_is_first, "End the comparison", one({Key::escape}), of_comparison<compare::End>},

    Row{page, in_lesson, "The next page", two({Key::page_down}, {Key::enter}), walk_to<walk::NextPage>},
    Row{page, in_lesson, "The page before", one({Key::page_up}), walk_to<walk::PreviousPage>},
    Row{page, can_ask_again, "The question once more, on a fresh take", one(letter(U'q')), walk_to<walk::AskAgain>},
    Row{page, can_change_scenario, "Change the scenario", one(control(U'e')), view_of<view::ToggleEditor>},
    Row{page, runs_changed, "Back to the page's own scenario", one(letter(U'u')), walk_to<walk::Restore>},
    Row{page, goal_is_at<GoalStep::hint>, "A hint for the goal", one(letter(U'h')), walk_to<walk::NextHint>},
    Row{page, goal_is_at<GoalStep::solution>, "A solution of the goal", one(letter(U'h')), walk_to<walk::ShowSolution>},
    Row{page, goal_is_at<GoalStep::run_solution>, "Run the solution", one(letter(U'h')), run_solution},
    Row{page, anywhere, "Scroll down", one({Key::down}), scroll<3>},
    Row{page, anywhere, "Scroll up", one({Key::up}), scroll<-3>},
    Row{page, in_list_or_card, "Scroll a long way down", one({Key::page_down}), scroll<18>},
    Row{page, in_list_or_card, "Scroll a long way up", one({Key::page_up}), scroll<-18>},
    Row{page, in_list, "Go on where you were, or begin", one({Key::enter}), of_book<book::Continue>},
    Row{page, at_mistakes, "Read the lesson's file again", one({Key::enter}), view_of<view::ReadAgain>},
    Row{page, nothing_to_close, "Back to the list of lessons", one({Key::escape}), view_of<view::ShowList>},

    Row{script, editor_is_open, "Run it on fresh sockets", one(control(Key::enter)), of_editor<editor::Run>},
    Row{script, editor_is_open, "What can be written here; Enter takes it", one(control(Key::space)),
        of_editor<editor::ShowOffers>},
    Row{script, editor_is_open, "Undo", one(control(U'z')), of_editor<editor::Undo>},
    Row{script, editor_is_open, "Do it again", two(control_shift(U'z'), control(U'y')), of_editor<editor::Redo>},
    Row{script, editor_is_open, "Select all", one(control(U'a')), of_editor<editor::SelectAll>},
    Row{script, editor_is_open, "Copy what is selected", one(control(U'c')), of_editor<editor::Copy>},
    Row{script, editor_is_open, "Cut it out", one(control(U'x')), of_editor<editor::Cut>},
    Row{script, editor_is_open, "Paste", one(control(U'v')), of_editor<editor::Paste>},
    Row{script, editor_is_open, "The scenario as the lesson has it", no_key(), of_editor<editor::Restore>},
    Row{script, editor_is_open, "Back to the page: what is written stays", two({Key::escape}, control(U'e')),
        view_of<view::ToggleEditor>},

    Row{window, can_save, "Save the take as a file", one(control(U's')), of_files<files::AskToSave>},
    Row{window, anywhere, "Open a recording or a lesson", one(control(U'o')), of_files<files::AskToOpen>},
    Row{window, has_offer, "Open the take that was cut off", no_key(), of_offer<files::OpenOffer>},
    Row{window, has_offer, "Put away the take that was cut off", no_key(), of_offer<files::PutAway>},
    Row{window, anywhere, "Find an action, a lesson, a page, a call, a step", one(control(U'k')),
        view_of<view::TogglePalette>},
    Row{window, anywhere, "These lines: all keys", two(letter(U'?'), {Key::f1}), view_of<view::ToggleHelp>},
    Row{window, anywhere, "The treasury: the gems that you keep", one(control(U'g')),
        open_learner_card<LearnerCard::treasury>},
    Row{window, anywhere, "My progress: what you have done", one(control(U'p')),
        open_learner_card<LearnerCard::progress>},
    Row{window, learner_card_is_first, "Close the treasury, or my progress", one({Key::escape}), of_book<book::Close>},
    Row{window, help_is_open, "Close these lines", one({Key::escape}), view_of<view::ToggleHelp>},
    Row{window, message_is_first, "Close the message", one({Key::escape}), view_of<view::CloseMessage>},
    Row{window, in_lesson, "The inspector, open or closed", one(letter(U'i')),
        [](const ActionContext&) -> Command { return ViewCommand{view::ToggleInspector{}}; }},
    Row{window, in_lesson, "The inspector: bytes", one({Key::f2}), inspect<InspectorTab::bytes>},
    Row{window, in_lesson, "The inspector: sockets", one({Key::f3}), inspect<InspectorTab::sockets>},
    Row{window, in_lesson, "The inspector: program", one({Key::f4}), inspect<InspectorTab::program>},
    Row{window, in_lesson, "The inspector: transcript", one({Key::f5}), inspect<InspectorTab::transcript>},
    Row{window, in_lesson, "The timeline, shown or hidden on this page", one({Key::f6}), view_of<view::ToggleTimeline>},
    Row{window, anywhere, "The words of the story, or an engineer's", one(letter(U'v')), other_words},
    Row{window, anywhere, "The next colours: night, parchment, high contrast", one(letter(U't')), next_theme_of},
    Row{window,
        anywhere,
        "Larger text",
        {{letter(U'+'), control(U'+')}, {letter(U'='), control(U'=')}},
        change<setting::ChangeTextSize, 1>},
    Row{window, anywhere, "Smaller text", two(letter(U'-'), control(U'-')), change<setting::ChangeTextSize, -1>},
    Row{window, anywhere, "Text as large as at first", one(control(U'0')), set<setting::ResetTextSize>},
    Row{window, anywhere, "The whole screen, and back", one({Key::f11}), view_of<view::ToggleFullscreen>},
    Row{window, has_run, "Save the stage as a picture (SVG)", no_key(),
        save_picture<PicturePart::stage, PictureFormat::svg>},
    Row{window, has_run, "Save the stage as a picture (PNG)", no_key(),
        save_picture<PicturePart::stage, PictureFormat::png>},
    Row{window, has_run, "Save the timeline as a picture (SVG)", no_key(),
        save_picture<PicturePart::timeline, PictureFormat::svg>},
    Row{window, has_run, "Save the timeline as a picture (PNG)", no_key(),
        save_picture<PicturePart::timeline, PictureFormat::png>},
    Row{window, has_run, "Export the take as text", no_key(), export_take<RecordingForm::text>},
    Row{window, has_run, "Export the take as JSON lines", no_key(), export_take<RecordingForm::jsonl>},
    Row{window, has_run, "Export the take as a table (CSV)", no_key(), export_take<RecordingForm::csv>},
    Row{window, has_run, "Export the take as a sequence diagram (Mermaid)", no_key(),
        export_take<RecordingForm::mermaid>},
    Row{window, has_run, "Export the take as packets for Wireshark (pcapng)", no_key(),
        export_take<RecordingForm::pcapng>},
    Row{window, has_run, "Export the take as a web page (HTML)", no_key(), export_take<RecordingForm::html>},
    Row{window, has_run, "Export the scenario as programs in Python", no_key(),
        export_programs<ProgramLanguage::python>},
    Row{window, has_run, "Export the scenario as programs in C", no_key(), export_programs<ProgramLanguage::c>},
    Row{window, anywhere, "Reduced motion, on or off", no_key(), other_motion},

    Row{window, anywhere, "Colours: night", no_key(), theme_to<ThemeName::night>},
    Row{window, anywhere, "Colours: parchment", no_key(), theme_to<ThemeName::parchment>},
    Row{window, anywhere, "Colours: high contrast", no_key(), theme_to<ThemeName::high_contrast>},
    Row{window, in_lesson, "Wider lesson", no_key(), change_part<FramePart::lesson, 1>},
    Row{window, in_lesson, "Narrower lesson", no_key(), change_part<FramePart::lesson, -1>},
    Row{window, in_lesson, "Higher timeline", no_key(), change_part<FramePart::timeline, 1>},
    Row{window, in_lesson, "Lower timeline", no_key(), change_part<FramePart::timeline, -1>},
    Row{window, in_lesson, "Wider inspector", no_key(), change_part<FramePart::inspector, 1>},
    Row{window, in_lesson, "Narrower inspector", no_key(), change_part<FramePart::inspector, -1>},
    Row{window, anywhere, "All panels as large as at first", no_key(), set<setting::ResetParts>},
    Row{window, anywhere, "Reset settings", no_key(), set<setting::ResetAll>},
};

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

constexpr std::array families{
    Family{take, in_lesson, "A, B, C \u2026", "Alice, Bob, the third process alone makes its next move", grants},
    Family{page, in_lesson, "1 \u2026 9", "Answer the page's question", answers},
    Family{page, asks_number, "0 \u2026 9", "Type the number that the page asks for; Enter gives it", digits},
    Family{page, in_list, "1 \u2026 9", "Open the lesson of this number", openings},
    Family{window, anywhere, "", "Open one of the recent files", recent_ones}};

std::vector<KeyPress> set_ones(std::span<const KeyPress> keys) {
  std::vector<KeyPress> set;
  std::copy_if(keys.begin(), keys.end(), std::back_inserter(set),
               [](const KeyPress& key) { return !(key == Keys::none); });
  return set;
}

}  // namespace

std::vector<Action> actions_in(const ActionContext& context) {
  std::vector<Action> actions;
  for (const Row& row : rows) {
    if (!row.holds(context)) continue;
    std::vector<KeyPress> keys = set_ones(row.keys.written);
    for (const KeyPress& key : set_ones(row.keys.also)) keys.push_back(key);
    if (context.editor_is_open && row.section != Section::script) keys.clear();
    actions.push_back({std::string(row.name), std::move(keys), row.command(context)});
  }
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
  std::vector<HelpSection> sections{{"Through the take", {}},
                                    {"The timeline", {}},
                                    {"The page and the list", {}},
                                    {"While a scenario is changed", {}},
                                    {"The window", {}},
                                    {"Without a key: press Ctrl+K and type a part of it", {}}};
  for (const Family& family : families) {
    const std::size_t section = family.keys.empty() ? sections.size() - 1 : static_cast<std::size_t>(family.section);
    sections[section].lines.push_back({std::string(family.keys), std::string(family.name)});
  }
  for (const Row& row : rows) {
    const std::vector<KeyPress> keys = set_ones(row.keys.written);
    const std::size_t section = keys.empty() ? sections.size() - 1 : static_cast<std::size_t>(row.section);
    sections[section].lines.push_back({keys_text(keys), std::string(row.name)});
  }
  return sections;
}

}  // namespace doorway::app
