#pragma once

#include <cstdint>
#include <variant>

namespace doorway::app {

/// What lies open over the window and tells of the learner.
enum class LearnerCard : std::uint8_t { none, treasury, progress };

/// What concerns what a learner has done and keeps.
namespace book {
/// Goes on where the learner was; where nothing was done, to the first lesson.
struct Continue {};
/// Opens a card; closes it where it is open.
struct Open {
  LearnerCard card = LearnerCard::none;
};
struct Close {};
/// Writes a table into the user's folder.
struct WriteTable {};
/// Asks whether progress is to begin anew; `Reset` does so.
struct AskForReset {};
struct Reset {};
struct KeepAll {};  ///< the answer no
}  // namespace book

using BookCommand = std::variant<book::Continue, book::Open, book::Close, book::WriteTable, book::AskForReset,
                                 book::Reset, book::KeepAll>;

}  // namespace doorway::app
