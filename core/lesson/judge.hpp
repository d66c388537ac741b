#pragma once

#include "core/lesson/call_table.hpp"
#include "core/lesson/lesson.hpp"
#include "core/lesson/place.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace doorway {

/// What questions are judged by: a recording as far as a cursor. The recording outlives it. Any thread.
class Evidence {
 public:
  /// Reads the recording once. `run_is_over`: nothing comes after the cursor; only then there is a place `end`.
  Evidence(const Recording& recording, Seq cursor, bool run_is_over = true);
  explicit Evidence(const Recording& recording) : Evidence(recording, recording.size()) {}
  /// The same of what is read already, up to the same cursor. Both outlive it.
  Evidence(const CallTable& calls, const PlaceIndex& places, bool run_is_over)
      : calls_(&calls), places_(&places), run_is_over_(run_is_over) {}

  [[nodiscard]] const CallTable& calls() const { return *calls_; }
  /// The cursor there; nothing where it does not come to it.
  [[nodiscard]] std::optional<Seq> find(const Place& place) const { return places_->find(place, run_is_over_).cursor; }

 private:
  struct Read {
    CallTable calls;
    PlaceIndex places;
  };

  std::unique_ptr<Read> read_;  // by this
  const CallTable* calls_;
  const PlaceIndex* places_;
  bool run_is_over_;
};

/// Which choices or targets hold: their indices, ascending. None for a number and for an order. Any thread.
std::vector<std::size_t> holding(const Ask& ask, const Evidence& evidence);

/// The right answer to a question. Nothing where the evidence gives none: no choice holds, or several where one is
/// asked for; a number is not there; a moment has not come, or two are the same. Of several targets that hold, it is
/// the first. Any thread.
std::optional<Answer> right_answer(const Ask& ask, const Evidence& evidence);

/// Whether an answer is of the question's kind and names only what the question has; also an order has each item once,
/// and several choices are ascending. Any thread.
bool fits(const Ask& ask, const Answer& answer);

/// What the run says of an answer.
struct Verdict {
  bool is_right = false;
  Answer right;  ///< what would have been, or is
  /// The choices, beliefs, items or targets whose feedback is for this answer, by index, in the order of the question.
  /// Only such as have feedback.
  std::vector<std::size_t> feedback;

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Nothing where right_answer gives none, or the answer does not fit. Feedback is that of the choice, the target or the
/// number that was given; of each choice of several that was wrongly taken or left out; of the first item of an order
/// that stands in a wrong place. Any thread.
std::optional<Verdict> verdict_of(const Ask& ask, const Answer& answer, const Evidence& evidence);

/// Verdict::feedback of an answer where that one is right; both fit. Any thread.
std::vector<std::size_t> feedback_for(const Ask& ask, const Answer& given, const Answer& right);

/// The feedback of a choice, belief, item or target. Refers into the question.
const Feedback& feedback_of(const Ask& ask, std::size_t index);

}  // namespace doorway
