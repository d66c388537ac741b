#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace doorway {

/// What the program holds at one moment.
struct SoakSample {
  double minutes = 0;                 ///< since the beginning
  std::uint64_t resident_bytes = 0;   ///< of all memory; source: proc(5), /proc/self/statm
  std::uint64_t allocated_bytes = 0;  ///< given by malloc and not given back; source: mallinfo2(3)
  std::size_t descriptors = 0;        ///< that are open
  std::size_t threads = 0;
  std::size_t journals = 0;  ///< files of takes that were written down
  std::uint64_t journal_bytes = 0;
  std::uint64_t progress_bytes = 0;  ///< of the learner's file
};

/// `journals`: the folder of takes; `progress`: the learner's file.
SoakSample sample_now(double minutes, const std::filesystem::path& journals, const std::filesystem::path& progress);

/// Waits until the number of threads has stayed the same for half a second, ten seconds at most: what is stopped or
/// tidied aside ends in its own time.
void wait_for_calm();

std::string csv_header();
std::string csv_row(const SoakSample& sample);

/// Mean resident bytes of the second half of the time less that of the first. 0 where there are fewer than two.
double resident_growth_bytes(const std::vector<SoakSample>& samples);

/// The same of what malloc has given.
double allocated_growth_bytes(const std::vector<SoakSample>& samples);

}  // namespace doorway
