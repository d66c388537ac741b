#include "app/journey_page/page_parts.hpp"

#include "app/scene/byte_heap.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorway::app {

using nlohmann::json;

std::size_t PageParts::add(json part) {
  std::string text = part.dump();
  const std::size_t size = text.size() + 1;
  const auto [place, is_new] = numbers_.try_emplace(std::move(text), parts_.size());
  if (is_new) {
    size_bytes_ += size;
    parts_.push_back(std::move(part));
  }
  return place->second;
}

int number_of(SocketId socket) {
  return socket == SocketId::none ? -1 : static_cast<int>(index_of(socket));
}

namespace {

// A heap of more sends than this is drawn as these and one of many sends.
constexpr std::size_t most_runs = 48;

json call_json(const std::optional<CallId>& call) {
  return call ? json(index_of(*call)) : json(nullptr);
}

/// {"n": bytes, "r": [[send, length], …], "b": the first bytes in hexadecimal, ".." where one is not known, "o": where
/// the first byte of each run stands in what its send wrote}
json heap_json(const ByteHeap& heap) {
  if (heap.total == 0) return nullptr;
  json runs = json::array();
  std::uint64_t shown = 0;
  for (std::size_t i = 0; i < std::min(heap.runs.size(), most_runs); ++i) {
    runs.push_back({heap.runs[i].send, heap.runs[i].length});
    shown += heap.runs[i].length;
  }
  if (shown < heap.total) runs.push_back({-1, heap.total - shown});
  std::string bytes;
  json offsets = json::array();
  std::uint64_t run_end = 0;
  std::size_t run = 0;
  for (std::size_t i = 0; i < heap.cells.size(); ++i) {
    const ByteCell& cell = heap.cells[i];
    bytes += cell.known ? fmt::format("{:02x}", cell.value) : "..";
    if (i == run_end && run < heap.runs.size() && run < most_runs) {
      offsets.push_back(cell.send_offset);
      run_end += heap.runs[run++].length;
    }
  }
  return {{"n", heap.total}, {"r", runs}, {"b", bytes}, {"o", offsets}};
}

json buffer_json(const BufferView& story, const BufferView& engineer, PageTexts& texts) {
  json cards = json::array();
  for (const CardView& card : story.cards) cards.push_back({card.send, card.bytes});
  json buffer{{"name", texts.add(story.name, engineer.name)},
              {"short", texts.add(story.short_name, engineer.short_name)},
              {"told", story.told ? 1 : 0},
              {"n", story.total},
              {"heap", heap_json(story.heap)},
              {"hint", texts.add(story.hint, engineer.hint)}};
  if (!cards.empty()) buffer["cards"] = std::move(cards);
  if (!story.full.empty()) {
    buffer["full"] = texts.add(story.full, engineer.full);
    buffer["fullMeasured"] = story.full_is_measured ? 1 : 0;
  }
  return buffer;
}

const char* word_of(DoorShape shape) {
  switch (shape) {
    case DoorShape::shut: return "shut";
    case DoorShape::listening: return "listening";
    case DoorShape::ajar: return "ajar";
    case DoorShape::open: return "open";
    case DoorShape::half_open: return "half";
    case DoorShape::broken: return "broken";
    case DoorShape::walled_up: return "walled";
  }
  return "";
}

const char* word_of(RoadKind kind) {
  switch (kind) {
    case RoadKind::connected: return "connected";
    case RoadKind::unaccepted: return "unaccepted";
    case RoadKind::asked_for: return "asked";
    case RoadKind::postal: return "postal";
  }
  return "";
}

const char* word_of(LetterKind kind) {
  switch (kind) {
    case LetterKind::stream: return "stream";
    case LetterKind::postcard: return "postcard";
    case LetterKind::signal: return "signal";
  }
  return "";
}

const char* word_of(LetterStanding standing) {
  switch (standing) {
    case LetterStanding::on_the_way: return "way";
    case LetterStanding::at_the_door: return "door";
    case LetterStanding::lost: return "lost";
  }
  return "";
}

const char* word_of(ProcessStanding standing) {
  switch (standing) {
    case ProcessStanding::before_first_line: return "before";
    case ProcessStanding::between_calls: return "between";
    case ProcessStanding::in_call: return "in";
    case ProcessStanding::asleep: return "asleep";
    case ProcessStanding::woken: return "woken";
    case ProcessStanding::ended: return "ended";
  }
  return "";
}

}  // namespace

json room_json(const ScenePair& scenes, std::size_t nth, PageTexts& texts) {
  const RoomView& story = scenes.story.rooms.at(nth);
  const RoomView& engineer = scenes.engineer.rooms.at(nth);
  const auto is_done = [](const ProgramLine& line) { return line.standing == LineStanding::done; };
  const bool has_present =
      story.present_line < story.program.size() && story.program[story.present_line].standing == LineStanding::present;
  // Lines before those that the scene shows are done.
  const auto done =
      story.first_line + static_cast<std::size_t>(std::count_if(story.program.begin(), story.program.end(), is_done));
  json room{{"standing", word_of(story.standing)},
            {"says", texts.add(story.standing_text, engineer.standing_text)},
            {"line", story.first_line + story.present_line},
            {"works", has_present ? 1 : 0},
            {"done", done}};
  if (story.hands.call) {
    room["hands"] = {{"heap", heap_json(story.hands.heap)},
                     {"out", story.hands.outgoing ? 1 : 0},
                     {"caption", texts.add(story.hands.caption, engineer.hands.caption)},
                     {"hint", texts.add(story.hands.hint, engineer.hands.hint)},
                     {"call", call_json(story.hands.call)}};
  }
  return room;
}

json door_json(const ScenePair& scenes, std::size_t nth, PageTexts& texts) {
  const DoorView& story = scenes.story.doors.at(nth);
  const DoorView& engineer = scenes.engineer.doors.at(nth);
  json door{{"id", number_of(story.socket)},
            {"process", story.process},
            {"color", story.color % 4},
            {"name", texts.add(story.name)},
            {"unique", texts.add(story.unique_name)},
            {"tcp", story.is_tcp ? 1 : 0},
            {"shape", word_of(story.shape)},
            {"port", texts.add(story.port, engineer.port)},
            {"state", texts.add(story.state, engineer.state)},
            {"real", texts.add(story.real_state)},
            {"hint", texts.add(story.hint, engineer.hint)},
            {"buffers", json::array({buffer_json(story.unsent, engineer.unsent, texts),
                                     buffer_json(story.unacked, engineer.unacked, texts),
                                     buffer_json(story.readable, engineer.readable, texts)})}};
  if (story.accepted_by != SocketId::none) door["by"] = number_of(story.accepted_by);
  if (story.waiting) door["waiting"] = *story.waiting;
  if (story.backlog) door["backlog"] = *story.backlog;
  if (story.dropped > 0) door["dropped"] = story.dropped;
  return door;
}

json road_json(const ScenePair& scenes, std::size_t nth, PageTexts& texts) {
  const RoadView& story = scenes.story.roads.at(nth);
  const RoadView& engineer = scenes.engineer.roads.at(nth);
  return {{"from", number_of(story.from)},
          {"to", number_of(story.to)},
          {"kind", word_of(story.kind)},
          {"over", json::array({story.from_finished ? 1 : 0, story.to_finished ? 1 : 0})},
          {"broken", story.broken ? 1 : 0},
          {"measured", story.measured ? 1 : 0},
          {"caption", texts.add(story.caption, engineer.caption)},
          {"hint", texts.add(story.hint, engineer.hint)}};
}

json letter_json(const ScenePair& scenes, std::size_t nth, PageTexts& texts) {
  const LetterView& story = scenes.story.letters.at(nth);
  const LetterView& engineer = scenes.engineer.letters.at(nth);
  return {{"kind", word_of(story.kind)},
          {"standing", word_of(story.standing)},
          {"from", number_of(story.from)},
          {"to", number_of(story.to)},
          {"road", story.road ? json(*story.road) : json(nullptr)},
          {"send", call_json(story.send)},
          {"whole", story.is_whole ? 1 : 0},
          {"heap", heap_json(story.heap)},
          {"title", texts.add(story.title, engineer.title)},
          {"route", texts.add(story.route, engineer.route)},
          {"reason", texts.add(story.reason, engineer.reason)}};
}

json rooms_json(const ScenePair& scenes, const PageSources& sources, Seq end, PageTexts& texts) {
  const auto has_begun = [&](CallId id) { return sources.index.call(id)->called <= end; };
  json rooms = json::array();
  for (std::size_t i = 0; i < scenes.story.rooms.size(); ++i) {
    const RoomView& story = scenes.story.rooms[i];
    json lines = json::array();
    // A script can have many thousands of lines that this part of the recording never comes near to.
    const auto& all = sources.index.lines_of(story.process);
    const auto& calls = sources.index.calls_of(story.process);
    const auto begun = static_cast<std::size_t>(std::count_if(calls.begin(), calls.end(), has_begun));
    for (std::size_t line = 0; line < std::min(all.size(), begun + most_lines); ++line) {
      lines.push_back(texts.add(line_text(*all[line])));
    }
    rooms.push_back({{"process", story.process},
                     {"color", story.color % 4},
                     {"name", texts.add(story.name)},
                     {"role", texts.add(story.kind, scenes.engineer.rooms.at(i).kind)},
                     {"thread", texts.add(story.short_role)},
                     {"right", story.on_the_right ? 1 : 0},
                     {"lines", std::move(lines)}});
  }
  return rooms;
}

}  // namespace doorway::app
