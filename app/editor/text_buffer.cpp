#include "app/editor/text_buffer.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <utility>

namespace doorway::app {
namespace {

constexpr std::size_t no_column = std::numeric_limits<std::size_t>::max();
constexpr std::ptrdiff_t lines_of_page = 15;
constexpr std::size_t most_changes = 1000;
constexpr std::size_t most_change_bytes = 16u << 20;

enum class CharacterKind : std::uint8_t { blank, line_end, word, sign };

CharacterKind kind_of(char c) {
  if (c == '\n') return CharacterKind::line_end;
  if (c == ' ' || c == '\t') return CharacterKind::blank;
  const bool is_letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  return is_letter || static_cast<unsigned char>(c) >= 0x80 ? CharacterKind::word : CharacterKind::sign;
}

std::size_t after_character(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return text.size();
  return offset + std::max<std::size_t>(decode_utf8(text.substr(offset)).size_bytes, 1);
}

std::size_t before_character(std::string_view text, std::size_t offset) {
  if (offset == 0) return 0;
  // At most four bytes make a character; what is none goes byte by byte, as it is decoded.
  for (std::size_t size = std::min<std::size_t>(offset, 4); size > 1; --size) {
    const DecodedCharacter character = decode_utf8(text.substr(offset - size, size));
    if (character.valid && character.size_bytes == size) return offset - size;
  }
  return offset - 1;
}

std::size_t word_left(std::string_view text, std::size_t offset) {
  while (offset > 0 && kind_of(text[offset - 1]) == CharacterKind::blank) --offset;
  if (offset == 0) return 0;
  const CharacterKind kind = kind_of(text[offset - 1]);
  if (kind == CharacterKind::line_end) return offset - 1;
  while (offset > 0 && kind_of(text[offset - 1]) == kind) --offset;
  return offset;
}

std::size_t word_right(std::string_view text, std::size_t offset) {
  if (offset == text.size()) return offset;
  const CharacterKind kind = kind_of(text[offset]);
  if (kind == CharacterKind::line_end) return offset + 1;
  while (offset < text.size() && kind_of(text[offset]) == kind) ++offset;
  while (offset < text.size() && kind_of(text[offset]) == CharacterKind::blank) ++offset;
  return offset;
}

std::string with_own_line_ends(std::string_view text) {
  std::string own;
  own.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    own += text[i] == '\r' ? '\n' : text[i];
  }
  return own;
}

}  // namespace

std::size_t column_of(std::string_view line, std::size_t offset) {
  return count_characters(line.substr(0, offset));
}

std::size_t offset_of_column(std::string_view line, std::size_t column) {
  std::size_t offset = 0;
  for (; column > 0 && offset < line.size(); --column) offset = after_character(line, offset);
  return offset;
}

TextBuffer::TextBuffer(std::string text, TextLimits limits) : text_(std::move(text)), limits_(limits) {
  find_lines();
}

std::string_view TextBuffer::selected() const {
  return std::string_view(text_).substr(selection_begin(), selection_end() - selection_begin());
}

// --- Lines

void TextBuffer::find_lines() {
  line_begins_.assign(1, 0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1))
    line_begins_.push_back(at + 1);
}

std::size_t TextBuffer::line_of(std::size_t offset) const {
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  return static_cast<std::size_t>(after - line_begins_.begin()) - 1;
}

std::string_view TextBuffer::line(std::size_t line) const {
  const std::size_t begin = line_begins_[line];
  const std::size_t end = line + 1 < line_begins_.size() ? line_begins_[line + 1] - 1 : text_.size();
  return std::string_view(text_).substr(begin, end - begin);
}

// --- Moving

std::size_t TextBuffer::at_character(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  if (offset == text_.size()) return offset;
  for (std::size_t begin = offset; begin > 0 && offset - begin < 3 && continues_character(text_[begin]);) {
    --begin;
    if (begin + decode_utf8(std::string_view(text_).substr(begin)).size_bytes > offset) return begin;
  }
  return offset;
}

std::size_t TextBuffer::lines_away(std::ptrdiff_t lines) const {
  const auto last = static_cast<std::ptrdiff_t>(line_count()) - 1;
  const auto to = static_cast<std::ptrdiff_t>(line_of(caret_)) + lines;
  if (to < 0) return 0;
  if (to > last) return text_.size();
  const auto target = static_cast<std::size_t>(to);
  return begin_of_line(target) + offset_of_column(line(target), wanted_column_);
}

std::size_t TextBuffer::place_of(Motion motion) const {
  const std::size_t present = line_of(caret_);
  const std::size_t begin = begin_of_line(present);
  switch (motion) {
    case Motion::left: return before_character(text_, caret_);
    case Motion::right: return after_character(text_, caret_);
    case Motion::word_left: return word_left(text_, caret_);
    case Motion::word_right: return word_right(text_, caret_);
    case Motion::up: return lines_away(-1);
    case Motion::down: return lines_away(1);
    case Motion::page_up: return lines_away(-lines_of_page);
    case Motion::page_down: return lines_away(lines_of_page);
    case Motion::line_start: {
      const std::string_view words = line(present);
      const std::size_t first = begin + std::min(words.find_first_not_of(" \t"), words.size());
      return caret_ == first ? begin : first;
    }
    case Motion::line_end: return begin + line(present).size();
    case Motion::text_start: return 0;
    case Motion::text_end: return text_.size();
  }
  return caret_;
}

void TextBuffer::move(Motion motion, bool select) {
  may_go_on_ = false;
  const bool is_vertical =
      motion == Motion::up || motion == Motion::down || motion == Motion::page_up || motion == Motion::page_down;
  const std::size_t present = line_of(caret_);
  const std::size_t column =
      wanted_column_ != no_column ? wanted_column_ : column_of(line(present), caret_ - begin_of_line(present));
  wanted_column_ = is_vertical ? column : no_column;
  const bool lets_go = has_selection() && !select;
  if (lets_go && motion == Motion::left) {
    caret_ = selection_begin();
  } else if (lets_go && motion == Motion::right) {
    caret_ = selection_end();
  } else {
    caret_ = place_of(motion);
  }
  if (!select) anchor_ = caret_;
}

void TextBuffer::select(std::size_t anchor, std::size_t caret) {
  may_go_on_ = false;
  wanted_column_ = no_column;
  anchor_ = at_character(anchor);
  caret_ = at_character(caret);
}

void TextBuffer::select_word(std::size_t offset) {
  offset = at_character(offset);
  const std::size_t present = line_of(offset);
  const std::size_t begin = begin_of_line(present);
  const std::size_t end = begin + line(present).size();
  if (begin == end) return select(begin, end);
  const std::size_t on = std::min(offset, end - 1);
  const CharacterKind kind = kind_of(text_[on]);
  std::size_t first = on;
  std::size_t last = on;
  while (first > begin && kind_of(text_[first - 1]) == kind) --first;
  while (last < end && kind_of(text_[last]) == kind) ++last;
  select(first, last);
}

// --- Changing

void TextBuffer::put(std::size_t at, std::size_t removed, std::string_view inserted) {
  text_.replace(at, removed, inserted);
  find_lines();
  ++version_;
  wanted_column_ = no_column;
}

/// Whether it is more of what the last change did.
bool TextBuffer::goes_on(const Change& next) const {
  if (!may_go_on_ || done_ == 0 || next.kind == Kind::alone) return false;
  const Change& last = changes_[done_ - 1];
  if (last.kind != next.kind) return false;
  if (next.kind == Kind::erasing)
    return next.at + next.removed.size() == last.at || next.at == last.at;  // to the left, or to the right
  if (!next.removed.empty() || last.inserted.empty() || next.at != last.at + last.inserted.size()) return false;
  const bool begins_word =
      kind_of(last.inserted.back()) != CharacterKind::word && kind_of(next.inserted.front()) == CharacterKind::word;
  return !begins_word && next.inserted.front() != '\n';
}

void TextBuffer::remember(Change next) {
  changes_.resize(done_);
  if (goes_on(next)) {
    Change& last = changes_.back();
    if (next.kind == Kind::typing) {
      last.inserted += next.inserted;
    } else if (next.at == last.at) {
      last.removed += next.removed;
    } else {
      last.removed.insert(0, next.removed);
      last.at = next.at;
    }
    return;
  }
  changes_.push_back(std::move(next));
  std::size_t bytes = 0;
  for (const Change& each : changes_) bytes += each.removed.size() + each.inserted.size();
  while (changes_.size() > most_changes || (bytes > most_change_bytes && changes_.size() > 1)) {
    bytes -= changes_.front().removed.size() + changes_.front().inserted.size();
    changes_.erase(changes_.begin());
  }
  done_ = changes_.size();
}

bool TextBuffer::change(std::size_t begin, std::size_t end, std::string_view text, Kind kind) {
  if (begin == end && text.empty()) return true;
  const auto line_ends = [](std::string_view part) {
    return static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
  };
  const std::string_view removed = std::string_view(text_).substr(begin, end - begin);
  // What is too large already may become smaller.
  const bool grows = text.size() > removed.size() || line_ends(text) > line_ends(removed);
  if (grows && (text_.size() - removed.size() + text.size() > limits_.bytes ||
                line_count() - line_ends(removed) + line_ends(text) > limits_.lines + 1))
    return false;
  remember({begin, std::string(removed), std::string(text), caret_, anchor_, kind});
  put(begin, end - begin, text);
  caret_ = anchor_ = begin + text.size();
  may_go_on_ = kind != Kind::alone;
  return true;
}

bool TextBuffer::type(std::string_view characters) {
  return change(selection_begin(), selection_end(), characters, Kind::typing);
}

bool TextBuffer::insert(std::string_view text) {
  return change(selection_begin(), selection_end(), with_own_line_ends(text), Kind::alone);
}

bool TextBuffer::replace(std::size_t begin, std::size_t end, std::string_view text, std::size_t select_begin,
                         std::size_t select_end) {
  if (!change(begin, end, text, Kind::alone)) return false;
  anchor_ = begin + select_begin;
  caret_ = begin + select_end;
  return true;
}

bool TextBuffer::replace_all(std::string_view text) {
  if (text == text_) return true;
  const std::size_t present = line_of(caret_);
  if (!change(0, text_.size(), text, Kind::alone)) return false;
  const std::size_t line_then = std::min(present, line_count() - 1);
  caret_ = anchor_ = begin_of_line(line_then);
  return true;
}

void TextBuffer::erase(Motion to) {
  if (has_selection()) {
    change(selection_begin(), selection_end(), "", Kind::alone);
    return;
  }
  const std::size_t there = place_of(to);
  change(std::min(caret_, there), std::max(caret_, there), "", Kind::erasing);
}

bool TextBuffer::undo() {
  if (done_ == 0) return false;
  const Change& last = changes_[--done_];
  put(last.at, last.inserted.size(), last.removed);
  caret_ = last.caret;
  anchor_ = last.anchor;
  may_go_on_ = false;
  return true;
}

bool TextBuffer::redo() {
  if (done_ == changes_.size()) return false;
  const Change& next = changes_[done_++];
  put(next.at, next.removed.size(), next.inserted);
  caret_ = anchor_ = next.at + next.inserted.size();
  may_go_on_ = false;
  return true;
}

}  // namespace doorway::app
