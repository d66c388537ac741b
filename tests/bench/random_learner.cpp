#include "tests/bench/random_learner.hpp"

#include "app/journeys/journey_reading.hpp"
#include "core/replay/history.hpp"
#include "tests/support/watchdog.hpp"
#include "tests/support/well_formed.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

namespace doorway {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds longest_sequence{90};
constexpr std::size_t most_actions = 14;
constexpr int most_calls_until_sleep = 12;
constexpr milliseconds longest_grant{5000};  // it takes as many of them as the machine is busy with other things

WorldState folded(const Recording& recording, Seq cursor) {
  WorldState world = History(recording).at(0);
  for (Seq seq = 1; seq <= cursor; ++seq) apply(world, recording.at(seq));
  return world;
}

Lesson lesson_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto lesson = parse_lesson(text);
  if (lesson.has_error()) throw std::runtime_error(path.string() + ": " + to_string(lesson.error().front()));
  return std::move(*lesson);
}

}  // namespace

std::vector<Lesson> lessons_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto& path = entry.path();
    if (path.extension() == ".md" && path.filename() != "README.md") paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Lesson> lessons;
  for (const auto& path : paths) lessons.push_back(lesson_of(path));
  return lessons;
}

void SequenceReport::add(const SequenceReport& other) {
  stops.insert(stops.end(), other.stops.begin(), other.stops.end());
  actions += other.actions;
  recordings += other.recordings;
  if (fault.empty()) fault = other.fault;
}

// --- One sequence

SequenceReport RandomLearner::play() {
  open();
  for (std::size_t left = 1 + below(most_actions); left > 0; --left) {
    act();
    ++report_.actions;
    rest_or_not();
  }
  check();
  close();
  return std::move(report_);
}

void RandomLearner::open() {
  close();
  const Lesson& lesson = lessons_[below(lessons_.size())];
  retired_.emplace();
  ground_.emplace(Ground{network_, *retired_, [this] { bell_.ring(); }});
  walk_ = std::make_unique<LessonWalk>(lesson, *ground_, now_, below(lesson.pages.size()));
  if (one_in(3)) walk_->set_step_time(milliseconds(0));
}

// As it is when a file with it is opened: the lesson's pages that show its scenario.
void RandomLearner::open_recording() {
  if (!kept_) return;
  const Kept kept = *kept_;
  const std::string& page_id = kept.lesson.pages[kept.page].id;
  Lesson lesson = app::pages_showing(kept.lesson, kept.recording->scenario(), page_id);
  if (lesson.pages.empty()) return;
  const auto page = std::find_if(lesson.pages.begin(), lesson.pages.end(),
                                 [&page_id](const Page& shown) { return shown.id == page_id; });
  const auto first = page == lesson.pages.end() ? 0 : static_cast<std::size_t>(page - lesson.pages.begin());
  close();
  retired_.emplace();
  ground_.emplace(Ground{network_, *retired_, [this] { bell_.ring(); }});
  walk_ = std::make_unique<LessonWalk>(std::move(lesson), std::make_unique<ReplayView>(kept.recording),
                                       caught_up(kept.status, *kept.recording), std::vector<ProcessId>(), *ground_,
                                       now_, first);
  ++report_.recordings;
}

void RandomLearner::close() {
  if (!walk_) return;
  const Session* session = walk_->session();
  const bool is_live = session != nullptr && !session->is_replay();
  if (is_live && !one_in(4)) until_somebody_sleeps();
  walk_->update(now_);
  StopReport stop;
  if (is_live) {
    const ProcessStatus* asleep = sleeper();
    stop.asleep = asleep != nullptr;
    if (asleep != nullptr) stop.call = call_name(asleep->line->call);
    if (!walk_->runs_changed()) {
      kept_ = Kept{walk_->lesson(), walk_->page_index(), session->takes().back(), session->status()};
    }
  }
  const auto began = std::chrono::steady_clock::now();
  walk_.reset();
  retired_.reset();
  stop.duration = std::chrono::steady_clock::now() - began;
  if (is_live) report_.stops.push_back(std::move(stop));
}

void RandomLearner::act() {
  if (walk_->session() == nullptr) return open();
  switch (below(22)) {
    case 0:
    case 1:
    case 2:
    case 3: return move(playhead::StepForward{});
    case 4:
    case 5: return move(playhead::StepBack{});
    case 6:
    case 7: return move(playhead::CallForward{});
    case 8: return move(playhead::CallBack{});
    case 9: return one_in(2) ? move(playhead::Home{}) : move(playhead::End{});
    case 10: return move(playhead::Seek{below(walk_->session()->recording().size() + 3)});
    case 11:
    case 12:
    case 13: return begin(session::GrantOne{static_cast<ProcessId>(below(3))});
    case 14: return begin(session::NewTake{});
    case 15: return begin(session::PlayTo{});
    case 16: return walk_->apply(walk::PlayOrPause{}, now_);
    case 17: return turn_page();
    case 18: return answer();
    case 19: return change_scenario();
    case 20: return open_recording();
    default: return open();
  }
}

void RandomLearner::turn_page() {
  const std::size_t pages = walk_->lesson().pages.size();
  if (one_in(3)) return walk_->apply(walk::ToPage{below(pages)}, now_);
  if (one_in(2)) return walk_->apply(walk::NextPage{}, now_);
  walk_->apply(walk::PreviousPage{}, now_);
}

void RandomLearner::answer() {
  if (one_in(4)) return walk_->apply(walk::AskAgain{}, now_);
  walk_->apply(walk::Choose{below(4)}, now_);
  walk_->apply(walk::PlayOrPause{}, now_);
}

void RandomLearner::change_scenario() {
  if (one_in(3)) return walk_->apply(walk::Restore{}, now_);
  if (const Goal* goal = goal_of(walk_->page()); goal != nullptr && one_in(2)) {
    return walk_->apply(walk::RunChanged{goal->solution_text}, now_);
  }
  if (!walk_->page().scenario) return;
  walk_->apply(walk::RunChanged{walk_->lesson().scenario_texts[*walk_->page().scenario]}, now_);
}

// As long as somebody waits at all: kernel timers are not waited for.
void RandomLearner::rest(milliseconds at_most) {
  const auto give_up_at = std::chrono::steady_clock::now() + at_most;
  for (;;) {
    const auto rung = bell_.rung();
    walk_->update(now_);
    const Session* session = walk_->session();
    if (session == nullptr || !session->is_busy()) return;
    if (const auto wakes_at = session->wakes_at()) {
      now_ = std::max(now_, *wakes_at);
    } else if (!bell_.wait_beyond(rung, give_up_at)) {
      return;
    }
  }
}

void RandomLearner::rest_or_not() {
  switch (below(3)) {
    case 0: return;
    case 1: return rest(milliseconds(2));
    default: return rest(milliseconds(50));
  }
}

// One process alone goes on: sooner or later it waits for what another would have to do. Not all scenarios have that.
void RandomLearner::until_somebody_sleeps() {
  move(playhead::End{});
  rest(longest_grant);
  const std::size_t processes = walk_->session()->status().processes.size();
  const std::size_t first = below(processes);
  for (std::size_t each = 0; each < processes; ++each) {
    const auto process = static_cast<ProcessId>((first + each) % processes);
    for (int calls = 0; calls < most_calls_until_sleep; ++calls) {
      if (sleeper() != nullptr) return;
      const Standing standing = walk_->session()->status().processes[process].standing;
      if (standing != Standing::before_line && standing != Standing::woken) break;
      begin(session::GrantOne{process});
      rest(longest_grant);
    }
  }
}

const ProcessStatus* RandomLearner::sleeper() const {
  const auto& processes = walk_->session()->status().processes;
  const auto found = std::find_if(processes.begin(), processes.end(), [](const ProcessStatus& process) {
    return process.standing == Standing::asleep && process.line != nullptr;
  });
  return found == processes.end() ? nullptr : &*found;
}

// What is shown is a fresh fold of the recording up to the cursor, and the recording is well formed.
void RandomLearner::check() {
  Session* session = walk_->session();
  if (session == nullptr) return;
  const Seq cursor = session->playhead().cursor;
  if (cursor > session->view().steps.known() || session->world() != folded(session->recording(), cursor)) {
    report_.fault = "the state at the cursor is not that of the recording";
  }
  for (const auto& take : session->takes()) {
    const auto faults = test::faults_of(*take);
    if (!faults.empty()) report_.fault = faults.front();
  }
}

// --- Many

SequenceReport play_sequences(const std::vector<Lesson>& lessons, std::uint64_t first, std::size_t count,
                              std::size_t threads) {
  SequenceReport all;
  std::mutex mutex;
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    test::Watchdog watchdog(longest_sequence);
    for (std::size_t at = next++; at < count; at = next++) {
      const std::uint64_t seed = first + at;
      watchdog.begin(seed);
      SequenceReport made = RandomLearner(lessons, seed).play();
      if (!made.fault.empty()) made.fault = "DOORWAY_SEED=" + std::to_string(seed) + ": " + made.fault;
      const std::lock_guard lock(mutex);
      all.add(made);
    }
  };
  std::vector<std::jthread> workers;
  for (std::size_t i = 0; i < std::min(threads, count); ++i) workers.emplace_back(work);
  workers.clear();
  return all;
}

}  // namespace doorway
