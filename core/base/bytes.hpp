#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace doorway {

using Bytes = std::vector<std::uint8_t>;

/// Bytes that several events and scripts refer to and nobody changes. Never null where a call or an event has a
/// payload.
using Payload = std::shared_ptr<const Bytes>;

inline Payload make_payload(Bytes bytes) {
  return std::make_shared<const Bytes>(std::move(bytes));
}

inline Payload make_payload(std::string_view text) {
  return make_payload(Bytes(text.begin(), text.end()));
}

}  // namespace doorway
