#pragma once

#include <cstddef>

namespace doorway {

/// Asks the kernel to back memory that nobody has written to yet by huge pages, as far as they fit into it: who fills
/// it from front to back waits for one in place of 512. Where the system has none, nothing changes. Any thread. Source:
/// madvise(2), MADV_HUGEPAGE.
void ask_for_huge_pages(void* memory, std::size_t size_bytes);

}  // namespace doorway
