#include "app/progress_keeper.hpp"

#include "app/user_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace doorway::app {
namespace {

// A disk that is full for long: the oldest are given up, so that memory is not filled as well.
constexpr std::size_t most_pending = 100'000;

std::string cannot_keep(const std::filesystem::path& path, const std::string& why) {
  return fmt::format(
      "What you do cannot be kept in {}: {}. All works on; it is tried again with each thing that you do.",
      shown_path(path), why);
}

}  // namespace

ProgressKeeper::ProgressKeeper(std::optional<std::filesystem::path> path, std::function<void()> wake)
    : wake_(std::move(wake)),
      has_path_(path.has_value()),
      has_read_(!has_path_),
      file_(path.value_or(std::filesystem::path())) {
  if (!has_path_) return;
  jobs_.emplace_back(Read{});
  try {
    thread_ = std::thread([this] { work(); });
  } catch (const std::system_error&) {
    has_path_ = false;
    jobs_.clear();
    found_ = FoundProgress{{}, "This system has no thread left, so nothing of what you do is kept.", false};
  }
}

ProgressKeeper::~ProgressKeeper() {
  finish();
}

void ProgressKeeper::finish() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_to_end_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

// --- The owner's side

std::optional<FoundProgress> ProgressKeeper::take_found() {
  const std::lock_guard lock(mutex_);
  has_read_ = has_read_ || found_;
  return std::exchange(found_, std::nullopt);
}

bool ProgressKeeper::is_busy() const {
  const std::lock_guard lock(mutex_);
  return is_working_ || !jobs_.empty() || found_ || !outcomes_.empty();
}

void ProgressKeeper::keep(ProgressRecord record) {
  hand_over(std::move(record));
}

std::uint64_t ProgressKeeper::kept_count() const {
  const std::lock_guard lock(mutex_);
  return kept_count_;
}

void ProgressKeeper::reset() {
  hand_over(PutAside{});
}

void ProgressKeeper::write_csv(std::string csv) {
  hand_over(WriteCsv{std::move(csv)});
}

std::optional<ProgressKeeper::Outcome> ProgressKeeper::take_outcome() {
  const std::lock_guard lock(mutex_);
  if (outcomes_.empty()) return std::nullopt;
  Outcome outcome = std::move(outcomes_.front());
  outcomes_.pop_front();
  return outcome;
}

void ProgressKeeper::hand_over(Job job) {
  if (!has_path_) return;
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
}

// --- The thread's side

void ProgressKeeper::work() {
  while (wait_for_jobs()) {
    std::deque<Job> jobs;
    {
      const std::lock_guard lock(mutex_);
      jobs.swap(jobs_);
    }
    carry_out(std::move(jobs));
    {
      const std::lock_guard lock(mutex_);
      is_working_ = false;
    }
    wake_();
  }
}

// False when all is done and nothing more comes.
bool ProgressKeeper::wait_for_jobs() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_to_end_ || !jobs_.empty(); });
  is_working_ = !jobs_.empty();
  return is_working_;
}

// Records that follow each other are on the disk together.
void ProgressKeeper::carry_out(std::deque<Job> jobs) {
  for (Job& job : jobs) {
    if (auto* record = std::get_if<ProgressRecord>(&job)) {
      pending_.push_back(std::move(*record));
      continue;
    }
    add_pending();
    if (const auto* read = std::get_if<Read>(&job)) carry_out(*read);
    if (const auto* put_aside = std::get_if<PutAside>(&job)) carry_out(*put_aside);
    if (const auto* write = std::get_if<WriteCsv>(&job)) carry_out(*write);
  }
  add_pending();
}

void ProgressKeeper::carry_out(const Read&) {
  FoundProgress found = file_.read();
  may_write_ = found.may_write;
  const std::lock_guard lock(mutex_);
  found_ = std::move(found);
}

void ProgressKeeper::carry_out(const PutAside&) {
  const auto aside = file_.put_aside();
  if (!aside) return tell({aside.error().message, Outcome::Kind::not_reset});
  may_write_ = true;
  pending_.clear();
  const std::string name = *aside ? fmt::format(" What you had done is kept in {}.", shown_path(**aside)) : "";
  tell({"Your progress begins anew." + name, Outcome::Kind::reset});
}

void ProgressKeeper::carry_out(const WriteCsv& write) {
  const auto path = write_progress_csv(file_.path(), write.text);
  tell({path ? fmt::format("Your progress is written as a table in {}.", shown_path(*path)) : path.error().message,
        Outcome::Kind::note});
}

void ProgressKeeper::add_pending() {
  if (!may_write_) pending_.clear();
  if (pending_.empty()) return;
  const ProgressFile::Added added = file_.add(pending_);
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(added.count));
  if (pending_.size() > most_pending) {
    pending_.erase(pending_.begin(), pending_.end() - static_cast<std::ptrdiff_t>(most_pending));
  }
  if (!added.error.empty() && !std::exchange(has_complained_, true)) {
    tell({cannot_keep(file_.path(), added.error), Outcome::Kind::note});
  }
  if (!added.is_on_disk) return;
  const std::lock_guard lock(mutex_);
  kept_count_ += added.count;
}

void ProgressKeeper::tell(Outcome outcome) {
  const std::lock_guard lock(mutex_);
  outcomes_.push_back(std::move(outcome));
}

}  // namespace doorway::app
