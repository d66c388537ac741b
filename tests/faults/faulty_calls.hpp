#pragma once

#include <cstdint>

// For tests that faulty_calls.cpp is linked into. While nobody else makes calls.
extern "C" {

/// The next fault, as DOORWAY_FAULT has it; null: none. The counts begin anew.
void doorway_set_fault(const char* told);

/// How many calls of this kind were made since then, and how many of these failed by this.
std::uint64_t doorway_calls_made(const char* call);
std::uint64_t doorway_faults_met(const char* call);
}

/// As long as there is one, no call of its thread fails or counts: for what a test itself looks at. They do not nest.
class WithoutFaults {
 public:
  WithoutFaults();
  ~WithoutFaults();
  WithoutFaults(const WithoutFaults&) = delete;
  WithoutFaults& operator=(const WithoutFaults&) = delete;
};
