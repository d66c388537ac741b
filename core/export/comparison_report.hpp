#pragma once

#include "core/replay/comparison.hpp"

#include <string>

namespace doorway {

/// One of two recordings that were compared, and what it is called.
struct ComparedRecording {
  const Recording& recording;
  std::string name;  ///< a file's, say
};

/// For people: the recordings as A and B, where they first differ, and each call that went otherwise, in several lines.
/// Its form may change from version to version.
std::string comparison_text(const Comparison& comparison, const ComparedRecording& a, const ComparedRecording& b);

/// For other programs: one line with a JSON object, described in README.md.
std::string comparison_json(const Comparison& comparison, const ComparedRecording& a, const ComparedRecording& b);

}  // namespace doorway
