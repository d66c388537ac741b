#pragma once

#include "core/record/recording.hpp"

#include <string>
#include <vector>

namespace doorway::test {

/// What is wrong with the form of a recording, a line each; empty when each event has its place: seq counts from 1,
/// time never goes back, a process is in one call at a time, each call is called, (sleeps, woke)*, returned at most
/// once, and nothing is called behind `ended`.
std::vector<std::string> faults_of(const Recording& recording);

/// What the streams of a TCP-only scenario must be: what each accepted connection has brought its two ends is a
/// beginning of what the other end has sent. A line for each that is not.
std::vector<std::string> broken_streams_of(const Recording& recording);

}  // namespace doorway::test
