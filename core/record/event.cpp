#include "core/record/event.hpp"

#include <array>

namespace doorway {

// Recordings have millions of them.
static_assert(sizeof(Event) <= 88);

std::string_view kind_name(const EventBody& body) {
  static constexpr std::array<std::string_view, std::variant_size_v<EventBody>> names{
      "called", "sleeps", "woke", "returned", "observed", "turned_away", "ended"};
  return names.at(body.index());
}

bool is_step(const Event& event) {
  const auto* observed = std::get_if<Observed>(&event.body);
  return observed == nullptr || !observed->after_own_call;
}

namespace {
struct CallOf {
  std::optional<CallId> operator()(const Called& event) const { return event.call; }
  std::optional<CallId> operator()(const Sleeps& event) const { return event.call; }
  std::optional<CallId> operator()(const Woke& event) const { return event.call; }
  std::optional<CallId> operator()(const Returned& event) const { return event.call; }
  std::optional<CallId> operator()(const Observed&) const { return std::nullopt; }
  std::optional<CallId> operator()(const TurnedAway&) const { return std::nullopt; }
  std::optional<CallId> operator()(const Ended&) const { return std::nullopt; }
};
}  // namespace

std::optional<CallId> call_of(const EventBody& body) {
  return std::visit(CallOf{}, body);
}

bool own_bind_failed(const Returned& returned) {
  return returned.result < 0 && returned.outcome != nullptr && returned.outcome->bound_first &&
         !returned.outcome->local;
}

}  // namespace doorway
