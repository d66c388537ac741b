#pragma once

#include "app/scene/scene_index.hpp"
#include "app/vocabulary.hpp"
#include "core/replay/inference.hpp"
#include "core/replay/lineage.hpp"
#include "core/replay/step_index.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace doorway::app {

/// The part of the steps that is to be seen: first … last, both included. Steps count from 1, 0 is before the first.
struct StepWindow {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// A part of a call's bar that the process slept.
struct SleepPart {
  double from_step = 0;
  double to_step = 0;
};

/// A call from its beginning to its return.
struct CallBar {
  CallId call{};
  std::size_t lane = 0;
  double from_step = 0;
  double to_step = 0;
  bool open_ended = false;  ///< it has not returned: it still sleeps, or is under way
  bool failed = false;      ///< it returned -1
  bool is_present = false;  ///< the cursor stands within it
  std::vector<SleepPart> sleeps;
  std::string label;  ///< "send 11", "recv", safe to show
  std::string hint;   ///< `s.send("Hello, Bob!") → 11`
  Seq seek = 0;       ///< where a click on it leads
};

/// Bytes that went from one call to another.
struct TransferArrow {
  std::size_t from_lane = 0;
  double from_step = 0;
  std::size_t to_lane = 0;
  double to_step = 0;
  std::uint32_t send = 0;  ///< chooses the colour
  bool measured = true;    ///< by lineage: drawn solid. Else inferred: dashed
  bool lost = false;       ///< a datagram that was thrown away
  double waited_from_step =
      -1;             ///< measured: when they were seen at the receiver, where they lay until then; -1: not known
  std::string label;  ///< "5 bytes", "SYN"
  std::string hint;   ///< the reason
};

/// The moment at which bytes were seen at a socket.
struct ArrivalMark {
  std::size_t lane = 0;
  double step = 0;
  std::uint32_t send = 0;
  std::string label;  ///< "5 arrived"
  std::string hint;
};

/// A single event that is no call: the end of a process, a stranger.
struct EventMark {
  std::size_t lane = 0;
  double step = 0;
  std::string label;
};

struct LaneView {
  ProcessId process = 0;
  std::size_t color = 0;  ///< for Theme::of_process
  std::string name;
};

/// What the timeline shows of a window of steps. A value.
struct TimelineScene {
  StepWindow window;
  std::size_t step_count = 0;  ///< of the whole recording
  double cursor_step = 0;
  std::vector<LaneView> lanes;  ///< in the order of rooms
  std::vector<CallBar> bars;
  std::vector<TransferArrow> arrows;
  std::vector<ArrivalMark> arrivals;
  std::vector<EventMark> marks;
  std::size_t left_out = 0;  ///< bars and arrows that there was no place for
};

/// The most bars, and the most arrows, that one scene has.
constexpr std::size_t most_marks = 400;

/// The window of steps that shows the cursor: `width_steps` of them, the last ones when the cursor stands among them.
StepWindow window_around(std::size_t cursor_step, std::size_t step_count, std::size_t width_steps);

/// The timeline of the recording with the cursor at `cursor`. Takes time by what is in the window, not by the
/// recording's length. `index`, `lineage` and `inference` know the recording as far as `steps` does, at least.
TimelineScene make_timeline_scene(const SceneIndex& index, const StepIndex& steps, const Lineage& lineage,
                                  const Inference& inference, Seq cursor, StepWindow window, Vocabulary vocabulary);

/// The step's event, for a click at this place of the axis.
Seq seq_at_step(const StepIndex& steps, double step);

}  // namespace doorway::app
