#include "app/panels/page_words.hpp"

#include "app/scene/staged_part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <variant>

namespace doorway::app {
namespace {

bool has_experiment(const Page& page) {
  return std::any_of(page.blocks.begin(), page.blocks.end(),
                     [](const PageBlock& block) { return std::holds_alternative<Experiment>(block); });
}

}  // namespace

PageAction next_action(const LessonWalk& walk) {
  const bool has_goal = goal_of(walk.page()) != nullptr;
  const GoalState& goal = walk.goal_state();
  const bool is_asked = ask_of(walk.page()) != nullptr && !walk.ask_state().is_decided();
  if (walk.runs_changed() && (is_asked || !has_goal || goal.reached)) return PageAction::restore;
  if (is_asked) return PageAction::answer;
  if (has_goal && !goal.reached) return goal.solution_seen ? PageAction::run_solution : PageAction::change;
  if (!has_goal && has_experiment(walk.page()) && !walk.changed_text()) return PageAction::change;
  return PageAction::turn_page;
}

bool waits_to_be_watched(const LessonWalk& walk) {
  const Session* session = walk.session();
  if (next_action(walk) != PageAction::change || goal_of(walk.page()) == nullptr || session == nullptr) return false;
  return session->playhead().cursor == 0 && !session->is_busy();
}

std::optional<std::size_t> right_place(const AskState& state, std::size_t item) {
  const auto* order = state.verdict ? std::get_if<answer::Order>(&state.verdict->right) : nullptr;
  if (order == nullptr) return std::nullopt;
  const auto found = std::find(order->items.begin(), order->items.end(), item);
  return found == order->items.end() ? std::nullopt
                                     : std::optional(static_cast<std::size_t>(found - order->items.begin()));
}

std::size_t order_digit(const AskState& state, std::size_t item, std::size_t place) {
  if (!state.committed) return item + 1;
  return right_place(state, item).value_or(place) + 1;
}

Spans part_spans(const StagePart& part, Vocabulary vocabulary) {
  const std::string title = part_title(part, vocabulary);
  const bool is_story = vocabulary == Vocabulary::story;
  const std::string name = is_story ? part.socket : part.process + "." + part.socket;
  const std::string_view before = is_story ? " door " : " ";
  const std::size_t found = part.socket.empty() ? std::string::npos : title.find(std::string(before) + name);
  if (found == std::string::npos) return {Span{title}};
  const std::size_t at = found + before.size();
  Spans spans{Span{title.substr(0, at)}, Span{name, false, false, true}};
  if (at + name.size() < title.size()) spans.push_back(Span{title.substr(at + name.size())});
  return spans;
}

std::string several_note(bool is_given, bool is_right) {
  if (is_given == is_right) return "";
  return is_right ? "true as well, but you did not tick it" : "you ticked it, but it is not true";
}

std::string order_note(std::size_t right, std::size_t place) {
  if (right == place) return "";
  return fmt::format("it came as number {}; you had it as number {}", right + 1, place + 1);
}

bool runs_solution(const LessonWalk& walk) {
  const Goal* goal = goal_of(walk.page());
  return goal != nullptr && walk.changed_text() == goal->solution_text;
}

std::string reached_words(const GoalState& goal) {
  if (!goal.by_solution) return "Reached! You have brought it about, at real sockets.";
  return "Doorway's solution has brought it about, at real sockets. Can you find another way?";
}

std::string nothing_missed_words(std::size_t right) {
  if (right == 0)
    return "Questions that come out otherwise than you thought will wait for you here. So far there are none.";
  const std::string questions = right == 1 ? "One question" : fmt::format("{} questions", right);
  return fmt::format("Well done! {} answered, and nothing is left to repeat: what you missed you have put right.",
                     questions);
}

}  // namespace doorway::app
