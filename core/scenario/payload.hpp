#pragma once

#include "core/base/bytes.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>

namespace doorway {

/// What a hexadecimal digit stands for, or -1 for another character.
int hex_value(char c);

/// The bytes of fill(N): A–Z, a–z, 0–9 and from A again, so that each byte differs from its neighbours and 62 in a row
/// from one another.
Bytes fill_bytes(std::size_t size_bytes);

/// What a line of a script sends. The bytes of fill(N) are made when somebody first asks for them, so that lessons and
/// recordings are read without: a list of lessons would else write 50 MB that nobody sends. Copies share the bytes. Any
/// thread.
class ScriptPayload {
 public:
  /// No bytes.
  ScriptPayload();
  /// Bytes as they are written; never null.
  ScriptPayload(Payload bytes);
  static ScriptPayload fill(std::size_t size_bytes);

  [[nodiscard]] std::size_t size() const { return size_bytes_; }
  [[nodiscard]] const Bytes& bytes() const { return *shared(); }
  /// The bytes for who keeps them; the same ones each time. Never null.
  [[nodiscard]] const Payload& shared() const;
  /// Whether the bytes are there already.
  [[nodiscard]] bool is_made() const;

 private:
  struct Content;
  std::size_t size_bytes_ = 0;
  std::shared_ptr<Content> content_;
};

/// Makes the payloads of a file's scenarios. Each size of fill is made once, however often and wherever it is sent.
class FillStore {
 public:
  /// Nothing where all sizes asked for would come to more than limits::payload_bytes.
  std::optional<ScriptPayload> fill(std::size_t size_bytes);

 private:
  std::map<std::size_t, ScriptPayload> by_size_;
  std::size_t total_bytes_ = 0;
};

}  // namespace doorway
