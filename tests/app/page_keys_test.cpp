// What keys mean at a page's question, its goal and its scenario.
#include "app/actions.hpp"
#include "app/ask_control.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::app;

namespace {

ActionContext at_page() {
  ActionContext context;
  context.in_lesson = true;
  context.processes = {"Alice", "Bob"};
  context.has_scenario = true;
  return context;
}

KeyPress character(char32_t sign) {
  return {Key::character, sign, false, false};
}

template <class Owner, class What>
std::optional<What> wants(const KeyPress& press, const ActionContext& context) {
  const auto command = command_of(press, context);
  const auto* of_owner = command ? std::get_if<Owner>(&*command) : nullptr;
  const auto* what = of_owner != nullptr ? std::get_if<What>(of_owner) : nullptr;
  return what != nullptr ? std::optional(*what) : std::nullopt;
}

Ask number_ask() {
  Ask ask;
  ask.answers = NumberAnswer{};
  return ask;
}

}  // namespace

TEST_CASE("one key leads through a goal: hint, solution, its run") {
  ActionContext context = at_page();
  CHECK_FALSE(command_of(character(U'h'), context));
  context.goal_step = GoalStep::hint;
  CHECK(wants<WalkCommand, walk::NextHint>(character(U'h'), context));
  context.goal_step = GoalStep::solution;
  CHECK(wants<WalkCommand, walk::ShowSolution>(character(U'h'), context));
  context.goal_step = GoalStep::run_solution;
  context.solution = "alice: s = socket(tcp)\n";
  CHECK(wants<WalkCommand, walk::RunChanged>(character(U'h'), context)->text == context.solution);
}

TEST_CASE("the question once more, the editor and the way back have keys where they mean something") {
  ActionContext context = at_page();
  CHECK(wants<ViewCommand, view::ToggleEditor>({Key::character, U'e', false, true}, context));
  CHECK_FALSE(command_of(character(U'q'), context));
  CHECK_FALSE(command_of(character(U'u'), context));
  context.can_ask_again = true;
  context.runs_changed = true;
  CHECK(wants<WalkCommand, walk::AskAgain>(character(U'q'), context));
  CHECK(wants<WalkCommand, walk::Restore>(character(U'u'), context));
  context.has_scenario = false;
  CHECK_FALSE(command_of({Key::character, U'e', false, true}, context));
  CHECK(wants<ViewCommand, view::ToggleTimeline>({Key::f6}, context));
}

TEST_CASE("where a number is asked for digits are typed, and the minus is a smaller text until one types") {
  ActionContext context = at_page();
  context.asks_number = true;
  CHECK(wants<AskCommand, asking::Type>(character(U'0'), context)->sign == '0');
  CHECK(wants<SettingCommand, setting::ChangeTextSize>(character(U'-'), context));
  CHECK(wants<WalkCommand, walk::NextPage>({Key::enter}, context));
  CHECK(wants<SessionCommand, session::NewTake>(character(U'r'), context));
  context.is_typing_number = true;
  CHECK(wants<AskCommand, asking::Type>(character(U'-'), context)->sign == '-');
  CHECK(wants<AskCommand, asking::GiveTyped>({Key::enter}, context));
  CHECK(wants<AskCommand, asking::LeaveField>({Key::escape}, context));
  CHECK(wants<AskCommand, asking::Erase>({Key::backspace}, context));
  for (const char32_t letter : {U'a', U'r', U'v', U't', U'?', U'h', U'.'})
    CHECK_FALSE(command_of(character(letter), context));
  for (const Key key : {Key::left, Key::right, Key::home, Key::end}) CHECK_FALSE(command_of({key}, context));
  CHECK(wants<WalkCommand, walk::PlayOrPause>({Key::space}, context));
  CHECK(wants<ViewCommand, view::TogglePalette>({Key::character, U'k', false, true}, context));
  context.help_is_open = true;
  CHECK(wants<ViewCommand, view::ToggleHelp>({Key::escape}, context));
}

TEST_CASE("what is typed is a number, with its sign before it") {
  AskUi ui;
  const Ask ask = number_ask();
  AskState state;
  CHECK_FALSE(apply(ui, asking::GiveTyped{}, ask, state));  // nobody types
  for (const char sign : {'4', '-', '2', 'x'}) CHECK_FALSE(apply(ui, asking::Type{sign}, ask, state));
  CHECK(ui.typed == "-42");
  CHECK_FALSE(apply(ui, asking::Type{'-'}, ask, state));
  CHECK(ui.typed == "42");
  CHECK(apply(ui, asking::GiveTyped{}, ask, state) == Answer{answer::Number{42}});
  CHECK_FALSE(ui.is_typing);
  apply(ui, asking::Type{'-'}, ask, state);
  CHECK(ui.typed == "-");  // begun anew
  CHECK_FALSE(apply(ui, asking::GiveTyped{}, ask, state));
  state.committed = true;
  apply(ui, asking::Type{'1'}, ask, state);
  apply(ui, asking::EnterField{}, ask, state);
  CHECK_FALSE(ui.is_typing);
}

TEST_CASE("only a question that asks to point can be answered elsewhere, and only one for a number typed at") {
  AskUi ui;
  Ask point;
  point.answers = PointAt{};
  const StagePart part{StagePart::Kind::hands, "bob", ""};
  CHECK_FALSE(apply(ui, asking::PointElsewhere{part}, number_ask(), {}));
  CHECK(apply(ui, asking::PointElsewhere{part}, point, {}) == Answer{answer::Elsewhere{}});
  CHECK(ui.elsewhere == part);
  CHECK_FALSE(apply(ui, asking::Type{'1'}, point, {}));
  CHECK_FALSE(ui.is_typing);
}

TEST_CASE("an item that is moved pushes the others along") {
  const std::vector<std::size_t> items{4, 5, 6, 7};
  CHECK(moved(items, 0, 2) == std::vector<std::size_t>{5, 6, 4, 7});
  CHECK(moved(items, 3, 0) == std::vector<std::size_t>{7, 4, 5, 6});
  CHECK(moved(items, 1, 1) == items);
  CHECK(moved(items, 1, 9) == items);
  CHECK(moved(items, 9, 1) == items);
}
