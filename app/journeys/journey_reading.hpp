#pragma once

#include "core/base/result.hpp"
#include "core/journey/journey_reader.hpp"
#include "core/lesson/lesson.hpp"

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace doorway::app {

/// A recording from a file, and the pages that it is shown with.
struct ReadJourney {
  std::filesystem::path path;
  OpenedJourney journey;
  Lesson lesson;              ///< its only scenario is the recording's, and all its pages show it
  std::size_t page = 0;       ///< of the lesson: the one that it was recorded on
  bool is_of_lesson = false;  ///< the pages are its lesson's; else there is one that tells what it is
};

/// The pages of a lesson that show this scenario, as a lesson of their own; those of the page with this id where
/// several scenarios are the same. A lesson without pages where there are none.
Lesson pages_showing(const Lesson& lesson, const Scenario& scenario, std::string_view page_id);

/// One page that tells what the recording is: for one that was made without a lesson, or of a scenario that its lesson
/// does not have, or whose lesson is not well.
Lesson lesson_about(const OpenedJourney& journey, const std::filesystem::path& path, bool lesson_is_well = true);

/// Opens the file and finds its pages. The error is a sentence for the user, also where memory is short. Any thread;
/// waits for the disk.
Result<ReadJourney> read_recording(const std::filesystem::path& path);

}  // namespace doorway::app
