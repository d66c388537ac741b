#pragma once

#include "core/base/ids.hpp"
#include "core/base/vocabulary.hpp"
#include "core/lesson/lesson.hpp"
#include "core/replay/world_state.hpp"

#include <optional>
#include <string>

namespace doorway::app {

/// A part of the stage, by what it belongs to at one cursor.
struct StagedPart {
  StagePart::Kind kind = StagePart::Kind::process;
  ProcessId process = 0;
  SocketId socket = SocketId::none;  ///< none for a process, its hands and its program

  friend bool operator==(const StagedPart&, const StagedPart&) = default;
};

/// Whose the part is that a lesson names. Nothing where there is no such process, or its name means no socket at this
/// cursor.
std::optional<StagedPart> find_part(const StagePart& part, const WorldState& world, const Scenario& scenario);

/// The part as a lesson would name it: the way back.
StagePart name_part(const StagedPart& part, const WorldState& world, const Scenario& scenario);

/// "the inbox behind Bob's door c (receive buffer)", "receive buffer of bob.c". Safe to show.
std::string part_words(const StagePart& part, Vocabulary vocabulary);

/// The same at the beginning of a line.
std::string part_title(const StagePart& part, Vocabulary vocabulary);

}  // namespace doorway::app
