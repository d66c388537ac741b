#include "core/export/event_names.hpp"

#include <utility>

namespace doorway {
namespace {

template <class T>
void put(std::vector<std::optional<T>>& list, std::size_t index, T item) {
  if (list.size() <= index) list.resize(index + 1);
  list[index] = std::move(item);
}

template <class T>
const T* find(const std::vector<std::optional<T>>& list, std::size_t index) {
  return index < list.size() && list[index] ? &*list[index] : nullptr;
}

}  // namespace

void EventNames::learn(const Event& event) {
  if (const auto* called = std::get_if<Called>(&event.body)) {
    put(calls_, index_of(called->call), BegunCall{event.process, called->nth, called->line});
    put(latest_calls_, event.process, called->call);
  }
  const auto* returned = std::get_if<Returned>(&event.body);
  if (returned == nullptr || returned->outcome == nullptr || !returned->outcome->made) return;
  const MadeSocket& made = *returned->outcome->made;
  if (made.id != SocketId::none) put(sockets_, index_of(made.id), KnownSocket{made, event.process});
}

const MadeSocket* EventNames::socket(SocketId id) const {
  const KnownSocket* known = find(sockets_, index_of(id));
  return known != nullptr ? &known->made : nullptr;
}

std::optional<ProcessId> EventNames::owner_of(SocketId id) const {
  const KnownSocket* known = find(sockets_, index_of(id));
  return known != nullptr ? std::optional<ProcessId>(known->owner) : std::nullopt;
}

const BegunCall* EventNames::latest_call(ProcessId process) const {
  const CallId* id = find(latest_calls_, process);
  return id != nullptr ? call(*id) : nullptr;
}

const BegunCall* EventNames::call(CallId id) const {
  return find(calls_, index_of(id));
}

}  // namespace doorway
