#include "app/cli/page_findings.hpp"

#include <fmt/format.h>

#include <variant>

namespace doorway::cli {
namespace {

/// Why the run never comes to a place, and what can be written instead.
std::string why_never(const Place& place, const Evidence& evidence) {
  const auto reached = [&](Place::Moment moment) { return evidence.find(Place{moment, place.call, {}}).has_value(); };
  const auto instead = [&](Place::Moment moment) { return to_string(Place{moment, place.call, {}}); };
  if (place.moment == Place::Moment::asleep && reached(Place::Moment::after)) {
    return fmt::format("the call returns without sleeping: write {}", instead(Place::Moment::after));
  }
  if (place.moment == Place::Moment::after && reached(Place::Moment::asleep)) {
    return fmt::format("the call never returns: write {}", instead(Place::Moment::asleep));
  }
  return "the call is never made: write a call that is, or end";
}

/// The window gives the answer at the page's last stop, so it must be settled there.
bool is_settled(const Page& page, const Ask& ask, const PageFindings& at_end, const Recording& recording,
                const Evidence& evidence) {
  const auto cursor = page.cue.stops.empty() ? std::nullopt : evidence.find(page.cue.stops.back());
  if (!cursor) return true;
  const Evidence there(recording, *cursor, *cursor == recording.size());
  return right_answer(ask, there) == at_end.right && holding(ask, there) == at_end.holding;
}

}  // namespace

std::vector<const Place*> places_of(const Page& page) {
  std::vector<const Place*> places;
  if (page.cue.open) places.push_back(&*page.cue.open);
  for (const Place& stop : page.cue.stops) places.push_back(&stop);
  const Ask* ask = ask_of(page);
  const auto* order = ask != nullptr ? std::get_if<InOrder>(&ask->answers) : nullptr;
  if (order == nullptr) return places;
  for (const InOrder::Item& item : order->items) places.push_back(&item.when);
  return places;
}

PageFindings findings_of(const Page& page, const Recording& recording) {
  const Evidence evidence(recording);
  PageFindings findings;
  if (const Ask* ask = ask_of(page)) {
    findings.holding = holding(*ask, evidence);
    findings.right = right_answer(*ask, evidence);
    findings.is_settled = is_settled(page, *ask, findings, recording, evidence);
  }
  for (const Place* place : places_of(page)) {
    const bool is_reached = evidence.find(*place).has_value();
    findings.places.push_back({is_reached, is_reached ? std::string() : why_never(*place, evidence)});
  }
  if (const Goal* goal = goal_of(page)) findings.goal_holds = holds(goal->when, evidence.calls());
  return findings;
}

}  // namespace doorway::cli
