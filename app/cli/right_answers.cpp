#include "app/cli/right_answers.hpp"

#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "app/cli/lack.hpp"
#include "app/cli/live_run.hpp"
#include "core/lesson/judge.hpp"
#include "core/socket/network.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <utility>

namespace doorway::cli {
namespace {

/// The pages that go on with one take: from the one that begins it to the one before the next that does.
struct PageGroup {
  std::size_t first = 0;
  std::size_t end = 0;
};

class Finder {
 public:
  Finder(const std::string& file, const Lesson& lesson, Console& console)
      : file_(display_name(file)), lesson_(lesson), console_(console) {}

  Result<RightAnswers, int> find() {
    PageGroup group;
    while (group.end < lesson_.pages.size()) {
      group = {group.end, group.end + 1};
      while (group.end < lesson_.pages.size() && !lesson_.pages[group.end].begins_scenario) ++group.end;
      if (!asks(group)) continue;
      if (const auto code = answer(group)) return *code;
    }
    return {boost::system::in_place_value, std::move(right_)};
  }

 private:
  [[nodiscard]] bool asks(const PageGroup& group) const {
    for (std::size_t page = group.first; page < group.end; ++page) {
      if (ask_of(lesson_.pages[page]) != nullptr) return true;
    }
    return false;
  }

  /// Runs the group's scenario and answers its questions. The exit code when that cannot be done.
  std::optional<int> answer(const PageGroup& group) {
    const Page& first = lesson_.pages[group.first];
    const Scenario& scenario = lesson_.scenarios.at(first.scenario.value());
    if (const auto lack = lack_for(scenario, network_)) return complain(*lack, exit_code::bad_system);
    TakeOptions options;
    options.order = first.cue.order;
    auto run = make_run(scenario, network_, std::move(options), nullptr, console_);
    if (!run) return complain(run.error().message, exit_code::bad_system);
    if (!run->whole) return report_interruption(console_);
    const Evidence evidence(run->take->recording());
    for (std::size_t page = group.first; page < group.end; ++page) {
      const Ask* ask = ask_of(lesson_.pages[page]);
      if (ask == nullptr) continue;
      auto right = right_answer(*ask, evidence);
      if (!right) return no_answer(*ask);
      right_.emplace(page, std::move(*right));
    }
    return std::nullopt;
  }

  [[nodiscard]] int complain(const std::string& why, int code) const {
    Console::complain(fmt::format("{}: {}", file_, why));
    return code;
  }

  [[nodiscard]] int no_answer(const Ask& ask) const {
    Console::say(fmt::format("{}:{}:{}: this run gives no right answer to the question: doorway check says why", file_,
                             ask.at.line, ask.at.column));
    return exit_code::bad_input;
  }

  const std::string file_;
  const Lesson& lesson_;
  Console& console_;
  LoopbackNetwork network_;
  RightAnswers right_;
};

}  // namespace

Result<RightAnswers, int> find_right_answers(const std::string& file, const Lesson& lesson, Console& console) {
  return Finder(file, lesson, console).find();
}

}  // namespace doorway::cli
