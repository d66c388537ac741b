#pragma once

#include "core/base/result.hpp"
#include "core/scenario/scenario.hpp"

#include <string>
#include <string_view>

namespace doorway {

/// Something in a text that cannot be read: where it is, and in one line what it is and what to write instead. Input is
/// quoted in it only in part and escaped, so that it can be shown as it is.
struct Mistake {
  SourcePosition at;
  std::string message;

  friend bool operator==(const Mistake&, const Mistake&) = default;
};

/// "line:column: message"
std::string to_string(const Mistake& mistake);

/// A value, or the mistake that stands in its place.
template <class T>
using Parsed = Result<T, Mistake>;

/// Input as messages quote it: 40 characters of it at most, escaped.
std::string quote_input(std::string_view input);

}  // namespace doorway
