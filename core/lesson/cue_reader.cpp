#include "core/base/suggest.hpp"
#include "core/lesson/lesson_blocks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway {
namespace {

using Moment = Place::Moment;

constexpr std::array<std::string_view, 3> cue_words{"open", "stop", "order"};
constexpr std::array<std::string_view, 6> moments{"start", "before", "at", "asleep", "after", "end"};

/// The first word of `rest`, which then begins after it. Empty at the end; then it stands there.
std::string_view take_word(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
  const std::string_view word = rest.substr(0, std::min(rest.find_first_of(blanks), rest.size()));
  rest.remove_prefix(word.size());
  return word;
}

class CueReader {
 public:
  CueReader(const MarkdownFence& fence, const Scenario* scenario, bool begins_scenario, const SourceText& source,
            MistakeList& mistakes)
      : fence_(fence), scenario_(scenario), begins_scenario_(begins_scenario), source_(source), mistakes_(mistakes) {
    if (scenario == nullptr) return;
    for (const auto& line : scenario->lines) ++counts_[line->process][call_name(line->call)];
  }

  Cue read() {
    for (std::size_t line = fence_.first_line; line < fence_.past_last_line; ++line) {
      if (mistakes_.is_full()) break;
      std::string_view rest = source_.line(line);
      const std::string_view word = take_word(rest);
      if (word.empty()) continue;
      read_line(word, rest);
    }
    return std::move(cue_);
  }

 private:
  void read_line(std::string_view word, std::string_view rest) {
    if (word == "open") {
      if (cue_.open) return wrong(word, "a page opens at one place: take one of the lines open out");
      if (auto place = read_place(rest)) cue_.open = std::move(*place);
    } else if (word == "stop") {
      if (cue_.stops.size() == lesson_limits::stops) {
        return wrong(word, fmt::format("a page has {} stops at most: take some out", lesson_limits::stops));
      }
      if (auto place = read_place(rest)) cue_.stops.push_back(std::move(*place));
    } else if (word == "order") {
      read_order(word, rest);
    } else {
      const auto meant = suggest(word, cue_words);
      wrong(word, meant ? fmt::format("there is no {} in a cue: did you mean {}?", quote_input(word), *meant)
                        : fmt::format("there is no {} in a cue: write open, stop or order", quote_input(word)));
    }
  }

  std::optional<Place> read_place(std::string_view rest) {
    const std::string_view word = take_word(rest);
    if (word.empty()) return no_place(word, "the place is missing: write a place, like after alice.send#1");
    const auto* found = std::find(moments.begin(), moments.end(), word);
    if (found == moments.end()) {
      const auto meant = suggest(word, moments);
      return no_place(word, meant ? fmt::format("there is no place {}: did you mean {}?", quote_input(word), *meant)
                                  : fmt::format("there is no place {}: write start, end, or before, at, asleep or "
                                                "after and a call, like after alice.send#1",
                                                quote_input(word)));
    }
    Place place;
    place.moment = static_cast<Moment>(found - moments.begin());
    place.at = source_.position_of(word.data());
    if (place.moment != Moment::start && place.moment != Moment::end) {
      auto call = read_call(word, take_word(rest));
      if (!call) return std::nullopt;
      place.call = std::move(*call);
    }
    if (const std::string_view more = take_word(rest); !more.empty()) {
      return no_place(more, fmt::format("{} is one too many: a line has one place", quote_input(more)));
    }
    return place;
  }

  /// `alice.send#1`
  std::optional<condition::NthCall> read_call(std::string_view moment, std::string_view text) {
    if (text.empty()) {
      return no_call(moment, fmt::format("the call is missing: write {} alice.send#1", moment));
    }
    const std::size_t dot = text.find('.');
    const std::size_t hash = std::min(text.find('#'), text.size());
    if (dot == std::string_view::npos || dot > hash) {
      return no_call(text, fmt::format("{} is no call: write its process, its name and its number, like alice.send#1",
                                       quote_input(text)));
    }
    condition::NthCall call;
    call.calls.process = text.substr(0, dot);
    call.calls.call = text.substr(dot + 1, hash - dot - 1);
    if (hash == text.size())
      return no_call(text, fmt::format("which one? Write {}#1 for the first", quote_input(text)));
    const std::string_view number = text.substr(hash + 1);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), call.nth);
    if (error != std::errc{} || end != number.data() + number.size() || call.nth == 0) {
      return no_call(text.substr(hash),
                     fmt::format("{} is no number of a call: write #1 for the first", quote_input(text.substr(hash))));
    }
    if (!is_in_scenario(call, text)) return std::nullopt;
    return call;
  }

  bool is_in_scenario(const condition::NthCall& call, std::string_view text) {
    if (scenario_ == nullptr) return true;
    const auto process = find_process(call.calls.process, text);
    if (!process) return false;
    const auto& of_process = counts_[*process];
    const auto found = of_process.find(call.calls.call);
    if (found == of_process.end()) {
      std::vector<std::string_view> names;
      for (const auto& [name, count] : of_process) names.push_back(name);
      const auto meant = suggest(call.calls.call, names);
      wrong(text, fmt::format("{} never calls {}: {}", call.calls.process, quote_input(call.calls.call),
                              meant ? fmt::format("did you mean {}?", *meant)
                                    : fmt::format("write one of {}", fmt::join(names, ", "))));
      return false;
    }
    if (call.nth > found->second) {
      wrong(text, fmt::format("{0}.{1}#{2} is not in the scenario: the last one is {0}.{1}#{3}", call.calls.process,
                              call.calls.call, call.nth, found->second));
      return false;
    }
    return true;
  }

  std::optional<ProcessId> find_process(std::string_view name, std::string_view where) {
    const auto& processes = scenario_->processes;
    const auto found = std::find(processes.begin(), processes.end(), name);
    if (found != processes.end()) return static_cast<ProcessId>(found - processes.begin());
    const auto meant = suggest(name, processes);
    wrong(where, meant ? fmt::format("there is no process {}: did you mean {}?", quote_input(name), *meant)
                       : fmt::format("there is no process {}: write one of {}", quote_input(name),
                                     fmt::join(processes, ", ")));
    return std::nullopt;
  }

  void read_order(std::string_view word, std::string_view rest) {
    if (!begins_scenario_) {
      return wrong(word, "this page goes on with the take of the page before: write order where the scenario is");
    }
    if (!cue_.order.empty()) return wrong(word, "the order is there twice: take one of the lines out");
    bool any = false;
    while (!rest.empty()) {
      std::string_view name = rest.substr(0, std::min(rest.find(','), rest.size()));
      rest.remove_prefix(std::min(name.size() + 1, rest.size()));
      std::string_view after = name;
      name = take_word(after);
      if (name.empty()) continue;
      any = true;
      if (const std::string_view more = take_word(after); !more.empty()) {
        return wrong(more, "a comma is missing: write order alice, bob");
      }
      if (scenario_ == nullptr) continue;
      const auto process = find_process(name, name);
      if (!process) return;
      cue_.order.push_back(*process);
    }
    if (!any)
      wrong(word, "the order is missing: write the processes one after the other, like order alice, bob, alice");
  }

  void wrong(std::string_view where, std::string message) {
    mistakes_.add(source_.position_of(where.data()), std::move(message));
  }
  std::optional<Place> no_place(std::string_view where, std::string message) {
    wrong(where, std::move(message));
    return std::nullopt;
  }
  std::optional<condition::NthCall> no_call(std::string_view where, std::string message) {
    wrong(where, std::move(message));
    return std::nullopt;
  }

  const MarkdownFence& fence_;
  const Scenario* scenario_;
  const bool begins_scenario_;
  const SourceText& source_;
  MistakeList& mistakes_;
  std::map<ProcessId, std::map<std::string_view, std::uint32_t, std::less<>>> counts_;
  Cue cue_;
};

}  // namespace

Cue read_cue(const MarkdownFence& fence, const Scenario* scenario, bool begins_scenario, const SourceText& source,
             MistakeList& mistakes) {
  return CueReader(fence, scenario, begins_scenario, source, mistakes).read();
}

}  // namespace doorway
