#include "app/heap_habits.hpp"

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

#include <system_error>
#include <thread>
#include <vector>

namespace doorway::app {

void keep_heap_small() {
#if defined(M_ARENA_MAX) && defined(M_MMAP_THRESHOLD)
  constexpr int heaps = 2;
  constexpr int large_block_bytes = 128 << 10;  // glibc's own at first; said, it stays
  ::mallopt(M_ARENA_MAX, heaps);
  ::mallopt(M_MMAP_THRESHOLD, large_block_bytes);
  // The second heap sets aside 64 MiB of address space: now, and not when little is left. The first thread makes it.
  try {
    std::vector<char> block;
    std::thread([&block] { block.reserve(1); }).join();
  } catch (const std::system_error&) {  // then a later thread does
  }
#endif
}

}  // namespace doorway::app
