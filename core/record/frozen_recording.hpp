#pragma once

#include "core/record/recording.hpp"

#include <memory>

namespace doorway {

/// The first events of a recording that may go on, as a recording that does not: for who reads it from another thread
/// meanwhile. No event is copied. `events` is at most its size.
std::shared_ptr<const Recording> frozen_recording(std::shared_ptr<const Recording> recording, Seq events);

}  // namespace doorway
