#pragma once

#include "core/lesson/lesson.hpp"
#include "core/record/event_reader.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace doorway {

/// Where a place is in a take, as far as the take has come.
struct PlaceAnswer {
  /// The cursor there: as many events have happened. Nothing where the take has not come to it.
  std::optional<Seq> cursor;
  /// The take has not come to it and no more can: the call is never made, or it returned without falling asleep.
  bool never = false;

  friend bool operator==(const PlaceAnswer&, const PlaceAnswer&) = default;
};

/// Finds places in one recording while it grows: reads each event once. Owned by one thread.
class PlaceIndex {
 public:
  /// The recording outlives it.
  explicit PlaceIndex(const Recording& recording);

  /// Reads the events that are new, up to this one.
  void update(Seq up_to);
  void update() { update(events_.recording().size()); }

  /// The place among the events that `update` has read. `run_is_over`: the take is idle and has nothing left to do, so
  /// what has not happened will not; only then there is an end. `after` includes what the kernel said at once of the
  /// caller's own socket, which is no step of its own.
  [[nodiscard]] PlaceAnswer find(const Place& place, bool run_is_over) const;

  /// How many calls of this kind the process has begun: the next one is the nth after it.
  [[nodiscard]] std::uint32_t calls_begun(ProcessId process, std::string_view call) const;

  /// Where Space leads: the nearest of `stops` after the cursor that the take has come to. Nothing where there is none
  /// yet.
  [[nodiscard]] std::optional<Seq> next_stop(const std::vector<Place>& stops, Seq cursor) const;

 private:
  struct Moments {
    Seq called = 0;
    Seq asleep = 0;    // 0: not yet
    Seq returned = 0;  // 0: not yet
  };
  using CallsByName = std::map<std::string_view, std::vector<Moments>>;  // of "recv": the first, the second, …

  /// A call that has not returned.
  struct UnderWay {
    ProcessId process = 0;
    std::string_view name;
    std::uint32_t nth = 0;
  };

  void add(const Event& event);
  void add_called(const Event& event, const Called& called);
  [[nodiscard]] const Moments* find(ProcessId process, std::string_view call, std::uint32_t nth) const;
  [[nodiscard]] const Recording& recording() const { return events_.recording(); }
  [[nodiscard]] Seq with_own_observed(Seq seq) const;

  EventReader events_;
  Seq read_ = 0;
  std::vector<CallsByName> calls_;  // by process
  std::vector<bool> ended_;         // by process
  std::map<CallId, UnderWay> under_way_;
};

}  // namespace doorway
