#pragma once

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace doorway {

/// Prints how long things took: median, 99th percentile and the longest, in milliseconds.
inline void print_figures(const std::string& what, std::vector<std::chrono::nanoseconds> times) {
  if (times.empty()) return;
  std::sort(times.begin(), times.end());
  const auto at = [&](std::size_t percent) {
    const std::size_t place = std::min(times.size() - 1, times.size() * percent / 100);
    return std::chrono::duration<double, std::milli>(times[place]).count();
  };
  std::printf("%-36s %6zu times  median %8.3f ms  p99 %8.3f ms  max %8.3f ms\n", what.c_str(), times.size(), at(50),
              at(99), at(100));
  std::fflush(stdout);
}

/// What a benchmark of takes is asked for: `[TAKES] [--busy]`.
struct BenchOptions {
  std::size_t takes = 0;
  bool busy = false;
};

/// Nothing after a usage line where the arguments are others.
inline std::optional<BenchOptions> read_options(std::span<char* const> arguments, std::size_t takes) {
  BenchOptions options{takes, false};
  for (const std::string_view argument : arguments.subspan(1)) {
    const char* end = argument.data() + argument.size();
    if (argument == "--busy") {
      options.busy = true;
    } else if (const auto read = std::from_chars(argument.data(), end, options.takes);
               read.ec != std::errc{} || read.ptr != end) {
      std::fprintf(stderr, "usage: %s [TAKES] [--busy]\n", arguments[0]);
      return std::nullopt;
    }
  }
  return options;
}

/// Keeps every core busy for as long as it lives.
class BusyCores {
 public:
  explicit BusyCores(bool busy) {
    const unsigned cores = busy ? std::max(1u, std::thread::hardware_concurrency()) : 0;
    for (unsigned core = 0; core < cores; ++core) {
      threads_.emplace_back([this] {
        while (!over_.load(std::memory_order_relaxed)) ++turns_;
      });
    }
  }
  ~BusyCores() {
    over_ = true;
    for (std::thread& thread : threads_) thread.join();
  }
  BusyCores(const BusyCores&) = delete;
  BusyCores& operator=(const BusyCores&) = delete;

 private:
  std::atomic<bool> over_{false};
  std::atomic<unsigned long> turns_{0};
  std::vector<std::thread> threads_;
};

}  // namespace doorway
