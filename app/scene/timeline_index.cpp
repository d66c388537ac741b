#include "app/scene/timeline_index.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace doorway::app {
namespace {

std::uint64_t pair_of(SocketId one, SocketId other) {
  const auto [low, high] = std::minmax({index_of(one), index_of(other)});
  return static_cast<std::uint64_t>(low) << 32U | high;
}

/// Acknowledgements of each piece of data would hide the data.
bool is_drawn(const Inferred& inferred) {
  return inferred.kind != InferredKind::ack;
}

bool is_mark(const EventBody& body) {
  return std::holds_alternative<Ended>(body) || std::holds_alternative<TurnedAway>(body);
}

}  // namespace

TimelineIndex::TimelineIndex(const SceneIndex& index, const Inference& inference)
    : index_(index),
      events_(index.recording()),
      inference_(inference),
      lanes_(index.recording().scenario().processes.size()),
      concerns_(lanes_.size()) {}

void TimelineIndex::update() {
  const Seq before = known_;
  while (known_ < index_.known()) take_in(events_.at(++known_));
  take_in_inferred();
  if (known_ != before && is_filtered()) filter();
}

void TimelineIndex::take_in(const Event& event) {
  if (event.process >= lanes_.size()) return;
  if (const auto* begun = std::get_if<Called>(&event.body)) called(event, begun->call);
  if (const auto* over = std::get_if<Returned>(&event.body)) returned(event, *over);
  if (is_mark(event.body)) all_marks_.push_back(event.seq);
}

void TimelineIndex::called(const Event& event, CallId call) {
  if (index_.call(call) == nullptr) return;
  LaneCalls& lane = lanes_[event.process];
  // Only a file that is not ours has a call begin within another.
  if (!lane.ended.empty() && lane.ended.back() == LaneCalls::not_ended) lane.ended.back() = event.seq;
  lane.ids.push_back(call);
  lane.begun.push_back(event.seq);
  lane.ended.push_back(LaneCalls::not_ended);
  lane.failed.push_back(lane.failed.empty() ? 0 : lane.failed.back());
  concerns_[event.process].push_back({event.socket, SocketId::none});
}

void TimelineIndex::returned(const Event& event, const Returned& body) {
  LaneCalls& lane = lanes_[event.process];
  if (lane.ids.empty() || lane.ids.back() != body.call) return;
  lane.ended.back() = event.seq;
  if (body.result < 0) ++lane.failed.back();
  if (body.outcome == nullptr || !body.outcome->made) return;
  concerns_[event.process].back().made = body.outcome->made->id;
  sockets_.push_back({body.outcome->made->id, body.outcome->made->name});
}

void TimelineIndex::take_in_inferred() {
  const std::span<const Inferred> all = inference_.up_to(known_);
  for (; known_inferred_ < all.size(); ++known_inferred_) {
    const Inferred& inferred = all[known_inferred_];
    if (inferred.from != SocketId::none && inferred.to != SocketId::none) {
      pairs_.insert(pair_of(inferred.from, inferred.to));
    }
    if (inferred.kind == InferredKind::syn_ack && inferred.from != SocketId::none) {
      answerers_[static_cast<std::uint32_t>(inferred.to)] = inferred.from;
    }
    if (!is_drawn(inferred)) continue;
    all_inferred_.places.push_back(known_inferred_);
    all_inferred_.after.push_back(inferred.after);
  }
}

SocketId TimelineIndex::answerer_of(SocketId opener) const {
  const auto found = answerers_.find(static_cast<std::uint32_t>(opener));
  return found == answerers_.end() ? SocketId::none : found->second;
}

void TimelineIndex::choose(std::vector<SocketId> chosen) {
  if (chosen == chosen_) return;
  chosen_ = std::move(chosen);
  filter();
}

bool TimelineIndex::is_chosen(SocketId socket) const {
  return socket != SocketId::none && std::find(chosen_.begin(), chosen_.end(), socket) != chosen_.end();
}

bool TimelineIndex::shows_way(SocketId one, SocketId other) const {
  return !is_filtered() || is_chosen(one) || is_chosen(other);
}

const LaneCalls& TimelineIndex::calls_of(ProcessId process) const {
  return is_filtered() ? some_lanes_.at(process) : lanes_.at(process);
}

void TimelineIndex::filter() {
  concerned_.clear();
  some_lanes_.assign(lanes_.size(), {});
  some_inferred_ = {};
  some_marks_.clear();
  if (!is_filtered()) return;
  for (const SocketId socket : chosen_) {
    if (socket != SocketId::none) concerned_.insert(static_cast<std::uint32_t>(socket));
  }
  for (const std::uint64_t pair : pairs_) {
    const auto one = static_cast<SocketId>(pair >> 32U);
    const auto other = static_cast<SocketId>(pair & 0xffffffffU);
    if (is_chosen(one)) concerned_.insert(static_cast<std::uint32_t>(other));
    if (is_chosen(other)) concerned_.insert(static_cast<std::uint32_t>(one));
  }
  const auto concerns = [this](SocketId socket) { return concerned_.contains(static_cast<std::uint32_t>(socket)); };
  for (std::size_t process = 0; process < lanes_.size(); ++process) {
    const LaneCalls& all = lanes_[process];
    LaneCalls& some = some_lanes_[process];
    for (std::size_t i = 0; i < all.ids.size(); ++i) {
      const Concern& concern = concerns_[process][i];
      if (!concerns(concern.at) && !concerns(concern.made)) continue;
      some.ids.push_back(all.ids[i]);
      some.begun.push_back(all.begun[i]);
      some.ended.push_back(all.ended[i]);
      const auto failed = static_cast<std::uint32_t>(all.failed_among(i, i + 1));
      some.failed.push_back((some.failed.empty() ? 0 : some.failed.back()) + failed);
    }
  }
  const std::span<const Inferred> inferred = inference_.up_to(known_);
  for (const std::size_t place : all_inferred_.places) {
    if (!shows_way(inferred[place].from, inferred[place].to)) continue;
    some_inferred_.places.push_back(place);
    some_inferred_.after.push_back(inferred[place].after);
  }
  for (const Seq seq : all_marks_) {
    const Event& event = index_.recording().at(seq);
    if (std::holds_alternative<Ended>(event.body) || concerns(event.socket)) some_marks_.push_back(seq);
  }
}

}  // namespace doorway::app
