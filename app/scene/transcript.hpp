#pragma once

#include "app/scene/scene_index.hpp"
#include "core/base/vocabulary.hpp"
#include "core/replay/history.hpp"
#include "core/replay/lineage.hpp"
#include "core/replay/step_index.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace doorway::app {

/// What a transcript is made from: one recording, and what is read from it.
struct TranscriptSources {
  std::shared_ptr<const Recording> recording;
  const SceneIndex& index;
  const StepIndex& steps;
  const Lineage& lineage;
  const History& history;
  Vocabulary vocabulary = Vocabulary::story;
};

/// A step as a sentence.
struct TranscriptRow {
  std::string text;            ///< what narrate() says at this step
  std::optional<CallId> call;  ///< the call that the step belongs to
  ProcessId process = 0;
  Seq cursor = 0;  ///< the last event that was looked at
};

/// The steps of a recording as sentences, made when they are asked for: some of the last ones are kept. Owned and used
/// by one thread.
class Transcript {
 public:
  /// The row of a step, 1 … step_count(). Good until the next call. `index` and `lineage` know the steps.
  const TranscriptRow& row(std::size_t step, const TranscriptSources& sources);

  /// Steps 1 to `last`, a line each, with their numbers: "1. Alice …". Of more than `most_copied` the last ones, and
  /// how many are left out.
  std::string text(std::size_t last, const TranscriptSources& sources);

  static constexpr std::size_t most_kept = 1024;
  static constexpr std::size_t most_copied = 20'000;
  [[nodiscard]] std::size_t kept() const { return rows_.size(); }

 private:
  void turn_to(const TranscriptSources& sources);
  TranscriptRow make_row(Seq cursor, const TranscriptSources& sources);

  std::shared_ptr<const Recording> recording_;
  Vocabulary vocabulary_ = Vocabulary::story;
  std::optional<History> history_;  // one of its own: the other is where the cursor is
  std::unordered_map<std::size_t, TranscriptRow> rows_;
};

}  // namespace doorway::app
