#pragma once

#include "core/replay/inference.hpp"

#include <vector>

namespace doorway::test {

/// What can be inferred of a recording that is looked at a single time.
inline std::vector<Inferred> infer(const Recording& recording, Seq up_to) {
  Inference inference(recording);
  inference.update(up_to);
  const auto all = inference.up_to(up_to);
  return {all.begin(), all.end()};
}

}  // namespace doorway::test
