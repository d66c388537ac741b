#pragma once

#include "core/journey/journal_writer.hpp"
#include "core/journey/journey_reader.hpp"
#include "core/record/recording.hpp"
#include "tests/core/replay/random_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::test {

void write_file(const std::filesystem::path& file, std::string_view bytes);

bool says(const std::string& message, std::string_view part);

/// What differs between two recordings, one of which was read back; empty: nothing.
std::string difference(const Recording& here, const Recording& there);

/// A recording that was made by hand as one of a scenario that can be parsed: each call is a line of it.
std::unique_ptr<Recording> with_lines(const Recording& by_hand);

/// Writes all its events down, through a recorder's journal.
void write_journey(const Recording& recording, const std::filesystem::path& file, JourneyInfo info = {});

/// The beginnings of a journey's frames, the end of the file last.
std::vector<std::size_t> frame_starts(std::string_view journey);

/// Gives the frame that begins there a checksum that fits it.
void mend_checksum(std::string& journey, std::size_t frame);

/// Runs all that reads a recording over it, at every part: it must not come to harm.
void read_all_of(const Recording& recording);

/// How often something random is done: `usual`, or `heavy` where DOORWAY_HEAVY is set.
std::size_t times(std::size_t usual, std::size_t heavy);

}  // namespace doorway::test
