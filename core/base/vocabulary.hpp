#pragma once

#include <cstdint>

namespace doorway {

/// Which words the screen uses: those of the story (room, door, letter), with the real name beside, or an engineer's.
enum class Vocabulary : std::uint8_t { story, engineer };

}  // namespace doorway
