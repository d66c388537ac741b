#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace doorway::test {

/// What is wrong with a sequence diagram, or nothing: a strict reading of the part of Mermaid's grammar that Doorway
/// uses. Each line is a participant, a note, a message, or the beginning or end of an activation; participants are
/// named before they are used; who is not active is not made inactive; texts have no character that Mermaid's lexer or
/// its HTML would take for its own. Source: Mermaid's sequenceDiagram.jison.
std::optional<std::string> mermaid_mistake(std::string_view text);

}  // namespace doorway::test
