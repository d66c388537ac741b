#include "app/journey_page/page_parts.hpp"
#include "app/scene/timeline_scene.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace doorway::app {

using nlohmann::json;

namespace {

// So many steps at a time: few enough for each thing to be drawn by itself.
constexpr std::size_t window_steps = 24;

/// Three digits are enough for a place among steps.
json place_json(double place) {
  return std::round(place * 1000) / 1000;
}

int lane_number(std::size_t lane) {
  return lane == no_lane ? -1 : static_cast<int>(lane);
}

const char* word_of(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::read: return "read";
    case ArrowKind::arrival: return "arrival";
    case ArrowKind::lost: return "lost";
    case ArrowKind::opening: return "opening";
    case ArrowKind::fin: return "fin";
    case ArrowKind::rst: return "rst";
    case ArrowKind::refusal: return "refusal";
  }
  return "";
}

/// Gathers what the windows show: what lies in two of them is taken once.
class TimelineWriter {
 public:
  TimelineWriter(const PageSources& sources, std::size_t last, PageTexts& texts)
      : calls_(sources.index, sources.inference),
        timeline_{sources.index,
                  calls_,
                  sources.lineage,
                  sources.inference,
                  AxisMap(Axis::steps, sources.steps, sources.recording),
                  sources.steps.cursor_of(last)},
        last_(last),
        texts_(texts) {
    calls_.update();
  }

  json write(const GoOn& go_on);

 private:
  void add(const TimelineScene& scene);
  void add_bar(const CallBar& bar);
  void add_arrow(const TransferArrow& arrow);
  [[nodiscard]] bool is_held(double place) const { return place <= static_cast<double>(last_) + 0.5; }

  TimelineIndex calls_;
  TimelineSources timeline_;
  std::size_t last_;
  PageTexts& texts_;

  std::vector<json> bars_;
  json arrows_ = json::array();
  json arrivals_ = json::array();
  json marks_ = json::array();
  std::set<CallId> bars_seen_;
  using ArrowKey = std::tuple<ArrowKind, std::size_t, CallId, CallId, std::uint64_t>;
  std::map<ArrowKey, std::size_t> arrows_seen_;
  std::set<std::tuple<std::size_t, CallId, double>> arrivals_seen_;
  std::set<Seq> marks_seen_;
  std::size_t left_out_ = 0;
};

void TimelineWriter::add_bar(const CallBar& bar) {
  if (!bars_seen_.insert(bar.call).second) return;
  json out{{"call", index_of(bar.call)},     {"lane", bar.lane},
           {"from", place_json(bar.from)},   {"to", place_json(bar.to)},
           {"label", texts_.add(bar.label)}, {"hint", texts_.add(hint_of(timeline_, bar))}};
  if (bar.open_ended) out["open"] = 1;
  if (bar.failed) out["failed"] = 1;
  json sleeps = json::array();
  for (const SleepPart& sleep : bar.sleeps) sleeps.push_back({place_json(sleep.from), place_json(sleep.to)});
  if (!sleeps.empty()) out["sleeps"] = std::move(sleeps);
  bars_.push_back(std::move(out));
}

void TimelineWriter::add_arrow(const TransferArrow& arrow) {
  const bool read = arrow.measured();
  const ArrowKey key{arrow.kind, read ? 0 : arrow.inferred.front(), read ? arrow.segment.send : arrow.sender,
                     read ? arrow.segment.recv : CallId{}, read ? arrow.segment.send_offset : 0};
  const auto [place, is_new] = arrows_seen_.try_emplace(key, arrows_.size());
  if (is_new) {
    arrows_.push_back({{"kind", word_of(arrow.kind)},
                       {"lanes", {lane_number(arrow.from_lane), lane_number(arrow.to_lane)}},
                       {"from", place_json(arrow.from)},
                       {"to", place_json(arrow.to)},
                       {"send", arrow.send},
                       {"label", texts_.add(arrow.label)},
                       {"hint", texts_.add(hint_of(timeline_, arrow))}});
  }
  // Not every window shows where the bytes were seen to arrive.
  if (arrow.has_waited) arrows_[place->second]["waited"] = place_json(arrow.waited_from);
}

void TimelineWriter::add(const TimelineScene& scene) {
  for (const CallBar& bar : scene.bars) {
    if (is_held(bar.from)) add_bar(bar);
  }
  for (const TransferArrow& arrow : scene.arrows) {
    if (is_held(arrow.to)) add_arrow(arrow);
  }
  for (const ArrivalMark& mark : scene.arrivals) {
    if (!is_held(mark.place) || !arrivals_seen_.insert({mark.inferred.front(), mark.sender, mark.place}).second) {
      continue;
    }
    json out{{"lane", mark.lane},
             {"at", place_json(mark.place)},
             {"send", mark.send},
             {"label", texts_.add(mark.label)},
             {"hint", texts_.add(hint_of(timeline_, mark))}};
    if (!mark.seen) out["guess"] = 1;
    arrivals_.push_back(std::move(out));
  }
  for (const EventMark& mark : scene.marks) {
    if (!is_held(mark.place) || !marks_seen_.insert(mark.seq).second) continue;
    marks_.push_back({{"lane", mark.lane},
                      {"at", place_json(mark.place)},
                      {"end", mark.is_end ? 1 : 0},
                      {"label", texts_.add(mark.label)},
                      {"hint", texts_.add(hint_of(timeline_, mark))}});
  }
  left_out_ += scene.left_out + scene.ways.size();
}

json TimelineWriter::write(const GoOn& go_on) {
  json lanes = json::array();
  for (std::size_t first = 0; first <= last_ && go_on(); first += window_steps) {
    const AxisSpan span{static_cast<double>(first) - 0.5,
                        static_cast<double>(std::min(first + window_steps - 1, last_)) + 0.5};
    const TimelineScene scene = make_timeline_scene(timeline_, span, 0);
    if (lanes.empty()) {
      for (const LaneView& lane : scene.lanes) {
        lanes.push_back({{"process", lane.process}, {"color", lane.color % 4}, {"name", texts_.add(lane.name)}});
      }
    }
    add(scene);
  }
  // Lane by lane, so that each knows the next one of its own.
  std::sort(bars_.begin(), bars_.end(), [](const json& one, const json& other) {
    return std::tuple(one.at("lane").get<std::size_t>(), one.at("from").get<double>()) <
           std::tuple(other.at("lane").get<std::size_t>(), other.at("from").get<double>());
  });
  return {{"lanes", std::move(lanes)},        {"bars", std::move(bars_)},   {"arrows", std::move(arrows_)},
          {"arrivals", std::move(arrivals_)}, {"marks", std::move(marks_)}, {"leftOut", left_out_}};
}

}  // namespace

json timeline_json(const PageSources& sources, std::size_t last, PageTexts& texts, const GoOn& go_on) {
  return TimelineWriter(sources, last, texts).write(go_on);
}

}  // namespace doorway::app
