#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

namespace doorway::app {

/// Wall clock, milliseconds since 1970-01-01 UTC.
std::int64_t unix_milliseconds_now();

/// The time as this computer's clock shows it. Any thread.
std::tm local_time(std::int64_t unix_ms);

/// "2026-11-23 10:41"
std::string time_text(std::int64_t unix_ms);

/// The name of a take's own file: "2026-11-23_10-41-05_02-two-doors.journey". `lesson_file` is the name of the lesson's
/// file, empty where there is none: then the take stands in its place. Nothing but ASCII letters, digits, `-` and `_`.
std::string journal_name(const std::tm& local, std::string_view lesson_file);

/// Whether a file has a name as `journal_name` gives it, or as such a file is called once its user has seen it. Every
/// other file in the folder is the user's own.
bool is_journal_name(std::string_view name);

/// Of a journal that was cut off: its user was asked about it and is not asked again.
bool is_seen_name(std::string_view name);
std::string seen_name(std::string_view journal);

/// What a file that the user saves is called unless told otherwise: "02-two-doors-2026-11-23.journey". Never as a
/// journal is.
std::string proposed_name(const std::tm& local, std::string_view lesson_file);

}  // namespace doorway::app
