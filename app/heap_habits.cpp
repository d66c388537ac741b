#include "app/heap_habits.hpp"

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

namespace doorway::app {

void keep_heap_small() {
#if defined(M_ARENA_MAX) && defined(M_MMAP_THRESHOLD)
  constexpr int heaps = 2;
  constexpr int large_block_bytes = 128 << 10;  // glibc's own at first; said, it stays
  ::mallopt(M_ARENA_MAX, heaps);
  ::mallopt(M_MMAP_THRESHOLD, large_block_bytes);
#endif
}

}  // namespace doorway::app
