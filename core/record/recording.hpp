#pragma once

#include "core/record/event.hpp"
#include "core/record/growing_log.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
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

/// The events of a recording that lie somewhere else, in a file for instance, and never change.
class StoredEvents {
 public:
  StoredEvents() = default;
  StoredEvents(const StoredEvents&) = delete;
  StoredEvents& operator=(const StoredEvents&) = delete;
  virtual ~StoredEvents() = default;

  [[nodiscard]] virtual Seq size() const = 0;
  /// The event with this seq, 1 … size(); the reference stays good for the life of this. Any thread.
  [[nodiscard]] virtual const Event& at(Seq seq) const = 0;

  /// Events behind each other.
  struct Some {
    Seq first = 0;
    std::vector<Event> events;
  };
  /// Some events, with this one among them, that go when nobody has them any more; null where `at` makes nothing. Any
  /// thread.
  [[nodiscard]] virtual std::shared_ptr<const Some> some(Seq seq) const = 0;
};

/// What happened in one take, in order: it only grows, and nothing in it changes. Appended to by its Recorder alone;
/// read by any thread at any time without a lock.
class Recording {
 public:
  explicit Recording(RecordingHeader header) : header_(std::move(header)) {}

  /// A recording that was made before: nothing is appended to it.
  Recording(RecordingHeader header, std::unique_ptr<const StoredEvents> stored)
      : header_(std::move(header)), stored_(std::move(stored)) {}

  [[nodiscard]] const RecordingHeader& header() const { return header_; }
  [[nodiscard]] const Scenario& scenario() const { return header_.scenario; }

  /// The number of events, which is the seq of the last one.
  [[nodiscard]] Seq size() const { return stored_ ? stored_->size() : events_.size(); }

  /// The event with this seq, 1 … size(). What lies in a file is in memory from then on: see EventReader.
  [[nodiscard]] const Event& at(Seq seq) const { return stored_ ? stored_->at(seq) : events_[seq - 1]; }

  /// Where the events lie, when they were made before; else null.
  [[nodiscard]] const StoredEvents* stored() const { return stored_.get(); }

 private:
  friend class Recorder;
  RecordingHeader header_;
  std::unique_ptr<const StoredEvents> stored_;
  GrowingLog<Event> events_;
};

}  // namespace doorway
