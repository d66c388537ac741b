#pragma once

#include "core/lesson/lesson.hpp"

#include <string>

namespace doorway {

/// A part of the stage in words, for where there is no stage to point at: "Bob's inbox, behind his door c", or "the
/// receive buffer of bob.c". Names are safe to show.
std::string part_words(const StagePart& part, Vocabulary vocabulary);

}  // namespace doorway
