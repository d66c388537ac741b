#include "core/export/write_recording.hpp"

#include "core/export/csv.hpp"
#include "core/export/jsonl.hpp"
#include "core/export/mermaid.hpp"
#include "core/export/pcapng/pcapng.hpp"
#include "core/record/event_reader.hpp"

#include <algorithm>
#include <span>

namespace doorway {
namespace {

/// What is inferred, taken event by event in one pass.
class InferredInTurn {
 public:
  explicit InferredInTurn(std::span<const Inferred> all) : rest_(all) {}

  /// What follows from this event; events are asked for in order.
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

/// Calls `append(event, inferred, out)` for each event. False when the sink took no more.
template <class Append>
bool each_event(const Recording& recording, std::span<const Inferred> inferred, SinkBuffer& out, Append append) {
  InferredInTurn in_turn(inferred);
  EventReader events(recording);
  const Seq size = recording.size();
  for (Seq seq = 1; seq <= size; ++seq) {
    append(events.at(seq), in_turn.of(seq), out.text());
    if (!out.go_on()) return false;
  }
  return true;
}

/// Reads a long recording in parts, with a look at the sink between them. False when it takes no more.
bool infer_all(Inference& inference, Seq size, const Sink& sink) {
  constexpr Seq part = 1U << 16U;
  for (Seq known = part; known < size; known += part) {
    inference.update(known);
    if (!sink({})) return false;
  }
  inference.update();
  return true;
}

template <class Writer>
bool write_lines(Writer& writer, const Recording& recording, std::span<const Inferred> inferred, SinkBuffer& out) {
  return each_event(recording, inferred, out,
                    [&](const Event& event, std::span<const Inferred> following, std::string& text) {
                      text += writer.event(event);
                      for (const Inferred& one : following) text += writer.inferred(one);
                    });
}

}  // namespace

bool SinkBuffer::flush() {
  if (open_ && !text_.empty()) open_ = sink_(text_);
  text_.clear();
  return open_;
}

bool write_recording(const Recording& recording, Inference& inference, const RunStatus& status,
                     const RecordingExport& what, const Sink& sink) {
  SinkBuffer out(sink);
  std::span<const Inferred> inferred;
  if (what.inferred || what.format == RecordingFormat::mermaid || what.format == RecordingFormat::pcapng) {
    if (!infer_all(inference, recording.size(), sink)) return false;
    inferred = inference.up_to(recording.size());
  }
  const auto append = [](auto& writer) {
    return [&writer](const Event& event, std::span<const Inferred> following, std::string& text) {
      writer.event(event, following, text);
    };
  };
  switch (what.format) {
    case RecordingFormat::jsonl: {
      JsonLines lines(recording.header());
      out.text() += lines.began();
      if (!write_lines(lines, recording, inferred, out)) return false;
      out.text() += lines.finished(status);
      break;
    }
    case RecordingFormat::csv: {
      CsvTable table(recording.header());
      out.text() += table.began();
      if (!write_lines(table, recording, inferred, out)) return false;
      break;
    }
    case RecordingFormat::mermaid: {
      MermaidDiagram diagram(recording.header(), inference.lineage());
      diagram.began(out.text());
      if (!each_event(recording, inferred, out, append(diagram))) return false;
      diagram.finished(status, out.text());
      break;
    }
    case RecordingFormat::pcapng: {
      PcapngFile file(recording, inference, what.began_unix_ns);
      file.began(out.text());
      if (!each_event(recording, inferred, out, append(file))) return false;
      break;
    }
  }
  return out.flush();
}

}  // namespace doorway
