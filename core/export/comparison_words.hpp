#pragma once

#include "core/replay/comparison.hpp"

#include <string>

namespace doorway {

/// What a call did in each of two recordings, in the words of a programmer, safe to show on one line: `returned 5
/// "Hello"`, "slept", "did nothing more" where the process has not come so far.
struct WhatTheyDid {
  std::string here;
  std::string there;
};
/// `longest`: so many characters of a payload are shown. Where the words would be the same, `there` ends in "with other
/// bytes".
WhatTheyDid what_they_did(const Recording& here, const Recording& there, const CallDifference& difference,
                          std::size_t longest = 40);

/// "bob.recv#1", safe to show.
std::string call_name_of(const CallDifference& difference, const Scenario& scenario);

}  // namespace doorway
