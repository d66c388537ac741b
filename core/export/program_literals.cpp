#include "core/export/program_literals.hpp"

#include "core/base/utf8.hpp"
#include "core/scenario/payload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace doorway {
namespace {

constexpr std::size_t fill_period = 62;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

bool is_plain_ascii(std::uint8_t byte) {
  return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

/// The escapes that both languages have, or nothing.
std::string_view short_escape(std::uint8_t byte) {
  switch (byte) {
    case '\n': return "\\n";
    case '\t': return "\\t";
    case '"': return "\\\"";
    case '\\': return "\\\\";
    default: return {};
  }
}

void add_python_byte(std::string& text, std::uint8_t byte) {
  if (is_plain_ascii(byte)) {
    text += static_cast<char>(byte);
  } else if (const std::string_view escape = short_escape(byte); !escape.empty()) {
    text += escape;
  } else {
    text += fmt::format("\\x{:02x}", byte);
  }
}

}  // namespace

std::string python_bytes(std::span<const std::uint8_t> bytes) {
  std::string text = "b\"";
  for (const std::uint8_t byte : bytes) add_python_byte(text, byte);
  return text + '"';
}

std::string python_text(std::string_view text) {
  const bool keep_letters = is_utf8(text);
  std::string literal = "\"";
  for (const std::uint8_t byte : bytes_of(text)) {
    if (byte >= 0x80 && keep_letters) {
      literal += static_cast<char>(byte);
    } else {
      add_python_byte(literal, byte);
    }
  }
  return literal + '"';
}

std::string c_string(std::span<const std::uint8_t> bytes) {
  std::string text = "\"";
  std::uint8_t before = 0;
  for (const std::uint8_t byte : bytes) {
    if (byte == '?' && before == '?') {
      text += "\\?";
    } else if (is_plain_ascii(byte)) {
      text += static_cast<char>(byte);
    } else if (const std::string_view escape = short_escape(byte); !escape.empty()) {
      text += escape;
    } else {
      text += fmt::format("\\{:03o}", byte);  // three digits and no more, whatever follows
    }
    before = byte;
  }
  return text + '"';
}

std::string c_string(std::string_view text) {
  return c_string(bytes_of(text));
}

bool is_long_fill(std::span<const std::uint8_t> bytes) {
  if (bytes.size() <= fill_period) return false;
  const Bytes period = fill_bytes(fill_period);
  if (!std::equal(period.begin(), period.end(), bytes.begin())) return false;
  return std::equal(bytes.begin() + fill_period, bytes.end(), bytes.begin());
}

}  // namespace doorway
