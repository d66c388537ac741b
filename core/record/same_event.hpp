#pragma once

#include "core/record/recording.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

// What two runs of the same script are compared by: the one place that says which events count, and what of them does.
// Each process's own calls count, with their results, errno and bytes, and whether they slept; addresses, descriptors,
// times and what the kernel says of sockets do not. All pure functions, for any thread.
namespace doorway {

/// Events of a recording: from `first` up to, not with, `end`. The recording outlives it.
struct EventRange {
  const Recording& recording;
  Seq first = 0;
  Seq end = 0;
};

/// Whether the event counts when runs are compared: a call begins, sleeps or returns. That it woke does not: the kernel
/// chooses when.
bool counts_in_comparison(const Event& event);

/// What a returned call told its process, as far as it is the same in each run in which the same happened. Refers to
/// the Returned that it is of.
struct Told {
  std::int64_t result = 0;  ///< 0 for a new socket: its descriptor does not count
  bool made_socket = false;
  int error = 0;
  std::uint64_t bytes = 0;
  bool truncated = false;
  const Bytes* data = nullptr;  ///< null: the call brings none
  std::span<const PollAnswer> answers;

  friend bool operator==(const Told& a, const Told& b);
};
Told told_by(const Returned& returned);

/// A short text that is the same for equal values and, but for a clash of 64-bit hashes of equally long payloads, for
/// no others.
std::string exact_text(const Told& told);

/// Whether the same happened. Lines are compared as they are written, so the two may be of different files.
bool same_event(const Event& here, const Event& there);

/// "began", "slept after 5 bytes", "returned -1 ECONNREFUSED"; null: "had not gone on".
std::string what_happened(const Event* event);

/// The number of the process's call that the event belongs to, as "bob.recv#1"; its `called` may lie before the range.
/// Only the process's name for an event of no call. As the script has it: escape it for display.
std::string call_label(const Recording& recording, const Event& event);

/// Where one process first did or was told something else in one run than in the other; null: it had not gone on.
struct Mismatch {
  const Event* here = nullptr;
  const Event* there = nullptr;
};
std::optional<Mismatch> first_mismatch(const EventRange& here, const EventRange& there, ProcessId process);

}  // namespace doorway
