#include "app/journey_page/page_parts.hpp"
#include "app/scene/narration.hpp"
#include "app/scene/sockets_scene.hpp"
#include "app/scene/stage_changes.hpp"
#include "core/record/event_reader.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace doorway::app {

using nlohmann::json;

ScenePair scenes_at(const PageSources& sources, const WorldState& world) {
  const auto inferred = sources.inference.up_to(world.cursor);
  return {make_stage_scene(sources.index, world, sources.lineage, inferred, Vocabulary::story),
          make_stage_scene(sources.index, world, sources.lineage, inferred, Vocabulary::engineer)};
}

namespace {

/// The table of sockets, a row each by socket: the words of its columns.
std::vector<json> table_rows(const PageSources& sources, const WorldState& world, PageTexts& texts) {
  std::vector<json> rows(world.sockets.size());
  const auto scene_in = [&](Vocabulary vocabulary) {
    return make_sockets_scene({sources.index, world, sources.lineage, sources.inference, sources.steps, vocabulary},
                              SocketId::none);
  };
  const SocketsScene story = scene_in(Vocabulary::story);
  const SocketsScene engineer = scene_in(Vocabulary::engineer);
  for (std::size_t i = 0; i < story.rows.size(); ++i) {
    const SocketRow& row = story.rows[i];
    if (row.socket == SocketId::none || index_of(row.socket) >= rows.size()) continue;
    json cells = json::array();
    for (std::size_t column = 0; column < socket_column_count; ++column) {
      cells.push_back(texts.add(row.cells.at(column).text, engineer.rows.at(i).cells.at(column).text));
    }
    if (!row.options.empty()) cells.push_back(texts.add(row.options, engineer.rows.at(i).options));
    rows[index_of(row.socket)] = std::move(cells);
  }
  return rows;
}

int place_number(const BytePlace& place) {
  return place.kind == PlaceKind::hands ? static_cast<int>(place.room) : number_of(place.socket);
}

/// [[send, bytes, from kind, from where, to kind, to where], …]
json flights_json(const StageScene& before, const StageScene& after) {
  constexpr std::size_t most_flights = 8;
  json flights = json::array();
  for (const Flight& flight : flights_between(before, after)) {
    if (flights.size() == most_flights) break;
    flights.push_back({flight.send, flight.bytes, static_cast<int>(flight.from.kind), place_number(flight.from),
                       static_cast<int>(flight.to.kind), place_number(flight.to)});
  }
  return flights;
}

/// Writes the steps one after another: what a step does not name is as at the step before.
class StepWriter {
 public:
  StepWriter(const PageSources& sources, PageTexts& texts) : sources_(sources), texts_(texts) {}

  json step(std::size_t number, const WorldState& world, PageParts& parts);
  /// So far, in all steps together.
  [[nodiscard]] std::size_t doors_drawn() const { return doors_drawn_; }

 private:
  using Numbers = std::vector<std::size_t>;

  void note_event(json& step, std::size_t number, const WorldState& world) const;
  Numbers doors(const ScenePair& scenes, const WorldState& world, PageParts& parts);
  static void put(json& step, const char* key, Numbers& before, Numbers now);
  static void put_doors(json& step, Numbers& before, const Numbers& now);

  const PageSources& sources_;
  PageTexts& texts_;
  std::optional<StageScene> before_;
  Numbers rooms_, doors_, roads_, letters_;
  std::size_t doors_drawn_ = 0;
};

void StepWriter::note_event(json& step, std::size_t number, const WorldState& world) const {
  if (number == 0) return;
  EventReader events(sources_.recording);
  const Event& event = events.at(sources_.steps.event_of(number));
  step["process"] = event.process;
  step["t"] = event.t_ns;
  step["kind"] = std::string(kind_name(event.body));
  if (const auto call = call_of(event.body)) step["call"] = index_of(*call);
  json changed = json::array();
  if (world.last_change.socket != SocketId::none) changed.push_back(number_of(world.last_change.socket));
  for (const SocketId also : world.last_change.also) changed.push_back(number_of(also));
  if (!changed.empty()) step["changed"] = std::move(changed);
}

void StepWriter::put(json& step, const char* key, Numbers& before, Numbers now) {
  if (before == now) return;
  step[key] = now;
  before = std::move(now);
}

/// {"n": how many, "at": [place, part, place, part, …]}: only those that are new or differ.
void StepWriter::put_doors(json& step, Numbers& before, const Numbers& now) {
  if (before == now) return;
  json at = json::array();
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (i < before.size() && before[i] == now[i]) continue;
    at.push_back(i);
    at.push_back(now[i]);
  }
  step["doors"] = {{"n", now.size()}, {"at", std::move(at)}};
  before = now;
}

StepWriter::Numbers StepWriter::doors(const ScenePair& scenes, const WorldState& world, PageParts& parts) {
  Numbers numbers;
  std::vector<json> rows = table_rows(sources_, world, texts_);
  for (std::size_t i = 0; i < scenes.story.doors.size(); ++i) {
    json door = door_json(scenes, i, texts_);
    const SocketId socket = scenes.story.doors[i].socket;
    if (socket != SocketId::none && index_of(socket) < rows.size()) door["row"] = std::move(rows[index_of(socket)]);
    numbers.push_back(parts.add(std::move(door)));
  }
  return numbers;
}

json StepWriter::step(std::size_t number, const WorldState& world, PageParts& parts) {
  json step = json::object();
  step["says"] = texts_.add(narrate(sources_.index, world, sources_.lineage, Vocabulary::story),
                            narrate(sources_.index, world, sources_.lineage, Vocabulary::engineer));
  note_event(step, number, world);
  ScenePair scenes = scenes_at(sources_, world);
  const auto numbers_of = [&](std::size_t count, auto to_json) {
    Numbers numbers;
    for (std::size_t i = 0; i < count; ++i) numbers.push_back(parts.add(to_json(scenes, i, texts_)));
    return numbers;
  };
  put(step, "rooms", rooms_, numbers_of(scenes.story.rooms.size(), room_json));
  put_doors(step, doors_, doors(scenes, world, parts));
  doors_drawn_ += doors_.size();
  put(step, "roads", roads_, numbers_of(scenes.story.roads.size(), road_json));
  put(step, "letters", letters_, numbers_of(scenes.story.letters.size(), letter_json));
  if (before_) {
    if (json flights = flights_json(*before_, scenes.story); !flights.empty()) step["flights"] = std::move(flights);
  }
  before_ = std::move(scenes.story);
  return step;
}

}  // namespace

PageSteps steps_json(const PageSources& sources, const PageLimits& limits, PageTexts& texts, const GoOn& go_on) {
  PageSteps page;
  StepWriter writer(sources, texts);
  WorldState world = initial_world(sources.recording.header());
  EventReader events(sources.recording);
  const std::size_t last = std::min(limits.steps, sources.steps.step_count());
  std::size_t size_bytes = 0;
  for (std::size_t number = 0; number <= last && go_on(); ++number) {
    const Seq cursor = sources.steps.cursor_of(number);
    while (world.cursor < cursor) apply(world, events.at(world.cursor + 1));
    json step = writer.step(number, world, page.parts);
    size_bytes += step.dump().size() + 1;
    // The first steps are held however much they take.
    const bool is_too_long = size_bytes + page.parts.size_bytes() + texts.size_bytes() > limits.scene_bytes;
    if (number > 1 && (is_too_long || writer.doors_drawn() > limits.doors)) break;
    page.steps.push_back(std::move(step));
    page.last = number;
  }
  return page;
}

}  // namespace doorway::app
