#pragma once

#include "core/base/result.hpp"
#include "core/journey/journey.hpp"
#include "core/journey/journey_events.hpp"
#include "core/live/status.hpp"
#include "core/record/recording.hpp"
#include "core/scenario/payload.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace doorway {

/// A recording from a file.
struct OpenedJourney {
  std::shared_ptr<const Recording> recording;
  JourneyInfo info;
  FillStore fills;           ///< which its scenario's payloads are of: for those of its lesson too
  RunStatus ended;           ///< how the run stood at the end; as far as the events say where the file does not
  std::size_t steps = 0;     ///< how many of the events are steps (StepIndex)
  bool is_finished = false;  ///< its take was stopped in order: the file has its end
  bool still_grows = false;  ///< another program writes to it now; this is what there was
  std::uint64_t dropped_bytes = 0;
  std::string dropped;  ///< what of the file is left out and why, a sentence for the user; empty: nothing is
};

/// Opens a journey's file: one pass over it, in which each frame's checksum is compared and each event is held to what
/// can have happened (EventCheck), so that nobody who reads the recording meets an impossible one. What is torn at the
/// end is left out, and so is all from the first frame on that is damaged or impossible. An error, "file: what, and
/// what to do", where there is nothing to show: no ordinary file, no journey, one of a newer version, a header that is
/// not well. `reading`: of a large file, which is not copied; then who asks the recording may meet JourneyChanged. Any
/// thread.
Result<OpenedJourney> open_journey(const std::filesystem::path& path, ReadFrames reading = ReadFrames::kept);

/// Whether the file is meant as a journey: by its name, or by its first bytes.
bool is_journey(const std::filesystem::path& path);

}  // namespace doorway
