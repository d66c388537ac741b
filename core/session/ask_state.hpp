#pragma once

#include "core/lesson/judge.hpp"
#include "core/lesson/lesson.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace doorway {

/// How a page's question stands. An answer can be changed until it is committed; the run judges it then.
struct AskState {
  enum class Standing : std::uint8_t {
    open,         ///< the run has not judged
    decided,      ///< `verdict` says how
    another_way,  ///< in this take the question has no right answer
  };
  std::optional<Answer> answer;
  bool committed = false;  ///< the learner has played on with it, or has seen what happens: it stands
  /// Where an order is asked for: so many items of `answer`, the first ones, were chosen one after the other.
  std::size_t picked = 0;
  Standing standing = Standing::open;
  std::optional<Verdict> verdict;  ///< when it is decided
  bool asked_to_answer = false;    ///< the learner wanted to see before saying

  [[nodiscard]] bool is_decided() const { return standing == Standing::decided; }
  friend bool operator==(const AskState&, const AskState&) = default;
};

/// How a page's goal stands.
struct GoalState {
  std::size_t hints_shown = 0;
  bool solution_seen = false;
  bool reached = false;          ///< by one changed run at least
  bool by_solution = false;      ///< so far by no other run than that of the solution
  bool last_run_missed = false;  ///< the last changed run is over and did not reach it

  friend bool operator==(const GoalState&, const GoalState&) = default;
};

/// The learner chooses this one: the answer, one more of several (or one less), or the next in an order. Nothing where
/// the question has no such choice, or the answer stands.
void choose(AskState& state, const Ask& ask, std::size_t choice);

/// The learner gives this answer. None of several takes the answer back; one that does not fit is ignored, and so is
/// any where the answer stands.
void give(AskState& state, const Ask& ask, Answer answer);

/// Whether one act gives the whole answer: not where several are chosen, or an order is put together.
bool is_answered_at_once(const Ask& ask);

/// Where an order is asked for: the items as they stand now, those of the file's order where none was moved. Empty
/// elsewhere.
std::vector<std::size_t> items_in_order(const AskState& state, const Ask& ask);

}  // namespace doorway
