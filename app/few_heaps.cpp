#include "app/few_heaps.hpp"

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

namespace doorway::app {

void use_few_heaps() {
#ifdef M_ARENA_MAX
  constexpr int heaps = 2;
  ::mallopt(M_ARENA_MAX, heaps);
#endif
}

}  // namespace doorway::app
