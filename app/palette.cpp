#include "app/palette.hpp"

#include "core/base/utf8.hpp"
#include "core/scenario/call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace doorway::app {
namespace {

constexpr std::size_t most_typed_bytes = 80;
constexpr std::ptrdiff_t rows_of_page = 8;
constexpr std::size_t title_characters = 80;

char small(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string small(std::string_view text) {
  std::string result(text);
  for (char& letter : result) letter = small(letter);
  return result;
}

bool begins_word(std::string_view text, std::size_t at) {
  constexpr std::string_view between = " .:,#(\"'";
  return at == 0 || between.find(text[at - 1]) != std::string_view::npos;
}

// How many other letters stand between those of the word, or nothing where they are not all there in order.
std::optional<int> letters_between(std::string_view text, std::string_view word) {
  std::size_t at = text.find(word.front());
  const std::size_t first = at;
  for (std::size_t i = 1; i < word.size() && at != std::string_view::npos; ++i) at = text.find(word[i], at + 1);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<int>(at - first + 1 - word.size());
}

std::optional<int> match_word(std::string_view text, std::string_view word) {
  constexpr int inside_word = 4;
  constexpr int scattered = 20;
  std::optional<int> best;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    if (begins_word(text, at)) return at == 0 ? 0 : 1;
    best = inside_word;
  }
  if (best) return best;
  const auto between = letters_between(text, word);
  return between ? std::optional(scattered + *between) : std::nullopt;
}

void add_calls(std::vector<PaletteEntry>& entries, const SceneIndex& index) {
  const auto& names = index.recording().scenario().processes;
  for (std::size_t process = 0; process < names.size(); ++process) {
    for (const CallId id : index.calls_of(static_cast<ProcessId>(process))) {
      const IndexedCall* call = index.call(id);
      if (call == nullptr) continue;
      entries.push_back(
          {fmt::format("{}.{}#{}", escape_for_display(names[process], 24), call_name(call->line->call), call->nth),
           escape_for_display(call->line->text, 40), SeekTo{call->returned != 0 ? call->returned : call->called}});
    }
  }
}

/// The number in "12" or "step 12", or nothing.
std::optional<std::size_t> step_in(std::string_view typed) {
  const std::string text = small(typed);
  std::string_view number = text;
  if (number.starts_with("step")) number.remove_prefix(4);
  while (number.starts_with(' ')) number.remove_prefix(1);
  std::size_t step = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), step);
  const bool is_whole = !number.empty() && read.ptr == number.data() + number.size();
  return is_whole && read.ec == std::errc() ? std::optional(step) : std::nullopt;
}

}  // namespace

std::optional<int> match(std::string_view text, std::string_view typed) {
  const std::string in = small(text);
  const std::string words = small(typed);
  int score = 0;
  for (std::size_t at = words.find_first_not_of(' '); at != std::string::npos;) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const auto of_word = match_word(in, std::string_view(words).substr(at, end - at));
    if (!of_word) return std::nullopt;
    score += *of_word;
    at = words.find_first_not_of(' ', end);
  }
  return score;
}

std::vector<PaletteEntry> palette_entries(const std::vector<Action>& actions, const std::vector<LessonFile>& lessons,
                                          const LessonWalk* walk, const SceneIndex* index, Vocabulary vocabulary) {
  std::vector<PaletteEntry> entries;
  const auto add_actions = [&](Likely likely) {
    for (const Action& action : actions) {
      if (action.likely == likely && !action.name.empty())
        entries.push_back({action.name, keys_text(action.keys), action.command});
    }
  };
  add_actions(Likely::first);
  if (walk != nullptr) {
    const auto& pages = walk->lesson().pages;
    for (std::size_t i = 0; i < pages.size(); ++i) {
      entries.push_back({fmt::format("Page {}: {}", i + 1,
                                     escape_for_display(plain_text(pages[i].title, vocabulary), title_characters)),
                         "page", WalkCommand{walk::ToPage{i}}});
    }
  }
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    entries.push_back(
        {fmt::format("Lesson {}: {}", i + 1, lessons[i].title()), "lesson", ViewCommand{view::OpenLesson{i}}});
  }
  add_actions(Likely::second);
  add_actions(Likely::last);
  if (index != nullptr) add_calls(entries, *index);
  return entries;
}

void Palette::open(std::vector<PaletteEntry> entries, std::size_t step_count) {
  entries_ = std::move(entries);
  fixed_count_ = entries_.size();
  step_count_ = step_count;
  typed_.clear();
  is_open_ = true;
  find();
}

void Palette::close() {
  is_open_ = false;
  entries_.clear();
  found_.clear();
}

std::optional<Command> Palette::press(const KeyPress& press) {
  switch (press.key) {
    case Key::escape: close(); break;
    case Key::enter: return take(chosen_);
    case Key::up: choose(-1); break;
    case Key::down: choose(1); break;
    case Key::page_up: choose(-rows_of_page); break;
    case Key::page_down: choose(rows_of_page); break;
    case Key::backspace: rub_out(press.control); break;
    case Key::space: type(U' '); break;
    case Key::character:
      if (!press.control) type(press.character);
      if (matches(press, {Key::character, U'k', false, true})) close();
      break;
    default: break;
  }
  return std::nullopt;
}

std::optional<Command> Palette::take(std::size_t row) {
  if (row >= found_.size()) return std::nullopt;
  Command command = entries_[found_[row]].command;
  close();
  return command;
}

void Palette::type(char32_t character) {
  const std::string bytes = encode_utf8(character);
  if (is_control(character) || typed_.size() + bytes.size() > most_typed_bytes) return;
  typed_ += bytes;
  find();
}

void Palette::rub_out(bool all) {
  if (all) typed_.clear();
  drop_last_character(typed_);
  find();
}

void Palette::choose(std::ptrdiff_t by) {
  if (found_.empty()) return;
  const auto last = static_cast<std::ptrdiff_t>(found_.size()) - 1;
  chosen_ = static_cast<std::size_t>(std::clamp(static_cast<std::ptrdiff_t>(chosen_) + by, std::ptrdiff_t{0}, last));
}

// The number of a step is no entry of the list: there may be a million.
void Palette::offer_step() {
  entries_.resize(fixed_count_, PaletteEntry{"", "", SeekTo{}});
  const auto step = step_in(typed_);
  if (!step || step_count_ == 0) return;
  const std::size_t to = std::min(*step, step_count_);
  entries_.push_back({*step > step_count_ ? fmt::format("Step {}, the last there is", to) : fmt::format("Step {}", to),
                      fmt::format("of {}", step_count_), SessionCommand{session::Move{playhead::SeekStep{to}}}});
  found_.push_back(fixed_count_);
}

void Palette::find() {
  chosen_ = 0;
  found_.clear();
  offer_step();
  // Of equals the shortest is nearest to what was typed; while nothing is, all stand in their own order.
  std::vector<std::tuple<int, std::size_t, std::size_t>> scored;
  for (std::size_t i = 0; i < fixed_count_; ++i) {
    const auto score = match(entries_[i].text, typed_);
    if (score) scored.emplace_back(*score, typed_.empty() ? 0 : entries_[i].text.size(), i);
  }
  std::sort(scored.begin(), scored.end());
  for (const auto& [score, length, entry] : scored) found_.push_back(entry);
}

}  // namespace doorway::app
