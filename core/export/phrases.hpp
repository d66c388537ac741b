#pragma once

#include "core/base/count_of.hpp"
#include "core/export/event_names.hpp"
#include "core/record/event.hpp"
#include "core/replay/inferred.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace doorway {

// What happened, in the words of a programmer. One line each, without control characters.

/// `"Hello"`: printable text as it is, `\n \t \" \\` and `\xHH` for the rest; what is longer than `longest` characters
/// is shortened and its count added: `"AAAAAAAA…", 4096 bytes`.
std::string shown_bytes(std::span<const std::uint8_t> bytes, std::size_t longest = 40);

/// The same without the count.
std::string quoted_bytes(std::span<const std::uint8_t> bytes, std::size_t longest = 40);

/// A socket's name without its process: "c" of "bob.c".
std::string_view name_at_home(std::string_view unique_name);

/// What a returned call brought: `→ 5 "Hello"`, `→ -1 ECONNREFUSED Connection refused`, `→ c, from 127.0.0.1:51834`.
/// `event` is the one that `returned` is the body of.
std::string result_phrase(const Event& event, const Returned& returned, const Line& line, const EventNames& names);

/// "sleeps until it can read"
std::string sleep_phrase(const Sleeps& sleeps, const Line& line);

/// "until it can read"
std::string until_phrase(SleepsUntil until, const Call& call);

/// What the kernel says of a socket now that it did not say before: "ESTABLISHED, 5 bytes readable". Empty when nothing
/// that a person would look at has changed.
std::string change_phrase(const KernelSample& before, const KernelSample& after, SocketType type);

/// "ACK of 5 bytes, bob.c to alice.s"
std::string inferred_phrase(const Inferred& inferred, const EventNames& names);

}  // namespace doorway
