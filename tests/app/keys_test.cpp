// What each key means in each place.
#include "app/keys.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace doorway;
using namespace doorway::app;

namespace {

KeyContext in_lesson() {
  KeyContext context;
  context.in_lesson = true;
  context.process_count = 3;
  context.choice_count = 4;
  return context;
}

KeyContext in_list() {
  KeyContext context;
  context.in_list = true;
  context.lesson_count = 5;
  return context;
}

/// The mistakes of a file are shown.
KeyContext at_mistakes() {
  return {};
}

KeyPress letter(char32_t character) {
  return {Key::character, character, false, false};
}

/// The command of this kind that the key asks for, or nothing.
template <class Owner, class What>
std::optional<What> asked(const KeyPress& press, const KeyContext& context) {
  const auto command = command_of(press, context);
  const auto* of_owner = command ? std::get_if<Owner>(&*command) : nullptr;
  const auto* what = of_owner != nullptr ? std::get_if<What>(of_owner) : nullptr;
  return what != nullptr ? std::optional(*what) : std::nullopt;
}

template <class Where>
bool moves(const KeyPress& press, const KeyContext& context) {
  const auto move = asked<SessionCommand, session::Move>(press, context);
  return move && std::holds_alternative<Where>(move->command);
}

template <class What>
bool views(const KeyPress& press, const KeyContext& context) {
  return asked<ViewCommand, What>(press, context).has_value();
}

const Key all_keys[] = {Key::left,    Key::right,     Key::home,  Key::end,    Key::space,
                        Key::page_up, Key::page_down, Key::enter, Key::escape, Key::f1};

}  // namespace

TEST_CASE("in a lesson the arrows step, and with Shift go by calls") {
  const KeyContext lesson = in_lesson();
  CHECK(moves<playhead::StepForward>({Key::right}, lesson));
  CHECK(moves<playhead::StepBack>({Key::left}, lesson));
  CHECK(moves<playhead::CallForward>({Key::right, 0, true}, lesson));
  CHECK(moves<playhead::CallBack>({Key::left, 0, true}, lesson));
  CHECK(moves<playhead::Home>({Key::home}, lesson));
  CHECK(moves<playhead::End>({Key::end}, lesson));
}

TEST_CASE("in a lesson space plays, R is a new take, and the page keys turn pages") {
  const KeyContext lesson = in_lesson();
  CHECK(asked<WalkCommand, walk::PlayOrPause>({Key::space}, lesson));
  CHECK(asked<SessionCommand, session::NewTake>(letter(U'r'), lesson));
  CHECK(asked<WalkCommand, walk::NextPage>({Key::page_down}, lesson));
  CHECK(asked<WalkCommand, walk::NextPage>({Key::enter}, lesson));
  CHECK(asked<WalkCommand, walk::PreviousPage>({Key::page_up}, lesson));
  CHECK(views<view::ShowList>({Key::escape}, lesson));
}

TEST_CASE("a letter grants the process of its number, as far as there are processes") {
  KeyContext lesson = in_lesson();
  for (ProcessId process = 0; process < 3; ++process) {
    const auto grant = asked<SessionCommand, session::GrantOne>(letter(U'a' + process), lesson);
    REQUIRE(grant);
    CHECK(grant->process == process);
  }
  CHECK_FALSE(command_of(letter(U'd'), lesson));
  lesson.process_count = 30;
  CHECK(asked<SessionCommand, session::GrantOne>(letter(U'h'), lesson)->process == 7);
  CHECK(views<view::ToggleInspector>(letter(U'i'), lesson));
  CHECK(asked<SessionCommand, session::NewTake>(letter(U'r'), lesson));
  CHECK(views<view::SetDark>(letter(U't'), lesson));
  lesson.process_count = 0;
  CHECK_FALSE(command_of(letter(U'a'), lesson));
}

TEST_CASE("a digit answers the page's question, as far as there are answers") {
  KeyContext lesson = in_lesson();
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

TEST_CASE("in the list a digit opens the lesson of its number, and Enter the first") {
  KeyContext list = in_list();
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(asked<ViewCommand, view::OpenLesson>(letter(U'1' + static_cast<char32_t>(i)), list)->lesson == i);
  }
  CHECK_FALSE(command_of(letter(U'6'), list));
  CHECK_FALSE(command_of(letter(U'0'), list));
  CHECK(asked<ViewCommand, view::OpenLesson>({Key::enter}, list)->lesson == 0);
  list.lesson_count = 0;
  CHECK_FALSE(command_of({Key::enter}, list));
  CHECK_FALSE(command_of(letter(U'1'), list));
  for (const char32_t lesson_key : {U'a', U'r'}) CHECK_FALSE(command_of(letter(lesson_key), in_list()));
  for (const Key key : {Key::left, Key::right, Key::home, Key::end, Key::space, Key::page_up, Key::page_down}) {
    CHECK_FALSE(command_of({key}, in_list()));
  }
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
  for (KeyContext context : {in_lesson(), in_list(), at_mistakes()}) {
    for (const bool help : {false, true}) {
      context.help_is_open = help;
      CHECK(views<view::ToggleHelp>({Key::f1}, context));
      CHECK(views<view::ToggleHelp>(letter(U'?'), context));
      CHECK(asked<ViewCommand, view::ChangeTextSize>(letter(U'+'), context)->steps == 1);
      CHECK(asked<ViewCommand, view::ChangeTextSize>(letter(U'='), context)->steps == 1);
      CHECK(asked<ViewCommand, view::ChangeTextSize>(letter(U'-'), context)->steps == -1);
      context.vocabulary = Vocabulary::story;
      CHECK(asked<ViewCommand, view::SetVocabulary>(letter(U'v'), context)->vocabulary == Vocabulary::engineer);
      context.vocabulary = Vocabulary::engineer;
      CHECK(asked<ViewCommand, view::SetVocabulary>(letter(U'v'), context)->vocabulary == Vocabulary::story);
      context.dark = true;
      CHECK_FALSE(asked<ViewCommand, view::SetDark>(letter(U't'), context)->dark);
      context.dark = false;
      CHECK(asked<ViewCommand, view::SetDark>(letter(U't'), context)->dark);
    }
  }
}

TEST_CASE("Escape closes the help first") {
  for (KeyContext context : {in_lesson(), in_list(), at_mistakes()}) {
    context.help_is_open = true;
    CHECK(views<view::ToggleHelp>({Key::escape}, context));
  }
  CHECK_FALSE(command_of({Key::escape}, in_list()));
}

TEST_CASE("with Control a letter or digit means nothing, and text size still has its keys") {
  for (const KeyContext& context : {in_lesson(), in_list()}) {
    for (const char32_t character : {U'a', U'r', U'1'}) {
      CHECK_FALSE(command_of({Key::character, character, false, true}, context));
    }
    CHECK(views<view::ChangeTextSize>({Key::character, U'+', false, true}, context));
  }
}

TEST_CASE("while a card asks for digits or rows, a key means what the card says, or nothing") {
  for (const TimelineCard card : {TimelineCard::jump, TimelineCard::sockets}) {
    KeyContext lesson = in_lesson();
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
  KeyContext lesson = in_lesson();
  lesson.timeline_card = TimelineCard::jump;
  CHECK(asked<TimelineCommand, timeline::Type>(letter(U'1'), lesson)->digit == '1');
  lesson.timeline_card = TimelineCard::legend;
  CHECK(asked<WalkCommand, walk::Choose>(letter(U'1'), lesson));
}

TEST_CASE("the timeline's keys zoom, pan, switch, jump and mark in a lesson, and nowhere else") {
  const KeyContext lesson = in_lesson();
  CHECK(asked<TimelineCommand, timeline::Zoom>({Key::up, 0, false, true}, lesson)->factor < 1);
  CHECK(asked<TimelineCommand, timeline::Zoom>({Key::down, 0, false, true}, lesson)->factor > 1);
  CHECK(asked<TimelineCommand, timeline::Pan>({Key::left, 0, false, true}, lesson)->share < 0);
  CHECK(asked<TimelineCommand, timeline::Pan>({Key::right, 0, false, true}, lesson)->share > 0);
  CHECK(asked<TimelineCommand, timeline::SwitchAxis>(letter(U'x'), lesson));
  CHECK(asked<TimelineCommand, timeline::Fit>(letter(U'z'), lesson));
  CHECK(asked<TimelineCommand, timeline::ToggleBookmark>(letter(U'm'), lesson));
  CHECK_FALSE(asked<TimelineCommand, timeline::ToBookmark>(letter(U','), lesson)->forward);
  CHECK(asked<TimelineCommand, timeline::ToBookmark>(letter(U'.'), lesson)->forward);
  for (const auto& [character, card] : {std::pair(U'j', TimelineCard::jump), std::pair(U'k', TimelineCard::sockets),
                                        std::pair(U'l', TimelineCard::legend)}) {
    CHECK(asked<TimelineCommand, timeline::Open>(letter(character), lesson)->card == card);
    CHECK_FALSE(command_of(letter(character), in_list()));
  }
  for (const char32_t character : {U'x', U'z', U'm', U',', U'.'}) CHECK_FALSE(command_of(letter(character), in_list()));
}

TEST_CASE("the help names every key that means something") {
  std::string names;
  for (const KeyHelp& help : key_help()) {
    CHECK_FALSE(help.keys.empty());
    CHECK_FALSE(help.meaning.empty());
    names += std::string(help.keys) + "\n";
  }
  for (const Key key : all_keys) CHECK(command_of({key}, in_lesson()));
  for (const char* name : {"Right",  "Left", "Shift+Right", "Space",       "Home",       "End", "A, B, C", "R",
                           "1",      "9",    "Page Down",   "Page Up",     "Enter",      "V",   "T",       "+ and -",
                           "Escape", "F1",   "?",           "Ctrl+arrows", "X, J, K, L", "M",   "Z",       "comma"}) {
    CAPTURE(name);
    CHECK(names.find(name) != std::string::npos);
  }
}
