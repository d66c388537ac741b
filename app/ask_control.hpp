#pragma once

#include "app/ask_commands.hpp"
#include "app/keys.hpp"
#include "core/session/ask_state.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace doorway::app {

/// An answer while it is put together.
struct AskUi {
  bool is_typing = false;              ///< keys go to the field of the number
  std::string typed;                   ///< in it: digits, perhaps with "-" before them
  std::optional<StagePart> elsewhere;  ///< pointed at, and no target

  friend bool operator==(const AskUi&, const AskUi&) = default;
};

/// More digits are not taken.
constexpr std::size_t most_digits_typed = 15;

/// Carries out a command at the page's question. What comes back is to be given as the answer.
std::optional<Answer> apply(AskUi& ui, const AskCommand& command, const Ask& ask, const AskState& state);

/// What a key means while a number is asked for: the first digit leads into the field, and there letters mean nothing.
/// `asks_number`: and the answer does not stand yet.
std::optional<AskCommand> number_key(const KeyPress& press, bool asks_number, bool is_typing);

/// Whether the field keeps this key from meaning anything else.
bool field_keeps(const KeyPress& press);

/// The items with this one at another place, the others in their order.
std::vector<std::size_t> moved(std::vector<std::size_t> items, std::size_t from, std::size_t to);

}  // namespace doorway::app
