#pragma once

#include "core/scenario/mistake.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

// What the targets hold the answers to. What does not hold ends the program: a finding.
namespace doorway::fuzz {

/// `about` is printed with it, escaped.
void expect(bool holds, std::string_view what, std::string_view about = {});

/// Whether it can be shown as it is on one line of a terminal: UTF-8 without anything that escape_for_display would
/// show otherwise, and no longer than that.
void expect_line(std::string_view line, std::size_t most_bytes);

/// Whether it is UTF-8 in lines without other control characters, and turns the direction of nothing.
void expect_text(std::string_view text);

/// Whether the mistakes are in order, at most so many and at least one, each at a place of the text and a line as
/// above. `at` is where the text begins in its file.
void expect_mistakes(const std::vector<Mistake>& mistakes, std::string_view text, std::size_t most,
                     SourcePosition at = {});

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// A number that is made of the input: by it a target chooses what it does besides.
std::size_t choice_of(std::string_view input, std::size_t end);

}  // namespace doorway::fuzz
