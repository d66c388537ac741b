#include "tests/support/no_memory.hpp"

#include <cstdlib>
#include <new>

namespace {

thread_local long allocations_left = -1;  // below 0: as many as are wanted

}  // namespace

void* operator new(std::size_t size) {
  if (allocations_left == 0) throw std::bad_alloc();
  if (allocations_left > 0) --allocations_left;
  if (void* made = std::malloc(size == 0 ? 1 : size)) return made;
  throw std::bad_alloc();
}

void operator delete(void* made) noexcept {
  std::free(made);
}

void operator delete(void* made, std::size_t) noexcept {
  std::free(made);
}

namespace doorway::test {

NoMemoryAfter::NoMemoryAfter(long allocations) {
  allocations_left = allocations;
}

NoMemoryAfter::~NoMemoryAfter() {
  allocations_left = -1;
}

}  // namespace doorway::test
