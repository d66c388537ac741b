#pragma once

#include "core/base/ids.hpp"
#include "core/scenario/call.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace doorway {

/// A place in a text, both from 1. Columns count characters (code points), not bytes.
struct SourcePosition {
  std::size_t line = 1;
  std::size_t column = 1;

  friend auto operator<=>(const SourcePosition&, const SourcePosition&) = default;
};

/// One line of a script: which process makes which call at which of its sockets.
struct Line {
  ProcessId process = 0;
  std::string new_socket;  ///< the name that the made or accepted socket gets, else empty
  std::string socket;      ///< the socket that the call is made at, else empty
  Call call;
  SourcePosition at;
  std::string text;  ///< as written, without the process and without a comment: `s.send("Hello")`
};

/// A script for two or more processes, with `repeat` unrolled. Nothing in it changes once it is parsed, so that
/// events refer to its lines from any thread.
struct Scenario {
  std::vector<std::string> processes;              ///< names, in the order in which the file first has them
  std::vector<std::shared_ptr<const Line>> lines;  ///< in file order; a repeated line is there several times
  std::string source;                              ///< the text it was read from, whole
  std::size_t first_line = 1;                      ///< the number of the text's first line in its file
};

}  // namespace doorway
