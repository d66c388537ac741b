#pragma once

#include "core/lesson/lesson.hpp"
#include "core/lesson/source_text.hpp"

#include <cstddef>

namespace doorway {

/// Reads the `key: value` lines between the two lines `---` into the lesson. Returns the number of the first line after
/// them.
std::size_t read_lesson_header(const SourceText& source, Lesson& lesson, MistakeList& mistakes);

}  // namespace doorway
