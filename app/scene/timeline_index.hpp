#pragma once

#include "app/scene/scene_index.hpp"
#include "core/record/event_reader.hpp"
#include "core/replay/inference.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace doorway::app {

/// The calls of one process in order of beginning, a number a call in each list: quick to search. A process is in one
/// call at a time, so all lists ascend.
struct LaneCalls {
  static constexpr Seq not_ended = std::numeric_limits<Seq>::max();

  std::vector<CallId> ids;
  std::vector<Seq> begun;
  std::vector<Seq> ended;             ///< not_ended: it has not returned
  std::vector<std::uint32_t> failed;  ///< so many of those up to this one, it included, have returned -1

  /// How many of the calls first … end−1 have.
  [[nodiscard]] std::size_t failed_among(std::size_t first, std::size_t end) const {
    if (first >= end) return 0;
    return failed[end - 1] - (first == 0 ? 0 : failed[first - 1]);
  }
};

/// Inferred happenings that the timeline draws: which they are of all that is inferred, and what they follow from.
struct InferredList {
  std::vector<std::size_t> places;
  std::vector<Seq> after;  ///< ascending
};

/// A socket that can be chosen.
struct SocketName {
  SocketId id = SocketId::none;
  std::string name;  ///< unique in the recording: "bob.c"
};

/// What the timeline looks up of a recording, all of it or what concerns chosen sockets. Owned and used by one thread;
/// what it is made of outlives it and may grow. `update` costs what is new; with sockets chosen, the number of calls.
class TimelineIndex {
 public:
  TimelineIndex(const SceneIndex& index, const Inference& inference);

  /// Takes in what was appended, as far as the scene index knows it.
  void update();

  /// From now on only calls at these sockets and at those that they exchange with, and what went between them. None
  /// chosen: all. SocketId::none stands for a socket that is not there (yet).
  void choose(std::vector<SocketId> chosen);
  [[nodiscard]] bool is_filtered() const { return !chosen_.empty(); }
  /// Whether something between these two is to be seen.
  [[nodiscard]] bool shows_way(SocketId one, SocketId other) const;

  [[nodiscard]] const LaneCalls& calls_of(ProcessId process) const;
  [[nodiscard]] const InferredList& inferred() const { return is_filtered() ? some_inferred_ : all_inferred_; }
  [[nodiscard]] const std::vector<Seq>& marks() const { return is_filtered() ? some_marks_ : all_marks_; }
  /// In order of making.
  [[nodiscard]] const std::vector<SocketName>& sockets() const { return sockets_; }
  /// TCP: the listener that answered this socket's SYN; none where none did. Until accept brings the connection's own
  /// socket, the bytes that come for it wait there.
  [[nodiscard]] SocketId answerer_of(SocketId opener) const;

 private:
  /// The sockets that a call concerns: where it is made, and what it makes.
  struct Concern {
    SocketId at = SocketId::none;
    SocketId made = SocketId::none;
  };

  void take_in(const Event& event);
  void called(const Event& event, CallId call);
  void returned(const Event& event, const Returned& body);
  void take_in_inferred();
  void filter();
  [[nodiscard]] bool is_chosen(SocketId socket) const;

  const SceneIndex& index_;
  EventReader events_;
  const Inference& inference_;
  Seq known_ = 0;
  std::size_t known_inferred_ = 0;
  std::vector<LaneCalls> lanes_;                // by process
  std::vector<std::vector<Concern>> concerns_;  // like LaneCalls::ids
  InferredList all_inferred_;
  std::vector<Seq> all_marks_;
  std::vector<SocketName> sockets_;
  std::unordered_set<std::uint64_t> pairs_;  // of sockets that exchange: the smaller number above the larger
  std::unordered_map<std::uint32_t, SocketId> answerers_;

  std::vector<SocketId> chosen_;
  std::unordered_set<std::uint32_t> concerned_;  // the chosen ones and those that they exchange with
  std::vector<LaneCalls> some_lanes_;
  InferredList some_inferred_;
  std::vector<Seq> some_marks_;
};

}  // namespace doorway::app
