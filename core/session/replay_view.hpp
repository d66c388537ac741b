#pragma once

#include "core/lesson/place.hpp"
#include "core/replay/history.hpp"
#include "core/replay/inference.hpp"
#include "core/replay/step_index.hpp"

#include <memory>

namespace doorway {

/// A recording with all that is read from it, kept in step with it as it grows. Owned and used by one thread.
struct ReplayView {
  explicit ReplayView(std::shared_ptr<const Recording> of)
      : recording(std::move(of)), steps(*recording), history(*recording), inference(*recording), places(*recording) {}

  ReplayView(const ReplayView&) = delete;
  ReplayView& operator=(const ReplayView&) = delete;

  /// Takes in what was appended, all of it or up to an event. All parts know the same events afterwards, and at least
  /// those that `steps` knows. Returns true when there was something.
  bool update() { return update(recording->size()); }
  bool update(Seq up_to) {
    if (!steps.update(up_to)) return false;
    inference.update(steps.known());
    places.update(steps.known());
    return true;
  }

  const std::shared_ptr<const Recording> recording;
  StepIndex steps;
  History history;
  Inference inference;
  const Lineage& lineage = inference.lineage();
  PlaceIndex places;
};

}  // namespace doorway
