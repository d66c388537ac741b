#include "core/lesson/place_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace doorway {
namespace {

using Moment = Place::Moment;
using Kind = StagePart::Kind;

constexpr std::array<std::string_view, 6> moments{"start", "before", "at", "asleep", "after", "end"};

constexpr std::array<std::string_view, 2> parts_of_process{"hands", "program"};
constexpr std::array<std::string_view, 4> parts_of_socket{"sendbuffer", "recvbuffer", "backlog", "road"};

}  // namespace

std::string_view take_word(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
  const std::string_view word = rest.substr(0, std::min(rest.find_first_of(blanks), rest.size()));
  rest.remove_prefix(word.size());
  return word;
}

bool PlaceReader::wrong(std::string_view where, std::string message) {
  mistakes_.add(source_.position_of(where.data()), std::move(message));
  return false;
}

bool PlaceReader::takes_only(std::string_view rest, std::string_view what) {
  const std::string_view more = take_word(rest);
  return more.empty() || wrong(more, fmt::format("{} is one too many: a line has one {}", quote_input(more), what));
}

const ScenarioNames::Process* PlaceReader::find_process(std::string_view name) {
  const ScenarioNames::Process* process = names_.find(name);
  if (process == nullptr && names_.are_known()) {
    wrong(name, no_such("there is no process", name, names_.process_names()));
  }
  return process;
}

// --- Places in a run

std::optional<Place> PlaceReader::read_place(std::string_view text) {
  const std::string_view word = take_word(text);
  const auto* found = std::find(moments.begin(), moments.end(), word);
  if (word.empty()) {
    wrong(word, "the place is missing: write a place, like after alice.send#1");
    return std::nullopt;
  }
  if (found == moments.end()) {
    const auto meant = suggest(word, moments);
    wrong(word, meant ? fmt::format("there is no place {}: did you mean {}?", quote_input(word), *meant)
                      : fmt::format("there is no place {}: write start, end, or before, at, asleep or after and a "
                                    "call, like after alice.send#1",
                                    quote_input(word)));
    return std::nullopt;
  }
  Place place;
  place.moment = static_cast<Moment>(found - moments.begin());
  place.at = source_.position_of(word.data());
  if (place.moment != Moment::start && place.moment != Moment::end) {
    auto call = read_call(word, take_word(text));
    if (!call) return std::nullopt;
    place.call = std::move(*call);
  }
  if (!takes_only(text, "place")) return std::nullopt;
  return place;
}

/// `alice.send#1`
std::optional<condition::NthCall> PlaceReader::read_call(std::string_view moment, std::string_view text) {
  const auto no_call = [this](std::string_view where, std::string message) {
    wrong(where, std::move(message));
    return std::nullopt;
  };
  if (text.empty()) return no_call(moment, fmt::format("the call is missing: write {} alice.send#1", moment));
  const std::size_t dot = text.find('.');
  const std::size_t hash = std::min(text.find('#'), text.size());
  if (dot == std::string_view::npos || dot > hash) {
    return no_call(text, fmt::format("{} is no call: write its process, its name and its number, like alice.send#1",
                                     quote_input(text)));
  }
  condition::NthCall call;
  call.calls.process = text.substr(0, dot);
  call.calls.call = text.substr(dot + 1, hash - dot - 1);
  if (hash == text.size()) {
    return no_call(text, fmt::format("which one? Write {}#1 for the first", quote_input(text)));
  }
  const std::string_view number = text.substr(hash + 1);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), call.nth);
  if (error != std::errc{} || end != number.data() + number.size() || call.nth == 0) {
    return no_call(text.substr(hash),
                   fmt::format("{} is no number of a call: write #1 for the first", quote_input(text.substr(hash))));
  }
  if (!is_in_scenario(call, text)) return std::nullopt;
  return call;
}

bool PlaceReader::is_in_scenario(const condition::NthCall& call, std::string_view text) {
  if (!names_.are_known()) return true;
  const auto* process = find_process(text.substr(0, call.calls.process.size()));
  if (process == nullptr) return false;
  const auto found = process->calls.find(call.calls.call);
  if (found == process->calls.end()) {
    const auto names = keys_of(process->calls);
    const auto meant = suggest(call.calls.call, names);
    return wrong(text, fmt::format("{} never calls {}: {}", call.calls.process, quote_input(call.calls.call),
                                   meant ? fmt::format("did you mean {}?", *meant)
                                         : fmt::format("write one of {}", fmt::join(names, ", "))));
  }
  if (call.nth <= found->second) return true;
  return wrong(text, fmt::format("{0}.{1}#{2} is not in the scenario: the last one is {0}.{1}#{3}", call.calls.process,
                                 call.calls.call, call.nth, found->second));
}

// --- Parts of the stage

std::optional<StagePart> PlaceReader::read_part(std::string_view text) {
  const std::string_view word = take_word(text);
  if (word.empty()) {
    wrong(word, "the part is missing: write a part of the stage, like bob.hands or bob.c.recvbuffer");
    return std::nullopt;
  }
  if (!takes_only(text, "part")) return std::nullopt;
  const std::size_t first_dot = std::min(word.find('.'), word.size());
  const std::size_t last_dot = std::min(word.find('.', std::min(first_dot + 1, word.size())), word.size());
  const std::string_view process = word.substr(0, first_dot);
  StagePart part{Kind::process, std::string(process), {}};
  if (process.empty() || word.back() == '.') {
    wrong(word,
          fmt::format("{} is no part of the stage: write one like bob.hands or bob.c.recvbuffer", quote_input(word)));
    return std::nullopt;
  }
  if (names_.are_known() && find_process(process) == nullptr) return std::nullopt;
  if (first_dot == word.size()) return part;
  const std::string_view second = word.substr(first_dot + 1, last_dot - first_dot - 1);
  if (last_dot == word.size() && (second == parts_of_process[0] || second == parts_of_process[1])) {
    part.kind = second == parts_of_process[0] ? Kind::hands : Kind::program;
    return part;
  }
  part.kind = Kind::socket;
  part.socket = second;
  const std::string_view third = word.substr(std::min(last_dot + 1, word.size()));
  if (!third.empty()) {
    const auto kind = read_part_kind(part, third);
    if (!kind) return std::nullopt;
    part.kind = *kind;
  }
  if (!has_part(part, second, third)) return std::nullopt;
  return part;
}

std::optional<Kind> PlaceReader::read_part_kind(const StagePart& part, std::string_view word) {
  constexpr std::array<Kind, 4> kinds{Kind::send_buffer, Kind::receive_buffer, Kind::backlog, Kind::road};
  const auto* found = std::find(parts_of_socket.begin(), parts_of_socket.end(), word);
  if (found != parts_of_socket.end()) return kinds[static_cast<std::size_t>(found - parts_of_socket.begin())];
  wrong(word, no_such(fmt::format("{} has no", quote_input(to_string(part))), word, parts_of_socket));
  return std::nullopt;
}

bool PlaceReader::has_part(const StagePart& part, std::string_view socket, std::string_view kind) {
  const ScenarioNames::Process* process = names_.find(part.process);
  if (process == nullptr) return true;
  const auto found = process->sockets.find(part.socket);
  if (found == process->sockets.end()) {
    std::vector<std::string_view> names = keys_of(process->sockets);
    names.insert(names.end(), parts_of_process.begin(), parts_of_process.end());
    return wrong(socket, no_such(fmt::format("{} has no socket", part.process), socket, names));
  }
  // A name that is bound again may be a listener now and none later.
  const bool listens_only = found->second.listens && found->second.times_made == 1;
  if (part.kind == Kind::backlog && !found->second.listens) {
    return wrong(kind, fmt::format("nobody calls listen at {0}.{1}, so nobody waits there: write {0}.{1} for the door "
                                   "itself",
                                   part.process, part.socket));
  }
  if ((part.kind == Kind::send_buffer || part.kind == Kind::receive_buffer) && listens_only) {
    return wrong(kind, fmt::format("{0}.{1} listens and has no bytes of its own: write {0}.{1}.backlog, or the socket "
                                   "that accept makes",
                                   part.process, part.socket));
  }
  return true;
}

}  // namespace doorway
