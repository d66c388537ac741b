#pragma once

#include "core/scenario/call_rules.hpp"
#include "core/scenario/completion.hpp"
#include "core/scenario/outline.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What the parts of completion share.
namespace doorway::completion {

/// Of one process, the latest: a script of thousands of sockets is completed as quickly as a short one.
constexpr std::size_t most_sockets = 64;

/// One line of a script.
struct ScriptLine {
  std::string_view text;      ///< without its line end
  std::size_t begin = 0;      ///< its first byte in the script
  std::size_t offset = 0;     ///< the caret's byte in `text`
  std::size_t next_line = 0;  ///< where the next one begins in the script
};
/// The line that this byte of the script is in.
ScriptLine line_at(std::string_view script, std::size_t offset);

/// Where somebody writes.
struct Where {
  Outline above;              ///< the lines before this one
  Outline all;                ///< all lines but this one
  std::string_view line;      ///< whole
  std::size_t line_begin;     ///< in the script
  std::vector<Token> tokens;  ///< of the line, up to the word at the caret
  std::size_t begin = 0;      ///< of that word, in the line; the caret where there is none
  std::size_t end = 0;        ///< just after it: the caret may stand inside
  std::string_view typed;     ///< of that word, up to the caret
  std::string_view rest;      ///< of the line, after it, from its first visible character on

  [[nodiscard]] bool is_kind(std::size_t index, TokenKind kind) const {
    return index < tokens.size() && tokens[index].kind == kind;
  }
  /// Nothing but a comment stands behind.
  [[nodiscard]] bool is_at_end() const { return rest.empty() || rest.front() == '#'; }
  /// The word at the caret as a new name, empty where it cannot be one.
  [[nodiscard]] std::string_view new_name() const {
    const std::string_view word = line.substr(begin, end - begin);
    return !word.empty() && bad_name(word).empty() && word != "repeat" ? word : std::string_view();
  }
  [[nodiscard]] std::size_t offset_of(const Token& token) const {
    return static_cast<std::size_t>(token.source.data() - line.data());
  }
};

/// Nothing inside quotes and comments, and behind what is no word of the language.
std::optional<Where> where_is(std::string_view script, std::size_t offset);

/// Of names, calls and numbers.
bool is_word_character(char c);

/// Gathers what can be offered.
class Offers {
 public:
  Offers(const Where& where, std::vector<Completion>& out) : where_(where), out_(out) {}

  /// What an offer is found by, and how well it fits.
  struct Rank {
    std::string_view key;
    std::string_view other_key = {};
    std::span<const OptionWords::Alias> aliases = {};  ///< other words for the key
    bool fits = true;
  };
  /// `text` in the place of the word at the caret.
  void add(std::string shown, std::string_view meaning, std::string text, const Rank& rank);
  /// The same in the place of these bytes of the line; `typed` is what is there already, up to the caret.
  void add(Completion offer, std::string_view typed, const Rank& rank);
  [[nodiscard]] bool is_empty() const { return scored_.empty(); }
  /// Best first; nothing can be added any more.
  void finish();

 private:
  struct Scored {
    int score = 0;
    Completion offer;
  };

  const Where& where_;
  std::vector<Completion>& out_;
  std::vector<Scored> scored_;
};

/// What its lines say of a socket: "a TCP socket that listens".
std::string_view words_for(const SocketFacts& facts);

/// A text with the part of it that is to be typed over.
struct Draft {
  std::string text;
  std::size_t select_begin = 0;
  std::size_t select_end = 0;
};
/// `send("Hello")`: a call of this process at this socket (may be empty), with arguments that there are.
Draft draft_of(const CallRule& rule, const Where& where, ProcessId process, std::string_view socket);

/// The arguments of a call's usage, as they are written there: `"Hello"` and `bob.u`.
std::vector<std::string_view> usual_arguments(const CallRule& rule);

/// The sockets that the process has made above, the latest where they are many.
std::span<const std::string> own_sockets(const Where& where, ProcessId process);

/// What can stand between the parentheses of the call.
void offer_argument(const Where& where, ProcessId process, const StatementShape& shape, Offers& offers);

/// The best socket to refer to in this call, `bob.l`, or an empty text where there is none.
std::string best_reference(const CallRule& rule, const Where& where, ProcessId process, std::string_view socket);

}  // namespace doorway::completion
