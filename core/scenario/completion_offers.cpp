// How offers are ranked and written, and what is told of a line.
#include "core/scenario/completion_parts.hpp"
#include "core/scenario/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace doorway::completion {
namespace {

constexpr std::size_t most_offers = 100;

/// 0 is best; nothing where what is typed is not in it.
std::optional<int> score_of(std::string_view typed, const Offers::Rank& rank) {
  const int unfit = rank.fits ? 0 : 1;
  const std::string written = in_small_letters(typed);
  const std::string key = in_small_letters(rank.key);
  const std::string other = in_small_letters(rank.other_key);
  if (key.starts_with(written) || (!other.empty() && other.starts_with(written))) return unfit;
  if (written.size() < 2) return std::nullopt;
  for (const auto& alias : rank.aliases)
    if (alias.meant == rank.key && alias.written.starts_with(written)) return 2 + unfit;
  if (key.find(written) != std::string::npos || other.find(written) != std::string::npos) return 4 + unfit;
  return std::nullopt;
}

}  // namespace

void Offers::add(std::string shown, std::string_view meaning, std::string text, const Rank& rank) {
  const std::size_t size = text.size();
  add({std::move(shown), std::string(meaning), where_.begin, where_.end, std::move(text), size, size}, where_.typed,
      rank);
}

void Offers::add(Completion offer, std::string_view typed, const Rank& rank) {
  const auto score = score_of(typed, rank);
  if (!score || where_.line.substr(offer.begin, offer.end - offer.begin) == offer.text) return;
  offer.begin += where_.line_begin;
  offer.end += where_.line_begin;
  scored_.push_back({*score, std::move(offer)});
}

void Offers::finish() {
  std::stable_sort(scored_.begin(), scored_.end(), [](const Scored& a, const Scored& b) { return a.score < b.score; });
  if (scored_.size() > most_offers) scored_.resize(most_offers);
  for (Scored& each : scored_) out_.push_back(std::move(each.offer));
}

std::string_view words_for(const SocketFacts& facts) {
  if (!facts.type) return "a socket";
  if (facts.is_datagram()) return facts.bound ? "a UDP socket with a port" : "a UDP socket";
  if (facts.listens) return "a TCP socket that listens";
  if (facts.connected) return "a TCP connection";
  return facts.bound ? "a TCP socket with a port" : "a TCP socket";
}

std::vector<std::string_view> usual_arguments(const CallRule& rule) {
  std::vector<std::string_view> arguments;
  std::string_view rest = rule.usage.substr(rule.usage.find('(') + 1);
  rest.remove_suffix(1);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(", "), rest.size());
    arguments.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return arguments;
}

std::span<const std::string> own_sockets(const Where& where, ProcessId process) {
  const std::vector<std::string>& sockets = where.above.names().process(process).sockets;
  return std::span(sockets).last(std::min(sockets.size(), most_sockets));
}

Draft draft_of(const CallRule& rule, const Where& where, ProcessId process, std::string_view socket) {
  const auto usual = usual_arguments(rule);
  std::vector<std::string> arguments(usual.begin(), usual.end());
  const auto& kinds = guide_of(rule).arguments;
  for (std::size_t i = 0; i < std::min(arguments.size(), kinds.size()); ++i) {
    if (kinds.at(i) == ArgumentKind::reference) {
      if (std::string best = best_reference(rule, where, process, socket); !best.empty()) arguments[i] = best;
    } else if (kinds.at(i) == ArgumentKind::poll_item && i == 0) {
      const auto own = own_sockets(where, process);
      if (!own.empty()) arguments[i] = own.back();
    }
  }
  Draft draft{fmt::format("{}({})", rule.name, fmt::join(arguments, ", ")), 0, 0};
  draft.select_begin = draft.select_end = draft.text.size();
  if (arguments.empty()) return draft;
  const std::size_t inside = arguments.front().starts_with('"') ? 1 : 0;
  draft.select_begin = rule.name.size() + 1 + inside;
  draft.select_end = rule.name.size() + 1 + arguments.front().size() - inside;
  return draft;
}

}  // namespace doorway::completion

namespace doorway {
namespace {

using completion::line_at;

std::optional<LineHelp> help_of_word(const OptionWords& words, std::string_view word) {
  const auto found = std::find(words.words.begin(), words.words.end(), word);
  if (found == words.words.end()) return std::nullopt;
  return LineHelp{std::string(word),
                  std::string(words.meanings[static_cast<std::size_t>(found - words.words.begin())])};
}

std::optional<LineHelp> help_of_value(std::string_view option, std::string_view word) {
  const auto named = option_named(option);
  if (!named) return std::nullopt;
  for (const auto& value : values_of(*named).words)
    if (value.word == word) return LineHelp{fmt::format("{}, {}", option, word), std::string(value.meaning)};
  return std::nullopt;
}

std::optional<LineHelp> help_of_argument(ArgumentKind kind, std::string_view option, std::string_view word) {
  switch (kind) {
    case ArgumentKind::socket_type: return help_of_word(socket_types(), word);
    case ArgumentKind::direction: return help_of_word(shutdown_directions(), word);
    case ArgumentKind::option: return help_of_word(options(), word);
    case ArgumentKind::poll_item: return help_of_word(poll_directions(), word);
    case ArgumentKind::option_value: return help_of_value(option, word);
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<LineHelp> help_at(std::string_view script, std::size_t offset) {
  const completion::ScriptLine line = line_at(script, offset);
  if (line.text.size() > limits::line_bytes) return std::nullopt;
  const std::vector<Token> tokens = lex_line(line.text, 1).tokens;
  if (tokens.empty()) return std::nullopt;
  if (tokens[0].source == "repeat") return LineHelp{"repeat 3 {", "the lines up to } are written out so often"};
  const StatementShape shape = shape_of(tokens);
  const bool is_line = tokens[0].kind == TokenKind::word && tokens.size() > 1 && tokens[1].kind == TokenKind::colon;
  const CallRule* rule = is_line && shape.call ? find_rule(tokens[*shape.call].source) : nullptr;
  if (rule == nullptr) return std::nullopt;
  std::size_t argument = 0;
  for (std::size_t i = shape.arguments; i < tokens.size(); ++i) {
    const auto begin = static_cast<std::size_t>(tokens[i].source.data() - line.text.data());
    if (tokens[i].kind == TokenKind::comma) ++argument;
    if (line.offset < begin || line.offset > begin + tokens[i].source.size()) continue;
    const auto& kinds = guide_of(*rule).arguments;
    const auto help = help_of_argument(kinds.at(std::min(argument, kinds.size() - 1)), tokens[shape.arguments].source,
                                       tokens[i].source);
    if (help) return help;
  }
  const auto name_at = [&](std::optional<std::size_t> index) {
    return index && bad_name(tokens[*index].source).empty() ? tokens[*index].source : std::string_view();
  };
  std::string usage = example_of(*rule, name_at(shape.new_socket), name_at(shape.socket));
  const bool has_argument = shape.opens && shape.arguments < tokens.size();
  const bool has_type = has_argument && guide_of(*rule).arguments[0] == ArgumentKind::socket_type;
  if (has_type && help_of_word(socket_types(), tokens[shape.arguments].source)) {
    // The kind of socket is the line's own.
    const std::string_view usual = completion::usual_arguments(*rule).front();
    usage.replace(usage.rfind(usual), usual.size(), tokens[shape.arguments].source);
  }
  return LineHelp{std::move(usage), std::string(guide_of(*rule).meaning)};
}

}  // namespace doorway
