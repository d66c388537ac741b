#pragma once

#include <cstdint>

namespace doorway::app {

/// What a recording can be exported as besides pictures.
enum class RecordingForm : std::uint8_t {
  text,  ///< its steps as sentences
  jsonl,
  csv,
  mermaid,
  pcapng,
  html,  ///< a page to step through it
};

}  // namespace doorway::app
