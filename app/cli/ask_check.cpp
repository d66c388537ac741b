#include "app/cli/ask_check.hpp"

#include "core/base/overloaded.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <variant>

namespace doorway::cli {
namespace {

std::vector<std::size_t> numbered(std::vector<std::size_t> indices) {
  for (std::size_t& index : indices) ++index;
  return indices;
}

class AskCheck {
 public:
  AskCheck(const Ask& ask, const Cue& cue, const std::vector<PageFindings>& runs)
      : ask_(ask), cue_(cue), runs_(runs), first_(runs.front()) {}

  std::vector<Mistake> mistakes() {
    const bool same = std::all_of(runs_.begin(), runs_.end(), [this](const PageFindings& run) {
      return run.right == first_.right && run.holding == first_.holding;
    });
    const auto without = std::count_if(runs_.begin(), runs_.end(), [](const PageFindings& run) { return !run.right; });
    if (same && !first_.right) {
      say_why_none();
    } else if (!same && !ask_.this_run) {
      say_what_varies();
    } else if (without > 0) {
      wrong(ask_.at, fmt::format("in {} of {} runs there is no right answer, or more than one: write choices of which "
                                 "one holds in each run",
                                 without, runs_.size()));
    } else {
      check_settled();
      std::visit([this](const auto& kind) { check(kind); }, ask_.answers);
    }
    return std::move(mistakes_);
  }

 private:
  // --- No right answer, or not always the same one

  void say_why_none() {
    std::visit(Overloaded{[this](const OneOf& one) { say_not_one(one); },
                          [this](const SeveralOf&) {
                            wrong(ask_.at,
                                  "no choice is right in this run: write one or more whose conditions hold "
                                  "(doorway run shows what happens)");
                          },
                          [this](const NumberAnswer& number) {
                            wrong(number.at, fmt::format("this run has no {}: write a number that is there at its end "
                                                         "(doorway run shows what happens)",
                                                         number.number_text));
                          },
                          [this](const InOrder& order) { say_no_order(order); },
                          [this](const PointAt&) {
                            wrong(ask_.at,
                                  "no part is right in this run: write one whose condition holds (doorway run "
                                  "shows what happens)");
                          }},
               ask_.answers);
  }

  void say_not_one(const OneOf& one) {
    if (first_.holding.empty()) {
      return wrong(ask_.at,
                   "no choice is right in this run: write one whose condition holds (doorway run shows what "
                   "happens)");
    }
    wrong(one.choices[first_.holding[1]].at,
          fmt::format("the choices {} are all right in this run: write conditions of which one holds",
                      fmt::join(numbered(first_.holding), " and ")));
  }

  /// Places that the run does not come to are said as such; else two items come at once.
  void say_no_order(const InOrder& order) {
    const auto is_reached = [](const PageFindings::Reached& place) { return place.is_reached; };
    const auto of_items = first_.places.end() - static_cast<std::ptrdiff_t>(order.items.size());
    if (!std::all_of(of_items, first_.places.end(), is_reached)) return;
    wrong(ask_.at, "two of the items come at the same moment: write places of which one comes after the other");
  }

  void say_what_varies() {
    std::map<std::string, std::size_t> counts;
    for (const PageFindings& run : runs_) ++counts[run.right ? words_of(ask_, *run.right) : "none"];
    std::vector<std::pair<std::size_t, std::string>> often;
    for (const auto& [words, count] : counts) often.emplace_back(count, words);
    std::sort(often.rbegin(), often.rend());
    std::vector<std::string> told;
    for (const auto& [count, words] : often) told.push_back(fmt::format("in {} it is {}", count, words));
    wrong(ask_.at,
          fmt::format("the answer varies, of {} runs {}: write a scenario that goes one way, or this-run after "
                      "the word ask, and on the page that it is so in this run",
                      runs_.size(), fmt::join(told, ", ")));
  }

  void check_settled() {
    if (std::all_of(runs_.begin(), runs_.end(), [](const PageFindings& run) { return run.is_settled; })) return;
    wrong(
        cue_.stops.back().at,
        "the question's answer is another here, at the page's last stop, than at the end of the run: stop where it is "
        "settled, or write a condition that is true at both");
  }

  // --- Each kind has feedback for what is wrong

  void check(const OneOf& one) { check_feedback(one.choices, right_in_all()); }
  void check(const SeveralOf& several) { check_feedback(several.choices, right_in_all()); }
  void check(const PointAt& point) { check_feedback(point.targets, right_in_all()); }

  void check(const NumberAnswer& number) {
    check_feedback(number.beliefs, {});
    const auto is_right = [](const NumberAnswer::Belief& belief) {
      return [&belief](const PageFindings& run) { return run.right == Answer(answer::Number{belief.number}); };
    };
    for (const NumberAnswer::Belief& belief : number.beliefs) {
      if (!std::all_of(runs_.begin(), runs_.end(), is_right(belief))) continue;
      wrong(belief.at,
            fmt::format("{} is the right number: take it out, or write what is wrongly believed", belief.number));
    }
  }

  void check(const InOrder& order) {
    const auto items_of = [](const PageFindings& run) { return std::get<answer::Order>(*run.right).items; };
    const auto is_sorted = [&](const PageFindings& run) { return std::ranges::is_sorted(items_of(run)); };
    if (std::all_of(runs_.begin(), runs_.end(), is_sorted)) {
      wrong(ask_.at, "the items stand in their right order already: write them in another one");
    }
    // What comes first is never the first that stands in a wrong place.
    std::set<std::size_t> always_first{items_of(first_).front()};
    for (const PageFindings& run : runs_) {
      if (!always_first.contains(items_of(run).front())) always_first.clear();
    }
    check_feedback(order.items, always_first);
  }

  /// The choices that hold in each run: nobody needs to be told why they are wrong.
  [[nodiscard]] std::set<std::size_t> right_in_all() const {
    std::set<std::size_t> right(first_.holding.begin(), first_.holding.end());
    for (const PageFindings& run : runs_) {
      std::erase_if(right, [&](std::size_t index) { return std::ranges::count(run.holding, index) == 0; });
    }
    return right;
  }

  template <class Items>
  void check_feedback(const Items& items, const std::set<std::size_t>& right) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (right.contains(i) || !items[i].feedback.empty()) continue;
      wrong(items[i].at, "this wrong choice says nothing to who believes in it: write a line > below it");
    }
  }

  void wrong(SourcePosition at, std::string message) { mistakes_.push_back({at, std::move(message)}); }

  const Ask& ask_;
  const Cue& cue_;
  const std::vector<PageFindings>& runs_;
  const PageFindings& first_;
  std::vector<Mistake> mistakes_;
};

}  // namespace

std::vector<Mistake> mistakes_of_ask(const Ask& ask, const Cue& cue, const std::vector<PageFindings>& runs) {
  return AskCheck(ask, cue, runs).mistakes();
}

std::string words_of(const Ask& ask, const Answer& answer) {
  constexpr std::size_t longest = 40;
  return std::visit(
      Overloaded{[&](const answer::One& one) {
                   const auto* choices = std::get_if<OneOf>(&ask.answers);
                   if (choices == nullptr) {
                     return to_string(std::get<PointAt>(ask.answers).targets.at(one.choice).part);
                   }
                   return '"' + escape_for_display(plain_text(choices->choices.at(one.choice).text), longest) + '"';
                 },
                 [](const answer::Several& several) {
                   return fmt::format("{}", fmt::join(numbered(several.choices), " and "));
                 },
                 [](const answer::Number& number) { return std::to_string(number.number); },
                 [](const answer::Order& order) { return fmt::format("{}", fmt::join(numbered(order.items), ", ")); },
                 [](const answer::Elsewhere&) { return std::string("elsewhere"); }},
      answer);
}

}  // namespace doorway::cli
