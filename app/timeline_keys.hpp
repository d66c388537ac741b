#pragma once

#include "app/keys.hpp"
#include "app/timeline_commands.hpp"

#include <optional>

namespace doorway::app {

/// What a key asks of the open card, or nothing. Keys that a card of digits or rows does not know mean nothing at all
/// while it is open: `takes_all_keys`.
std::optional<TimelineCommand> timeline_card_key(const KeyPress& press, TimelineCard card);
bool takes_all_keys(TimelineCard card);

}  // namespace doorway::app
