#pragma once

namespace doorway::test {

/// As long as it lives this thread can make so many allocations with `new`, and each further one is a std::bad_alloc.
/// A program that uses it has the `operator new` of no_memory.cpp.
class NoMemoryAfter {
 public:
  explicit NoMemoryAfter(long allocations);
  ~NoMemoryAfter();
  NoMemoryAfter(const NoMemoryAfter&) = delete;
  NoMemoryAfter& operator=(const NoMemoryAfter&) = delete;
};

}  // namespace doorway::test
