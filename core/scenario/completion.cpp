#include "core/scenario/completion.hpp"

#include "core/scenario/completion_parts.hpp"
#include "core/scenario/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace doorway::completion {
namespace {

using Rank = Offers::Rank;

constexpr std::array<std::string_view, 3> usual_processes{"alice", "bob", "carol"};

/// A name of this beginning that the process has not given yet: s, s2, s3, …
std::string fresh_name(const Where& where, ProcessId process, std::string_view usual) {
  const auto is_taken = [&](const std::string& name) {
    const auto id = where.all.names().find(where.above.names().process(process).name);
    return where.above.names().has_socket(process, name) || (id && where.all.names().has_socket(*id, name));
  };
  std::string name(usual);
  for (std::size_t number = 2; is_taken(name); ++number) name = fmt::format("{}{}", usual, number);
  return name;
}

// As lessons have it: what comes after the colon stands in one column.
std::string with_colon(std::string_view process, const Where& where) {
  std::size_t longest = process.size();
  for (const KnownProcess& each : where.all.names().processes()) longest = std::max(longest, each.name.size());
  return fmt::format("{}:{}", process, std::string(longest - process.size() + 1, ' '));
}

void offer_process(const Where& where, Offers& offers, std::string_view name, std::string_view meaning, bool is_there) {
  const std::string text = where.rest.starts_with(':') ? std::string(name) : with_colon(name, where);
  offers.add(fmt::format("{}:", name), meaning, text, {name, {}, {}, is_there});
}

void offer_processes(const Where& where, Offers& offers) {
  const Names& names = where.all.names();
  const bool has_room = names.processes().size() < limits::processes;
  for (const KnownProcess& process : names.processes()) {
    const auto above = where.above.names().find(process.name);
    if (!above || !where.above.has_exited(*above))
      offer_process(where, offers, process.name, "a process of this script", true);
  }
  for (const std::string_view name : usual_processes)
    if (has_room && !names.find(name)) offer_process(where, offers, name, "a new process", false);
  const std::string_view written = where.new_name();
  const bool is_repeat = std::string_view("repeat").starts_with(written);
  if (offers.is_empty() && has_room && !is_repeat && !names.find(written))
    offer_process(where, offers, written, "a new process", true);
}

void offer_line(const Where& where, Offers& offers) {
  offer_processes(where, offers);
  if (!where.is_at_end()) return;
  if (where.all.open_repeats() > 0) offers.add("}", "ends the repeat above", "}", {"}"});
  if (where.above.open_repeats() >= limits::repeat_depth) return;
  Completion repeat{"repeat 3 {", "the lines up to } again and again", where.begin, where.end, "repeat 3 {\n}", 7, 8};
  offers.add(std::move(repeat), where.typed, {"repeat", {}, {}, false});
}

/// A call in the place of the word at the caret; its parentheses may be there already.
void offer_call(const CallRule& rule, const Where& where, ProcessId process, std::string_view socket, bool fits,
                Offers& offers) {
  Draft draft = draft_of(rule, where, process, socket);
  const std::string shown = draft.text;
  if (where.rest.starts_with('(')) draft = {std::string(rule.name), rule.name.size(), rule.name.size()};
  offers.add({shown, std::string(guide_of(rule).meaning), where.begin, where.end, draft.text, draft.select_begin,
              draft.select_end},
             where.typed, {rule.name, {}, call_aliases(), fits});
}

/// `c = l.accept()`, from byte `begin` of the line on.
void offer_accept(const Where& where, ProcessId process, std::string_view name, std::string_view socket,
                  std::size_t begin, Offers& offers) {
  const CallRule& rule = *find_rule("accept");
  const std::string text = fmt::format("{} = {}.accept", name, socket);
  const std::string ending = where.rest.starts_with('(') ? "" : "()";
  const std::size_t size = text.size() + ending.size();
  const bool listens = where.above.facts_of(process, socket).listens;
  offers.add({text + "()", std::string(guide_of(rule).meaning), begin, where.end, text + ending, size, size},
             where.typed, {rule.name, text, {}, listens});
}

bool fits(SocketUse use, const SocketFacts& facts) {
  switch (use) {
    case SocketUse::any: return true;
    case SocketUse::fresh: return !facts.listens && !facts.connected;
    case SocketUse::fresh_stream: return !facts.listens && !facts.connected && !facts.is_datagram();
    case SocketUse::listening: return facts.listens;
    case SocketUse::connected: return facts.connected;
    case SocketUse::datagram: return facts.is_datagram();
  }
  return true;
}

void offer_calls_at(const Where& where, ProcessId process, const StatementShape& shape, Offers& offers) {
  const Token& socket = where.tokens[*shape.socket];
  const SocketFacts facts = where.above.facts_of(process, socket.source);
  for (const CallRule& rule : call_rules()) {
    if (rule.at.empty()) continue;
    const bool names_one = shape.new_socket.has_value();
    if (rule.makes.empty() != names_one) {
      offer_call(rule, where, process, socket.source, fits(guide_of(rule).use, facts), offers);
    } else if (!names_one) {
      const std::string name = fresh_name(where, process, rule.makes);
      offer_accept(where, process, name, socket.source, where.offset_of(socket), offers);
    }
  }
}

/// `s = socket(tcp)`
void offer_socket(const Where& where, ProcessId process, std::string_view name, Offers& offers) {
  const CallRule& rule = *find_rule("socket");
  const Draft draft = draft_of(rule, where, process, {});
  const std::string begin = fmt::format("{} = ", name);
  offers.add({begin + draft.text, std::string(guide_of(rule).meaning), where.begin, where.end, begin + draft.text,
              begin.size() + draft.select_begin, begin.size() + draft.select_end},
             where.typed, {rule.name, begin, call_aliases()});
}

/// What makes a socket of this name.
void offer_new_socket(const Where& where, ProcessId process, std::string_view socket_name,
                      std::string_view accepted_name, Offers& offers) {
  for (const std::string& socket : own_sockets(where, process)) {
    if (where.above.facts_of(process, socket).listens)
      offer_accept(where, process, accepted_name, socket, where.begin, offers);
  }
  offer_socket(where, process, socket_name, offers);
}

bool may_exit(const Where& where, ProcessId process) {
  const auto id = where.all.names().find(where.above.names().process(process).name);
  const bool is_last = !id || where.all.lines_of(*id) == where.above.lines_of(process);
  return is_last && where.above.open_repeats() == 0;
}

/// `name =` stands before the caret.
void offer_making(const Where& where, ProcessId process, Offers& offers) {
  for (const std::string& socket : own_sockets(where, process)) {
    const std::string text = socket + ".accept()";
    offers.add(text, guide_of(*find_rule("accept")).meaning, text,
               {"accept", socket, {}, where.above.facts_of(process, socket).listens});
  }
  offer_call(*find_rule("socket"), where, process, {}, true, offers);
}

void offer_statement(const Where& where, ProcessId process, Offers& offers) {
  const auto sockets = own_sockets(where, process);
  for (const std::string& socket : sockets) {
    const std::string text = socket + (where.rest.starts_with('.') ? "" : ".");
    offers.add(socket + ".", words_for(where.above.facts_of(process, socket)), text, {socket});
  }
  offer_new_socket(where, process, fresh_name(where, process, find_rule("socket")->makes),
                   fresh_name(where, process, find_rule("accept")->makes), offers);
  for (const CallRule& rule : call_rules()) {
    const bool is_of_process = rule.at.empty() && rule.makes.empty();
    const bool is_possible = rule.name == "exit"   ? may_exit(where, process)
                             : rule.name == "poll" ? !sockets.empty()
                                                   : true;
    if (is_of_process && is_possible) offer_call(rule, where, process, {}, rule.name != "exit", offers);
  }
  // What nothing begins with can become the name of something new.
  const std::string_view written = where.new_name();
  if (offers.is_empty() && !written.empty()) offer_new_socket(where, process, written, written, offers);
}

/// `process:` and what can come after it.
void offer_after_process(Where& where, Offers& offers) {
  if (!bad_name(where.tokens[0].source).empty() || where.tokens[0].source == "repeat") return;
  // A process that begins with this line is known from here on.
  where.above.read_line(fmt::format("{}:", where.tokens[0].source));
  const auto process = where.above.names().find(where.tokens[0].source);
  if (!process) return;
  const StatementShape shape = shape_of(where.tokens);
  const std::size_t after_names = 2 + (shape.new_socket ? 2U : 0U) + (shape.socket ? 2U : 0U);
  if (shape.call && shape.opens) {
    offer_argument(where, *process, shape, offers);
  } else if (where.tokens.size() != after_names) {
    return;  // something that is no statement
  } else if (shape.socket) {
    offer_calls_at(where, *process, shape, offers);
  } else if (shape.new_socket) {
    offer_making(where, *process, offers);
  } else {
    offer_statement(where, *process, offers);
  }
}

}  // namespace

}  // namespace doorway::completion

namespace doorway {

std::vector<Completion> completions_at(std::string_view script, std::size_t offset) {
  using namespace completion;
  std::vector<Completion> found;
  if (script.size() > limits::text_bytes) return found;
  auto where = where_is(script, offset);
  if (!where) return found;
  Offers offers(*where, found);
  if (where->tokens.empty()) {
    offer_line(*where, offers);
  } else if (where->is_kind(0, TokenKind::word) && where->is_kind(1, TokenKind::colon)) {
    offer_after_process(*where, offers);
  } else if (where->tokens.size() == 1 && where->tokens[0].source == "repeat" && where->is_at_end()) {
    offers.add("3 {", "so often", "3 {", {"3"});
  }
  offers.finish();
  return found;
}

}  // namespace doorway
