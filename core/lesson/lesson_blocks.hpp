#pragma once

#include "core/lesson/ask_draft.hpp"
#include "core/lesson/lesson.hpp"
#include "core/lesson/markdown.hpp"
#include "core/lesson/source_text.hpp"

#include <optional>
#include <vector>

// Readers of the blocks that make a page live. Where a block has mistakes, they give nothing. Names are those of the
// scenario that the page shows.

namespace doorway {

/// ```ask, with the words after it.
std::optional<Ask> read_ask(const MarkdownFence& fence, const BlockReading& reading);

/// ```cue. `begins_scenario`: the page has the scenario itself, so that an order can be given.
Cue read_cue(const MarkdownFence& fence, bool begins_scenario, const BlockReading& reading);

/// ```try
std::optional<Experiment> read_experiment(const MarkdownFence& fence, const BlockReading& reading);

/// ```goal, with the ```solution of its page; null where there is none.
std::optional<Goal> read_goal(const MarkdownFence& fence, const MarkdownFence* solution, const BlockReading& reading);

/// ```gem
std::optional<Gem> read_gem(const MarkdownFence& fence, const BlockReading& reading);

/// ```note
std::optional<std::vector<ProseBlock>> read_note(const MarkdownFence& fence, const BlockReading& reading);

/// ```recap
std::optional<Recap> read_recap(const MarkdownFence& fence, const BlockReading& reading);

}  // namespace doorway
