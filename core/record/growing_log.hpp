#pragma once

#include "core/record/huge_pages.hpp"

#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace doorway {

/// A list that only grows and never moves what it holds: one thread at a time appends, any number read what is
/// published without a lock, and a reference stays good for the list's life. Block k holds `first_block << k` items.
template <class T>
class GrowingLog {
 public:
  GrowingLog() = default;
  GrowingLog(const GrowingLog&) = delete;
  GrowingLog& operator=(const GrowingLog&) = delete;
  ~GrowingLog() {
    const std::size_t count = size_.load(std::memory_order_acquire);
    for (std::size_t i = 0; i < count; ++i) std::destroy_at(slot(i));
    for (std::size_t block = 0; block < blocks_.size(); ++block) {
      if (T* items = blocks_[block].load(std::memory_order_relaxed)) allocator_.deallocate(items, size_of(block));
    }
  }

  /// Appends what `make` returns, which is made in its place, and shows it to `before_published` before anybody else
  /// can see it. The caller makes sure that no other thread appends meanwhile.
  template <class Make, class BeforePublished>
  T& append(Make make, BeforePublished before_published) {
    const std::size_t index = size_.load(std::memory_order_relaxed);
    const std::size_t block = block_of(index);
    if (blocks_.at(block).load(std::memory_order_relaxed) == nullptr) {
      blocks_[block].store(make_block(block), std::memory_order_release);
    }
    T* item = ::new (static_cast<void*>(slot(index))) T(make());
    try {
      before_published(std::as_const(*item));
    } catch (...) {
      std::destroy_at(item);
      throw;
    }
    size_.store(index + 1, std::memory_order_release);
    return *item;
  }

  /// The same, of an item that is there.
  T& push_back(T item) {
    return append([&item]() -> T&& { return std::move(item); }, [](const T&) {});
  }

  /// How many items are published. Any thread.
  [[nodiscard]] std::size_t size() const { return size_.load(std::memory_order_acquire); }

  /// A published item. Any thread.
  const T& operator[](std::size_t index) const {
    assert(index < size());
    return *slot(index);
  }

 private:
  static constexpr std::size_t first_block = 256;

  T* make_block(std::size_t block) {
    T* items = allocator_.allocate(size_of(block));
    ask_for_huge_pages(items, size_of(block) * sizeof(T));
    return items;
  }

  static std::size_t block_of(std::size_t index) {
    return static_cast<std::size_t>(std::bit_width(index / first_block + 1)) - 1;
  }
  static std::size_t size_of(std::size_t block) { return first_block << block; }
  T* slot(std::size_t index) const {
    const std::size_t block = block_of(index);
    const std::size_t before = first_block * ((std::size_t{1} << block) - 1);
    return blocks_[block].load(std::memory_order_acquire) + (index - before);
  }

  std::allocator<T> allocator_;
  std::array<std::atomic<T*>, 40> blocks_{};
  std::atomic<std::size_t> size_{0};
};

}  // namespace doorway
