#include "core/replay/comparison.hpp"

#include "core/base/overloaded.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace doorway {

namespace {

using comparison::OtherCalls;
using comparison::OtherOrder;
using comparison::OtherScript;

/// One process's events that count, in one of the recordings.
struct LaneEvents {
  EventReader& reader;
  const std::vector<Seq>& events;

  [[nodiscard]] const Event& at(std::size_t index) const { return reader.at(events[index]); }
  [[nodiscard]] std::size_t end_of_call(std::size_t from) const {
    std::size_t end = std::min(from + 1, events.size());
    while (end < events.size() && !std::holds_alternative<Called>(at(end).body)) ++end;
    return end;
  }
};

/// A call of both, or of that which goes on.
struct ComparedCall {
  std::size_t a_end = 0;  // where the next one begins
  std::size_t b_end = 0;
  bool is_for_good = false;  // it has ended in both
  std::optional<CallDifference> difference;
};

/// Behind the end of one recording there is one difference, not one for each call that the other goes on with.
ComparedCall compare_call(const LaneEvents& a, std::size_t i, const LaneEvents& b, std::size_t j) {
  ComparedCall call{a.end_of_call(i), b.end_of_call(j), false, std::nullopt};
  call.is_for_good = call.a_end < a.events.size() && call.b_end < b.events.size();
  std::size_t x = i;
  std::size_t y = j;
  while (x < call.a_end && y < call.b_end && same_event(a.at(x), b.at(y))) {
    ++x;
    ++y;
  }
  if (x == call.a_end && y == call.b_end) return call;
  const Event& event = i < a.events.size() ? a.at(i) : b.at(j);
  const auto& called = std::get<Called>(event.body);
  call.difference = CallDifference{event.process, called.nth, called.line, x < call.a_end ? a.events[x] : 0,
                                   y < call.b_end ? b.events[y] : 0};
  if (x == a.events.size() || y == b.events.size()) {
    call.a_end = a.events.size();
    call.b_end = b.events.size();
  }
  return call;
}

/// What comes first in either recording is before what comes later in both.
auto moment_of(const CallDifference& difference) {
  constexpr Seq never = std::numeric_limits<Seq>::max();
  const Seq here = difference.here != 0 ? difference.here : never;
  const Seq there = difference.there != 0 ? difference.there : never;
  return std::tuple(std::min(here, there), std::max(here, there), difference.process);
}

bool comes_first(const CallDifference& difference, const std::optional<CallDifference>& before) {
  return !before || moment_of(difference) < moment_of(*before);
}

Seq next_compared(EventReader& events, Seq seq, Seq end) {
  while (seq < end && !counts_in_comparison(events.at(seq))) ++seq;
  return seq;
}

/// What is done with is forgotten, once it is most of what there is.
void forget_done(std::vector<Seq>& events, std::size_t& done) {
  if (done < events.size() / 2) return;
  events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(done));
  done = 0;
}

ScriptLine script_line(const Scenario& scenario, std::size_t index) {
  const Line& line = *scenario.lines[index];
  return {line.at.line, scenario.processes.at(line.process) + ": " + line.text};
}

}  // namespace

std::optional<OtherScript> script_difference(const Scenario& here, const Scenario& there) {
  const auto line_of = [](const Scenario& scenario, std::size_t index) -> std::optional<ScriptLine> {
    return index < scenario.lines.size() ? std::optional(script_line(scenario, index)) : std::nullopt;
  };
  const auto same_at = [&](std::size_t index) {
    const Line& a = *here.lines[index];
    const Line& b = *there.lines[index];
    return a.text == b.text && here.processes.at(a.process) == there.processes.at(b.process);
  };
  const std::size_t both = std::min(here.lines.size(), there.lines.size());
  std::size_t index = 0;
  while (index < both && same_at(index)) ++index;
  const bool same_lines = index == here.lines.size() && index == there.lines.size();
  if (same_lines && here.processes == there.processes) return std::nullopt;
  return OtherScript{line_of(here, index), line_of(there, index)};
}

GrowingComparison::GrowingComparison(const Recording& here, const Recording& there)
    : here_(here), there_(there), lanes_(here.scenario().processes.size()) {
  auto other = script_difference(here.scenario(), there.scenario());
  if (!other) return;
  is_other_script_ = true;
  result_ = *std::move(other);
}

void GrowingComparison::update(Seq here, Seq there) {
  const bool nothing_came = here < here_end_ && there < there_end_;
  if (is_other_script_ || nothing_came) return;
  for (; here_end_ <= here; ++here_end_) {
    const Event& event = here_.at(here_end_);
    if (counts_in_comparison(event)) lanes_.at(event.process).here.push_back(here_end_);
  }
  for (; there_end_ <= there; ++there_end_) {
    const Event& event = there_.at(there_end_);
    if (counts_in_comparison(event)) lanes_.at(event.process).there.push_back(there_end_);
  }
  for (Lane& lane : lanes_) compare_calls(lane);
  if (auto calls = other_calls()) {
    result_ = *std::move(calls);
  } else if (const auto order = other_order()) {
    result_ = *order;
  } else {
    result_ = comparison::Same{};
  }
}

void GrowingComparison::compare_calls(Lane& lane) {
  const LaneEvents a{here_, lane.here};
  const LaneEvents b{there_, lane.there};
  while (lane.here_done < lane.here.size() && lane.there_done < lane.there.size()) {
    ComparedCall call = compare_call(a, lane.here_done, b, lane.there_done);
    if (!call.is_for_good) break;
    lane.here_done = call.a_end;
    lane.there_done = call.b_end;
    if (!call.difference) continue;
    if (comes_first(*call.difference, lane.first)) lane.first = call.difference;
    if (lane.count++ < OtherCalls::most_known) lane.known.push_back(*std::move(call.difference));
  }
  forget_done(lane.here, lane.here_done);
  forget_done(lane.there, lane.there_done);
}

std::optional<OtherCalls> GrowingComparison::other_calls() {
  OtherCalls differences;
  std::optional<CallDifference> first;
  for (const Lane& lane : lanes_) {
    std::vector<CallDifference>& known = differences.known.emplace_back(lane.known);
    std::size_t& count = differences.count.emplace_back(lane.count);
    if (lane.first && comes_first(*lane.first, first)) first = lane.first;
    // The last calls, which may still go on.
    const LaneEvents a{here_, lane.here};
    const LaneEvents b{there_, lane.there};
    std::size_t i = lane.here_done;
    std::size_t j = lane.there_done;
    while (i < lane.here.size() || j < lane.there.size()) {
      const ComparedCall call = compare_call(a, i, b, j);
      i = call.a_end;
      j = call.b_end;
      if (!call.difference) continue;
      if (count++ < OtherCalls::most_known) known.push_back(*call.difference);
      if (comes_first(*call.difference, first)) first = call.difference;
    }
  }
  if (!first) return std::nullopt;
  differences.first = *std::move(first);
  return differences;
}

/// Where another process takes its turn. Both have the same calls, so that both end together.
std::optional<OtherOrder> GrowingComparison::other_order() {
  while (true) {
    here_turn_ = next_compared(here_, here_turn_, here_end_);
    there_turn_ = next_compared(there_, there_turn_, there_end_);
    if (here_turn_ == here_end_ || there_turn_ == there_end_) return std::nullopt;
    if (here_.at(here_turn_).process != there_.at(there_turn_).process) return OtherOrder{here_turn_, there_turn_};
    ++here_turn_;
    ++there_turn_;
  }
}

Comparison compare(const EventRange& here, const EventRange& there) {
  GrowingComparison comparison(here.recording, there.recording);
  comparison.update(here.end - 1, there.end - 1);
  return comparison.result();
}

Comparison compare(const Recording& here, const Recording& there) {
  return compare(EventRange{here, 1, here.size() + 1}, EventRange{there, 1, there.size() + 1});
}

FirstEvents first_events(const Comparison& comparison) {
  return std::visit(Overloaded{[](const comparison::Same&) { return FirstEvents{}; },
                               [](const OtherOrder& order) {
                                 return FirstEvents{order.here, order.there};
                               },
                               [](const OtherCalls& calls) {
                                 return FirstEvents{calls.first.here, calls.first.there};
                               },
                               [](const OtherScript&) { return FirstEvents{}; }},
                    comparison);
}

}  // namespace doorway
