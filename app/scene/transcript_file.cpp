#include "app/scene/transcript_file.hpp"

#include "app/scene/narration.hpp"
#include "app/scene/scene_index.hpp"
#include "core/base/utf8.hpp"
#include "core/export/text.hpp"
#include "core/record/event_reader.hpp"
#include "core/replay/lineage.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>

namespace doorway::app {

// One pass, in which each step is told as soon as its last event is known: nothing is looked up but what calls and
// bytes need.
bool write_transcript(const std::shared_ptr<const Recording>& recording, const RunStatus& status, Vocabulary vocabulary,
                      const Sink& sink) {
  SceneIndex index(*recording);
  Lineage lineage(*recording);
  EventReader events(*recording);
  SinkBuffer out(sink);
  const RecordingHeader& header = recording->header();
  out.text() = escape_for_display(fmt::format("Real sockets of {} {} ({}), network {}.", header.system, header.kernel,
                                              header.machine, header.network));
  out.text() += "\n\n";
  const Seq size = recording->size();
  std::size_t step = 0;
  for (Seq seq = 1; seq <= size; ++seq) {
    if (is_step(events.at(seq))) ++step;
    const bool ends_step = step > 0 && (seq == size || is_step(events.at(seq + 1)));
    if (!ends_step) continue;
    index.update(seq);
    lineage.update(seq);
    fmt::format_to(std::back_inserter(out.text()), "{}. {}\n", step,
                   narrate(index, lineage.world(), lineage, vocabulary));
    if (!out.go_on()) return false;
  }
  out.text() += TextLanes(header, {}).finished(status);
  return out.flush();
}

}  // namespace doorway::app
