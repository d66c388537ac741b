#include "core/export/write_recording.hpp"

#include "core/export/csv.hpp"
#include "core/export/jsonl.hpp"
#include "core/export/mermaid.hpp"
#include "core/export/pcapng/pcapng.hpp"
#include "core/record/event_reader.hpp"
#include "core/replay/inference.hpp"

#include <algorithm>
#include <span>

namespace doorway {
namespace {

// So many events of a long recording are gone through between two looks at the sink.
constexpr Seq part = 1U << 16U;

/// What follows from the events, one after the other.
class FollowingEvents {
 public:
  /// `wanted`: else nothing follows from any.
  FollowingEvents(const Recording& recording, bool wanted) : inference_(recording), wanted_(wanted) {}

  /// Where each byte came from, up to the event that was asked for last.
  [[nodiscard]] const Lineage& lineage() const { return inference_.lineage(); }

  /// What follows from this event; good until the next one, which is asked for next. What followed from those before is
  /// forgotten: there is a sentence for most events, and they would take as much memory as the file.
  std::span<const Inferred> of(Seq seq) {
    if (!wanted_) return {};
    inference_.forget();
    inference_.update(seq);
    return inference_.up_to(seq);
  }

 private:
  Inference inference_;
  bool wanted_;
};

/// The same where some of it must be known ahead: a datagram's packet says what becomes of it.
class KnownAhead {
 public:
  explicit KnownAhead(std::span<const Inferred> all) : rest_(all) {}

  std::span<const Inferred> of(Seq seq) {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count].after == seq) ++count;
    const std::span<const Inferred> these = rest_.first(count);
    rest_ = rest_.subspan(count);
    return these;
  }

 private:
  std::span<const Inferred> rest_;
};

/// Calls `append(event, inferred, out)` for each of the first `size` events. False when the sink took no more.
template <class Following, class Append>
bool each_event(const Recording& recording, Seq size, Following& following, SinkBuffer& out, Append append) {
  EventReader events(recording);
  for (Seq seq = 1; seq <= size; ++seq) {
    append(events.at(seq), following.of(seq), out.text());
    if (!out.go_on() || (seq % part == 0 && !out.look())) return false;
  }
  return true;
}

/// Reads the recording in parts, with a look at the sink between them. False when it takes no more.
bool infer_all(Inference& inference, Seq size, SinkBuffer& out) {
  for (Seq known = part; known < size; known += part) {
    inference.update(known);
    if (!out.look()) return false;
  }
  inference.update(size);
  return true;
}

template <class Writer>
bool write_lines(Writer& writer, const Recording& recording, Seq size, bool with_inferred, SinkBuffer& out) {
  FollowingEvents following(recording, with_inferred);
  return each_event(recording, size, following, out,
                    [&](const Event& event, std::span<const Inferred> inferred, std::string& text) {
                      text += writer.event(event);
                      for (const Inferred& one : inferred) text += writer.inferred(one);
                    });
}

/// For writers that append by themselves.
template <class Writer, class Following>
bool write_whole(Writer& writer, const Recording& recording, Seq size, Following& following, SinkBuffer& out) {
  return each_event(recording, size, following, out,
                    [&writer](const Event& event, std::span<const Inferred> inferred, std::string& text) {
                      writer.event(event, inferred, text);
                    });
}

}  // namespace

bool SinkBuffer::flush() {
  if (open_ && !text_.empty()) open_ = sink_(text_);
  text_.clear();
  return open_;
}

bool SinkBuffer::look() {
  open_ = open_ && sink_({});
  return open_;
}

bool write_recording(const Recording& recording, const RunStatus& status, const RecordingExport& what,
                     const Sink& sink) {
  SinkBuffer out(sink);
  const Seq size = recording.size();  // once: a take that is under way grows
  switch (what.format) {
    case RecordingFormat::jsonl: {
      JsonLines lines(recording.header());
      out.text() += lines.began();
      if (!write_lines(lines, recording, size, what.inferred, out)) return false;
      out.text() += lines.finished(status);
      break;
    }
    case RecordingFormat::csv: {
      CsvTable table(recording.header());
      out.text() += table.began();
      if (!write_lines(table, recording, size, what.inferred, out)) return false;
      break;
    }
    case RecordingFormat::mermaid: {
      FollowingEvents following(recording, true);
      MermaidDiagram diagram(recording.header(), following.lineage());
      diagram.began(out.text());
      if (!write_whole(diagram, recording, size, following, out)) return false;
      diagram.finished(status, out.text());
      break;
    }
    case RecordingFormat::pcapng: {
      Inference inference(recording);
      if (!infer_all(inference, size, out)) return false;
      PcapngFile file(recording, inference, what.began_unix_ns);
      file.began(out.text());
      KnownAhead following(inference.up_to(size));
      if (!write_whole(file, recording, size, following, out)) return false;
      break;
    }
  }
  return out.flush();
}

}  // namespace doorway
