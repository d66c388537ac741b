#pragma once

#include <filesystem>
#include <string>
#include <string_view>

// Texts, a lesson and a recording that were made to do harm, for what shows them.
namespace doorway::test {

/// What a terminal would take for commands: ESC, BEL, C1, DEL. "owned" is in it.
extern const std::string for_terminal;
/// Each character that turns the direction of a text.
extern const std::string turning;
/// Formats, ids of a window, what shells and templates read.
extern const std::string of_signs;
/// Markup with scripts, and its ends.
extern const std::string markup;
/// A formula of a spreadsheet, which begins a cell.
extern const std::string formula;

/// What a text must not have that is shown: a character that steers a terminal or turns a line, or a byte that is not
/// UTF-8. Empty: nothing. Line ends (LF, CR LF) are well.
std::string raw_in(std::string_view text);

/// One process that sends all of these texts to itself.
std::string hostile_scenario();

/// A lesson that is well, each of whose texts has signs and markup in it: one page with that scenario, a question, a
/// gem, a goal and all else that a page can have.
std::string hostile_lesson();

/// Gives a recording's file these texts wherever a recording has one that nothing holds to a form: system and version,
/// the lesson it was made in, sockets named at its end.
void make_hostile(const std::filesystem::path& journey);

}  // namespace doorway::test
