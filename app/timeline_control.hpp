#pragma once

#include "app/scene/timeline_index.hpp"
#include "app/scene/timeline_view.hpp"
#include "app/timeline_commands.hpp"
#include "core/record/recording.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace doorway::app {

/// What the mouse holds.
enum class TimelineGrip : std::uint8_t { none, playhead, overview, window, axis };

/// What the timeline remembers between frames.
struct TimelineUi {
  TimelineView view;
  std::size_t natural_steps = 1;  ///< ViewGround::natural_steps of the last frame

  TimelineGrip grip = TimelineGrip::none;  ///< what follows the mouse while its button is down
  double grip_place = 0;                   ///< window, axis: the place that the mouse took hold of
  std::optional<AxisSpan> still;           ///< playhead: the view does not follow while it is dragged within it

  TimelineCard card = TimelineCard::none;
  std::string typed;      ///< digits, on the card that asks for a step
  std::string complaint;  ///< what is wrong with them
  std::size_t row = 0;    ///< that the keys are at, on the card of sockets

  std::vector<std::string> chosen;  ///< the sockets' unique names; none: all
  /// The steps' events, ascending, of each take that has bookmarks.
  std::map<std::shared_ptr<const Recording>, std::vector<Seq>> bookmarks;
};

/// What the timeline is a timeline of.
struct TimelineGround {
  std::shared_ptr<const Recording> recording;
  const StepIndex& steps;
  const TimelineIndex& calls;
  Seq cursor = 0;
  const BesideRun* beside = nullptr;  ///< what is shown below it on the same axis
};

/// The view's ground, with the axis that is chosen.
ViewGround view_ground(const TimelineUi& ui, const TimelineGround& ground);

/// What is shown.
AxisSpan shown_span(const TimelineUi& ui, const TimelineGround& ground);

/// Carries it out. Returns the event to which the cursor is to be moved, where it is.
std::optional<Seq> apply(TimelineUi& ui, const TimelineCommand& command, const TimelineGround& ground);

/// The bookmarks of this take, ascending; good until the next command.
std::span<const Seq> bookmarks_of(const TimelineUi& ui, const std::shared_ptr<const Recording>& recording);

/// The numbers of the chosen sockets, as far as they have been made; those that none has are SocketId::none.
std::vector<SocketId> chosen_sockets(const TimelineUi& ui, const TimelineIndex& calls);

/// Another recording is shown from now on. What was chosen stays where it is another take of the same script.
void show_take(TimelineUi& ui, bool same_script);

}  // namespace doorway::app
