#include "core/lesson/place.hpp"

#include <algorithm>

namespace doorway {

PlaceIndex::PlaceIndex(const Recording& recording) : events_(recording) {
  calls_.resize(recording.scenario().processes.size());
  ended_.resize(calls_.size());
}

void PlaceIndex::update(Seq up_to) {
  while (read_ < up_to) add(events_.at(++read_));
}

void PlaceIndex::add(const Event& event) {
  if (event.process >= calls_.size()) return;  // from a file that says so; no lesson can name it
  if (const auto* called = std::get_if<Called>(&event.body)) return add_called(event, *called);
  if (std::holds_alternative<Ended>(event.body)) ended_[event.process] = true;
  const auto call = call_of(event.body);
  const auto known = call ? under_way_.find(*call) : under_way_.end();
  if (known == under_way_.end()) return;
  Moments& moments = calls_[known->second.process][known->second.name][known->second.nth - 1];
  if (std::holds_alternative<Sleeps>(event.body) && moments.asleep == 0) moments.asleep = event.seq;
  if (std::holds_alternative<Returned>(event.body)) {
    moments.returned = event.seq;
    under_way_.erase(known);
  }
}

void PlaceIndex::add_called(const Event& event, const Called& called) {
  if (called.nth == 0 || called.nth > event.seq) return;  // there were not so many
  const std::string_view name = call_name(called.line->call);
  std::vector<Moments>& calls = calls_[event.process][name];
  if (calls.size() < called.nth) calls.resize(called.nth);
  calls[called.nth - 1].called = event.seq;
  under_way_[called.call] = {event.process, name, called.nth};
}

const PlaceIndex::Moments* PlaceIndex::find(ProcessId process, std::string_view call, std::uint32_t nth) const {
  const auto calls = calls_.at(process).find(call);
  if (calls == calls_.at(process).end() || nth == 0 || nth > calls->second.size()) return nullptr;
  const Moments& moments = calls->second[nth - 1];
  return moments.called != 0 ? &moments : nullptr;
}

Seq PlaceIndex::with_own_observed(Seq seq) const {
  while (seq < read_ && !is_step(recording().at(seq + 1))) ++seq;
  return seq;
}

PlaceAnswer PlaceIndex::find(const Place& place, bool run_is_over) const {
  if (place.moment == Place::Moment::start) return {Seq{0}, false};
  if (place.moment == Place::Moment::end) return run_is_over ? PlaceAnswer{read_, false} : PlaceAnswer{};
  const auto& processes = recording().scenario().processes;
  const auto process = std::find(processes.begin(), processes.end(), place.call.calls.process);
  if (process == processes.end()) return {std::nullopt, true};
  const auto id = static_cast<ProcessId>(process - processes.begin());
  const Moments* found = find(id, place.call.calls.call, place.call.nth);
  if (found == nullptr) return {std::nullopt, run_is_over || ended_[id]};
  const Moments& moments = *found;
  const auto answer = [&](Seq seq) {
    if (seq != 0) return PlaceAnswer{with_own_observed(seq), false};
    return PlaceAnswer{std::nullopt, run_is_over || moments.returned != 0};
  };
  switch (place.moment) {
    case Place::Moment::before: return {moments.called - 1, false};
    case Place::Moment::at: return {moments.called, false};
    case Place::Moment::asleep: return answer(moments.asleep);
    case Place::Moment::after: return answer(moments.returned);
    case Place::Moment::start:
    case Place::Moment::end: break;
  }
  return {};
}

std::uint32_t PlaceIndex::calls_begun(ProcessId process, std::string_view call) const {
  const auto calls = calls_.at(process).find(call);
  return calls == calls_.at(process).end() ? 0 : static_cast<std::uint32_t>(calls->second.size());
}

std::optional<Seq> PlaceIndex::next_stop(const std::vector<Place>& stops, Seq cursor) const {
  std::optional<Seq> next;
  for (const Place& stop : stops) {
    const PlaceAnswer answer = find(stop, false);
    if (answer.cursor && *answer.cursor > cursor && (!next || *answer.cursor < *next)) next = answer.cursor;
  }
  return next;
}

}  // namespace doorway
