#include "app/timeline_keys.hpp"

namespace doorway::app {
namespace {

constexpr double key_zoom = 1.5;
constexpr double key_pan = 0.25;

std::optional<TimelineCommand> character_of(char32_t character) {
  switch (character) {
    case U'j': return timeline::Open{TimelineCard::jump};
    case U'k': return timeline::Open{TimelineCard::sockets};
    case U'l': return timeline::Open{TimelineCard::legend};
    case U'm': return timeline::ToggleBookmark{};
    case U',': return timeline::ToBookmark{false};
    case U'.': return timeline::ToBookmark{true};
    case U'x': return timeline::SwitchAxis{};
    case U'z': return timeline::Fit{};
    default: return std::nullopt;
  }
}

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
      if (press.character == U'k') return timeline::Close{};
      return std::nullopt;
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<TimelineCommand> timeline_key(const KeyPress& press) {
  if (press.key == Key::character && !press.control) return character_of(press.character);
  if (!press.control) return std::nullopt;
  switch (press.key) {
    case Key::up: return timeline::Zoom{1 / key_zoom, {}};
    case Key::down: return timeline::Zoom{key_zoom, {}};
    case Key::left: return timeline::Pan{-key_pan};
    case Key::right: return timeline::Pan{key_pan};
    default: return std::nullopt;
  }
}

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
