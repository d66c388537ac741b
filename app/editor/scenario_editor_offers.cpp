// The list of what can be written at the caret.
#include "app/editor/scenario_editor.hpp"

#include <algorithm>

namespace doorway::app {
namespace {

constexpr std::ptrdiff_t rows_of_page = 8;

bool is_word(char32_t c) {
  return c == U'_' || (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

}  // namespace

std::size_t ScenarioEditor::offers_at() const {
  std::size_t first = buffer().caret();
  for (const Completion& offer : offers_) first = std::min(first, offer.begin);
  return first;
}

void ScenarioEditor::hide_offers() {
  offers_.clear();
  chosen_.reset();
}

void ScenarioEditor::find_offers(bool asked_for) {
  // What is selected is asked for anew: from its beginning nothing is written yet.
  const std::size_t at = buffer().selection_begin();
  offers_ = completions_at(buffer().text(), at);
  const bool has_begun = at > 0 && is_word(static_cast<unsigned char>(buffer().text()[at - 1]));
  chosen_.reset();
  if (!offers_.empty() && (asked_for || has_begun)) chosen_ = 0;
}

// Enter goes on to the next line as long as nothing of a word is written: only then is a row chosen. Numbers are nobody
// else's to write.
void ScenarioEditor::offer_after(char32_t typed) {
  const std::size_t caret = buffer().caret();
  const std::string_view before = std::string_view(buffer().text()).substr(0, caret);
  const auto word =
      std::find_if_not(before.rbegin(), before.rend(), [](char c) { return is_word(static_cast<unsigned char>(c)); });
  const bool is_number = word != before.rbegin() && is_digit(static_cast<unsigned char>(*word.base()));
  const bool asks = is_word(typed) || typed == U'.' || typed == U'(' || typed == U' ';
  if (asks && !is_number) find_offers(false);
}

void ScenarioEditor::choose(std::ptrdiff_t by) {
  const auto last = static_cast<std::ptrdiff_t>(offers_.size()) - 1;
  const std::ptrdiff_t from = chosen_ ? static_cast<std::ptrdiff_t>(*chosen_) : by > 0 ? -1 : last + 1;
  chosen_ = static_cast<std::size_t>(std::clamp(from + by, std::ptrdiff_t{0}, last));
}

bool ScenarioEditor::press_in_list(const KeyPress& press) {
  if (offers_.empty() || press.control || press.shift) return false;
  switch (press.key) {
    case Key::up: choose(-1); return true;
    case Key::down: choose(1); return true;
    case Key::page_up: choose(-rows_of_page); return true;
    case Key::page_down: choose(rows_of_page); return true;
    case Key::escape: hide_offers(); return true;
    case Key::tab:
      if (!chosen_ && buffer().has_selection()) return false;
      carry_out(editor::TakeOffer{chosen_.value_or(0)});
      return true;
    case Key::enter:
      if (!chosen_) return false;
      carry_out(editor::TakeOffer{*chosen_});
      return true;
    default: return false;
  }
}

void ScenarioEditor::carry_out(const editor::ShowOffers&) {
  find_offers(true);
  if (offers_.empty()) notice_ = "Nothing is offered here: what stands in quotes and comments is yours.";
}

void ScenarioEditor::carry_out(const editor::TakeOffer& take) {
  if (take.row >= offers_.size()) return;
  const Completion offer = offers_[take.row];
  changed(text().replace(offer.begin, offer.end, offer.text, offer.select_begin, offer.select_end));
  const bool goes_on = offer.select_begin < offer.select_end || offer.text.ends_with('.') || offer.text.ends_with(' ');
  if (goes_on) find_offers(false);
}

}  // namespace doorway::app
