#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// Something that can be written at a place of a script.
struct Completion {
  std::string shown;             ///< `send("Hello")`
  std::string meaning;           ///< in a line
  std::size_t begin = 0;         ///< the bytes of the script that it takes the place of, within one line
  std::size_t end = 0;           ///< just after them
  std::string text;              ///< what stands there then
  std::size_t select_begin = 0;  ///< bytes of `text` to be typed over next; where both are equal the caret goes there
  std::size_t select_end = 0;

  friend bool operator==(const Completion&, const Completion&) = default;
};

/// What can be written where the caret is, at byte `offset` of the script: processes, sockets, calls, arguments. Best
/// first: what begins as the word at the caret does, then what contains it, and among equals what does at this socket
/// what it is for. What is forbidden nowhere is left out nowhere: a call that will fail is a lesson too. Nothing inside
/// quotes and comments. What would change nothing is not offered.
///
/// Total: any bytes and any offset give an answer, in a time that is linear in their number. Any thread.
std::vector<Completion> completions_at(std::string_view script, std::size_t offset);

/// What is told of a call, or of a word between its parentheses.
struct LineHelp {
  std::string usage;    ///< `c.recv(64)`
  std::string meaning;  ///< in a line

  friend bool operator==(const LineHelp&, const LineHelp&) = default;
};

/// What stands at byte `offset` of the script: the word of an argument, else the call of the line. Nothing on a line
/// without a call. Total, and linear in the length of the line but for finding it; any thread.
std::optional<LineHelp> help_at(std::string_view script, std::size_t offset);

}  // namespace doorway
