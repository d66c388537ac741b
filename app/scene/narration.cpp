#include "app/scene/narration.hpp"

#include "app/labels.hpp"
#include "app/scene/byte_heap.hpp"
#include "app/scene/narration_parts.hpp"
#include "core/base/overloaded.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"
#include "core/record/event_reader.hpp"
#include "core/replay/mailbox.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorway::app {
namespace {

std::string tell_sleeps(const Telling& t, const Sleeps& sleeps) {
  const IndexedCall* call = t.index.call(sleeps.call);
  if (call == nullptr) return t.who() + " sleeps in a call.";
  const std::string until = until_phrase(sleeps.until, call->line->call);
  std::string taken;
  if (payload_of(call->line->call) != nullptr) {
    taken = fmt::format(" So far the kernel has taken {} of {}.", grouped(sleeps.bytes),
                        count_of(payload_size(*call), "byte"));
  }
  const std::string name(call_name(call->line->call));
  if (t.is_story()) return fmt::format("{} has to wait and falls asleep in {}(), {}.{}", t.who(), name, until, taken);
  return fmt::format("{}'s {} would block: {} sleeps {}.{}", t.who(), line_text(*call->line), t.who(), until, taken);
}

std::string tell_woke(const Telling& t, const Woke& woke) {
  const IndexedCall* call = t.index.call(woke.call);
  const std::string line = call == nullptr ? std::string("the call") : line_text(*call->line);
  if (woke.timed_out) return fmt::format("{} wakes in {}: the time is up.", t.who(), line);
  return fmt::format("{} wakes: what {} waited for has come. At the next step the call goes on.", t.who(), line);
}

/// What the kernel said of the socket before this event, as far as a short look back tells.
KernelSample sample_before(const Telling& t) {
  constexpr Seq farthest = 4096;
  const Seq end = t.event.seq > farthest ? t.event.seq - farthest : 0;
  EventReader events(t.index.recording());
  for (Seq seq = t.event.seq - 1; seq > end; --seq) {
    const Event& event = events.at(seq);
    if (event.socket != t.event.socket) continue;
    if (const auto* observed = std::get_if<Observed>(&event.body)) return *observed->sample;
  }
  return {};
}

std::string tell_observed(const Telling& t, const Observed& observed) {
  const std::string change = change_phrase(sample_before(t), *observed.sample, t.type_of(t.event.socket));
  const std::string whose = t.whose(t.event.socket);
  if (change.empty()) return fmt::format("The kernel's numbers of {} have changed a little.", whose);
  if (t.is_story()) return fmt::format("Something happened behind {}. The kernel says: {}.", whose, change);
  return fmt::format("The kernel now says of {}: {}.", whose, change);
}

std::string tell_turned_away(const Telling& t, const TurnedAway& stranger) {
  if (is_udp(t.type_of(t.event.socket))) {
    return fmt::format("A stranger on this computer ({}) sent {} to {}: Doorway threw that away.",
                       to_string(stranger.peer), count_of(stranger.bytes, "byte"), t.whose(t.event.socket));
  }
  return fmt::format("A stranger on this computer ({}) knocked at {} and was turned away.", to_string(stranger.peer),
                     t.whose(t.event.socket));
}

std::string tell_ended(const Telling& t) {
  if (t.is_story()) return fmt::format("{} has done everything on the list. The doors stay as they are.", t.who());
  return fmt::format("{} has ended: no more lines to run. Sockets that are open stay open.", t.who());
}

}  // namespace

std::string Telling::name_of(ProcessId process) const {
  const std::vector<std::string>& names = index.recording().scenario().processes;
  return process < names.size() ? display_name(names[process]) : std::string("Somebody");
}

std::string Telling::at(SocketId id) const {
  const SocketState* socket = find_socket(world, id);
  return at_named(*this, socket == nullptr ? "that is not known" : name_at_home(socket->name));
}

std::string at_named(const Telling& telling, std::string_view socket) {
  const std::string name = escape_for_display(socket, 24);
  return telling.is_story() ? fmt::format("the door (socket {})", name) : fmt::format("socket {}", name);
}

std::string Telling::whose(SocketId id) const {
  const SocketState* socket = find_socket(world, id);
  if (socket == nullptr) return is_story() ? "an unknown door (socket)" : "an unknown socket";
  const std::string name = escape_for_display(name_at_home(socket->name), 24);
  const std::string owner = name_of(socket->owner);
  return is_story() ? fmt::format("{}'s door (socket {})", owner, name) : fmt::format("{}'s socket {}", owner, name);
}

SocketType Telling::type_of(SocketId id) const {
  const SocketState* socket = find_socket(world, id);
  return socket == nullptr ? SocketType::tcp : socket->type;
}

std::string Telling::place(const Endpoint& endpoint) const {
  if (endpoint.family == Family::none) return "an unknown address";
  for (std::size_t i = 0; i < world.sockets.size(); ++i) {
    const SocketState& socket = world.sockets[i];
    const bool is_open = socket.lifecycle != Lifecycle::unmade && socket.lifecycle != Lifecycle::closed;
    const bool serves = socket.accepted_by == SocketId::none;
    if (is_open && serves && is_same_place(socket.local, endpoint) &&
        is_udp(socket.type) == is_udp(type_of(event.socket))) {
      return fmt::format("{} at {}", whose(SocketId(i)), to_string(endpoint));
    }
  }
  return to_string(endpoint);
}

std::string narrate(const SceneIndex& index, const WorldState& after, const Lineage& lineage, Vocabulary vocabulary) {
  EventReader events(index.recording());
  Seq seq = std::min(after.cursor, index.recording().size());
  while (seq > 1 && !is_step(events.at(seq))) --seq;
  if (seq == 0) return "Nothing has happened yet.";
  const Telling t{index, after, lineage, vocabulary, events.at(seq)};
  const auto unknown = [&t] { return t.who() + " is in a call that the recording does not name."; };
  return std::visit(Overloaded{[&](const Called& called) { return tell_called(t, called); },
                               [&](const Sleeps& sleeps) { return tell_sleeps(t, sleeps); },
                               [&](const Woke& woke) { return tell_woke(t, woke); },
                               [&](const Returned& returned) {
                                 const IndexedCall* call = index.call(returned.call);
                                 if (call == nullptr) return unknown();
                                 return returned.result < 0 ? tell_failure(t, returned, *call)
                                                            : tell_returned(t, returned, *call);
                               },
                               [&](const Observed& observed) { return tell_observed(t, observed); },
                               [&](const TurnedAway& stranger) { return tell_turned_away(t, stranger); },
                               [&](const Ended&) { return tell_ended(t); }},
                    t.event.body);
}

}  // namespace doorway::app
