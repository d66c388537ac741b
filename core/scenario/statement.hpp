#pragma once

#include "core/scenario/arguments.hpp"
#include "core/scenario/lexer.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace doorway {

/// What stands after `process:` in a line. The views refer to the line.
struct Statement {
  std::string_view new_socket;
  std::string_view socket;
  Call call;
  std::string_view text;
  std::optional<Reference> reference;
};

/// Reads `[name =] [socket.]call(arguments)` from the tokens after the colon. The names of the file so far decide which
/// sockets there are; the new name is not added to them. Linear in the number of tokens.
Parsed<Statement> parse_statement(std::span<const Token> tokens, SourcePosition end, ProcessId process,
                                  const Names& names, FillStore& fills);

/// Puts into `names` what a line makes, its process and its new socket: known even if the rest of it is wrong, so that
/// one mistake does not bring others.
void note_names(std::span<const Token> tokens, Names& names);

}  // namespace doorway
