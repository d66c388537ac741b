#pragma once

#include "core/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// One word or sign of a condition.
struct ConditionToken {
  enum class Kind : std::uint8_t {
    word,    ///< letters, digits and _, not beginning with a digit
    number,  ///< digits and _ between them, perhaps after a -
    text,    ///< "…" with both quotes
    dot,
    hash,
    open,        ///< (
    close,       ///< )
    comparison,  ///< == != < <= > >=
    end,         ///< after the last one
    mistake,     ///< what no condition has; `message` says what to write instead
  };
  Kind kind = Kind::end;
  std::size_t offset = 0;  ///< bytes from the beginning of the condition
  std::string_view text;   ///< as written, a part of the condition
  std::string message;     ///< for Kind::mistake
};

/// The words and signs of a text, then Kind::end. Total; linear in the text's length.
std::vector<ConditionToken> condition_tokens(std::string_view text);

/// The bytes that a Kind::text stands for. `bad_escape` is where in it an escape is not one of \n \t \" \\ \xHH,
/// or npos.
Bytes unescape(std::string_view quoted, std::size_t& bad_escape);

}  // namespace doorway
