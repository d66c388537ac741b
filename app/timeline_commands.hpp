#pragma once

#include "core/base/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

namespace doorway::app {

/// What lies open over the timeline.
enum class TimelineCard : std::uint8_t { none, jump, sockets, legend };

/// What can be asked of the timeline besides moving the cursor.
namespace timeline {
/// Shows less of the axis (a factor below 1), or more. What stands at `about` stays there; without one the cursor
/// does, where it is seen, else the middle.
struct Zoom {
  double factor = 1;
  std::optional<double> about;  ///< AxisMap::place_of
};
/// Moves the view by a share of what it shows.
struct Pan {
  double share = 0;
};
/// Moves the view's left edge to this place.
struct ShowFrom {
  double from = 0;
};
/// All of the axis; again: as at first.
struct Fit {};
/// Steps instead of time, time instead of steps.
struct SwitchAxis {};

/// Opens a card; closes it where it is open.
struct Open {
  TimelineCard card = TimelineCard::none;
};
struct Close {};

// The card that asks for a step.
struct Type {
  char digit = '0';
};
struct Erase {};
struct Go {};

/// Sets a bookmark at the cursor's step, or takes it away.
struct ToggleBookmark {};
/// Moves the cursor to the next bookmark, or to the one before.
struct ToBookmark {
  bool forward = true;
};

// The card of sockets.
struct MoveRow {
  int by = 0;
};
/// Chooses the socket in this row, or no longer; the row that the keys are at where none is named. Row 0 stands for
/// all sockets.
struct ToggleRow {
  std::optional<std::size_t> row;
};
struct ShowAllSockets {};
}  // namespace timeline

using TimelineCommand =
    std::variant<timeline::Zoom, timeline::Pan, timeline::ShowFrom, timeline::Fit, timeline::SwitchAxis, timeline::Open,
                 timeline::Close, timeline::Type, timeline::Erase, timeline::Go, timeline::ToggleBookmark,
                 timeline::ToBookmark, timeline::MoveRow, timeline::ToggleRow, timeline::ShowAllSockets>;

}  // namespace doorway::app
