#pragma once

#include <string>

namespace doorway::app {

/// The bytes of a font's file. Empty where it cannot be read, or is no whole font with outlines of Latin letters: what
/// ImGui would abort at. What lies within the outlines is not looked through: the file is the system's.
std::string read_font(const std::string& file);

}  // namespace doorway::app
