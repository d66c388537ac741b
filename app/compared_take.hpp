#pragma once

#include "app/panels/timeline.hpp"
#include "app/scene/scene_index.hpp"
#include "app/scene/timeline_index.hpp"
#include "core/base/vocabulary.hpp"
#include "core/replay/comparison.hpp"
#include "core/session/replay_view.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace doorway::app {

/// Another recording that the present take is compared with, and all that is looked up of it. It is only read. Owned
/// and used by one thread.
class ComparedTake {
 public:
  /// `name`: what it is called, "take 1" or a file's name, safe to show; `take`: its number, where it is one of the
  /// session's.
  ComparedTake(std::shared_ptr<const Recording> other, std::string name, std::optional<std::size_t> take);
  ComparedTake(const ComparedTake&) = delete;
  ComparedTake& operator=(const ComparedTake&) = delete;

  /// Compares on where either has grown, and anew where another take is the present one.
  void update(const ReplayView& present) { update(present.recording, present.steps.known()); }
  /// The same with the first events of a take, as many as are known: aside, before another thread owns this, since it
  /// takes time by the length of both.
  void update(const std::shared_ptr<const Recording>& present, Seq known);

  [[nodiscard]] const std::shared_ptr<const Recording>& recording() const { return view_.recording; }
  [[nodiscard]] std::optional<std::size_t> take() const { return take_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const ReplayView& view() const { return view_; }
  /// As of the last update.
  [[nodiscard]] const Comparison& comparison() const { return comparing_->result(); }

  /// Where the present take's cursor goes to see the first difference: its event, or the present take's last one where
  /// that has not come so far. Nothing where they do not differ at an event.
  [[nodiscard]] std::optional<Seq> place_of_difference(const ReplayView& present) const;

  /// Whether the last update compared it with this take.
  [[nodiscard]] bool is_compared_with(const Recording& present) const { return compared_.get() == &present; }

  /// For the timeline. `present` is that of the last update.
  [[nodiscard]] ComparedRun run(const ReplayView& present, Vocabulary vocabulary);

 private:
  ReplayView view_;
  SceneIndex index_;
  TimelineIndex calls_;
  const std::string name_;
  const std::optional<std::size_t> take_;
  std::shared_ptr<const Recording> compared_;  // the present take
  std::optional<GrowingComparison> comparing_;
};

/// One of two recordings as its timeline has it.
struct ComparedView {
  const Recording& recording;
  const StepIndex& steps;
};

/// How they differ, for who sees the present take above and the other recording, of this name, below. Safe to show.
std::string comparison_sentence(const Comparison& comparison, const ComparedView& above, const ComparedView& below,
                                const std::string& name, Vocabulary vocabulary);

}  // namespace doorway::app
