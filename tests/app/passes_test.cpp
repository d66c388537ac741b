// Who goes through a recording once, from its first event to its last, keeps none of it in memory.
#include "app/scene/transcript.hpp"
#include "app/scene/transcript_file.hpp"
#include "core/export/comparison_report.hpp"
#include "core/export/outcome.hpp"
#include "core/export/write_recording.hpp"
#include "core/lesson/call_table.hpp"
#include "core/live/repetition.hpp"
#include "tests/core/replay/recording_builder.hpp"
#include "tests/support/counted_recording.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>

namespace doorway {
namespace {

constexpr int rounds = 40;

/// Alice sends, and Bob sleeps until it is there; the last message is another one where that is asked for.
struct LongTalk {
  test::Conversation t;

  explicit LongTalk(std::string_view last = "Hello") {
    for (int i = 1; i <= rounds; ++i) {
      const CallId recv = t.builder.begin(test::bob, t.c, call::Recv{64});
      t.builder.sleeps(test::bob, t.c, recv, SleepsUntil::readable);
      const std::string text(i == rounds ? last : "Hello");
      t.builder.send(test::alice, t.s, text);
      t.builder.observe(test::bob, t.c, test::stream_sample(static_cast<std::uint32_t>(text.size())));
      t.builder.woke(test::bob, t.c, recv);
      auto outcome = std::make_shared<Outcome>();
      outcome->data = make_payload(std::string_view(text));
      const auto count = static_cast<std::int64_t>(text.size());
      t.builder.end(test::bob, t.c, recv, count, 0, text.size(), outcome);
    }
  }
  [[nodiscard]] const Recording& recording() const { return t.builder.recording(); }
};

template <class Write>
std::string written(Write write) {
  std::string all;
  CHECK(write([&all](std::string_view piece) {
    all += piece;
    return true;
  }));
  return all;
}

std::string exported(const Recording& recording, RecordingFormat format) {
  return written([&](const Sink& sink) { return write_recording(recording, {}, {format}, sink); });
}

}  // namespace

TEST_CASE("no export keeps the events of a recording in memory") {
  const LongTalk talk;
  std::size_t kept = 0;
  const auto stored = test::counted_recording(talk.recording(), kept);
  for (const RecordingFormat format :
       {RecordingFormat::jsonl, RecordingFormat::csv, RecordingFormat::mermaid, RecordingFormat::pcapng}) {
    const std::string text = exported(*stored, format);
    CHECK(kept == 0);
    CHECK((text == exported(talk.recording(), format)));
  }
  const std::shared_ptr<const Recording> live(std::shared_ptr<void>(), &talk.recording());
  const auto transcript = [](const std::shared_ptr<const Recording>& of) {
    return written(
        [&of](const Sink& sink) { return app::write_transcript(of, RunStatus{}, Vocabulary::engineer, sink); });
  };
  CHECK(transcript(stored) == transcript(live));
  CHECK(kept == 0);
}

TEST_CASE("a transcript that is written in one pass has the rows that the window shows") {
  const LongTalk talk;
  const std::shared_ptr<const Recording> recording(std::shared_ptr<void>(), &talk.recording());
  app::SceneIndex index(*recording);
  index.update();
  StepIndex steps(*recording);
  steps.update();
  Lineage lineage(*recording);
  lineage.update();
  const History history(*recording);
  for (const Vocabulary words : {Vocabulary::engineer, Vocabulary::story}) {
    app::Transcript rows;
    const std::string shown = rows.text(steps.step_count(), {recording, index, steps, lineage, history, words});
    const std::string whole =
        written([&](const Sink& sink) { return app::write_transcript(recording, RunStatus{}, words, sink); });
    CHECK(whole.find("\n\n" + shown) != std::string::npos);
  }
}

TEST_CASE("what came out, a table of calls and a list of grants are made without keeping events") {
  const LongTalk talk;
  std::size_t kept = 0;
  const auto stored = test::counted_recording(talk.recording(), kept);
  CHECK(outcome_of(*stored).key() == outcome_of(talk.recording()).key());
  CHECK(summarise(*stored).processes.at("bob").calls.at("recv").size() == rounds);
  const Seq end = stored->size();
  const Repetition repetition = repetition_of(stored, end);
  CHECK(repetition.grants.size() ==
        repetition_of(std::shared_ptr<const Recording>(std::shared_ptr<void>(), &talk.recording()), end).grants.size());
  CHECK(woken_at(*stored, end).empty());
  CHECK(kept == 0);
}

TEST_CASE("two recordings are compared without keeping events but where they differ") {
  const LongTalk talk;
  const LongTalk same;
  const LongTalk other("Goodbye");
  std::size_t kept = 0;
  const auto here = test::counted_recording(talk.recording(), kept);
  const auto there = test::counted_recording(same.recording(), kept);
  CHECK(std::holds_alternative<comparison::Same>(compare(*here, *there)));
  CHECK(kept == 0);
  const auto differs = test::counted_recording(other.recording(), kept);
  const Comparison comparison = compare(*here, *differs);
  CHECK(comparison_text(comparison, {*here, "a"}, {*differs, "b"}) ==
        comparison_text(comparison, {talk.recording(), "a"}, {other.recording(), "b"}));
  const auto mismatch = first_mismatch({*here, 1, here->size() + 1}, {*differs, 1, differs->size() + 1}, test::alice);
  REQUIRE(mismatch.has_value());
  CHECK(mismatch->here->seq == first_events(comparison).here);
  CHECK(kept <= 2);
}

}  // namespace doorway
