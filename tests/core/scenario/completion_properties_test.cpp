#include "core/base/utf8.hpp"
#include "core/scenario/completion.hpp"
#include "core/scenario/lexer.hpp"
#include "core/scenario/parser.hpp"
#include "print.hpp"
#include "random_script.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

std::string taken(const std::string& script, const Completion& offer) {
  return std::string(script).replace(offer.begin, offer.end - offer.begin, offer.text);
}

std::size_t mistakes_in_line(const std::string& script, std::size_t line) {
  const auto scenario = parse_scenario(script);
  if (scenario) return 0;
  const std::vector<Mistake> mistakes = scenario.error();
  return static_cast<std::size_t>(
      std::count_if(mistakes.begin(), mistakes.end(), [&](const Mistake& mistake) { return mistake.at.line == line; }));
}

std::size_t begin_of_line(const std::string& script, std::size_t line) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i < line; ++i) begin = script.find('\n', begin) + 1;
  return begin;
}

/// What holds of each offer: it replaces a part of one line, and what it puts there can be shown.
void check_offers(const std::string& script, std::size_t offset) {
  for (const Completion& offer : completions_at(script, offset)) {
    RC_ASSERT(offer.begin <= offer.end);
    RC_ASSERT(offer.end <= script.size());
    RC_ASSERT(script.substr(offer.begin, offer.end - offer.begin).find('\n') == std::string::npos);
    RC_ASSERT(offer.begin <= offset);
    RC_ASSERT(offer.select_begin <= offer.select_end);
    RC_ASSERT(offer.select_end <= offer.text.size());
    RC_ASSERT(!offer.shown.empty());
    RC_ASSERT(!offer.meaning.empty());
    RC_ASSERT(escape_for_display(offer.shown) == offer.shown);
    RC_ASSERT(taken(script, offer) != script);
  }
}

/// Takes what is offered at the end of the line, whichever it is, until the line is well. How often it took something;
/// nothing where it does not come to an end.
std::optional<int> follow_offers(std::string script, std::size_t line) {
  constexpr int most = 6;
  for (int count = 0; count <= most; ++count) {
    const std::size_t mistakes = mistakes_in_line(script, line);
    if (mistakes == 0) return count;
    const std::size_t end = std::min(script.find('\n', begin_of_line(script, line)), script.size());
    const auto offers = completions_at(script, end);
    if (offers.empty()) return std::nullopt;
    RC_LOG() << script.substr(begin_of_line(script, line), end - begin_of_line(script, line)) << "\n";
    script = taken(script, offers[*rc::gen::inRange<std::size_t>(0, offers.size())]);
    RC_ASSERT(mistakes_in_line(script, line) <= mistakes);
  }
  return std::nullopt;
}

/// A line of a good script, cut off before one of its words or numbers, or inside a word.
struct CutLine {
  std::string script;
  std::size_t line = 1;
  std::string cut_word;
};

/// Whether this word can be asked for again. Inside the parentheses of fill and hex nothing can be known.
bool can_be_cut(const std::vector<Token>& tokens, std::size_t index, bool words_only) {
  const TokenKind kind = tokens[index].kind;
  const bool is_word =
      kind == TokenKind::word || (!words_only && (kind == TokenKind::number || kind == TokenKind::text));
  const bool is_in_payload = index >= 2 && (tokens[index - 2].source == "fill" || tokens[index - 2].source == "hex");
  return is_word && !is_in_payload;
}

CutLine any_cut_line(bool words_only = false) {
  std::vector<std::string> lines = lines_of(test::print(any_scenario()));
  lines.pop_back();
  const auto line = *rc::gen::inRange<std::size_t>(0, lines.size());
  std::string& text = lines[line];
  const auto tokens = lex_line(text, 1).tokens;
  std::vector<std::size_t> choices;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (can_be_cut(tokens, i, words_only)) choices.push_back(i);
  const auto& token = tokens[choices[*rc::gen::inRange<std::size_t>(0, choices.size())]];
  const std::size_t kept =
      token.kind == TokenKind::word ? *rc::gen::inRange<std::size_t>(words_only ? 1 : 0, token.source.size() + 1) : 0;
  CutLine cut{"", line + 1, std::string(token.source)};
  text.erase(token.column - 1 + kept);
  for (const std::string& each : lines) cut.script += each + "\n";
  RC_LOG() << cut.script << "\nline " << cut.line << " lacks " << cut.cut_word << "\n";
  return cut;
}

}  // namespace

TEST_CASE("any bytes at any place have offers that fit, or none") {
  CHECK(rc::check([](const std::string& script) {
    const auto offset = *rc::gen::inRange<std::size_t>(0, script.size() + 3);
    check_offers(script, offset);
    static_cast<void>(help_at(script, offset));
  }));
}

TEST_CASE("any words at any place have offers that fit, or none") {
  CHECK(rc::check([] {
    const std::string script = any_words();
    const auto offset = *rc::gen::inRange<std::size_t>(0, script.size() + 1);
    check_offers(script, offset);
    static_cast<void>(help_at(script, offset));
  }));
}

TEST_CASE("whatever is taken in a new line of a good script, the line becomes well in a few steps") {
  CHECK(rc::check([] {
    std::vector<std::string> lines = lines_of(test::print(any_scenario()));
    lines.pop_back();
    const auto line = *rc::gen::inRange<std::size_t>(0, lines.size() + 1);
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(line), "");
    std::string script;
    for (const std::string& each : lines) script += each + "\n";
    const auto offers = completions_at(script, begin_of_line(script, line + 1));
    RC_ASSERT(!offers.empty());
    script = taken(script, offers[*rc::gen::inRange<std::size_t>(0, offers.size())]);
    RC_ASSERT(follow_offers(script, line + 1).has_value());
  }));
}

TEST_CASE("a line of a good script that is cut off becomes well again, whatever is taken") {
  CHECK(rc::check([] {
    const CutLine cut = any_cut_line();
    RC_ASSERT(follow_offers(cut.script, cut.line).has_value());
  }));
}

TEST_CASE("of a word that is cut off before its end, the word itself is offered") {
  CHECK(rc::check([] {
    const CutLine cut = any_cut_line(true);
    const std::size_t end = cut.script.find('\n', begin_of_line(cut.script, cut.line));
    const auto offers = completions_at(cut.script, end);
    const std::string line = lines_of(cut.script)[cut.line - 1];
    const bool is_there =
        line.ends_with(cut.cut_word) || std::any_of(offers.begin(), offers.end(), [&](const Completion& offer) {
          return taken(cut.script, offer).find(cut.cut_word, offer.begin) != std::string::npos;
        });
    const bool is_new_name = lex_line(line, 1).tokens.size() <= 3 && line.find('.') == std::string::npos;
    RC_ASSERT(is_there || is_new_name);
  }));
}

TEST_CASE("a word that is begun is gone on with first, and what only contains it comes last") {
  CHECK(rc::check([] {
    const CutLine cut = any_cut_line(true);
    const std::size_t end = cut.script.find('\n', begin_of_line(cut.script, cut.line));
    const std::string line = lines_of(cut.script)[cut.line - 1];
    const auto tokens = lex_line(line, 1).tokens;
    const std::string typed(tokens.back().source);
    bool was_inside = false;
    for (const Completion& offer : completions_at(cut.script, end)) {
      const std::size_t place = offer.shown.find(typed);
      const bool begins_word = place == 0 || (place != std::string::npos && std::isalnum(offer.shown[place - 1]) == 0);
      RC_ASSERT(!(begins_word && was_inside));
      was_inside = was_inside || !begins_word;
    }
  }));
}
