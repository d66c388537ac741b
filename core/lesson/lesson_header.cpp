#include "core/lesson/lesson_header.hpp"

#include "core/base/suggest.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace doorway {
namespace {

constexpr std::array<std::string_view, 5> header_keys{"title", "summary", "order", "minutes", "outcome"};
constexpr std::string_view header_line = "---";

class HeaderReader {
 public:
  HeaderReader(const SourceText& source, Lesson& lesson, MistakeList& mistakes)
      : source_(source), lesson_(lesson), mistakes_(mistakes) {}

  std::size_t read() {
    if (trimmed(source_.line(1)) != header_line) {
      mistakes_.add({1, 1}, "a lesson begins with its header: write a line ---, then title: and its title, then ---");
      return 1;
    }
    std::size_t line = 2;
    for (; line <= source_.line_count() && trimmed(source_.line(line)) != header_line; ++line) {
      if (source_.line(line).starts_with("##")) {
        mistakes_.add({line, 1}, "the header is not closed: write a line --- before the first page");
        return line;
      }
      read_line(source_.line(line));
    }
    if (line > source_.line_count()) {
      mistakes_.add({1, 1}, "the header is not closed: write a line --- after its last key");
    } else if (!seen("title")) {
      mistakes_.add({1, 1}, "the title is missing: write title: and what the lesson is called");
    }
    return line + 1;
  }

 private:
  void read_line(std::string_view line) {
    if (trimmed(line).empty() || mistakes_.is_full()) return;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      return wrong(trimmed(line), "a line of the header is key: value, like title: A message goes through two doors");
    }
    const std::string_view key = trimmed(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    const auto* known = std::find(header_keys.begin(), header_keys.end(), key);
    if (known == header_keys.end()) {
      const auto meant = suggest(key, header_keys);
      return wrong(
          trimmed(line),
          meant ? fmt::format("there is no key {}: did you mean {}?", quote_input(key), *meant)
                : fmt::format("there is no key {}: write title, summary, order, minutes or outcome", quote_input(key)));
    }
    if (seen(key)) return wrong(key, fmt::format("{} is there twice: take one of them out", key));
    seen_[static_cast<std::size_t>(known - header_keys.begin())] = true;
    if (value.empty()) return wrong(key, fmt::format("{} has no value: write it after the colon", key));
    set(key, value);
  }

  void set(std::string_view key, std::string_view value) {
    if (key == "title") lesson_.title = text(key, value, lesson_limits::title_characters);
    if (key == "summary") lesson_.summary = text(key, value, lesson_limits::summary_characters);
    if (key == "outcome") lesson_.outcome = text(key, value, lesson_limits::outcome_characters);
    if (key == "order") lesson_.order = number(key, value).value_or(0);
    if (key == "minutes") lesson_.minutes = number(key, value);
  }

  std::string text(std::string_view key, std::string_view value, std::size_t most) {
    const std::size_t count = count_characters(value);
    if (count > most) {
      wrong(value, fmt::format("the {} has {} characters and the limit is {}: write a shorter one", key, count, most));
    }
    return std::string(value);
  }

  std::optional<std::uint32_t> number(std::string_view key, std::string_view value) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error == std::errc{} && end == value.data() + value.size() && number <= 999) return number;
    wrong(value, fmt::format("{} is a whole number from 0 to 999: write {}: 10", key, key));
    return std::nullopt;
  }

  [[nodiscard]] bool seen(std::string_view key) const {
    return seen_[static_cast<std::size_t>(std::find(header_keys.begin(), header_keys.end(), key) -
                                          header_keys.begin())];
  }

  void wrong(std::string_view where, std::string message) {
    mistakes_.add(source_.position_of(where.data()), std::move(message));
  }

  const SourceText& source_;
  Lesson& lesson_;
  MistakeList& mistakes_;
  std::array<bool, header_keys.size()> seen_{};
};

}  // namespace

std::size_t read_lesson_header(const SourceText& source, Lesson& lesson, MistakeList& mistakes) {
  return HeaderReader(source, lesson, mistakes).read();
}

}  // namespace doorway
