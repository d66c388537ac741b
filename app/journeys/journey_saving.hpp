#pragma once

#include "app/user_file.hpp"
#include "core/base/result.hpp"
#include "core/journey/journey.hpp"
#include "core/live/status.hpp"
#include "core/record/recording.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace doorway::app {

/// What is to be saved: a recording as far as it is known at one moment.
struct JourneyCopy {
  std::shared_ptr<const Recording> recording;
  Seq events = 0;  ///< the first so many
  RunStatus status;
  JourneyInfo info;
};

/// Why a copy is not there.
struct NotSaved {
  std::string why;        ///< a sentence for the user
  bool is_taken = false;  ///< there is a file of that name, and it was not to be replaced
};

/// Writes the copy under another name beside `file`, to the disk, and then puts it there at once: whoever reads `file`
/// finds what was there before, or all of the new one. Any thread; may wait for the disk.
Result<void, NotSaved> save_journey(const JourneyCopy& copy, const std::filesystem::path& file, Existing existing);

}  // namespace doorway::app
