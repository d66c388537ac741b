#include "app/timeline_keys.hpp"

namespace doorway::app {
namespace {

std::optional<TimelineCommand> jump_key(const KeyPress& press) {
  const bool is_digit = press.key == Key::character && press.character >= U'0' && press.character <= U'9';
  if (is_digit) return timeline::Type{static_cast<char>(press.character)};
  if (press.key == Key::backspace) return timeline::Erase{};
  if (press.key == Key::enter) return timeline::Go{};
  return std::nullopt;
}

std::optional<TimelineCommand> sockets_key(const KeyPress& press) {
  switch (press.key) {
    case Key::up: return timeline::MoveRow{-1};
    case Key::down: return timeline::MoveRow{1};
    case Key::enter:
    case Key::space: return timeline::ToggleRow{};
    case Key::backspace: return timeline::ShowAllSockets{};
    case Key::character:
      if (matches(press, {Key::character, U'k', false, false})) return timeline::Close{};
      return std::nullopt;
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<TimelineCommand> timeline_card_key(const KeyPress& press, TimelineCard card) {
  if (card == TimelineCard::none) return std::nullopt;
  if (press.key == Key::escape) return timeline::Close{};
  if (card == TimelineCard::jump) return jump_key(press);
  if (card == TimelineCard::sockets) return sockets_key(press);
  return std::nullopt;
}

bool takes_all_keys(TimelineCard card) {
  return card == TimelineCard::jump || card == TimelineCard::sockets;
}

}  // namespace doorway::app
