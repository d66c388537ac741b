#include "core/export/base64.hpp"

#include "core/base/bytes.hpp"
#include "tests/core/export/from_base64.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace doorway {

TEST_CASE("base64 is what RFC 4648 gives as its test vectors") {
  const auto encoded = [](std::string_view text) { return to_base64(Bytes(text.begin(), text.end())); };
  CHECK(encoded("").empty());
  CHECK(encoded("f") == "Zg==");
  CHECK(encoded("fo") == "Zm8=");
  CHECK(encoded("foo") == "Zm9v");
  CHECK(encoded("foob") == "Zm9vYg==");
  CHECK(encoded("fooba") == "Zm9vYmE=");
  CHECK(encoded("foobar") == "Zm9vYmFy");
}

TEST_CASE("each byte value keeps its bits in base64") {
  Bytes bytes;
  for (int value = 0; value < 256; ++value) bytes.push_back(static_cast<std::uint8_t>(255 - value));
  CHECK(from_base64(to_base64(bytes)) == bytes);
}

}  // namespace doorway
