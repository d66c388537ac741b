#pragma once

#include "core/lesson/lesson.hpp"
#include "core/lesson/markdown.hpp"
#include "core/lesson/source_text.hpp"
#include "core/scenario/payload.hpp"

#include <variant>
#include <vector>

namespace doorway {

/// What stands on a page, in file order. Its live blocks are read when all of the page is known, since the scenario may
/// stand below them.
using PagePart = std::variant<ProseBlock, MarkdownFence>;

/// Reads them into the page. `scenario` is what the page shows; null where that has mistakes of its own. The page knows
/// already which one it is.
void read_page_parts(std::vector<PagePart>& parts, const Scenario* scenario, Page& page, const SourceText& source,
                     MistakeList& mistakes, FillStore& fills);

}  // namespace doorway
