#pragma once

#include "core/base/bytes.hpp"
#include "core/live/status.hpp"
#include "core/record/recording.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace doorway {

/// Appends the frame that says how the run stood when its take was stopped.
void encode_run_end(const RunStatus& status, const Scenario& scenario, Bytes& out);

/// Reads it; nothing where it is not well.
std::optional<RunStatus> read_run_end(std::span<const std::uint8_t> frame, const Scenario& scenario);

}  // namespace doorway
