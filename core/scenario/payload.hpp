#pragma once

#include "core/base/bytes.hpp"

#include <cstddef>
#include <map>
#include <optional>

namespace doorway {

/// What a hexadecimal digit stands for, or -1 for another character.
int hex_value(char c);

/// The bytes of fill(N): A–Z, a–z, 0–9 and from A again, so that each byte differs from its neighbours and 62 in a row
/// from one another.
Bytes fill_bytes(std::size_t size_bytes);

/// Makes the payloads of a file's scenarios. Each size of fill is made once, however often and wherever it is sent.
class FillStore {
 public:
  /// Nothing where all sizes asked for would come to more than limits::payload_bytes.
  std::optional<Payload> fill(std::size_t size_bytes);

 private:
  std::map<std::size_t, Payload> by_size_;
  std::size_t total_bytes_ = 0;
};

}  // namespace doorway
