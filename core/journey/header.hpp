#pragma once

#include "core/base/result.hpp"
#include "core/journey/journey.hpp"
#include "core/scenario/payload.hpp"

#include <string>
#include <string_view>

namespace doorway {

/// The first frame's text: README.md has its keys.
std::string header_json(const RecordingHeader& header, const JourneyInfo& info);

struct JourneyHeader {
  RecordingHeader recording;
  JourneyInfo info;
  FillStore fills;  ///< of the scenario's payloads, for those of its lesson too
};

/// Reads it; keys that it does not know are passed over, and cost no memory. The error is the end of a sentence about
/// the file.
Result<JourneyHeader> read_header(std::string_view json);

}  // namespace doorway
