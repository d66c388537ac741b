#pragma once

#include "core/live/status.hpp"
#include "core/record/recording.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace doorway {

/// What a recording can be written as. README.md describes each.
enum class RecordingFormat : std::uint8_t { jsonl, csv, mermaid, pcapng };

/// Where an export goes, piece by piece. False: it takes no more. An empty piece only asks for that.
using Sink = std::function<bool(std::string_view)>;

struct RecordingExport {
  RecordingFormat format = RecordingFormat::jsonl;
  bool inferred = false;           ///< jsonl, csv: also what is inferred. The others have it in any case
  std::int64_t began_unix_ns = 0;  ///< pcapng: when the recording began, in nanoseconds since 1970; 0: not known
};

/// Collects small pieces into large ones, so that a long recording is neither in memory whole nor written bit by bit.
class SinkBuffer {
 public:
  explicit SinkBuffer(const Sink& sink) : sink_(sink) {}

  /// To append to.
  std::string& text() { return text_; }
  /// To be called after each event: hands over when there is enough. False once the sink takes no more.
  bool go_on() { return text_.size() < enough_bytes || flush(); }
  bool flush();
  /// Whether the sink takes more, where little comes for a long time.
  bool look();

  static constexpr std::size_t enough_bytes = 1U << 18U;

 private:
  const Sink& sink_;
  std::string text_;
  bool open_ = true;
};

/// Writes the whole recording to the sink; `status` is how the run stood at its end. False when the sink took no more.
/// Memory: a piece, and where each byte came from; pcapng, which has to look ahead, also what is inferred. Any thread.
bool write_recording(const Recording& recording, const RunStatus& status, const RecordingExport& what,
                     const Sink& sink);

}  // namespace doorway
