// What can be done on the lesson's page, in the list, and with a scenario that is being changed.
#include "app/action_table.hpp"

namespace doorway::app::action_table {
namespace {

bool at_mistakes(const ActionContext& context) {
  return !context.in_lesson && !context.in_list && context.learner_card == LearnerCard::none;
}
bool nothing_to_close(const ActionContext& context) {
  return !context.in_list && !context.help_is_open && !context.message_is_open &&
         context.learner_card == LearnerCard::none && !context.compares;
}
bool in_list_or_card(const ActionContext& context) {
  return context.in_list || context.learner_card != LearnerCard::none;
}
bool editor_is_open(const ActionContext& context) {
  return context.editor_is_open;
}
bool can_ask_again(const ActionContext& context) {
  return context.in_lesson && context.can_ask_again;
}
bool can_change_scenario(const ActionContext& context) {
  return context.in_lesson && context.has_scenario && !context.editor_is_open;
}
bool runs_changed(const ActionContext& context) {
  return context.in_lesson && context.runs_changed;
}
template <GoalStep step>
bool goal_is_at(const ActionContext& context) {
  return context.in_lesson && context.goal_step == step;
}

template <int lines>
Command scroll(const ActionContext&) {
  return ViewCommand{view::Scroll{lines}};
}
template <class What>
Command of_editor(const ActionContext&) {
  return EditorCommand{What{}};
}
Command run_solution(const ActionContext& context) {
  return WalkCommand{walk::RunChanged{context.solution}};
}

constexpr std::array on_page{
    Row{in_lesson, "The next page", two({Key::page_down}, {Key::enter}), walk_to<walk::NextPage>, Likely::first},
    Row{in_lesson, "The page before", one({Key::page_up}), walk_to<walk::PreviousPage>, Likely::first},
    Row{can_ask_again, "The question once more, on a fresh take", one(letter(U'q')), walk_to<walk::AskAgain>,
        Likely::first},
    Row{can_change_scenario, "Change the scenario", one(control(U'e')), view_of<view::ToggleEditor>, Likely::first},
    Row{runs_changed, "Back to the page's own scenario", one(letter(U'u')), walk_to<walk::Restore>, Likely::first},
    Row{goal_is_at<GoalStep::hint>, "A hint for the goal", one(letter(U'h')), walk_to<walk::NextHint>, Likely::first},
    Row{goal_is_at<GoalStep::solution>, "A solution of the goal", one(letter(U'h')), walk_to<walk::ShowSolution>,
        Likely::first},
    Row{goal_is_at<GoalStep::run_solution>, "Run the solution", one(letter(U'h')), run_solution, Likely::first},
    Row{anywhere, "Scroll down", one({Key::down}), scroll<3>, Likely::last},
    Row{anywhere, "Scroll up", one({Key::up}), scroll<-3>, Likely::last},
    Row{in_list_or_card, "Scroll a long way down", one({Key::page_down}), scroll<18>, Likely::last},
    Row{in_list_or_card, "Scroll a long way up", one({Key::page_up}), scroll<-18>, Likely::last},
    Row{in_list, "Go on where you were, or begin", one({Key::enter}), of_book<book::Continue>, Likely::first},
    Row{at_mistakes, "Read the lesson's file again", one({Key::enter}), view_of<view::ReadAgain>},
    Row{nothing_to_close, "Back to the list of lessons", one({Key::escape}), view_of<view::ShowList>},
};

constexpr std::array in_script{
    Row{editor_is_open, "Run it on fresh sockets", one(control(Key::enter)), of_editor<editor::Run>, Likely::first},
    Row{editor_is_open, "What can be written here; Enter takes it", one(control(Key::space)),
        of_editor<editor::ShowOffers>},
    Row{editor_is_open, "Undo", one(control(U'z')), of_editor<editor::Undo>},
    Row{editor_is_open, "Do it again", two(control_shift(U'z'), control(U'y')), of_editor<editor::Redo>},
    Row{editor_is_open, "The task further down", one(control(Key::down)), scroll<2>, Likely::last},
    Row{editor_is_open, "The task further up", one(control(Key::up)), scroll<-2>, Likely::last},
    Row{editor_is_open, "Select all", one(control(U'a')), of_editor<editor::SelectAll>, Likely::last},
    Row{editor_is_open, "Copy what is selected", one(control(U'c')), of_editor<editor::Copy>, Likely::last},
    Row{editor_is_open, "Cut it out", one(control(U'x')), of_editor<editor::Cut>, Likely::last},
    Row{editor_is_open, "Paste", one(control(U'v')), of_editor<editor::Paste>, Likely::last},
    Row{editor_is_open, "The scenario as the lesson has it", no_key(), of_editor<editor::Restore>},
    Row{editor_is_open, "Back to the page: what is written stays", two({Key::escape}, control(U'e')),
        view_of<view::ToggleEditor>},
};

}  // namespace

std::span<const Row> rows_of_page() {
  return on_page;
}

std::span<const Row> rows_of_script() {
  return in_script;
}

}  // namespace doorway::app::action_table
