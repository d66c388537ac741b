#include "app/journeys/journey_name.hpp"

#include "core/journey/journey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace doorway::app {
namespace {

constexpr std::size_t most_of_lesson = 40;
constexpr std::string_view time_pattern = "0000-00-00_00-00-00_";
constexpr std::string_view seen_mark = "_seen";

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

bool is_plain(char character) {
  const bool is_letter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
  return is_letter || is_digit(character) || character == '-';
}

/// The lesson as a part of a name: "two doors.md" becomes "two-doors".
std::string lesson_part(std::string_view lesson_file) {
  std::string part;
  for (const char character : lesson_file.substr(0, lesson_file.rfind('.'))) {
    if (part.size() == most_of_lesson) break;
    if (is_plain(character)) {
      part += character;
    } else if (!part.empty() && part.back() != '-') {
      part += '-';
    }
  }
  return part.empty() ? "take" : part;
}

std::string date_text(const std::tm& local) {
  return fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

/// What stands between the time and the ending; empty where the name is no journal's.
std::string_view behind_time(std::string_view name) {
  if (!name.ends_with(journey_extension) || name.size() <= time_pattern.size() + journey_extension.size()) return {};
  for (std::size_t i = 0; i < time_pattern.size(); ++i) {
    const bool is_well = time_pattern[i] == '0' ? is_digit(name[i]) : name[i] == time_pattern[i];
    if (!is_well) return {};
  }
  name.remove_prefix(time_pattern.size());
  name.remove_suffix(journey_extension.size());
  return name;
}

}  // namespace

std::int64_t unix_milliseconds_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

std::tm local_time(std::int64_t unix_ms) {
  const auto seconds = static_cast<std::time_t>(unix_ms / 1000);
  std::tm local{};
  ::localtime_r(&seconds, &local);
  return local;
}

std::string time_text(std::int64_t unix_ms) {
  const std::tm local = local_time(unix_ms);
  return fmt::format("{} {:02}:{:02}", date_text(local), local.tm_hour, local.tm_min);
}

std::string journal_name(const std::tm& local, std::string_view lesson_file) {
  return fmt::format("{}_{:02}-{:02}-{:02}_{}{}", date_text(local), local.tm_hour, local.tm_min, local.tm_sec,
                     lesson_part(lesson_file), journey_extension);
}

bool is_journal_name(std::string_view name) {
  std::string_view lesson = behind_time(name);
  if (lesson.ends_with(seen_mark)) lesson.remove_suffix(seen_mark.size());
  return !lesson.empty() && std::all_of(lesson.begin(), lesson.end(), is_plain);
}

bool is_seen_name(std::string_view name) {
  return is_journal_name(name) && behind_time(name).ends_with(seen_mark);
}

std::string seen_name(std::string_view journal) {
  journal.remove_suffix(journey_extension.size());
  return fmt::format("{}{}{}", journal, seen_mark, journey_extension);
}

std::string proposed_name(const std::tm& local, std::string_view lesson_file) {
  return fmt::format("{}-{}{}", lesson_part(lesson_file), date_text(local), journey_extension);
}

}  // namespace doorway::app
