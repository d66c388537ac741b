#include "tests/bench/soak_figures.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <numeric>
#include <system_error>
#include <thread>

namespace doorway {
namespace {

namespace fs = std::filesystem;

std::size_t entries_of(const char* folder) {
  std::error_code gone;
  const auto entries = fs::directory_iterator(folder, gone);
  return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

std::uint64_t resident_bytes() {
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t size_of(const fs::path& file) {
  std::error_code gone;
  const auto size = fs::file_size(file, gone);
  return gone ? 0 : size;
}

template <class Member>
double growth(const std::vector<SoakSample>& samples, Member member) {
  const std::size_t half = samples.size() / 2;
  if (half == 0) return 0;
  const auto mean = [&](auto from, auto to) {
    const auto add = [&](double sum, const SoakSample& each) { return sum + static_cast<double>(each.*member); };
    return std::accumulate(from, to, 0.0, add) / static_cast<double>(std::distance(from, to));
  };
  const auto middle = samples.begin() + static_cast<std::ptrdiff_t>(half);
  return mean(middle, samples.end()) - mean(samples.begin(), middle);
}

}  // namespace

SoakSample sample_now(double minutes, const fs::path& journals, const fs::path& progress) {
  SoakSample sample;
  sample.minutes = minutes;
  sample.resident_bytes = resident_bytes();
  const auto heap = ::mallinfo2();
  sample.allocated_bytes = heap.uordblks + heap.hblkhd;
  sample.descriptors = entries_of("/proc/self/fd") - 1;  // the one that looks
  sample.threads = entries_of("/proc/self/task");
  std::error_code gone;
  for (const auto& entry : fs::directory_iterator(journals, gone)) {
    ++sample.journals;
    sample.journal_bytes += size_of(entry.path());
  }
  sample.progress_bytes = size_of(progress);
  return sample;
}

void wait_for_calm() {
  constexpr auto interval = std::chrono::milliseconds(100);
  std::size_t threads = 0;
  for (int looks = 0, same = 0; looks < 100 && same < 5; ++looks) {
    std::this_thread::sleep_for(interval);
    const std::size_t now = entries_of("/proc/self/task");
    same = now == threads ? same + 1 : 0;
    threads = now;
  }
}

std::string csv_header() {
  return "minutes,resident_bytes,allocated_bytes,descriptors,threads,journals,journal_bytes,progress_bytes";
}

std::string csv_row(const SoakSample& sample) {
  return fmt::format("{:.2f},{},{},{},{},{},{},{}", sample.minutes, sample.resident_bytes, sample.allocated_bytes,
                     sample.descriptors, sample.threads, sample.journals, sample.journal_bytes, sample.progress_bytes);
}

double resident_growth_bytes(const std::vector<SoakSample>& samples) {
  return growth(samples, &SoakSample::resident_bytes);
}

double allocated_growth_bytes(const std::vector<SoakSample>& samples) {
  return growth(samples, &SoakSample::allocated_bytes);
}

}  // namespace doorway
