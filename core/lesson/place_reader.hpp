#pragma once

#include "core/lesson/lesson.hpp"
#include "core/lesson/scenario_names.hpp"
#include "core/lesson/source_text.hpp"

#include <optional>
#include <string_view>

namespace doorway {

/// The first word of `rest`, which then begins after it. Empty at the end; then it stands there.
std::string_view take_word(std::string_view& rest);

/// Reads places in a run and parts of the stage, as cues and questions name them. What it reads are views into
/// `source`; each mistake is added to `mistakes`.
class PlaceReader {
 public:
  PlaceReader(const ScenarioNames& names, const SourceText& source, MistakeList& mistakes)
      : names_(names), source_(source), mistakes_(mistakes) {}

  /// `after alice.send#1`, and nothing after it.
  std::optional<Place> read_place(std::string_view text);
  /// `bob.c.recvbuffer`, and nothing after it.
  std::optional<StagePart> read_part(std::string_view text);
  /// Null where there is no such process, which is then said; also where no names are known.
  const ScenarioNames::Process* find_process(std::string_view name);

 private:
  std::optional<condition::NthCall> read_call(std::string_view moment, std::string_view text);
  bool is_in_scenario(const condition::NthCall& call, std::string_view text);
  std::optional<StagePart::Kind> read_part_kind(const StagePart& part, std::string_view word);
  bool has_part(const StagePart& part, std::string_view socket, std::string_view kind);
  bool takes_only(std::string_view rest, std::string_view what);
  /// False, for what cannot be read.
  bool wrong(std::string_view where, std::string message);

  const ScenarioNames& names_;
  const SourceText& source_;
  MistakeList& mistakes_;
};

}  // namespace doorway
