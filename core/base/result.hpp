#pragma once

#include <boost/system/result.hpp>

#include <cassert>
#include <string>

namespace doorway {

/// Why something that a user asked for cannot be done, as one line for that user: where, what, and what to do instead.
struct Error {
  std::string message;

  friend bool operator==(const Error&, const Error&) = default;
};

/// A value, or the reason why there is none. Expected failures travel in it; a bug is an assert.
template <class T, class E = Error>
using Result = boost::system::result<T, E>;

}  // namespace doorway
