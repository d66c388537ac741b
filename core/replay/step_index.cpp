#include "core/replay/step_index.hpp"

#include <algorithm>

namespace doorway {

namespace {
enum class Mark { none, begin, end };

struct MarkOf {
  Mark operator()(const Called&) const { return Mark::begin; }
  Mark operator()(const Sleeps&) const { return Mark::end; }
  Mark operator()(const Woke&) const { return Mark::begin; }
  Mark operator()(const Returned&) const { return Mark::end; }
  Mark operator()(const Observed&) const { return Mark::none; }
  Mark operator()(const TurnedAway&) const { return Mark::none; }
  Mark operator()(const Ended&) const { return Mark::none; }
};
}  // namespace

bool StepIndex::update(Seq up_to) {
  const bool grown = up_to > known_;
  while (known_ < up_to) {
    const Event& event = events_.at(++known_);
    if (is_step(event)) steps_.add(event.seq);
    const Mark mark = std::visit(MarkOf{}, event.body);
    if (mark == Mark::begin) call_begins_.add(event.seq);
    if (mark == Mark::end) call_ends_.add(event.seq);
  }
  return grown;
}

std::size_t StepIndex::step_at(Seq cursor) const {
  return steps_.count_up_to(cursor);
}

Seq StepIndex::event_of(std::size_t step) const {
  const std::size_t known_step = std::min(step, steps_.size());
  return known_step == 0 ? 0 : steps_[known_step - 1];
}

Seq StepIndex::cursor_of(std::size_t step) const {
  return step < steps_.size() ? steps_[step] - 1 : known_;
}

Seq StepIndex::call_end_after(Seq cursor) const {
  const std::size_t before = call_ends_.count_up_to(cursor);
  return before < call_ends_.size() ? call_ends_[before] : 0;
}

Seq StepIndex::call_begin_before(Seq cursor) const {
  const std::size_t before = cursor == 0 ? 0 : call_begins_.count_up_to(cursor - 1);
  return before == 0 ? 0 : call_begins_[before - 1];
}

}  // namespace doorway
