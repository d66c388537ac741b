#include "app/cli/check.hpp"

#include "app/cli/document.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "app/cli/lack.hpp"
#include "app/cli/live_run.hpp"
#include "core/export/phrases.hpp"
#include "core/lesson/judge.hpp"
#include "core/lesson/place.hpp"
#include "core/socket/network.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace doorway::cli {
namespace {

/// Why the run never comes to a place, and what can be written instead.
std::string never_reached(const Place& place, const Recording& recording) {
  const auto reached = [&](Place::Moment moment) {
    return find_place(Place{moment, place.call, {}}, recording, true).has_value();
  };
  const auto instead = [&](Place::Moment moment) { return to_string(Place{moment, place.call, {}}); };
  std::string why = "the call is never made: write a call that is, or end";
  if (place.moment == Place::Moment::asleep && reached(Place::Moment::after)) {
    why = fmt::format("the call returns without sleeping: write {}", instead(Place::Moment::after));
  } else if (place.moment == Place::Moment::after && reached(Place::Moment::asleep)) {
    why = fmt::format("the call never returns: write {}", instead(Place::Moment::asleep));
  }
  return fmt::format("this run never comes to {}, {}", to_string(place), why);
}

/// What is wrong with a question in this run, or nothing.
std::optional<Mistake> not_one_right(const Ask& ask, const std::vector<std::size_t>& right) {
  if (right.size() == 1 || !std::holds_alternative<OneOf>(ask.answers)) return std::nullopt;
  if (right.empty()) {
    return Mistake{ask.at,
                   "no choice is right in this run: write one whose condition holds (doorway run shows what happens)"};
  }
  std::vector<std::size_t> numbers;
  for (const std::size_t choice : right) numbers.push_back(choice + 1);
  return Mistake{std::get<OneOf>(ask.answers).choices[right[1]].at,
                 fmt::format("the choices {} are all right in this run: write conditions of which one holds",
                             fmt::join(numbers, " and "))};
}

/// The window gives the answer at the page's last stop, so it must be settled there; what is wrong with that, or
/// nothing. `right`: at the end of the run.
std::optional<Mistake> settled_too_late(const Page& page, const Ask& ask, const std::vector<std::size_t>& right,
                                        const Recording& recording, const PlaceIndex& places) {
  if (page.cue.stops.empty()) return std::nullopt;
  const Place& last = page.cue.stops.back();
  const auto cursor = places.find(last, true).cursor;
  if (!cursor) return std::nullopt;
  if (holding(ask, Evidence(recording, *cursor)) == right) return std::nullopt;
  return Mistake{last.at,
                 fmt::format("the question's answer is another here, at the page's last stop, than at the end "
                             "of the run: stop where it is settled, or write a condition that is true at both")};
}

/// One file under check.
class Check {
 public:
  Check(std::string file, Network& network, Console& console)
      : file_(std::move(file)), network_(network), console_(console) {}

  /// The exit code.
  int perform() {
    // Whoever writes lessons/*.md means the lessons; what teaches their format lies beside them.
    if (file_ == "README.md" || file_.ends_with("/README.md")) {
      console_.write(fmt::format("{}: no lesson but a README, passed over\n", display_name(file_)));
      return exit_code::well;
    }
    auto document = read_document(file_, console_);
    if (!document) return document.error();
    if (const auto* lesson = std::get_if<Lesson>(&*document)) return check_lesson(*lesson);
    return check_scenario(std::get<Scenario>(*document));
  }

 private:
  int check_scenario(const Scenario& scenario) {
    if (!run(scenario, {})) return code_;
    return well(count_of(scenario.lines.size(), "call"));
  }

  int check_lesson(const Lesson& lesson) {
    std::size_t questions = 0;
    for (std::size_t page = 0; page < lesson.pages.size();) {
      const Page& first = lesson.pages[page];
      std::optional<FinishedRun> run_of_page;
      if (first.begins_scenario) {
        run_of_page = run(lesson.scenarios[*first.scenario], first.cue.order);
        if (!run_of_page) return code_;
        note_passed_over(first, run_of_page->status.passed_over);
      }
      // The pages that go on with the same take.
      do {
        if (ask_of(lesson.pages[page]) != nullptr) ++questions;
        if (run_of_page) check_page(lesson.pages[page], run_of_page->take->recording());
        ++page;
      } while (page < lesson.pages.size() && !lesson.pages[page].begins_scenario);
    }
    if (!mistakes_.empty()) return report();
    return well(fmt::format("{}, {}, {}", count_of(lesson.pages.size(), "page"),
                            count_of(lesson.scenarios.size(), "scenario"), count_of(questions, "question")));
  }

  void check_page(const Page& page, const Recording& recording) {
    PlaceIndex places(recording);
    places.update();
    if (const Ask* ask = ask_of(page)) {
      const std::vector<std::size_t> right = holding(*ask, Evidence(recording));
      auto mistake = not_one_right(*ask, right);
      if (!mistake) mistake = settled_too_late(page, *ask, right, recording, places);
      if (mistake) mistakes_.push_back(std::move(*mistake));
    }
    const auto check_place = [&](const Place& place) {
      if (!places.find(place, true).cursor) mistakes_.push_back({place.at, never_reached(place, recording)});
    };
    if (page.cue.open) check_place(*page.cue.open);
    std::for_each(page.cue.stops.begin(), page.cue.stops.end(), check_place);
  }

  void note_passed_over(const Page& page, std::size_t count) {
    if (count == 0) return;
    mistakes_.push_back({page.at, fmt::format("{} of the order of this page {} passed over, since the process could "
                                              "not move at its turn: write an order in which each can",
                                              count_of(count, "name"), count == 1 ? "is" : "are")});
  }

  /// A run to its end; nothing when there can be none, and then `code_` says how the command ends.
  std::optional<FinishedRun> run(const Scenario& scenario, std::vector<ProcessId> order) {
    if (const auto lack = lack_for(scenario, network_)) return stop(*lack);
    TakeOptions options;
    options.order = std::move(order);
    auto finished = make_run(scenario, network_, std::move(options), nullptr, console_);
    if (!finished) return stop(finished.error().message);
    if (finished->whole) return std::move(*finished);
    code_ = report_interruption(console_);
    return std::nullopt;
  }

  std::optional<FinishedRun> stop(const std::string& message) {
    Console::complain(fmt::format("{}: {}", display_name(file_), message));
    code_ = exit_code::bad_system;
    return std::nullopt;
  }

  int report() {
    std::stable_sort(mistakes_.begin(), mistakes_.end(),
                     [](const Mistake& a, const Mistake& b) { return a.at < b.at; });
    for (const Mistake& mistake : mistakes_) {
      Console::say(fmt::format("{}:{}", display_name(file_), to_string(mistake)));
    }
    return exit_code::bad_input;
  }

  int well(const std::string& what) {
    console_.write(fmt::format("{}: {}: all well\n", display_name(file_), what));
    return exit_code::well;
  }

  const std::string file_;
  Network& network_;
  Console& console_;
  std::vector<Mistake> mistakes_;
  int code_ = exit_code::well;
};

}  // namespace

int check(const std::vector<std::string>& files, Console& console) {
  LoopbackNetwork network;
  int worst = exit_code::well;
  for (const std::string& file : files) {
    const int code = Check(file, network, console).perform();
    if (console.interruption()) return code == exit_code::well ? report_interruption(console) : code;
    worst = std::max(worst, code);
  }
  if (!console.close_output()) return report_interruption(console);
  return worst;
}

}  // namespace doorway::cli
