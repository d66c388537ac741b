#include "app/scene/stage_changes.hpp"

#include <algorithm>
#include <map>

namespace doorway::app {
namespace {

const DoorView* door_of(const StageScene& scene, SocketId socket) {
  const auto found = std::find_if(scene.doors.begin(), scene.doors.end(),
                                  [socket](const DoorView& door) { return door.socket == socket; });
  return found == scene.doors.end() ? nullptr : &*found;
}

std::int64_t growth(const BufferView& before, const BufferView& after) {
  return after.told ? static_cast<std::int64_t>(after.total) - static_cast<std::int64_t>(before.total) : 0;
}

struct Content {
  BytePlace place;
  std::uint64_t bytes = 0;
};

/// Where the bytes of each send are.
using Whereabouts = std::map<std::uint32_t, std::vector<Content>>;

void add(Whereabouts& all, const ByteHeap& heap, const BytePlace& place) {
  for (const ByteRun& run : heap.runs) {
    if (run.send == 0) continue;
    std::vector<Content>& of_send = all[run.send];
    const auto known =
        std::find_if(of_send.begin(), of_send.end(), [&](const Content& one) { return one.place == place; });
    if (known == of_send.end()) {
      of_send.push_back({place, run.length});
    } else {
      known->bytes += run.length;
    }
  }
}

Whereabouts whereabouts(const StageScene& scene) {
  Whereabouts all;
  for (std::size_t i = 0; i < scene.rooms.size(); ++i) {
    add(all, scene.rooms[i].hands.heap, {PlaceKind::hands, i, SocketId::none});
  }
  for (const DoorView& door : scene.doors) {
    add(all, door.unsent.heap, {PlaceKind::unsent, 0, door.socket});
    add(all, door.readable.heap, {PlaceKind::readable, 0, door.socket});
  }
  for (const LetterView& letter : scene.letters) {
    if (letter.kind == LetterKind::signal) continue;  // one that is lost is seen to leave
    add(all, letter.heap, {PlaceKind::on_the_way, 0, letter.from});
  }
  return all;
}

std::uint64_t bytes_at(const std::vector<Content>& contents, const BytePlace& place) {
  const auto found =
      std::find_if(contents.begin(), contents.end(), [&](const Content& one) { return one.place == place; });
  return found == contents.end() ? 0 : found->bytes;
}

/// The place that has most bytes less than before, or null.
const Content* most_lost(const std::vector<Content>& before, const std::vector<Content>& after) {
  const Content* most = nullptr;
  std::uint64_t loss = 0;
  for (const Content& one : before) {
    const std::uint64_t left = bytes_at(after, one.place);
    if (one.bytes <= left || one.bytes - left <= loss) continue;
    loss = one.bytes - left;
    most = &one;
  }
  return most;
}

}  // namespace

void mark_changes(StageScene& scene, const StageScene& before) {
  for (DoorView& door : scene.doors) {
    const DoorView* was = door_of(before, door.socket);
    door.is_new = was == nullptr;
    const BufferView nothing;
    door.unsent.change = growth(was == nullptr ? nothing : was->unsent, door.unsent);
    door.readable.change = growth(was == nullptr ? nothing : was->readable, door.readable);
  }
}

std::vector<Flight> flights_between(const StageScene& before, const StageScene& after) {
  const Whereabouts was = whereabouts(before);
  std::vector<Flight> flights;
  for (const auto& [send, contents] : whereabouts(after)) {
    const auto old = was.find(send);
    if (old == was.end()) continue;
    const Content* source = most_lost(old->second, contents);
    if (source == nullptr) continue;
    for (const Content& one : contents) {
      const std::uint64_t had = bytes_at(old->second, one.place);
      if (one.bytes > had) flights.push_back({send, one.bytes - had, source->place, one.place});
    }
  }
  return flights;
}

}  // namespace doorway::app
