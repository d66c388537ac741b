#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace doorway {

/// The bytes as Python writes them: b"Hello\x00".
std::string python_bytes(std::span<const std::uint8_t> bytes);

/// A text as Python writes it: "s.send(\"Hello\")". What is not UTF-8 goes byte by byte.
std::string python_text(std::string_view text);

/// The bytes as a string of C. No escape takes the character after it for its own, and nothing reads as a trigraph.
/// Source: C17 §5.2.1.1, §6.4.4.4.
std::string c_string(std::span<const std::uint8_t> bytes);
std::string c_string(std::string_view text);

/// Whether these are the bytes of fill(N), and so many that nobody would write them out.
bool is_long_fill(std::span<const std::uint8_t> bytes);

}  // namespace doorway
