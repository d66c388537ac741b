#include "core/scenario/mistake.hpp"

#include "core/base/utf8.hpp"
#include "core/scenario/limits.hpp"

#include <fmt/format.h>

namespace doorway {

std::string to_string(const Mistake& mistake) {
  return fmt::format("{}:{}: {}", mistake.at.line, mistake.at.column, mistake.message);
}

std::string quote_input(std::string_view input) {
  return escape_for_display(input, limits::quoted_characters);
}

}  // namespace doorway
