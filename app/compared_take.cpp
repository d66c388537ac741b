#include "app/compared_take.hpp"

#include "app/labels.hpp"
#include "core/base/overloaded.hpp"
#include "core/base/utf8.hpp"
#include "core/export/comparison_words.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace doorway::app {
namespace {

constexpr std::size_t most_payload_characters = 24;
constexpr std::size_t most_line_characters = 40;

bool differs_at_event(const Comparison& comparison) {
  return std::visit(
      Overloaded{[](const comparison::Same&) { return false; }, [](const comparison::OtherScript&) { return false; },
                 [](const comparison::OtherOrder&) { return true; },
                 [](const comparison::OtherCalls&) { return true; }},
      comparison);
}

struct ComparedWords {
  const ComparedView& above;
  const ComparedView& below;
  const std::string& name;
  bool story;

  [[nodiscard]] std::string who() const { return fmt::format("Above this take, below {}: ", name); }

  std::string operator()(const comparison::Same&) const {
    return who() + (story ? "the same happened, in the same order."
                          : "the same calls with the same results, in the same order.");
  }

  std::string operator()(const comparison::OtherOrder& order) const {
    const auto turn = [this](const ComparedView& view, Seq seq) {
      const std::string& process = view.recording.scenario().processes.at(view.recording.at(seq).process);
      return fmt::format("{} in step {}", story ? display_name(process) : escape_for_display(process, 24),
                         view.steps.step_at(seq));
    };
    return fmt::format("{}{}. First above {}, below {}.", who(),
                       story ? "the same happened, but they took turns otherwise" : "the same calls in another order",
                       turn(above, order.here), turn(below, order.there));
  }

  std::string operator()(const comparison::OtherCalls& calls) const {
    const CallDifference& first = calls.first;
    const WhatTheyDid did = what_they_did(above.recording, below.recording, first, most_payload_characters);
    const auto side = [](const ComparedView& view, Seq seq, const std::string& what) {
      return seq == 0 ? std::string("nothing so far") : fmt::format("it {} (step {})", what, view.steps.step_at(seq));
    };
    const std::string call = call_name_of(first, above.recording.scenario());
    const std::string& process = above.recording.scenario().processes.at(first.process);
    const std::string place = story ? fmt::format("they part at {}'s {} ({})", display_name(process),
                                                  escape_for_display(first.line->text, most_line_characters), call)
                                    : fmt::format("first difference: {}", call);
    std::size_t count = 0;
    for (const std::size_t of_process : calls.count) count += of_process;
    const std::string more = count > 1 ? fmt::format(" {} calls differ in all.", count) : "";
    return fmt::format("{}{}. Above {}, below {}.{}", who(), place, side(above, first.here, did.here),
                       side(below, first.there, did.there), more);
  }

  std::string operator()(const comparison::OtherScript& script) const {
    const auto line = [](const std::optional<ScriptLine>& one) {
      if (!one) return std::string("the end");
      return fmt::format("line {}, {}", one->line, escape_for_display(one->text, most_line_characters));
    };
    const std::string what = story ? "two different stories, so what happens is not held against each other"
                                   : "different scenarios, so the calls are not compared";
    return fmt::format("{}{}. They part above at {}, below at {}.", who(), what, line(script.here), line(script.there));
  }
};

}  // namespace

ComparedTake::ComparedTake(std::shared_ptr<const Recording> other, std::string name, std::optional<std::size_t> take)
    : view_(std::move(other)),
      index_(*view_.recording),
      calls_(index_, view_.inference),
      name_(std::move(name)),
      take_(take) {}

void ComparedTake::update(const std::shared_ptr<const Recording>& present, Seq known) {
  view_.update();
  index_.update();
  calls_.update();
  if (compared_ != present) {
    compared_ = present;
    comparing_.emplace(*compared_, *view_.recording);
  }
  comparing_->update(known, view_.steps.known());
}

std::optional<Seq> ComparedTake::place_of_difference(const ReplayView& present) const {
  if (!differs_at_event(comparison())) return std::nullopt;
  const Seq here = first_events(comparison()).here;
  return here != 0 ? here : present.steps.known();
}

ComparedRun ComparedTake::run(const ReplayView& present, Vocabulary vocabulary) {
  const ComparedView above{*present.recording, present.steps};
  const ComparedView below{*view_.recording, view_.steps};
  return {view_,
          index_,
          calls_,
          comparison_sentence(comparison(), above, below, name_, vocabulary),
          differs_at_event(comparison()),
          first_events(comparison())};
}

std::string comparison_sentence(const Comparison& comparison, const ComparedView& above, const ComparedView& below,
                                const std::string& name, Vocabulary vocabulary) {
  return std::visit(ComparedWords{above, below, name, vocabulary == Vocabulary::story}, comparison);
}

}  // namespace doorway::app
