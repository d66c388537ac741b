#include "core/scenario/payload.hpp"

#include "core/scenario/limits.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <string_view>
#include <utility>

namespace doorway {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Bytes fill_bytes(std::size_t size_bytes) {
  static constexpr std::string_view cycle = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  Bytes bytes;
  bytes.reserve(size_bytes);
  bytes.assign(cycle.begin(), cycle.begin() + static_cast<std::ptrdiff_t>(std::min(size_bytes, cycle.size())));
  // Whole cycles are doubled, so that what is appended continues the cycle.
  while (bytes.size() < size_bytes) {
    const std::size_t whole = bytes.size() - bytes.size() % cycle.size();
    const std::size_t more = std::min(whole, size_bytes - bytes.size());
    bytes.resize(bytes.size() + more);
    std::copy_n(bytes.begin(), more, bytes.end() - static_cast<std::ptrdiff_t>(more));
  }
  return bytes;
}

struct ScriptPayload::Content {
  std::once_flag once;
  std::atomic<bool> is_made{false};
  Payload bytes;
};

ScriptPayload::ScriptPayload() : ScriptPayload(make_payload(Bytes{})) {}

ScriptPayload::ScriptPayload(Payload bytes) : size_bytes_(bytes->size()), content_(std::make_shared<Content>()) {
  std::call_once(content_->once, [&] { content_->bytes = std::move(bytes); });
  content_->is_made = true;
}

ScriptPayload ScriptPayload::fill(std::size_t size_bytes) {
  ScriptPayload payload;
  payload.size_bytes_ = size_bytes;
  payload.content_ = std::make_shared<Content>();
  return payload;
}

const Payload& ScriptPayload::shared() const {
  std::call_once(content_->once, [this] {
    content_->bytes = make_payload(fill_bytes(size_bytes_));
    content_->is_made = true;
  });
  return content_->bytes;
}

bool ScriptPayload::is_made() const {
  return content_->is_made;
}

std::optional<ScriptPayload> FillStore::fill(std::size_t size_bytes) {
  if (const auto known = by_size_.find(size_bytes); known != by_size_.end()) return known->second;
  if (size_bytes > limits::payload_bytes - total_bytes_) return std::nullopt;
  total_bytes_ += size_bytes;
  return by_size_.emplace(size_bytes, ScriptPayload::fill(size_bytes)).first->second;
}

}  // namespace doorway
