#include "app/scene/timeline_axis.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

/// The first of the numbers first … end−1 for which `is_beyond` holds; it holds for all behind that one.
template <class Predicate>
Seq first_that(Seq first, Seq end, Predicate is_beyond) {
  while (first < end) {
    const Seq middle = first + (end - first) / 2;
    if (is_beyond(middle)) {
      end = middle;
    } else {
      first = middle + 1;
    }
  }
  return first;
}

}  // namespace

double AxisMap::time_of(Seq seq) const {
  const std::int64_t t_ns = recording_.at(seq).t_ns;
  const auto whole = static_cast<double>(t_ns);
  const bool like_before = seq > 1 && recording_.at(seq - 1).t_ns == t_ns;
  const bool like_next = seq < known() && recording_.at(seq + 1).t_ns == t_ns;
  if (!like_before && !like_next) return whole;
  const Seq first = first_that(1, seq, [&](Seq each) { return recording_.at(each).t_ns >= t_ns; });
  const Seq end = first_that(seq, known() + 1, [&](Seq each) { return recording_.at(each).t_ns > t_ns; });
  return whole + 0.8 * static_cast<double>(seq - first) / static_cast<double>(end - first);
}

// As StepIndex::step_at, which looks all over a list of a million. Steps are about as many among any number of events,
// so the step is looked for near the one that would be it if they were exactly.
std::size_t AxisMap::step_of(Seq seq) const {
  const std::size_t count = steps_.step_count();
  if (known() == 0 || count == 0) return 0;
  const double share = static_cast<double>(std::min(seq, known())) / static_cast<double>(known());
  const auto guess = static_cast<std::size_t>(share * static_cast<double>(count));
  const auto is_later = [&](std::size_t step) { return step > count || (step > 0 && steps_.event_of(step) > seq); };
  std::size_t reach = 1;
  std::size_t low = guess;  // not later
  while (is_later(low)) {
    low -= std::min(low, reach);
    reach *= 2;
  }
  std::size_t high = std::max(guess, low) + 1;  // later
  for (reach = 1; !is_later(high); reach *= 2) {
    low = high;
    high = std::min(high + reach, count + 1);
  }
  return static_cast<std::size_t>(first_that(low, high, is_later)) - 1;
}

double AxisMap::place_of(Seq seq) const {
  if (axis_ == Axis::steps) return static_cast<double>(step_of(seq));
  return seq == 0 || known() == 0 ? 0 : time_of(std::min(seq, known()));
}

double AxisMap::place_of_step(std::size_t step) const {
  return axis_ == Axis::steps ? static_cast<double>(std::min(step, steps_.step_count()))
                              : place_of(steps_.event_of(step));
}

Seq AxisMap::first_at(double place) const {
  if (axis_ == Axis::time) {
    const double whole = std::floor(place);
    const auto time = [this](Seq seq) { return static_cast<double>(recording_.at(seq).t_ns); };
    const Seq first = first_that(1, known() + 1, [&](Seq seq) { return time(seq) >= whole; });
    if (first > known() || time(first) > whole) return first;
    const Seq end = first_that(first, known() + 1, [&](Seq seq) { return time(seq) > whole; });
    return first_that(first, end, [&](Seq seq) { return place_of(seq) >= place; });
  }
  if (place <= 0) return 1;
  const double step = std::ceil(place);
  return step > static_cast<double>(steps_.step_count()) ? known() + 1
                                                         : steps_.event_of(static_cast<std::size_t>(step));
}

std::size_t AxisMap::step_near(double place) const {
  if (axis_ == Axis::steps) {
    const double nearest = std::max(std::floor(place + 0.5), 0.0);
    return static_cast<std::size_t>(std::min(nearest, static_cast<double>(steps_.step_count())));
  }
  const Seq beyond = first_at(place);
  const std::size_t before = steps_.step_at(beyond - 1);
  const std::size_t next = std::min(before + 1, steps_.step_count());
  return place - place_of_step(before) <= place_of_step(next) - place ? before : next;
}

AxisSpan AxisMap::extent() const {
  if (beside_ != nullptr) {
    const AxisSpan own = AxisMap(axis_, steps_, recording_).extent();
    const AxisSpan other = AxisMap(axis_, beside_->steps, beside_->recording).extent();
    return {std::min(own.from, other.from), std::max(own.to, other.to)};
  }
  if (axis_ == Axis::steps) return {-0.5, static_cast<double>(steps_.step_count()) + 0.5};
  const double end = place_of(known());
  const double room = std::max(end * 0.02, 50.0);
  return {-room, end + room};
}

}  // namespace doorway::app
