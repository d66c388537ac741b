#include "app/scene/transcript_file.hpp"

#include "app/scene/transcript.hpp"
#include "core/base/utf8.hpp"
#include "core/export/text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>

namespace doorway::app {

bool write_transcript(const std::shared_ptr<const Recording>& recording, const RunStatus& status, Vocabulary vocabulary,
                      const Sink& sink) {
  SceneIndex index(*recording);
  index.update();
  StepIndex steps(*recording);
  steps.update();
  Lineage lineage(*recording);
  lineage.update();
  const History history(*recording);
  const TranscriptSources sources{recording, index, steps, lineage, history, vocabulary};
  Transcript transcript;
  SinkBuffer out(sink);
  const RecordingHeader& header = recording->header();
  out.text() = escape_for_display(fmt::format("Real sockets of {} {} ({}), network {}.", header.system, header.kernel,
                                              header.machine, header.network));
  out.text() += "\n\n";
  for (std::size_t step = 1; step <= steps.step_count(); ++step) {
    fmt::format_to(std::back_inserter(out.text()), "{}. {}\n", step, transcript.row(step, sources).text);
    if (!out.go_on()) return false;
  }
  out.text() += TextLanes(header, {}).finished(status);
  return out.flush();
}

}  // namespace doorway::app
