#pragma once

#include "core/replay/step_index.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace doorway {

/// What a user can ask of the playhead.
namespace playhead {
/// To the next step. At the live end: a wish for a grant, and then to the grant's first step.
struct StepForward {};
struct StepBack {};
/// To where the next call returns or falls asleep. At the live end: a wish for a grant, and then there.
struct CallForward {};
/// To where the call began or woke, or to the one before when the cursor stands there.
struct CallBack {};
struct Home {};
struct End {};
/// To the step that this event belongs to.
struct Seek {
  Seq seq = 0;
};
/// To the step of this number; to the end when there are not so many.
struct SeekStep {
  std::size_t step = 0;
};
}  // namespace playhead

using PlayheadCommand =
    std::variant<playhead::StepForward, playhead::StepBack, playhead::CallForward, playhead::CallBack, playhead::Home,
                 playhead::End, playhead::Seek, playhead::SeekStep>;

/// What the playhead waits for at the live end.
enum class Wish : std::uint8_t {
  step,  ///< the first step of a grant
  call,  ///< the end of a call
};

/// Where the cursor stands. `wish` is set when there was nothing more to go to: the application asks the Director for
/// one grant, once, and calls `catch_up` as the recording grows. Any other command takes the wish back.
struct PlayheadState {
  Seq cursor = 0;
  std::optional<Wish> wish;

  friend bool operator==(const PlayheadState&, const PlayheadState&) = default;
};

/// Where the command leads. A pure function of what the index knows.
PlayheadState apply(const PlayheadCommand& command, PlayheadState state, const StepIndex& steps);

/// To be called when the index has grown, or the run came to rest: fulfils a wish as far as it can be, and keeps the
/// cursor at the end of its step when events of that step came later. With `at_rest` (no grant is under way) a wish
/// that cannot be fulfilled ends: the cursor goes to the end of what there is.
PlayheadState catch_up(PlayheadState state, const StepIndex& steps, bool at_rest);

/// Whether the cursor stands at the last step there is, so that a further step has to be made and not only shown.
bool is_at_live_end(const PlayheadState& state, const StepIndex& steps);

/// "step 9" at the live end, "step 9 of 14" in the past.
std::string step_text(const PlayheadState& state, const StepIndex& steps);

}  // namespace doorway
