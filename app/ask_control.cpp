#include "app/ask_control.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace doorway::app {
namespace {

bool is_negative(const std::string& typed) {
  return typed.starts_with('-');
}

/// Nothing where no digit is typed.
std::optional<std::int64_t> number_in(const std::string& typed) {
  std::int64_t number = 0;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  const bool is_whole = !typed.empty() && read.ptr == typed.data() + typed.size();
  return is_whole && read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

void change_sign(std::string& typed) {
  if (is_negative(typed)) {
    typed.erase(0, 1);
  } else {
    typed.insert(0, 1, '-');
  }
}

struct Apply {
  AskUi& ui;
  const AskState& state;

  void enter() const {
    if (ui.is_typing) return;
    ui.is_typing = true;
    ui.typed.clear();
  }
  std::optional<Answer> operator()(const asking::Type& type) const {
    if (state.committed) return std::nullopt;
    enter();
    if (type.sign == '-') {
      change_sign(ui.typed);
    } else if (type.sign >= '0' && type.sign <= '9' && ui.typed.size() < most_digits_typed + is_negative(ui.typed)) {
      ui.typed += type.sign;
    }
    return std::nullopt;
  }
  std::optional<Answer> operator()(const asking::Erase& erase) const {
    if (erase.all) ui.typed.clear();
    if (!ui.typed.empty()) ui.typed.pop_back();
    return std::nullopt;
  }
  std::optional<Answer> operator()(const asking::GiveTyped&) const {
    if (!ui.is_typing) return std::nullopt;
    ui.is_typing = false;
    const auto number = number_in(ui.typed);
    return number ? std::optional<Answer>(answer::Number{*number}) : std::nullopt;
  }
  std::optional<Answer> operator()(const asking::EnterField&) const {
    if (!state.committed) enter();
    return std::nullopt;
  }
  std::optional<Answer> operator()(const asking::LeaveField&) const {
    ui.is_typing = false;
    return std::nullopt;
  }
  std::optional<Answer> operator()(const asking::PointElsewhere& point) const {
    if (state.committed) return std::nullopt;
    ui.elsewhere = point.part;
    return answer::Elsewhere{};
  }
};

}  // namespace

std::optional<Answer> apply(AskUi& ui, const AskCommand& command, const Ask& ask, const AskState& state) {
  const bool fits_kind = std::holds_alternative<asking::PointElsewhere>(command)
                             ? std::holds_alternative<PointAt>(ask.answers)
                             : std::holds_alternative<NumberAnswer>(ask.answers);
  return fits_kind ? std::visit(Apply{ui, state}, command) : std::nullopt;
}

std::optional<AskCommand> number_key(const KeyPress& press, bool asks_number, bool is_typing) {
  if (!asks_number) return std::nullopt;
  const bool is_plain = press.key == Key::character && !press.control;
  if (is_plain && press.character >= U'0' && press.character <= U'9') {
    return asking::Type{static_cast<char>(press.character)};
  }
  if (!is_typing) return std::nullopt;
  if (is_plain && (press.character == U'-' || press.character == U'+')) return asking::Type{'-'};
  if (press.key == Key::backspace) return asking::Erase{press.control};
  if (press.key == Key::enter) return asking::GiveTyped{};
  if (press.key == Key::escape) return asking::LeaveField{};
  return std::nullopt;
}

bool field_keeps(const KeyPress& press) {
  switch (press.key) {
    case Key::character: return !press.control;
    case Key::left:
    case Key::right:
    case Key::home:
    case Key::end: return !press.control;
    default: return false;
  }
}

std::vector<std::size_t> moved(std::vector<std::size_t> items, std::size_t from, std::size_t to) {
  if (from >= items.size() || to >= items.size()) return items;
  const auto at = [&](std::size_t place) { return items.begin() + static_cast<std::ptrdiff_t>(place); };
  if (from < to) {
    std::rotate(at(from), at(from + 1), at(to + 1));
  } else {
    std::rotate(at(to), at(from), at(from + 1));
  }
  return items;
}

}  // namespace doorway::app
