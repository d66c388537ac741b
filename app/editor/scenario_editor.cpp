#include "app/editor/scenario_editor.hpp"

#include "core/base/count_of.hpp"
#include "core/base/utf8.hpp"
#include "core/scenario/limits.hpp"
#include "core/scenario/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace doorway::app {
namespace {

using Motion = TextBuffer::Motion;

constexpr std::string_view indent = "  ";

/// How far the caret goes, or what lies between it and there is erased.
std::optional<Motion> motion_of(const KeyPress& press) {
  switch (press.key) {
    case Key::left:
    case Key::backspace: return press.control ? Motion::word_left : Motion::left;
    case Key::right:
    case Key::remove: return press.control ? Motion::word_right : Motion::right;
    case Key::up: return Motion::up;
    case Key::down: return Motion::down;
    case Key::home: return press.control ? Motion::text_start : Motion::line_start;
    case Key::end: return press.control ? Motion::text_end : Motion::line_end;
    case Key::page_up: return Motion::page_up;
    case Key::page_down: return Motion::page_down;
    default: return std::nullopt;
  }
}

std::string too_large() {
  return fmt::format(
      "That is too much: a scenario has {} bytes and {} lines at most. repeat N {{ writes lines again, "
      "and fill(N) long payloads.",
      grouped(limits::text_bytes), grouped(limits::text_lines));
}

}  // namespace

// --- Pages

void ScenarioEditor::open(const std::string& page, std::string_view present, std::string_view own) {
  is_open_ = true;
  page_ = page;
  own_ = own;
  const auto kept = buffers_.find(page);
  if (kept == buffers_.end()) {
    buffers_.emplace(page, Draft{TextBuffer(std::string(present)), std::string(present)});
  } else if (kept->second.present != present) {
    kept->second.present = present;
    kept->second.buffer.replace_all(present);
  }
  parsed_version_ = 0;
  changed();
}

void ScenarioEditor::close() {
  is_open_ = false;
  hide_offers();
}

void ScenarioEditor::forget() {
  close();
  buffers_.clear();
}

// --- What is shown

const Mistake* ScenarioEditor::mistake_in(std::size_t line) const {
  const auto found =
      std::find_if(mistakes_.begin(), mistakes_.end(), [&](const Mistake& each) { return each.at.line == line + 1; });
  return found == mistakes_.end() ? nullptr : &*found;
}

// The buffers of several pages have versions of their own.
void ScenarioEditor::changed(bool fitted) {
  notice_ = fitted ? "" : too_large();
  if (parsed_version_ != buffer().version()) {
    auto parsed = parse_scenario(buffer().text());
    mistakes_ = parsed ? std::vector<Mistake>{} : std::move(parsed.error());
    parsed_version_ = buffer().version();
  }
  look_at_caret();
}

void ScenarioEditor::look_at_caret() {
  ++caret_moves_;
  help_ = help_at(buffer().text(), buffer().caret());
  hide_offers();
}

std::optional<std::string> ScenarioEditor::text_to_run() {
  changed();
  if (mistakes_.empty()) {
    Draft& draft = buffers_.at(page_);
    draft.present = draft.buffer.text();
    return draft.present;
  }
  const SourcePosition at = mistakes_.front().at;
  const std::size_t line = std::min(at.line, buffer().line_count()) - 1;
  const std::size_t place = buffer().begin_of_line(line) + offset_of_column(buffer().line(line), at.column - 1);
  text().select(place, place);
  look_at_caret();
  notice_ = fmt::format("Line {} cannot be run yet: mend what is marked there.", at.line);
  return std::nullopt;
}

// --- Keys

bool ScenarioEditor::press(const KeyPress& press) {
  if (press.key == Key::character) return !press.control && type(press.character);
  if (press.key == Key::space) return !press.control && type(U' ');
  if (press.key == Key::enter && !press.control) {
    begin_line();
    return true;
  }
  if (press.key == Key::tab && !press.control && !press.shift) {
    tab();
    return true;
  }
  return move_or_erase(press);
}

bool ScenarioEditor::move_or_erase(const KeyPress& press) {
  const auto motion = motion_of(press);
  if (!motion) return false;
  if (press.key != Key::backspace && press.key != Key::remove) {
    text().move(*motion, press.shift);
    notice_.clear();
    look_at_caret();
    return true;
  }
  const bool was_listed = !offers_.empty();
  text().erase(*motion);
  changed();
  const std::size_t caret = buffer().caret();
  if (was_listed && caret > 0) offer_after(static_cast<unsigned char>(buffer().text()[caret - 1]));
  return true;
}

bool ScenarioEditor::type(char32_t character) {
  if (is_control(character)) return false;
  changed(text().type(encode_utf8(character)));
  offer_after(character);
  return true;
}

// The new line stands below the present one, further in where that opens a block.
void ScenarioEditor::begin_line() {
  const std::size_t caret = buffer().selection_begin();
  const std::size_t begin = buffer().begin_of_line(buffer().line_of(caret));
  const std::string_view before = std::string_view(buffer().text()).substr(begin, caret - begin);
  std::string next = "\n" + std::string(before.substr(0, std::min(before.find_first_not_of(" \t"), before.size())));
  if (before.ends_with('{')) next += indent;
  changed(text().type(next));
}

// What was given to be typed over is kept, and the caret goes on behind the line.
void ScenarioEditor::tab() {
  if (buffer().has_selection()) {
    text().move(Motion::line_end, false);
    look_at_caret();
  } else {
    changed(text().type(indent));
  }
}

// --- Commands

void ScenarioEditor::apply(const EditorCommand& command) {
  std::visit([&](const auto& what) { carry_out(what); }, command);
}

void ScenarioEditor::carry_out(const editor::Run&) {}

void ScenarioEditor::carry_out(const editor::Restore&) {
  changed(text().replace_all(own_));
  buffers_.at(page_).present = own_;
}

void ScenarioEditor::carry_out(const editor::Undo&) {
  if (text().undo()) changed();
}

void ScenarioEditor::carry_out(const editor::Redo&) {
  if (text().redo()) changed();
}

void ScenarioEditor::carry_out(const editor::SelectAll&) {
  text().select_all();
  look_at_caret();
}

void ScenarioEditor::carry_out(const editor::Copy&) {
  if (buffer().has_selection()) clipboard_.set(std::string(buffer().selected()));
}

void ScenarioEditor::carry_out(const editor::Cut&) {
  if (!buffer().has_selection()) return;
  clipboard_.set(std::string(buffer().selected()));
  text().erase(Motion::left);
  changed();
}

void ScenarioEditor::carry_out(const editor::Paste&) {
  const std::string pasted = clipboard_.get();
  if (!pasted.empty()) changed(text().insert(pasted));
}

void ScenarioEditor::carry_out(const editor::PlaceCaret& place) {
  text().select(place.extend ? buffer().anchor() : place.offset, place.offset);
  notice_.clear();
  look_at_caret();
}

void ScenarioEditor::carry_out(const editor::SelectWord& select) {
  text().select_word(select.offset);
  look_at_caret();
}

}  // namespace doorway::app
