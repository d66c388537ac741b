// A recording's file: whatever of it is shown can be read at each step, exported in each form, and written again as the
// same.
#include "app/scene/transcript_file.hpp"
#include "app/take_export/recording_file.hpp"
#include "core/base/utf8.hpp"
#include "core/export/text.hpp"
#include "core/export/write_recording.hpp"
#include "core/journey/event_encoder.hpp"
#include "core/journey/header.hpp"
#include "core/journey/journey_reader.hpp"
#include "core/journey/run_end.hpp"
#include "core/session/replay_view.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/support/journey_frames.hpp"

#include <nlohmann/json.hpp>
#include <sys/mman.h>
#include <unistd.h>

#include <memory>
#include <string>

using namespace doorway;

namespace {

/// A file in memory, which has a path as others have.
class MemoryFile {
 public:
  explicit MemoryFile(std::span<const std::uint8_t> bytes) : number_(::memfd_create("recording", MFD_CLOEXEC)) {
    fuzz::expect(number_ >= 0, "there is a file in memory");
    const auto written = ::write(number_, bytes.data(), bytes.size());
    fuzz::expect(written == static_cast<ssize_t>(bytes.size()), "the file is written");
  }
  ~MemoryFile() { ::close(number_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(number_); }

 private:
  int number_;
};

/// Each line is JSON.
void expect_json_lines(std::string_view text) {
  fuzz::expect_text(text);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    fuzz::expect(end != std::string_view::npos, "each line has its end");
    fuzz::expect(nlohmann::json::accept(text.substr(0, end)), "each line is JSON", text.substr(0, end));
    text.remove_prefix(end + 1);
  }
}

std::string exported(const OpenedJourney& journey, RecordingFormat format) {
  std::string whole;
  const RecordingExport what{format, true, journey.info.began_unix_ms * 1'000'000};
  const bool done = write_recording(*journey.recording, journey.ended, what, [&](std::string_view piece) {
    whole += piece;
    return true;
  });
  fuzz::expect(done, "an export comes to its end");
  return whole;
}

/// As `doorway run FILE.journey` prints it.
std::string lanes_of(const OpenedJourney& journey, std::size_t width) {
  TextLanes lanes(journey.recording->header(), {width, false});
  Inference inference(*journey.recording);
  inference.update();
  std::string text = lanes.began();
  for (Seq seq = 1; seq <= journey.recording->size(); ++seq) {
    text += lanes.event(journey.recording->at(seq));
    for (const Inferred& inferred : inference.at(seq)) text += lanes.inferred(inferred);
  }
  return text + lanes.finished(journey.ended);
}

/// The exports that are made of what the window shows.
std::string shown(const OpenedJourney& journey, app::RecordingForm form) {
  const app::RecordingSource source{journey.recording, journey.ended, "a recording", 0};
  const auto fill = app::recording_file(source, {form, Vocabulary::engineer, true});
  if (!fill) {
    fuzz::expect_line(fill.error().message, 1000);
    return {};
  }
  std::string whole;
  (*fill)([&](std::string_view piece) {
    whole += piece;
    return true;
  });
  return whole;
}

/// The state at a step is the same whichever way one came to it.
void try_steps(const OpenedJourney& journey, std::size_t which) {
  ReplayView view(journey.recording);
  view.update();
  const Seq size = journey.recording->size();
  fuzz::expect(view.steps.step_count() == journey.steps, "the steps are counted");
  WorldState folded = initial_world(journey.recording->header());
  const Seq compared = which % (size + 1);
  WorldState there = folded;
  for (Seq seq = 1; seq <= size; ++seq) {
    apply(folded, journey.recording->at(seq));
    if (seq == compared) there = folded;
    if (const auto call = call_of(journey.recording->at(seq).body)) {
      (void)view.lineage.sources(*call, seq);
      (void)view.lineage.destinations(*call, size);
    }
  }
  for (Seq seq = size + 1; seq-- > 0;) {
    const WorldState& world = view.history.at(seq);
    if (seq == size) fuzz::expect(world == folded, "the last state is that of the fold");
    if (seq == compared) fuzz::expect(world == there, "a state on the way back is that of the fold");
  }
}

Bytes written_again(const OpenedJourney& journey, std::span<const std::uint8_t> preamble) {
  const RecordingHeader& header = journey.recording->header();
  const std::string json = header_json(header, journey.info);
  test::JourneyFrames frames{{preamble.begin(), preamble.end()}, {Bytes(1, 0)}, {}};
  frames.frames[0].insert(frames.frames[0].end(), json.begin(), json.end());
  EventEncoder encoder(header.scenario);
  for (Seq seq = 1; seq <= journey.recording->size(); ++seq) {
    encoder.encode(journey.recording->at(seq), frames.frames.emplace_back());
  }
  if (journey.is_finished) encode_run_end(journey.ended, header.scenario, frames.frames.emplace_back());
  return test::file_of(frames);
}

void try_writing(const OpenedJourney& journey, std::span<const std::uint8_t> preamble, const std::string& lines) {
  const MemoryFile file(written_again(journey, preamble));
  const auto again = open_journey(file.path());
  fuzz::expect(again.has_value(), "what is written can be opened", again ? "" : again.error().message);
  fuzz::expect(again->dropped.empty(), "what is written is whole", again->dropped);
  fuzz::expect(again->info == journey.info && again->is_finished == journey.is_finished, "it says the same of itself");
  fuzz::expect(exported(*again, RecordingFormat::jsonl) == lines, "what is opened again is the same", lines);
}

void try_exports(const OpenedJourney& journey, std::size_t which) {
  switch (which) {
    case 0: return fuzz::expect_text(lanes_of(journey, 100));
    case 1: return fuzz::expect_text(lanes_of(journey, 40));
    case 2: return fuzz::expect_text(exported(journey, RecordingFormat::mermaid));
    case 3: return void(exported(journey, RecordingFormat::pcapng));
    case 4: return fuzz::expect_text(shown(journey, app::RecordingForm::text));
    case 5: return fuzz::expect_text(shown(journey, app::RecordingForm::html));
    default: {
      std::string table = exported(journey, RecordingFormat::csv);
      std::erase(table, '\r');
      return fuzz::expect_text(table);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MemoryFile file({data, size});
  const auto journey = open_journey(file.path());
  if (!journey) {
    fuzz::expect_line(journey.error().message, 1200);
    return 0;
  }
  if (!journey->dropped.empty()) fuzz::expect_line(journey->dropped, 300);
  const std::size_t which = fuzz::choice_of(fuzz::as_text(data, size), 7000);
  try_steps(*journey, which);
  const std::string lines = exported(*journey, RecordingFormat::jsonl);
  expect_json_lines(lines);
  try_writing(*journey, {data, journey_format::preamble_bytes}, lines);
  try_exports(*journey, which % 7);
  return 0;
}
