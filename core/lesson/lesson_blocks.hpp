#pragma once

#include "core/lesson/lesson.hpp"
#include "core/lesson/markdown.hpp"
#include "core/lesson/source_text.hpp"

#include <optional>

namespace doorway {

/// Reads a block ```ask. `scenario` is what judges it; null where it has mistakes of its own, and then each name of a
/// process is taken. Nothing where there are mistakes.
std::optional<Ask> read_ask(const MarkdownFence& fence, const Scenario* scenario, const SourceText& source,
                            MistakeList& mistakes);

/// Reads a block ```cue of a page that shows `scenario`; null as above. `begins_scenario`: the page has the scenario
/// itself, so that an order can be given.
Cue read_cue(const MarkdownFence& fence, const Scenario* scenario, bool begins_scenario, const SourceText& source,
             MistakeList& mistakes);

}  // namespace doorway
