#pragma once

#include <cstddef>
#include <string_view>

namespace doorway::cli {

/// How far a command has come, in one line of a terminal that is written over and over. Nothing where standard error
/// is no terminal. Used by the main thread.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();  ///< as clear
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// "checking: run 120 of 2000"
  void show(std::string_view what, std::size_t done, std::size_t of_all);

  /// Takes the line away, before anything else is written.
  void clear();

 private:
  bool is_terminal_;
  bool is_shown_ = false;
};

}  // namespace doorway::cli
