#include "core/record/huge_pages.hpp"

#include <sys/mman.h>

#include <cstdint>

namespace doorway {

void ask_for_huge_pages(void* memory, std::size_t size_bytes) {
  constexpr std::uintptr_t huge_page = 2U << 20;
  const auto begin = reinterpret_cast<std::uintptr_t>(memory);
  const std::uintptr_t first = (begin + huge_page - 1) & ~(huge_page - 1);
  const std::uintptr_t end = (begin + size_bytes) & ~(huge_page - 1);
  if (first >= end) return;
  static_cast<void>(::madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE));
}

}  // namespace doorway
