#include "core/export/json_line.hpp"

#include "core/base/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace doorway {
namespace {

/// As two units of UTF-16 where it takes two. Source: RFC 8259 §7.
void put_escaped(std::string& out, char32_t code_point) {
  const auto unit = [&out](char32_t value) {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(value));
  };
  if (code_point < 0x10000) return unit(code_point);
  unit(0xD800 + ((code_point - 0x10000) >> 10U));
  unit(0xDC00 + ((code_point - 0x10000) & 0x3FFU));
}

/// Of JSON: outside of texts there is nothing to escape.
std::string with_nothing_hidden(std::string_view json) {
  std::string line;
  line.reserve(json.size() + 1);
  while (!json.empty()) {
    const DecodedCharacter character = decode_utf8(json);
    const char32_t code_point = character.code_point;
    if (is_control(code_point) || is_bidi_control(code_point) || is_invisible(code_point)) {
      put_escaped(line, code_point);
    } else {
      line += json.substr(0, character.size_bytes);
    }
    json.remove_prefix(character.size_bytes);
  }
  return line;
}

}  // namespace

std::string json_line(const nlohmann::ordered_json& value) {
  std::string line = value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  const bool is_plain = std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
  if (!is_plain) line = with_nothing_hidden(line);
  line += '\n';
  return line;
}

}  // namespace doorway
