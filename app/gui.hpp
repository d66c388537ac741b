#pragma once

#include <optional>
#include <string>

namespace doorway::app {

/// Opens the window on the lesson list, or on the file of a lesson or a recording, until the user closes it. Returns
/// the exit code.
int show_window(const std::optional<std::string>& file);

/// What to say where the window system has taken the screen away: one sentence.
std::string lost_screen();

/// What to say where no window can be opened: one sentence, with what works there.
std::string no_window(const std::string& why);

}  // namespace doorway::app
