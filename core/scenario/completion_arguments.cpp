// What can stand between the parentheses of a call.
#include "core/scenario/completion_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace doorway::completion {
namespace {

/// How many bytes an example waits for, which the usage of wait does not show.
constexpr std::string_view usual_wait_bytes = "5";

/// The argument that the caret is in.
struct Slot {
  const CallRule& rule;
  std::string_view socket;  ///< that the call is made at
  ProcessId process = 0;
  std::size_t index = 0;           ///< among the arguments
  std::size_t begin = 0;           ///< of the argument, in the line
  std::span<const Token> words;    ///< of the argument, before the word at the caret
  std::optional<Option> option{};  ///< the one that it is a value of
};

/// Nothing where the caret is behind the call, or inside the parentheses of a payload.
std::optional<Slot> slot_of(const Where& where, ProcessId process, const StatementShape& shape) {
  const CallRule* rule = find_rule(where.tokens[*shape.call].source);
  if (rule == nullptr) return std::nullopt;
  const std::string_view socket = shape.socket ? where.tokens[*shape.socket].source : std::string_view();
  Slot slot{*rule, socket, process, 0, 0, {}};
  std::size_t first = shape.arguments;
  for (std::size_t i = shape.arguments; i < where.tokens.size(); ++i) {
    const TokenKind kind = where.tokens[i].kind;
    if (kind == TokenKind::open || kind == TokenKind::close) {
      // A payload's own parentheses are skipped as a whole.
      const auto close = std::find_if(where.tokens.begin() + static_cast<std::ptrdiff_t>(i), where.tokens.end(),
                                      [](const Token& token) { return token.kind == TokenKind::close; });
      if (kind == TokenKind::close || close == where.tokens.end()) return std::nullopt;
      i = static_cast<std::size_t>(close - where.tokens.begin());
    } else if (kind == TokenKind::comma) {
      ++slot.index;
      first = i + 1;
    }
  }
  slot.words = std::span(where.tokens).subspan(first);
  slot.begin = slot.words.empty() ? where.begin : where.offset_of(slot.words.front());
  if (slot.index == 1) slot.option = option_named(where.tokens[shape.arguments].source);
  return slot;
}

ArgumentKind kind_of(const Slot& slot) {
  const auto& kinds = guide_of(slot.rule).arguments;
  if (slot.index < kinds.size()) return kinds.at(slot.index);
  return kinds.back() == ArgumentKind::poll_item ? kinds.back() : ArgumentKind::none;
}

std::string usual_value(Option option) {
  const OptionValues& values = values_of(option);
  return std::string(values.words.empty() ? values.example->written : values.words.front().word);
}

/// What has to come behind the argument, where it is not there: further arguments, and the parenthesis. `option`: that
/// it is.
std::string ending_of(const Slot& slot, const Where& where, std::optional<Option> option = {}) {
  if (!where.is_at_end() && !where.rest.starts_with(')')) return "";
  std::string ending;
  if (slot.index + 1 < slot.rule.least_arguments) {
    const std::string reference = best_reference(slot.rule, where, slot.process, slot.socket);
    ending = fmt::format(", {}", option               ? usual_value(*option)
                                 : !reference.empty() ? reference
                                                      : std::string(usual_arguments(slot.rule).back()));
  }
  return where.is_at_end() ? ending + ")" : ending;
}

/// Offers words in the place of the word at the caret.
class ArgumentOffers {
 public:
  ArgumentOffers(const Slot& slot, const Where& where, Offers& offers) : slot_(slot), where_(where), offers_(offers) {}

  void add(std::string_view written, std::string_view meaning, bool fits = true, const OptionWords* aliases = nullptr) {
    add_at(where_.begin, where_.end, where_.typed, written, meaning,
           {written, {}, aliases != nullptr ? aliases->aliases : Rank{}.aliases, fits});
  }
  void add_words(const OptionWords& words) {
    if (!slot_.words.empty()) return;
    for (std::size_t i = 0; i < words.words.size(); ++i) add(words.words[i], words.meanings[i], true, &words);
  }
  void add_options() {
    if (!slot_.words.empty()) return;
    const OptionWords& all = options();
    for (std::size_t i = 0; i < all.words.size(); ++i) {
      const std::string_view word = all.words[i];
      const std::string text = fmt::format("{}{}", word, ending_of(slot_, where_, option_named(word)));
      // A value that came with it is what is typed over next.
      const bool has_value = slot_.index + 1 < slot_.rule.least_arguments && text.size() > word.size() + 2;
      const std::size_t close = text.ends_with(')') ? 1 : 0;
      offers_.add({std::string(word), std::string(all.meanings[i]), where_.begin, where_.end, text,
                   has_value ? word.size() + 2 : text.size(), has_value ? text.size() - close : text.size()},
                  where_.typed, {word, {}, all.aliases});
    }
  }
  void add_values() {
    if (!slot_.option || !slot_.words.empty()) return;
    const OptionValues& values = values_of(*slot_.option);
    for (const auto& value : values.words) add(value.word, value.meaning);
    if (values.example) add(values.example->written, values.example->meaning);
  }
  void add_forms(std::span<const WrittenForm> forms) {
    if (!slot_.words.empty()) return;
    for (const WrittenForm& form : forms) add(form.written, form.meaning);
  }
  /// The whole of `bob.l` is one word here.
  void add_references() {
    const bool is_reference = slot_.words.empty() || (slot_.words.size() == 2 && slot_.words[1].kind == TokenKind::dot);
    if (!is_reference) return;
    std::size_t end = where_.end;
    if (slot_.words.empty() && end < where_.line.size() && where_.line[end] == '.') {
      do ++end;
      while (end < where_.line.size() && is_word_character(where_.line[end]));
    }
    const std::string_view typed = where_.line.substr(slot_.begin, where_.begin + where_.typed.size() - slot_.begin);
    for_each_reference(slot_.rule, where_, slot_.process, slot_.socket,
                       [&](const std::string& name, std::string_view socket, const SocketFacts& facts, bool fits) {
                         add_at(slot_.begin, end, typed, name, words_for(facts), {name, socket, {}, fits});
                       });
  }
  void add_poll_items() {
    const OptionWords& directions = poll_directions();
    const bool has_direction = !slot_.words.empty();
    for (const std::string& socket : own_sockets(where_, slot_.process)) add(socket, meaning_of(socket));
    for (const std::string& socket : own_sockets(where_, slot_.process))
      for (std::size_t i = 0; i < directions.words.size(); ++i)
        if (!has_direction || slot_.words.back().source != directions.words[i])
          add(fmt::format("{} {}", directions.words[i], socket), directions.meanings[i], false);
    if (slot_.index > 0 && !has_direction) add(duration_form().written, "so long at most", false);
  }
  void add_waited_for() {
    if (!slot_.words.empty()) return;
    add(duration_form().written, duration_form().meaning);
    for (const std::string& socket : own_sockets(where_, slot_.process)) {
      const bool is_alone = where_.is_at_end() || where_.rest.starts_with(')');
      add(is_alone ? fmt::format("{}, {}", socket, usual_wait_bytes) : socket, "until so many bytes can be read there");
    }
  }

  using Rank = Offers::Rank;

  template <class Take>
  static void for_each_reference(const CallRule& rule, const Where& where, ProcessId process, std::string_view socket,
                                 Take take);

 private:
  [[nodiscard]] std::string_view meaning_of(std::string_view socket) const {
    return words_for(where_.above.facts_of(slot_.process, socket));
  }
  void add_at(std::size_t begin, std::size_t end, std::string_view typed, std::string_view written,
              std::string_view meaning, const Rank& rank) {
    const std::string text = fmt::format("{}{}", written, ending_of(slot_, where_));
    offers_.add({std::string(written), std::string(meaning), begin, end, text, text.size(), text.size()}, typed, rank);
  }

  const Slot& slot_;
  const Where& where_;
  Offers& offers_;
};

/// All sockets of the script, those of other processes first. `take(name, socket, facts, fits)`.
template <class Take>
void ArgumentOffers::for_each_reference(const CallRule& rule, const Where& where, ProcessId process,
                                        std::string_view socket, Take take) {
  const Names& names = where.all.names();
  const std::string& caller = where.above.names().process(process).name;
  const SocketFacts own = where.above.facts_of(process, socket);
  for (const bool is_own : {false, true}) {
    for (std::size_t id = 0; id < names.processes().size(); ++id) {
      const KnownProcess& owner = names.processes()[id];
      if ((owner.name == caller) != is_own) continue;
      for (const std::string& each : std::span(owner.sockets).last(std::min(owner.sockets.size(), most_sockets))) {
        const SocketFacts facts = where.all.facts_of(static_cast<ProcessId>(id), each);
        const bool same_kind = facts.is_datagram() == own.is_datagram();
        const bool can_answer = facts.is_datagram() ? facts.bound : facts.listens || rule.name == "bind";
        take(fmt::format("{}.{}", owner.name, each), each, facts, !is_own && same_kind && can_answer);
      }
    }
  }
}

}  // namespace

std::string best_reference(const CallRule& rule, const Where& where, ProcessId process, std::string_view socket) {
  std::string best;
  bool best_fits = false;
  ArgumentOffers::for_each_reference(rule, where, process, socket,
                                     [&](const std::string& name, std::string_view, const SocketFacts&, bool fits) {
                                       if (!best.empty() && (best_fits || !fits)) return;
                                       best = name;
                                       best_fits = fits;
                                     });
  return best;
}

void offer_argument(const Where& where, ProcessId process, const StatementShape& shape, Offers& offers) {
  const auto slot = slot_of(where, process, shape);
  if (!slot) return;
  ArgumentOffers arguments(*slot, where, offers);
  switch (kind_of(*slot)) {
    case ArgumentKind::none: return;
    case ArgumentKind::socket_type: return arguments.add_words(socket_types());
    case ArgumentKind::direction: return arguments.add_words(shutdown_directions());
    case ArgumentKind::option: return arguments.add_options();
    case ArgumentKind::option_value: return arguments.add_values();
    case ArgumentKind::payload: return arguments.add_forms(payload_forms());
    case ArgumentKind::port: arguments.add("0", "any free port"); return arguments.add_references();
    case ArgumentKind::reference: return arguments.add_references();
    case ArgumentKind::poll_item: return arguments.add_poll_items();
    case ArgumentKind::waited_for: return arguments.add_waited_for();
    case ArgumentKind::number: break;
  }
  const auto usual = usual_arguments(slot->rule);
  if (slot->words.empty())
    arguments.add(slot->index < usual.size() ? usual[slot->index] : usual_wait_bytes, guide_of(slot->rule).meaning);
}

}  // namespace doorway::completion
