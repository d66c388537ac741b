#include "core/lesson/lesson_blocks.hpp"
#include "core/lesson/place_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway {
namespace {

constexpr std::array<std::string_view, 6> cue_words{"open", "stop", "order", "point", "hide", "show"};
/// By View.
constexpr std::array<std::string_view, 5> views{"timeline", "bytes", "sockets", "program", "transcript"};

class CueReader {
 public:
  CueReader(const MarkdownFence& fence, bool begins_scenario, const BlockReading& reading)
      : fence_(fence),
        begins_scenario_(begins_scenario),
        names_(reading.names),
        source_(reading.source),
        mistakes_(reading.mistakes),
        places_(reading.names, reading.source, reading.mistakes) {}

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
      read_open(word, rest);
    } else if (word == "stop") {
      read_stop(word, rest);
    } else if (word == "order") {
      read_order(word, rest);
    } else if (word == "point") {
      read_point_at(word, rest);
    } else if (word == "hide" || word == "show") {
      read_view(word, rest);
    } else {
      const auto meant = suggest(word, cue_words);
      wrong(word, meant ? fmt::format("there is no {} in a cue: did you mean {}?", quote_input(word), *meant)
                        : fmt::format("there is no {} in a cue: write open, stop, order, point, hide or show",
                                      quote_input(word)));
    }
  }

  void read_open(std::string_view word, std::string_view rest) {
    if (cue_.open) return wrong(word, "a page opens at one place: take one of the lines open out");
    cue_.open = places_.read_place(rest);
  }

  void read_stop(std::string_view word, std::string_view rest) {
    if (cue_.stops.size() == lesson_limits::stops) {
      return wrong(word, fmt::format("a page has {} stops at most: take some out", lesson_limits::stops));
    }
    if (auto place = places_.read_place(rest)) cue_.stops.push_back(std::move(*place));
  }

  void read_point_at(std::string_view word, std::string_view rest) {
    if (cue_.points.size() == lesson_limits::points) {
      return wrong(word, fmt::format("a page points at {} parts at most: take some out", lesson_limits::points));
    }
    auto part = places_.read_part(rest);
    if (!part) return;
    if (std::find(cue_.points.begin(), cue_.points.end(), *part) != cue_.points.end()) {
      return wrong(word, "this part lights up already: take one of the lines out");
    }
    cue_.points.push_back(std::move(*part));
  }

  void read_view(std::string_view word, std::string_view rest) {
    const std::string_view name = take_word(rest);
    const auto* found = std::find(views.begin(), views.end(), name);
    if (name.empty()) return wrong(name, fmt::format("the view is missing: write one, like {} timeline", word));
    if (found == views.end()) return wrong(name, no_such("there is no view", name, views));
    if (const std::string_view more = take_word(rest); !more.empty()) {
      return wrong(more, fmt::format("{} is one too many: a line has one view", quote_input(more)));
    }
    const auto view = static_cast<View>(found - views.begin());
    const bool is_hidden = std::find(cue_.hidden.begin(), cue_.hidden.end(), view) != cue_.hidden.end();
    if (is_hidden || cue_.shown == view) {
      return wrong(word, fmt::format("the {} is hidden or shown already: take one of the lines out", name));
    }
    if (word == "hide") return cue_.hidden.push_back(view);
    if (cue_.shown) return wrong(word, "a page opens one view: take one of the lines show out");
    cue_.shown = view;
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
      if (!names_.are_known()) continue;
      const auto* process = places_.find_process(name);
      if (process == nullptr) return;
      cue_.order.push_back(static_cast<ProcessId>(process - names_.processes().data()));
    }
    if (!any)
      wrong(word, "the order is missing: write the processes one after the other, like order alice, bob, alice");
  }

  void wrong(std::string_view where, std::string message) {
    mistakes_.add(source_.position_of(where.data()), std::move(message));
  }

  const MarkdownFence& fence_;
  const bool begins_scenario_;
  const ScenarioNames& names_;
  const SourceText& source_;
  MistakeList& mistakes_;
  PlaceReader places_;
  Cue cue_;
};

}  // namespace

Cue read_cue(const MarkdownFence& fence, bool begins_scenario, const BlockReading& reading) {
  return CueReader(fence, begins_scenario, reading).read();
}

}  // namespace doorway
