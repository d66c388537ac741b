#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/journey/event_encoder.hpp"
#include "core/journey/growing_file.hpp"
#include "core/journey/journey.hpp"
#include "core/record/journal.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace doorway {

/// Where a journal's file goes. Nothing that is there already is written to.
struct JournalPlace {
  std::filesystem::path file;
  /// Makes the folder, and takes "name-2.journey", "name-3.journey" … where the name is taken; else that is a failure.
  bool beside_others = false;
  GrowingFileKind kind = {};
};

/// Writes a take down as a journey's file while it runs: an event is in the kernel's hands before the recording has it,
/// so whatever was shown is there again after a kill. (Not after a power cut: nothing is forced to the disk.) A write
/// that fails ends the journal at a whole event, says so once, and leaves the run alone.
///
/// The file is made with the first event, on the thread that appends it: a take that nobody sets going leaves none, and
/// a window's thread opens nothing. When the take is stopped, or this is destroyed, the file is closed.
class JournalWriter final : public Journal {
 public:
  /// `info.doorway` is filled in, and `info.began_unix_ms` where it is 0: a copy keeps the time of its run.
  /// `on_failure` is told what `failure` then says, once, on the thread that writes; it must be quick. It is
  /// not told where there is no memory to do so.
  JournalWriter(JournalPlace place, JourneyInfo info, std::function<void(const std::string&)> on_failure = {});

  /// Closes the file. One in which no event was put, since its take could not begin, is removed.
  ~JournalWriter() override;

  /// Makes the file now: for who wants to know at once whether that works.
  Result<void> open();

  /// The file; empty as long as there is none. Any thread.
  [[nodiscard]] std::filesystem::path file() const;
  /// Why the journal has ended before its take, a sentence for the user. Any thread.
  [[nodiscard]] std::optional<std::string> failure() const;
  /// The errno behind that; 0 where nothing failed. Any thread.
  [[nodiscard]] int error() const;

  void begin(const RecordingHeader& header) override;
  void append(const Event& event) override;
  void finish(const RunStatus& status) override;

 private:
  int create_file();
  void put_header();
  void put_frame();
  void remove_empty_file();
  void fail(int error);

  const JournalPlace place_;
  JourneyInfo info_;
  const std::function<void(const std::string&)> on_failure_;

  // One thread at a time: see Journal.
  GrowingFile growing_;
  const RecordingHeader* header_ = nullptr;
  std::optional<EventEncoder> encoder_;
  Bytes frame_;  // what the next one has in it
  std::uint64_t events_ = 0;
  bool header_is_put_ = false;
  bool is_over_ = false;

  mutable std::mutex mutex_;  // guards what follows, which other threads read
  std::filesystem::path file_;
  std::uint64_t events_kept_ = 0;  // when it failed
  int error_ = 0;                  // 0: it has not
};

}  // namespace doorway
