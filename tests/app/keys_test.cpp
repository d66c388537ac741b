// What each key means in each place.
#include "app/actions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace doorway;
using namespace doorway::app;

namespace {

ActionContext in_lesson() {
  ActionContext context;
  context.in_lesson = true;
  context.processes = {"Alice", "Bob", "Carol"};
  context.choice_count = 4;
  context.can_save = true;
  context.has_run = true;
  return context;
}

ActionContext in_list() {
  ActionContext context;
  context.in_list = true;
  context.lesson_count = 5;
  return context;
}

/// A recording from a file, from which nobody has gone on.
ActionContext in_recording() {
  ActionContext context = in_lesson();
  context.shows_recording = true;
  context.recent_files = {"one.journey"};
  return context;
}

/// The list, where a take was cut off and files were opened.
ActionContext in_list_with_files() {
  ActionContext context = in_list();
  context.offer = "/journeys/cut-off.journey";
  context.recent_files = {"/mine/one.journey", "/mine/two.md"};
  return context;
}

/// A page whose goal is at this step, with a scenario that was changed and a question that can be asked again.
ActionContext at_goal(GoalStep step) {
  ActionContext context = in_lesson();
  context.has_scenario = true;
  context.runs_changed = true;
  context.can_ask_again = true;
  context.goal_step = step;
  return context;
}

ActionContext at_number() {
  ActionContext context = in_lesson();
  context.choice_count = 0;
  context.asks_number = true;
  return context;
}

/// The mistakes of a file are shown.
ActionContext at_mistakes() {
  return {};
}

KeyPress letter(char32_t character) {
  return {Key::character, character, false, false};
}

KeyPress with_control(char32_t character) {
  return {Key::character, character, false, true};
}

/// The command of this kind that the key asks for, or nothing.
template <class Owner, class What>
std::optional<What> asked(const KeyPress& press, const ActionContext& context) {
  const auto command = command_of(press, context);
  const auto* of_owner = command ? std::get_if<Owner>(&*command) : nullptr;
  const auto* what = of_owner != nullptr ? std::get_if<What>(of_owner) : nullptr;
  return what != nullptr ? std::optional(*what) : std::nullopt;
}

template <class Where>
bool moves(const KeyPress& press, const ActionContext& context) {
  const auto move = asked<SessionCommand, session::Move>(press, context);
  return move && std::holds_alternative<Where>(move->command);
}

template <class What>
bool views(const KeyPress& press, const ActionContext& context) {
  return asked<ViewCommand, What>(press, context).has_value();
}

template <class What>
bool sets(const KeyPress& press, const ActionContext& context) {
  return asked<SettingCommand, What>(press, context).has_value();
}

/// Pages of a lesson, the list, mistakes, each with and without help and message.
ActionContext comparing() {
  ActionContext context = in_lesson();
  context.compares = true;
  return context;
}

std::vector<ActionContext> every_context() {
  std::vector<ActionContext> contexts;
  for (ActionContext context :
       {in_lesson(), comparing(), at_goal(GoalStep::hint), at_goal(GoalStep::solution), at_goal(GoalStep::run_solution),
        at_number(), in_list(), at_mistakes(), in_recording(), in_list_with_files()}) {
    for (const bool help : {false, true}) {
      for (const bool message : {false, true}) {
        context.help_is_open = help;
        context.message_is_open = message;
        contexts.push_back(context);
      }
    }
  }
  ActionContext over;
  over.learner_card = LearnerCard::progress;
  contexts.push_back(over);
  return contexts;
}

}  // namespace

TEST_CASE("in a lesson the arrows step, and with Shift go by calls") {
  const ActionContext lesson = in_lesson();
  CHECK(moves<playhead::StepForward>({Key::right}, lesson));
  CHECK(moves<playhead::StepBack>({Key::left}, lesson));
  CHECK(moves<playhead::CallForward>({Key::right, 0, true}, lesson));
  CHECK(moves<playhead::CallBack>({Key::left, 0, true}, lesson));
  CHECK(moves<playhead::Home>({Key::home}, lesson));
  CHECK(moves<playhead::End>({Key::end}, lesson));
}

TEST_CASE("in a lesson space plays, R is a new take, and the page keys turn pages") {
  const ActionContext lesson = in_lesson();
  CHECK(asked<WalkCommand, walk::PlayOrPause>({Key::space}, lesson));
  CHECK(asked<SessionCommand, session::NewTake>(letter(U'r'), lesson));
  CHECK(asked<WalkCommand, walk::NextPage>({Key::page_down}, lesson));
  CHECK(asked<WalkCommand, walk::NextPage>({Key::enter}, lesson));
  CHECK(asked<WalkCommand, walk::PreviousPage>({Key::page_up}, lesson));
  CHECK(views<view::ShowList>({Key::escape}, lesson));
}

TEST_CASE("A is Alice's letter and B is Bob's, whoever comes first in the scenario") {
  ActionContext lesson = in_lesson();
  lesson.processes = {"Bob", "Carol", "Alice"};
  CHECK(asked<SessionCommand, session::GrantOne>(letter(U'a'), lesson)->process == 2);
  CHECK(asked<SessionCommand, session::GrantOne>(letter(U'b'), lesson)->process == 0);
  CHECK(asked<SessionCommand, session::GrantOne>(letter(U'c'), lesson)->process == 1);
  lesson.processes = {"Server", "Client"};
  CHECK(asked<SessionCommand, session::GrantOne>(letter(U'a'), lesson)->process == 0);
  CHECK(asked<SessionCommand, session::GrantOne>(letter(U'b'), lesson)->process == 1);
}

TEST_CASE("a letter grants the process of its number, as far as there are processes") {
  ActionContext lesson = in_lesson();
  for (ProcessId process = 0; process < 3; ++process) {
    const auto grant = asked<SessionCommand, session::GrantOne>(letter(U'a' + process), lesson);
    REQUIRE(grant);
    CHECK(grant->process == process);
  }
  CHECK_FALSE(command_of(letter(U'd'), lesson));
  lesson.processes.assign(30, "Somebody");
  CHECK(asked<SessionCommand, session::GrantOne>(letter(U'g'), lesson)->process == 6);
  CHECK_FALSE(command_of(letter(U'h'), lesson));  // the eighth has no letter: H is for hints
  CHECK(views<view::ToggleInspector>(letter(U'i'), lesson));
  CHECK(asked<SessionCommand, session::NewTake>(letter(U'r'), lesson));
  CHECK(sets<setting::SetTheme>(letter(U't'), lesson));
  lesson.processes.clear();
  CHECK_FALSE(command_of(letter(U'a'), lesson));
}

TEST_CASE("a digit answers the page's question, as far as there are answers") {
  ActionContext lesson = in_lesson();
  for (std::size_t choice = 0; choice < 4; ++choice) {
    const auto chosen = asked<WalkCommand, walk::Choose>(letter(U'1' + static_cast<char32_t>(choice)), lesson);
    REQUIRE(chosen);
    CHECK(chosen->choice == choice);
  }
  CHECK_FALSE(command_of(letter(U'5'), lesson));
  CHECK_FALSE(command_of(letter(U'0'), lesson));
  lesson.choice_count = 0;
  CHECK_FALSE(command_of(letter(U'1'), lesson));
}

TEST_CASE("in the list a digit opens the lesson of its number, and Enter goes on where one was") {
  ActionContext list = in_list();
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(asked<ViewCommand, view::OpenLesson>(letter(U'1' + static_cast<char32_t>(i)), list)->lesson == i);
  }
  CHECK_FALSE(command_of(letter(U'6'), list));
  CHECK_FALSE(command_of(letter(U'0'), list));
  CHECK(asked<BookCommand, book::Continue>({Key::enter}, list));
  list.lesson_count = 0;
  CHECK_FALSE(command_of(letter(U'1'), list));
  for (const char32_t lesson_key : {U'a', U'r'}) CHECK_FALSE(command_of(letter(lesson_key), in_list()));
  for (const Key key : {Key::left, Key::right, Key::home, Key::end, Key::space}) {
    CHECK_FALSE(command_of({key}, in_list()));
  }
  CHECK(asked<ViewCommand, view::Scroll>({Key::page_down}, in_list())->lines > 3);
  CHECK(asked<ViewCommand, view::Scroll>({Key::page_up}, in_list())->lines < -3);
}

TEST_CASE(
    "Ctrl+G opens the treasury and Ctrl+P my progress wherever one is, and there Escape closes and no lesson moves") {
  for (ActionContext context : {in_lesson(), in_list(), at_mistakes()}) {
    CHECK(asked<BookCommand, book::Open>(with_control(U'g'), context)->card == LearnerCard::treasury);
    CHECK(asked<BookCommand, book::Open>(with_control(U'p'), context)->card == LearnerCard::progress);
  }
  ActionContext over;
  over.learner_card = LearnerCard::treasury;
  CHECK(asked<BookCommand, book::Close>({Key::escape}, over));
  CHECK(asked<ViewCommand, view::Scroll>({Key::page_down}, over));
  for (const Key key : {Key::enter, Key::left, Key::right, Key::space}) CHECK_FALSE(command_of({key}, over));
  for (const char32_t character : {U'1', U'a', U'r'}) CHECK_FALSE(command_of(letter(character), over));
  over.message_is_open = true;
  CHECK(asked<BookCommand, book::Close>({Key::escape}, over));
  over.help_is_open = true;
  CHECK(views<view::ToggleHelp>({Key::escape}, over));
}

TEST_CASE("at a file's mistakes Enter reads it again, and Escape goes back to the list") {
  CHECK(views<view::ReadAgain>({Key::enter}, at_mistakes()));
  CHECK(views<view::ShowList>({Key::escape}, at_mistakes()));
  for (const char32_t character : {U'1', U'a', U'r'}) CHECK_FALSE(command_of(letter(character), at_mistakes()));
  for (const Key key : {Key::left, Key::right, Key::home, Key::end, Key::space, Key::page_up, Key::page_down}) {
    CHECK_FALSE(command_of({key}, at_mistakes()));
  }
}

TEST_CASE("words, colours, text size and help have their keys everywhere") {
  for (ActionContext context : {in_lesson(), in_list(), at_mistakes()}) {
    for (const bool help : {false, true}) {
      context.help_is_open = help;
      CHECK(views<view::ToggleHelp>({Key::f1}, context));
      CHECK(views<view::ToggleHelp>(letter(U'?'), context));
      CHECK(asked<SettingCommand, setting::ChangeTextSize>(letter(U'+'), context)->steps == 1);
      CHECK(asked<SettingCommand, setting::ChangeTextSize>(letter(U'='), context)->steps == 1);
      CHECK(asked<SettingCommand, setting::ChangeTextSize>(letter(U'-'), context)->steps == -1);
      context.vocabulary = Vocabulary::story;
      CHECK(asked<SettingCommand, setting::SetVocabulary>(letter(U'v'), context)->vocabulary == Vocabulary::engineer);
      context.vocabulary = Vocabulary::engineer;
      CHECK(asked<SettingCommand, setting::SetVocabulary>(letter(U'v'), context)->vocabulary == Vocabulary::story);
      for (const ThemeName theme : {ThemeName::night, ThemeName::parchment, ThemeName::high_contrast}) {
        context.theme = theme;
        CHECK(asked<SettingCommand, setting::SetTheme>(letter(U't'), context)->theme == next_theme(theme));
      }
      CHECK(sets<setting::ResetTextSize>(with_control(U'0'), context));
      CHECK_FALSE(sets<setting::ResetTextSize>(letter(U'0'), context));
      CHECK(views<view::TogglePalette>(with_control(U'k'), context));
      CHECK(views<view::ToggleFullscreen>({Key::f11}, context));
      CHECK(asked<ViewCommand, view::Scroll>({Key::down}, context)->lines > 0);
      CHECK(asked<ViewCommand, view::Scroll>({Key::up}, context)->lines < 0);
    }
  }
}

TEST_CASE("Escape closes the help first") {
  for (ActionContext context : {in_lesson(), in_list(), at_mistakes()}) {
    context.help_is_open = true;
    CHECK(views<view::ToggleHelp>({Key::escape}, context));
  }
  CHECK_FALSE(command_of({Key::escape}, in_list()));
}

TEST_CASE("with Control a letter or digit means nothing, and text size still has its keys") {
  for (const ActionContext& context : {in_lesson(), in_list()}) {
    for (const char32_t character : {U'a', U'r', U'1'}) {
      CHECK_FALSE(command_of({Key::character, character, false, true}, context));
    }
    CHECK(sets<setting::ChangeTextSize>({Key::character, U'+', false, true}, context));
  }
}

TEST_CASE("Escape closes a message before it leads to the list, and the help before both") {
  for (ActionContext context : {in_lesson(), in_list(), at_mistakes()}) {
    context.message_is_open = true;
    CHECK(views<view::CloseMessage>({Key::escape}, context));
    context.help_is_open = true;
    CHECK(views<view::ToggleHelp>({Key::escape}, context));
  }
}

TEST_CASE(
    "W compares with the take before, Y goes to the difference, and Escape ends the comparison before the lesson") {
  CHECK(asked<CompareCommand, compare::WithTakeBefore>(letter(U'w'), in_lesson()));
  CHECK_FALSE(command_of(letter(U'y'), in_lesson()));
  ActionContext context = comparing();
  CHECK(asked<CompareCommand, compare::WithTakeBefore>(letter(U'w'), context));
  CHECK(asked<CompareCommand, compare::ToDifference>(letter(U'y'), context));
  CHECK(asked<CompareCommand, compare::End>({Key::escape}, context));
  context.timeline_card = TimelineCard::legend;
  CHECK(asked<TimelineCommand, timeline::Close>({Key::escape}, context));
  context.message_is_open = true;
  context.timeline_card = TimelineCard::none;
  CHECK(views<view::CloseMessage>({Key::escape}, context));
  context.help_is_open = true;
  CHECK(views<view::ToggleHelp>({Key::escape}, context));
}

TEST_CASE("comma and full stop make playing slower and faster") {
  for (const char32_t slower : {U',', U'<'}) {
    CHECK(asked<SettingCommand, setting::ChangeSpeed>(letter(slower), in_lesson())->steps == -1);
  }
  for (const char32_t faster : {U'.', U'>'}) {
    CHECK(asked<SettingCommand, setting::ChangeSpeed>(letter(faster), in_lesson())->steps == 1);
  }
}

TEST_CASE("R goes on from a recording, Ctrl+S saves a take, and Ctrl+O opens a file wherever one is") {
  CHECK(asked<SessionCommand, session::NewTake>(letter(U'r'), in_recording()));
  const auto names_of = [](const ActionContext& context) {
    std::set<std::string> names;
    for (const Action& action : actions_in(context)) names.insert(action.name);
    return names;
  };
  const std::string go_on = "Go on from here in a recording: fresh sockets, the same calls, then yours";
  CHECK(names_of(in_recording()).contains(go_on));
  CHECK_FALSE(names_of(in_lesson()).contains(go_on));
  CHECK(asked<FileCommand, files::AskToSave>(with_control(U's'), in_lesson()));
  CHECK(asked<FileCommand, files::AskToSave>(with_control(U's'), in_recording()));
  CHECK_FALSE(command_of(with_control(U's'), in_list()));
  for (const ActionContext& context : {in_lesson(), in_recording(), in_list(), at_mistakes()}) {
    CHECK(asked<FileCommand, files::AskToOpen>(with_control(U'o'), context));
  }
}

TEST_CASE("a recent file and a take that was cut off are found by their names") {
  std::vector<std::filesystem::path> recent;
  std::vector<std::filesystem::path> offers;
  std::set<std::string> names;
  for (const Action& action : actions_in(in_list_with_files())) {
    const auto* of_files = std::get_if<FileCommand>(&action.command);
    if (of_files == nullptr) continue;
    names.insert(action.name);
    if (const auto* open = std::get_if<files::OpenOffer>(of_files)) offers.push_back(open->file);
    if (const auto* away = std::get_if<files::PutAway>(of_files)) offers.push_back(away->file);
    if (const auto* open = std::get_if<files::OpenRecent>(of_files)) recent.push_back(open->file);
  }
  const std::filesystem::path cut_off = "/journeys/cut-off.journey";
  CHECK(offers == std::vector{cut_off, cut_off});
  CHECK(recent == std::vector<std::filesystem::path>{"/mine/one.journey", "/mine/two.md"});
  CHECK(names.contains("Open the recent file two.md"));
}

TEST_CASE("a key is written as it is pressed") {
  CHECK(key_name({Key::right, 0, true}) == "Shift+Right");
  CHECK(key_name(letter(U'r')) == "R");
  CHECK(key_name(letter(U'?')) == "?");
  CHECK(key_name(with_control(U'k')) == "Ctrl+K");
  CHECK(key_name(with_control(U'0')) == "Ctrl 0");
  CHECK(keys_text({{Key::page_down}, {Key::enter}}) == "Page Down or Enter");
}

TEST_CASE("no key stands at two actions in one place") {
  for (ActionContext context : every_context()) {
    std::vector<KeyPress> seen;
    for (const Action& action : actions_in(context)) {
      for (const KeyPress& key : action.keys) {
        CAPTURE(key_name(key));
        CAPTURE(action.name);
        const auto is_it = [&](const KeyPress& other) { return matches(key, other); };
        CHECK(std::none_of(seen.begin(), seen.end(), is_it));
        seen.push_back(key);
      }
    }
  }
}

TEST_CASE("every action stands in the help, with the keys that do it") {
  std::map<std::string, std::string> help;  // by meaning
  std::vector<std::string> families;
  for (const HelpSection& section : key_help()) {
    CHECK_FALSE(section.title.empty());
    for (const HelpLine& line : section.lines) {
      CHECK_FALSE(line.meaning.empty());
      help[line.meaning] = line.keys;
      if (line.keys.find("\u2026") != std::string::npos) families.push_back(line.keys);
    }
  }
  CHECK(families == std::vector<std::string>{"A, B, C \u2026", "1 \u2026 9", "0 \u2026 9", "1 \u2026 9"});
  std::set<std::string> met;
  for (const ActionContext& context : every_context()) {
    for (const Action& action : actions_in(context)) {
      if (action.name.starts_with("Open the recent file ")) {
        met.insert("Open one of the recent files");
        continue;
      }
      const bool is_of_family = action.name.empty() || action.name.starts_with("Answer ") ||
                                action.name.find(" alone makes the next move") != std::string::npos;
      if (is_of_family) continue;
      CAPTURE(action.name);
      REQUIRE(help.contains(action.name));
      CHECK(help[action.name] == keys_text(action.keys));
      met.insert(action.name);
    }
  }
  // While a scenario is written most keys are its own.
  ActionContext writing = in_lesson();
  writing.editor_is_open = true;
  for (const Action& action : actions_in(writing)) {
    if (help.contains(action.name)) met.insert(action.name);
  }
  CHECK(met.size() + families.size() == help.size());
}

TEST_CASE("while a card asks for digits or rows, a key means what the card says, or nothing") {
  for (const TimelineCard card : {TimelineCard::jump, TimelineCard::sockets}) {
    ActionContext lesson = in_lesson();
    lesson.timeline_card = card;
    for (const char32_t character : {U'a', U'r', U'v', U't', U'?', U'+', U'm', U'x'}) {
      CHECK_FALSE(command_of(letter(character), lesson));
    }
    for (const Key key : {Key::left, Key::right, Key::home, Key::end, Key::page_up, Key::page_down, Key::f1, Key::f2}) {
      CHECK_FALSE(command_of({key}, lesson));
    }
    CHECK(asked<TimelineCommand, timeline::Close>({Key::escape}, lesson));
    lesson.help_is_open = true;
    CHECK(views<view::ToggleHelp>({Key::escape}, lesson));
  }
  ActionContext lesson = in_lesson();
  lesson.timeline_card = TimelineCard::jump;
  CHECK(asked<TimelineCommand, timeline::Type>(letter(U'1'), lesson)->digit == '1');
  lesson.timeline_card = TimelineCard::legend;
  CHECK(asked<WalkCommand, walk::Choose>(letter(U'1'), lesson));
}

TEST_CASE("the timeline's keys zoom, pan, switch, jump and mark in a lesson, and nowhere else") {
  const ActionContext lesson = in_lesson();
  CHECK(asked<TimelineCommand, timeline::Zoom>({Key::up, 0, false, true}, lesson)->factor < 1);
  CHECK(asked<TimelineCommand, timeline::Zoom>({Key::down, 0, false, true}, lesson)->factor > 1);
  CHECK(asked<TimelineCommand, timeline::Pan>({Key::left, 0, false, true}, lesson)->share < 0);
  CHECK(asked<TimelineCommand, timeline::Pan>({Key::right, 0, false, true}, lesson)->share > 0);
  CHECK(asked<TimelineCommand, timeline::SwitchAxis>(letter(U'x'), lesson));
  CHECK(asked<TimelineCommand, timeline::Fit>(letter(U'z'), lesson));
  CHECK(asked<TimelineCommand, timeline::ToggleBookmark>(letter(U'm'), lesson));
  CHECK_FALSE(asked<TimelineCommand, timeline::ToBookmark>(letter(U'p'), lesson)->forward);
  CHECK(asked<TimelineCommand, timeline::ToBookmark>(letter(U'n'), lesson)->forward);
  for (const auto& [character, card] : {std::pair(U'j', TimelineCard::jump), std::pair(U'k', TimelineCard::sockets),
                                        std::pair(U'l', TimelineCard::legend)}) {
    CHECK(asked<TimelineCommand, timeline::Open>(letter(character), lesson)->card == card);
    CHECK_FALSE(command_of(letter(character), in_list()));
  }
  for (const char32_t character : {U'x', U'z', U'm', U'n', U'p'}) CHECK_FALSE(command_of(letter(character), in_list()));
}
