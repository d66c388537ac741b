#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>

namespace doorway {

/// What a test tells the programs of strangers, and what they tell it: a file that all have in their memory. Only
/// numbers, each by itself, so that nobody waits for anybody.
struct StrangeBoard {
  static constexpr std::uint32_t programs = 4;
  static constexpr std::uint32_t is_udp = 1U << 16;  // else TCP; the rest is the port, of 127.0.0.1

  struct Doings {
    std::atomic<std::uint64_t> rounds{0};  ///< how often it has gone to all doors there were
    std::atomic<std::uint64_t> connections{0};
    std::atomic<std::uint64_t> datagrams{0};
  };

  std::array<std::atomic<std::uint32_t>, 64> doors{};  ///< 0: none
  std::atomic<std::uint32_t> ceaseless{0};  ///< so many never rest; the others come about once in two milliseconds
  std::array<Doings, programs> doings{};

  /// Null where the file cannot be mapped. It stays until the program ends.
  static StrangeBoard* in_file(const char* path, bool is_new) {
    const int file = ::open(path, O_RDWR | O_CLOEXEC | (is_new ? O_CREAT | O_EXCL : 0), 0600);
    if (file < 0) return nullptr;
    const bool has_room = !is_new || ::ftruncate(file, sizeof(StrangeBoard)) == 0;
    void* memory =
        has_room ? ::mmap(nullptr, sizeof(StrangeBoard), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
    ::close(file);
    if (memory == MAP_FAILED) return nullptr;
    return is_new ? new (memory) StrangeBoard : static_cast<StrangeBoard*>(memory);
  }
};

static_assert(std::atomic<std::uint64_t>::is_always_lock_free && std::atomic<std::uint32_t>::is_always_lock_free);

}  // namespace doorway
