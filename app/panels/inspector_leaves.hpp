#pragma once

#include "app/layout/row_scroll.hpp"
#include "app/scene/program_listing.hpp"
#include "app/scene/transcript.hpp"
#include "core/record/recording.hpp"

#include <cstddef>
#include <memory>

namespace doorway::app {

/// What the leaf Program remembers between frames.
struct ProgramUi {
  ProgramForm form = ProgramForm::python;
  ProcessId process = 0;
  bool is_to_copy = false;  ///< as soon as it is drawn

  // The listing that was shown last, and of what.
  std::shared_ptr<const Recording> listed_recording;
  ProgramForm listed_form = ProgramForm::script;
  ProcessId listed_process = 0;
  ProgramListing listing;
  std::size_t followed_row = 0;
};

/// What the leaf Transcript remembers between frames.
struct TranscriptUi {
  Transcript transcript;
  RowScroll scroll;
  std::size_t followed_step = 0;  ///< where the cursor was when it was last brought into view
  bool is_to_copy = false;        ///< as soon as it is drawn
};

}  // namespace doorway::app
