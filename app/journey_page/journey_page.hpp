#pragma once

#include "core/base/result.hpp"
#include "core/base/vocabulary.hpp"
#include "core/record/recording.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace doorway::app {

/// What a page says of its recording besides what the recording itself says.
struct PageAbout {
  std::string title;                          ///< of the lesson, or the file's name; any text, made safe to show
  std::string version;                        ///< Doorway's: "0.1.0"
  std::string when;                           ///< when it was recorded: "2026-11-23 14:05 UTC"; empty: not known
  Vocabulary vocabulary = Vocabulary::story;  ///< what the page opens with; it has both
};

/// How much of a recording a page holds: its steps from the first one on, as many as fit. The page says which.
struct PageLimits {
  std::size_t steps = 5000;
  std::size_t scene_bytes = std::size_t{4} << 20U;  ///< of the scenes and sentences, as JSON
  std::size_t doors = 100'000;                      ///< in all steps together, since each step draws all that are there
};

/// Asked now and then by what takes long. False: nobody waits for it any more.
using GoOn = std::function<bool()>;

/// How many bytes of a call's payload the page holds; it tells how many there were.
constexpr std::size_t most_payload_bytes = 256;

/// A web page of one file in which the recording is stepped through, in both vocabularies: nothing in it refers to
/// anything outside, and it needs no server. What it shows are the scenes and sentences of the window, each of which
/// follows from events up to its step. The same recording and `about` give the same bytes, all ASCII; nothing that the
/// recording holds can be read as markup or script. An Error for a recording without a step, or where it was told not
/// to go on. Takes time by the number of events, and of steps and doors that it holds; any thread.
Result<std::string> write_journey_page(
    const Recording& recording, const PageAbout& about, const PageLimits& limits = {},
    const GoOn& go_on = [] { return true; });

}  // namespace doorway::app
