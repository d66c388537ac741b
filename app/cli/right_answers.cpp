#include "app/cli/right_answers.hpp"

#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "app/cli/lack.hpp"
#include "app/cli/lesson_trial.hpp"
#include "app/cli/live_run.hpp"
#include "core/lesson/judge.hpp"
#include "core/socket/network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace doorway::cli {
namespace {

bool asks(const Trial& trial) {
  return std::any_of(trial.pages.begin(), trial.pages.end(), [](const Page* page) { return ask_of(*page) != nullptr; });
}

class AnswerFinder {
 public:
  AnswerFinder(const std::string& file, const Lesson& lesson, Console& console)
      : file_(display_name(file)), lesson_(lesson), console_(console) {}

  Result<RightAnswers, int> find() {
    for (const Trial& trial : trials_of(lesson_)) {
      if (!asks(trial)) continue;
      if (const auto code = answer(trial)) return *code;
    }
    return {boost::system::in_place_value, std::move(right_)};
  }

 private:
  /// Runs the scenario and answers the questions about it. The exit code when that cannot be done.
  std::optional<int> answer(const Trial& trial) {
    if (const auto lack = lack_for(*trial.scenario, network_)) return complain(*lack);
    TakeOptions options;
    options.order = trial.order;
    auto run = make_run(*trial.scenario, network_, std::move(options), nullptr, console_);
    if (!run) return complain(run.error().message);
    if (!run->whole) return report_interruption(console_);
    if (const auto lack = lack_in(run->take->recording())) return complain(*lack);
    const Evidence evidence(run->take->recording());
    for (const Page* page : trial.pages) {
      const Ask* ask = ask_of(*page);
      if (ask == nullptr) continue;
      auto right = right_answer(*ask, evidence);
      if (!right) return no_answer(*ask);
      right_.emplace(static_cast<std::size_t>(page - lesson_.pages.data()), std::move(*right));
    }
    return std::nullopt;
  }

  [[nodiscard]] int complain(const std::string& why) const {
    Console::complain(fmt::format("{}: {}", file_, why));
    return exit_code::bad_system;
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
  return AnswerFinder(file, lesson, console).find();
}

}  // namespace doorway::cli
