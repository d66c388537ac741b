#pragma once

namespace doorway::app {

/// Lets the C library keep little of what the program gives back, for a window that shows one take after another for
/// hours. Each take has threads of its own, and glibc gives threads up to eight heaps a core, each of which stays as
/// large as it ever was: here all but the first share one, which is made at once. Large blocks are mapped one by one
/// and go back at once; by itself glibc would keep room for the largest that there ever was. To be called before there
/// are threads; where the C library is another one, it does nothing. Source: mallopt(3), M_ARENA_MAX, M_MMAP_THRESHOLD.
void keep_heap_small();

}  // namespace doorway::app
