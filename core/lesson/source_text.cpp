#include "core/lesson/source_text.hpp"

#include "core/base/count_of.hpp"
#include "core/base/utf8.hpp"
#include "core/lesson/lesson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace doorway {
namespace {

/// What is wrong with a character of a lesson, or empty.
std::string fault_of(const DecodedCharacter& character) {
  if (!character.valid)
    return fmt::format("the byte 0x{:02X} is not UTF-8: save the file as UTF-8",
                       static_cast<std::uint32_t>(character.code_point));
  if (character.code_point == '\t') return {};
  if (is_control(character.code_point)) {
    return fmt::format("{} is a control character, which cannot be seen: take it out",
                       code_point_name(character.code_point));
  }
  if (is_bidi_control(character.code_point)) {
    return fmt::format("{} turns the direction of the text: take it out", code_point_name(character.code_point));
  }
  if (is_invisible(character.code_point)) {
    return fmt::format("{} cannot be seen: take it out", code_point_name(character.code_point));
  }
  return {};
}

void check_line(std::string_view line, std::size_t number, MistakeList& mistakes) {
  if (line.size() > lesson_limits::line_bytes) {
    mistakes.add({number, 1}, fmt::format("the line has {} bytes and the limit is {}: begin a new line in between",
                                          grouped(line.size()), grouped(lesson_limits::line_bytes)));
  }
  for (std::size_t at = 0, column = 1; at < line.size() && !mistakes.is_full(); ++column) {
    const DecodedCharacter character = decode_utf8(line.substr(at));
    if (std::string fault = fault_of(character); !fault.empty()) {
      mistakes.add({number, column}, std::move(fault));
      return;  // one a line is enough: the next is likely the same
    }
    at += character.size_bytes;
  }
}

/// Finds brackets that stand too deep inside one another: md4c copies what stands between each two of them, to look
/// whether it names a link.
class BracketDepth {
 public:
  /// An empty line ends all that is open.
  void forget() { open_.clear(); }

  /// The byte of the line's first bracket that closes a pair with too many others inside.
  std::optional<std::size_t> too_deep_in(std::string_view line) {
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (line[at] == '\\') {
        ++at;
      } else if (line[at] == '[') {
        open_.push_back(0);
      } else if (line[at] == ']' && !open_.empty()) {
        const std::size_t pairs = open_.back() + 1;
        open_.pop_back();
        if (!open_.empty()) open_.back() = std::max(open_.back(), pairs);
        if (pairs > lesson_limits::brackets_inside + 1) return at;
      }
    }
    return std::nullopt;
  }

 private:
  std::vector<std::size_t> open_;  // how many pairs stand inside of each other in what it has by now
};

bool is_style_sign(char c) {
  return c == '*' || c == '_' || c == '`' || c == '{';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(blanks);
  if (from == std::string_view::npos) return text.substr(text.size());
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

SourceText::SourceText(std::string_view whole) : whole_(whole) {
  for (std::size_t at = 0; at < whole.size();) {
    starts_.push_back(at);
    const std::size_t end = whole.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
}

std::size_t SourceText::start_of(std::size_t number) const {
  return number <= starts_.size() ? starts_[number - 1] : whole_.size();
}

std::string_view SourceText::line(std::size_t number) const {
  std::string_view line = lines(number, number + 1);
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view SourceText::lines(std::size_t first, std::size_t past_last) const {
  const std::size_t from = start_of(first);
  return whole_.substr(from, start_of(std::max(first, past_last)) - from);
}

bool SourceText::holds(const char* place) const {
  const std::less_equal<const char*> not_after;
  return not_after(whole_.data(), place) && not_after(place, whole_.data() + whole_.size());
}

std::size_t SourceText::line_of(const char* place) const {
  const auto offset = static_cast<std::size_t>(place - whole_.data());
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return std::max<std::size_t>(1, static_cast<std::size_t>(after - starts_.begin()));
}

SourcePosition SourceText::position_of(const char* place) const {
  const std::size_t line = line_of(place);
  const char* begin = whole_.data() + start_of(line);
  return {line, count_characters({begin, static_cast<std::size_t>(place - begin)}) + 1};
}

void MistakeList::add(SourcePosition at, std::string message) {
  if (!is_full()) mistakes_.push_back({at, std::move(message)});
}

void MistakeList::add_all(const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) add(mistake.at, mistake.message);
}

bool MistakeList::is_full() const {
  // More than are reported, because those that are found late may stand early in the file.
  return mistakes_.size() >= 10 * lesson_limits::mistakes;
}

std::vector<Mistake> MistakeList::in_order() const {
  std::vector<Mistake> sorted = mistakes_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Mistake& a, const Mistake& b) { return a.at < b.at; });
  if (sorted.size() > lesson_limits::mistakes) {
    sorted.resize(lesson_limits::mistakes + 1);
    sorted.back().message = "there are more mistakes from here on: mend these first";
  }
  return sorted;
}

void check_characters(const SourceText& source, MistakeList& mistakes) {
  std::size_t together = 0;
  std::size_t signs = 0;
  bool said_signs = false;
  BracketDepth brackets;
  for (std::size_t number = 1; number <= source.line_count() && !mistakes.is_full(); ++number) {
    const std::string_view line = source.line(number);
    if (number > lesson_limits::lines) {
      mistakes.add({number, 1}, fmt::format("a lesson has {} lines at most: write two of it", lesson_limits::lines));
      return;
    }
    check_line(line, number, mistakes);
    signs += static_cast<std::size_t>(std::count_if(line.begin(), line.end(), is_style_sign));
    if (signs > lesson_limits::style_signs && !std::exchange(said_signs, true)) {
      mistakes.add({number, 1}, fmt::format("a lesson has {} of the signs * _ ` {{ at most: write two of it",
                                            grouped(lesson_limits::style_signs)));
    }
    const bool is_empty = trimmed(line).empty();
    if (is_empty) brackets.forget();
    if (const auto at = brackets.too_deep_in(line)) {
      mistakes.add({number, count_characters(line.substr(0, *at)) + 1},
                   fmt::format("more than {} pairs of brackets stand inside one another: take some out",
                               lesson_limits::brackets_inside));
      brackets.forget();
    }
    together = is_empty ? 0 : together + 1;
    if (together == lesson_limits::lines_together + 1) {
      mistakes.add({number, 1}, fmt::format("more than {} lines stand together: write an empty line in between",
                                            lesson_limits::lines_together));
    }
  }
}

}  // namespace doorway
