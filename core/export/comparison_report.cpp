#include "core/export/comparison_report.hpp"

#include "core/base/overloaded.hpp"
#include "core/base/utf8.hpp"
#include "core/export/comparison_words.hpp"
#include "core/export/phrases.hpp"
#include "core/replay/step_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <variant>

namespace doorway {
namespace {

/// A recording with the numbers of its steps.
struct ReportedSide {
  explicit ReportedSide(const ComparedRecording& side) : recording(side.recording), name(side.name), steps(recording) {
    steps.update();
  }

  const Recording& recording;
  const std::string& name;
  StepIndex steps;
};

/// "step 23", or "at its end" where it has not come so far.
std::string moment_words(const ReportedSide& side, Seq seq) {
  return seq == 0 ? "at its end" : fmt::format("step {}", side.steps.step_at(seq));
}

/// Says it in lines.
struct ReportText {
  const ReportedSide& a;
  const ReportedSide& b;

  [[nodiscard]] std::string lines_of(const CallDifference& difference) const {
    const WhatTheyDid did = what_they_did(a.recording, b.recording, difference);
    const std::string a_moment = moment_words(a, difference.here);
    const std::string b_moment = moment_words(b, difference.there);
    const std::size_t width = std::max(a_moment.size(), b_moment.size());
    return fmt::format("  {}, line {}: {}\n    A  {:<{}}  {}\n    B  {:<{}}  {}\n",
                       call_name_of(difference, a.recording.scenario()), difference.line->at.line,
                       escape_for_display(difference.line->text, 80), a_moment, width, did.here, b_moment, width,
                       did.there);
  }

  std::string operator()(const comparison::Same&) const {
    return "The same: each process made the same calls with the same results, and all took turns in the same order.\n";
  }

  std::string operator()(const comparison::OtherOrder& order) const {
    const auto line = [](const char* letter, const ReportedSide& side, Seq seq) {
      const Event& event = side.recording.at(seq);
      return fmt::format("    {}  {}  {} {}\n", letter, moment_words(side, seq),
                         escape_for_display(call_label(side.recording, event), 80), what_happened(&event));
    };
    return "The same calls with the same results, in another order. It first differs here:\n" +
           line("A", a, order.here) + line("B", b, order.there);
  }

  std::string operator()(const comparison::OtherCalls& calls) const {
    std::string text = "They differ first at this call:\n" + lines_of(calls.first);
    std::size_t count = 0;
    for (const std::size_t of_process : calls.count) count += of_process;
    if (count < 2) return text + "\nAll other calls went the same.\n";
    text += fmt::format("\nAll calls that went otherwise, {}, by process:\n", count);
    for (std::size_t process = 0; process < calls.known.size(); ++process) {
      for (const CallDifference& difference : calls.known[process]) text += lines_of(difference);
      const std::size_t more = calls.count[process] - calls.known[process].size();
      if (more == 0) continue;
      const std::string& name = a.recording.scenario().processes.at(process);
      text += fmt::format("  … and {} more of {}\n", more, escape_for_display(name, 40));
    }
    return text;
  }

  std::string operator()(const comparison::OtherScript& script) const {
    const auto line = [](const char* letter, const std::optional<ScriptLine>& one) {
      if (!one) return fmt::format("    {}  ends before\n", letter);
      return fmt::format("    {}  line {}: {}\n", letter, one->line, escape_for_display(one->text, 120));
    };
    if (!script.here && !script.there) return "They are of different scenarios: the processes are not the same.\n";
    return "They are of different scenarios, so their calls are not compared. The first lines that differ:\n" +
           line("A", script.here) + line("B", script.there);
  }
};

std::string title_of(const char* letter, const ReportedSide& side) {
  return fmt::format("{}  {}, {}{}\n", letter, escape_for_display(side.name, 200),
                     count_of(side.steps.step_count(), "step"), side.recording.header().free_run ? ", a free run" : "");
}

}  // namespace

std::string comparison_text(const Comparison& comparison, const ComparedRecording& a, const ComparedRecording& b) {
  const ReportedSide here(a);
  const ReportedSide there(b);
  return title_of("A", here) + title_of("B", there) + "\n" + std::visit(ReportText{here, there}, comparison);
}

}  // namespace doorway
