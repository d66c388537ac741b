#pragma once

#include "app/scene/scene_index.hpp"
#include "app/scene/timeline_axis.hpp"
#include "app/scene/timeline_index.hpp"
#include "core/replay/inference.hpp"
#include "core/replay/lineage.hpp"
#include "core/replay/step_index.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace doorway::app {

/// What a timeline is made from. All of it outlives the scene, and knows the recording as far as the steps do.
struct TimelineSources {
  const SceneIndex& index;
  const TimelineIndex& calls;
  const Lineage& lineage;
  const Inference& inference;
  AxisMap map;
  Seq cursor = 0;
};

/// A part of a call's bar that the process slept.
struct SleepPart {
  double from = 0;
  double to = 0;
};

// Places below are those of the axis: AxisMap::place_of.

/// A call from its beginning to its return; or several of one lane that stand too near each other for bars of their
/// own.
struct CallBar {
  CallId call{};  ///< the first of them
  std::size_t lane = 0;
  std::size_t count = 1;
  double from = 0;
  double to = 0;
  bool open_ended = false;  ///< it has not returned: it still sleeps, or is under way
  std::size_t failed = 0;   ///< so many of them returned -1
  bool is_present = false;  ///< the cursor stands within it
  std::vector<SleepPart> sleeps;
  std::string label;  ///< "send 11", "recv …", "12 calls, 3 failed", safe to show
  std::string error;  ///< where one failed, the same where there is little room: "EPIPE", "3 failed"
  Seq seek = 0;       ///< where a click on it leads
};

/// There is no lane: the recording has no socket at that end.
constexpr std::size_t no_lane = std::numeric_limits<std::size_t>::max();

/// What a transfer arrow stands for.
enum class ArrowKind : std::uint8_t {
  read,     ///< bytes, from the send that wrote them to the call that brought them: measured, drawn solid
  arrival,  ///< bytes on their way to the other end's kernel: inferred, like all that follow
  lost,     ///< bytes that were thrown away: a datagram, or what came to an end that was closed
  opening,  ///< SYN, SYN+ACK, ACK
  fin,
  rst,
  refusal,  ///< ICMP: nobody there
};

/// Something that went from one lane to another. Either lane may be no_lane, not both.
struct TransferArrow {
  ArrowKind kind = ArrowKind::arrival;
  std::size_t from_lane = 0;
  double from = 0;
  std::size_t to_lane = 0;
  double to = 0;
  std::uint32_t send = 0;  ///< chooses the colour; 0: of no send
  CallId sender{};         ///< the send, where there is one
  double waited_from = 0;  ///< ArrowKind::read: when the bytes were seen at the receiver, where they lay until then
  bool has_waited = false;
  std::string label;  ///< "5 bytes", "SYN", "Bob's FIN"
  std::string brief;  ///< the same where there is little room, if it is another: "FIN"
  /// The others: which of all that is inferred. Several where one look at the receiver was the first for them all.
  std::vector<std::size_t> inferred;
  Segment segment;  ///< ArrowKind::read

  [[nodiscard]] bool measured() const { return kind == ArrowKind::read; }
};

/// Several happenings on the way that stand too near each other for arrows of their own.
struct WayBlock {
  double from = 0;
  double to = 0;
  std::size_t count = 0;
};

/// The moment at which bytes of one send were first seen at a socket.
struct ArrivalMark {
  std::size_t lane = 0;
  double place = 0;
  std::uint32_t send = 0;
  CallId sender{};
  std::uint64_t first_byte = 0;  ///< the first of them, counted in the send
  std::uint64_t byte_count = 0;
  bool seen = true;   ///< false: they wait for accept, where nobody can look; concluded from what the sender was told
  std::string label;  ///< "5 arrived"
  std::string count;  ///< the same where there is little room: "5"
  std::vector<std::size_t> inferred;  ///< which of all that is inferred
};

/// Events that are no calls: the end of a process, strangers.
struct EventMark {
  std::size_t lane = 0;
  double place = 0;
  bool is_end = false;    ///< else a stranger was turned away
  std::size_t count = 1;  ///< so many stand too near each other to be told apart
  Seq seq = 0;            ///< the first of them
  std::string label;      ///< "Bob ended"
  std::string brief;      ///< the same where there is little room: "ended"
};

struct LaneView {
  ProcessId process = 0;
  std::size_t color = 0;  ///< for Theme::of_process
  std::string name;
};

/// What the timeline shows of a part of its axis. A value.
struct TimelineScene {
  Axis axis = Axis::steps;
  AxisSpan span;
  AxisSpan extent;  ///< of the whole recording
  double cursor = 0;
  double told = 0;  ///< what stands further right has not happened at the cursor
  std::size_t step_count = 0;
  std::vector<LaneView> lanes;  ///< in the order of rooms
  std::vector<CallBar> bars;    ///< lane by lane, from left to right
  std::vector<TransferArrow> arrows;
  std::vector<WayBlock> ways;
  std::vector<ArrivalMark> arrivals;
  std::vector<EventMark> marks;
  std::size_t left_out = 0;  ///< arrows that there was no place for
};

/// The most arrows that one scene has, of those that are measured and of those that are inferred.
constexpr std::size_t most_arrows = 300;

/// The timeline of what `span` shows. What lies within the same `column` of the axis is drawn together where there is
/// too much of it; so it takes time by the number of columns, not by the recording's length.
TimelineScene make_timeline_scene(const TimelineSources& sources, AxisSpan span, double column);

// What these things are and why they are there, for whoever points at them.
std::string hint_of(const TimelineSources& sources, const CallBar& bar);
std::string hint_of(const TimelineSources& sources, const TransferArrow& arrow);
std::string hint_of(const TimelineSources& sources, const WayBlock& block);
std::string hint_of(const TimelineSources& sources, const ArrivalMark& mark);
std::string hint_of(const TimelineSources& sources, const EventMark& mark);

}  // namespace doorway::app
