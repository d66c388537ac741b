#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// How large a scenario and its parts may be. README.md has them as a table.
namespace doorway::limits {

constexpr std::size_t text_bytes = 1u << 20;
constexpr std::size_t text_lines = 10'000;
constexpr std::size_t line_bytes = 4096;
constexpr std::size_t processes = 8;
constexpr std::size_t name_characters = 32;
constexpr std::size_t repeat_depth = 8;
constexpr std::size_t unrolled_lines = 100'000;  ///< also the largest count of one repeat
/// Of one payload, and of all fill(N) of a file together: so that whatever was run can be opened again as a recording,
/// which may take 64 MiB in all.
constexpr std::uint64_t payload_bytes = 50u << 20;
constexpr std::uint64_t receive_bytes = 64u << 20;  ///< what recv, recvfrom and wait(socket, N) may ask for
constexpr std::uint64_t buffer_bytes = 1u << 30;    ///< sndbuf and rcvbuf
constexpr std::uint64_t backlog = 4096;
constexpr std::chrono::milliseconds duration{60'000};
constexpr std::size_t mistakes = 20;           ///< reported; one more says that there are more
constexpr std::size_t quoted_characters = 40;  ///< of the input, in one message
constexpr std::size_t suggested_from = 256;    ///< names looked at for "did you mean"

}  // namespace doorway::limits
