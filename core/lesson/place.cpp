#include "core/lesson/place.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

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
  if (const auto* called = std::get_if<Called>(&event.body)) {
    const Key key{call_name(called->line->call), called->nth};
    calls_[event.process][key].called = event.seq;
    names_[called->call] = {event.process, key};
    return;
  }
  if (std::holds_alternative<Ended>(event.body)) ended_[event.process] = true;
  const auto call = call_of(event.body);
  const auto name = call ? names_.find(*call) : names_.end();
  if (name == names_.end()) return;
  Moments& moments = calls_[name->second.first][name->second.second];
  if (std::holds_alternative<Sleeps>(event.body) && moments.asleep == 0) moments.asleep = event.seq;
  if (std::holds_alternative<Returned>(event.body)) {
    moments.returned = event.seq;
    names_.erase(name);
  }
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
  const auto id = static_cast<std::size_t>(process - processes.begin());
  const auto found = calls_[id].find({place.call.calls.call, place.call.nth});
  if (found == calls_[id].end()) return {std::nullopt, run_is_over || ended_[id]};
  const Moments& moments = found->second;
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
  const auto& calls = calls_.at(process);
  const auto behind = calls.lower_bound({std::string(call), std::numeric_limits<std::uint32_t>::max()});
  const bool some = behind != calls.begin() && std::prev(behind)->first.first == call;
  return some ? std::prev(behind)->first.second : 0;
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
