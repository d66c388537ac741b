#pragma once

#include "core/record/event.hpp"
#include "core/record/growing_log.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace doorway {

/// Where and of what a recording was made.
struct RecordingHeader {
  std::string system;     ///< uname: "Linux"
  std::string kernel;     ///< uname: "6.1.0-37-amd64"
  std::string machine;    ///< uname: "x86_64"
  std::string network;    ///< where the sockets come from: "loopback"
  bool free_run = false;  ///< all processes ran at once, without grants
  Scenario scenario;
};

/// The header of a run on this system, now.
RecordingHeader make_header(Scenario scenario, std::string network, bool free_run);

/// What happened in one take, in order: it only grows, and nothing in it changes. Appended to by its Recorder alone;
/// read by any thread at any time without a lock.
class Recording {
 public:
  explicit Recording(RecordingHeader header) : header_(std::move(header)) {}

  [[nodiscard]] const RecordingHeader& header() const { return header_; }
  [[nodiscard]] const Scenario& scenario() const { return header_.scenario; }

  /// The number of events, which is the seq of the last one.
  [[nodiscard]] Seq size() const { return events_.size(); }

  /// The event with this seq, 1 … size().
  [[nodiscard]] const Event& at(Seq seq) const { return events_[seq - 1]; }

 private:
  friend class Recorder;
  RecordingHeader header_;
  GrowingLog<Event> events_;
};

}  // namespace doorway
