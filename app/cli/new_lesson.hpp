#pragma once

#include "app/cli/console.hpp"

#include <string>
#include <string_view>

namespace doorway::cli {

/// Writes a small lesson that works into `name`.md, which must not be there yet, and says what to do next. Returns the
/// exit code.
int new_lesson(const std::string& name, Console& console);

/// The lesson that it writes: one that is well, with each kind of block that most lessons have.
std::string lesson_to_begin_with(std::string_view title);

/// A title made of a file's name: "two-doors.md" gives "Two doors". One of its own where the name makes no good one.
std::string title_of_file(std::string_view path);

}  // namespace doorway::cli
