#pragma once

#include "core/base/bytes.hpp"
#include "core/record/event.hpp"
#include "core/scenario/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace doorway {

/// The place of each line in its scenario, found without a search where a process makes its calls in order.
class LinePlaces {
 public:
  explicit LinePlaces(const Scenario& scenario);

  /// The place of the line that this process begins now; that of the last line and one where it is none of the
  /// scenario's.
  std::size_t of_called(ProcessId process, const Line* line);
  /// The place of any line, by a search.
  [[nodiscard]] std::size_t of(const Line* line) const;

 private:
  const Scenario& scenario_;
  std::vector<std::vector<std::size_t>> places_;  // of each process's lines
  std::vector<std::size_t> next_;                 // how many of them were begun
};

/// Turns a recording's events, in order, into what their frames have in them. The scenario outlives it. Used by one
/// thread at a time.
class EventEncoder {
 public:
  explicit EventEncoder(const Scenario& scenario) : places_(scenario) {}

  /// Appends to `out`.
  void encode(const Event& event, Bytes& out);

 private:
  LinePlaces places_;
  std::int64_t t_ns_ = 0;  // of the event before
};

}  // namespace doorway
