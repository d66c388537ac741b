#include "app/cli/check.hpp"

#include "app/cli/document.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "app/cli/lack.hpp"
#include "app/cli/lesson_trial.hpp"
#include "app/cli/progress_line.hpp"
#include "app/cli/run_pool.hpp"
#include "core/export/phrases.hpp"
#include "core/socket/network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>
#include <variant>

namespace doorway::cli {
namespace {

/// A trial with its runs so far.
struct Work {
  Trial trial;
  std::size_t planned = 0;
  std::vector<TrialRun> runs;
};

/// One file under check.
struct File {
  std::string path;
  std::unique_ptr<Document> document;        // null: `code` says how it ended; the trials refer to it
  std::vector<std::unique_ptr<Work>> works;  // the lanes refer to them
  int code = exit_code::well;
  std::string said;  // of a file that is passed over
};

/// "3 pages, 2 scenarios, 1 question"
std::string contents_of(const Document& document) {
  const auto* lesson = std::get_if<Lesson>(&document);
  if (lesson == nullptr) return count_of(std::get<Scenario>(document).lines.size(), "call");
  std::size_t questions = 0;
  std::size_t goals = 0;
  for (const Page& page : lesson->pages) {
    if (ask_of(page) != nullptr) ++questions;
    if (goal_of(page) != nullptr) ++goals;
  }
  std::string contents = fmt::format("{}, {}, {}", count_of(lesson->pages.size(), "page"),
                                     count_of(lesson->scenarios.size(), "scenario"), count_of(questions, "question"));
  if (goals > 0) contents += ", " + count_of(goals, "goal");
  return contents;
}

class Check {
 public:
  Check(const CheckRequest& request, Console& console) : request_(request), console_(console) {}

  /// The exit code.
  int perform() {
    for (const std::string& path : request_.files) {
      files_.push_back(read(path));
      if (console_.interruption()) return report_interruption(console_);
    }
    RunPool pool;
    for (const File& file : files_) {
      for (const auto& work : file.works) add_runs(pool, *work, work->planned);
    }
    while (report_what_is_done()) {
      console_.wait();
      if (!console_.interruption()) continue;
      pool.stop();
      return report_interruption(console_);
    }
    if (console_.interruption()) return report_interruption(console_);  // the last words could not be written
    int worst = exit_code::well;
    for (const File& file : files_) worst = std::max(worst, file.code);
    return worst;
  }

 private:
  File read(const std::string& path) {
    File file;
    file.path = path;
    // Whoever writes lessons/*.md means the lessons; what teaches their format lies beside them.
    if (path == "README.md" || path.ends_with("/README.md")) {
      file.said = fmt::format("{}: no lesson but a README, passed over\n", display_name(path));
      return file;
    }
    auto document = read_document(path, console_);
    if (!document) {
      file.code = document.error();
      return file;
    }
    file.document = std::make_unique<Document>(std::move(*document));
    plan(file);
    return file;
  }

  void plan(File& file) {
    std::vector<Trial> trials;
    std::size_t planned = request_.repeat.value_or(1);
    if (const auto* lesson = std::get_if<Lesson>(file.document.get())) {
      trials = trials_of(*lesson);
      planned = request_.repeat.value_or(runs_with_timers);
    } else {
      trials.push_back({&std::get<Scenario>(*file.document), {}, {}, nullptr});
    }
    LoopbackNetwork network;
    for (Trial& trial : trials) {
      if (const auto lack = lack_for(*trial.scenario, network)) return fail(file, *lack);
      file.works.push_back(std::make_unique<Work>(Work{std::move(trial), planned, {}}));
      planned_ += planned;
    }
  }

  void fail(File& file, const std::string& message) {
    Console::complain(fmt::format("{}: {}", display_name(file.path), message));
    file.code = exit_code::bad_system;
    file.document.reset();
    file.works.clear();
  }

  void add_runs(RunPool& pool, Work& work, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      pool.add([this, &pool, &work](RunLane& lane, bool is_alone) {
        TrialRun run = carry_out(work.trial, lane);
        if (!run.failure.empty() && !is_alone) return false;
        note(pool, work, std::move(run));
        console_.ring();
        return true;
      });
    }
  }

  /// On a lane's thread. The first runs of a lesson's scenario tell whether it waits for kernel timers.
  void note(RunPool& pool, Work& work, TrialRun run) {
    if (!run.whole) return;
    const std::lock_guard lock(mutex_);
    work.runs.push_back(std::move(run));
    ++done_;
    const bool are_first = !request_.repeat && work.planned == runs_with_timers && work.runs.size() == work.planned;
    const auto waits = [](const TrialRun& each) { return each.waits_for_timers || !each.failure.empty(); };
    if (!are_first || std::any_of(work.runs.begin(), work.runs.end(), waits)) return;
    work.planned = usual_runs;
    planned_ += usual_runs - runs_with_timers;
    add_runs(pool, work, usual_runs - runs_with_timers);
  }

  /// Says of each file, in their order, what has come out. False once that is all.
  bool report_what_is_done() {
    const std::lock_guard lock(mutex_);
    const auto is_done = [](const std::unique_ptr<Work>& work) { return work->runs.size() == work->planned; };
    while (reported_ < files_.size()) {
      File& file = files_[reported_];
      if (!std::all_of(file.works.begin(), file.works.end(), is_done)) {
        progress_.show("checking " + display_name(file.path), done_, planned_);
        return true;
      }
      progress_.clear();
      report(file);
      ++reported_;
    }
    return false;
  }

  void report(File& file) {
    if (!file.said.empty()) console_.write(file.said);
    if (file.document == nullptr) return;
    std::vector<Mistake> mistakes;
    for (const auto& work : file.works) {
      for (const TrialRun& run : work->runs) {
        if (!run.failure.empty()) return fail(file, run.failure);
      }
      for (Mistake& mistake : mistakes_of(work->trial, work->runs)) mistakes.push_back(std::move(mistake));
    }
    std::stable_sort(mistakes.begin(), mistakes.end(), [](const Mistake& a, const Mistake& b) { return a.at < b.at; });
    for (const Mistake& mistake : mistakes) {
      Console::say(fmt::format("{}:{}", display_name(file.path), to_string(mistake)));
    }
    file.code = mistakes.empty() ? exit_code::well : exit_code::bad_input;
    if (mistakes.empty()) {
      console_.write(fmt::format("{}: {}: all well\n", display_name(file.path), contents_of(*file.document)));
    }
  }

  const CheckRequest& request_;
  Console& console_;
  ProgressLine progress_;
  std::vector<File> files_;
  std::size_t reported_ = 0;  // of the files

  std::mutex mutex_;  // guards what follows, and the works' runs and plans
  std::size_t planned_ = 0;
  std::size_t done_ = 0;
};

}  // namespace

int check(const CheckRequest& request, Console& console) {
  const int code = Check(request, console).perform();
  if (console.interruption()) return code;
  if (!console.close_output()) return report_interruption(console);
  return code;
}

}  // namespace doorway::cli
