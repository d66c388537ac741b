#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// Whether a figure is good when it is large, or when it is small.
enum class Good { small, large };

/// One measured thing, what the machine can do at best beside it, and what is aimed at.
struct Figure {
  std::string what;  ///< unique in its report
  double value = 0;
  std::string unit;  ///< "ns", "times", "%", "bytes"
  Good good = Good::small;
  std::optional<double> aim;
  std::string floor_is;         ///< what the floor was measured of; empty: there is none
  std::optional<double> floor;  ///< in the same unit, in the same run
};

/// The figures of one run of a bench: printed as they come, and kept as JSON where that is asked for. Used by one
/// thread.
class Report {
 public:
  /// `arguments` as main has them: `[--json FILE] [--only WORD]` and numbers, which `number` gives.
  Report(std::string bench, std::span<char* const> arguments);

  /// False after a usage line: the arguments are others.
  [[nodiscard]] bool is_well() const { return well_; }
  /// Whether a part of the bench is to be run: each one is, unless --only names others.
  [[nodiscard]] bool wants(std::string_view part) const;
  /// The nth plain argument, or `otherwise`.
  [[nodiscard]] std::string argument(std::size_t index, std::string otherwise) const;

  void add(Figure figure);
  /// Something worth reading that is no figure.
  void note(const std::string& text) const;

  /// Writes the file where one was asked for. False: that failed.
  [[nodiscard]] bool finish() const;

 private:
  std::string bench_;
  std::string json_file_;
  std::string only_;
  std::vector<std::string> plain_;
  std::vector<Figure> figures_;
  double load_before_ = 0;
  bool well_ = true;
};

/// Percentiles of a row of numbers, which it sorts.
double percentile(std::vector<double>& values, double percent);
double median(std::vector<double>& values);

/// Nanoseconds: of steady time; of the processor, as all threads of this process or this thread alone have had it.
double now_ns();
double processor_ns();
double thread_ns();

/// A line of /proc/self/status, in bytes: "VmRSS", "VmHWM".
std::size_t memory_of_process(std::string_view name);

/// The peak that VmHWM tells begins anew.
void forget_peak_memory();

/// Bytes that are allotted from the heap now, bookkeeping included.
std::size_t heap_bytes();

/// Keeps the compiler from leaving out what gave this value.
template <class T>
void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

}  // namespace doorway
