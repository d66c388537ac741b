#include "app/progress_book.hpp"

#include "core/progress/learner_record.hpp"

#include <chrono>
#include <utility>

namespace doorway::app {

std::int64_t unix_now_s() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

ProgressBook::ProgressBook(std::optional<std::filesystem::path> path, std::function<void()> wake)
    : has_file_(path.has_value()), keeper_(std::move(path), std::move(wake)) {
  if (has_file_) unanswered_.emplace();
}

ProgressBook::~ProgressBook() {
  finish();
}

void ProgressBook::finish() {
  leave();
  keeper_.finish();
}

bool ProgressBook::update() {
  bool changed = false;
  if (auto found = keeper_.take_found()) {
    begin_with(std::move(found->progress));
    message_ = std::move(found->complaint);
    changed = true;
  }
  while (auto outcome = keeper_.take_outcome()) {
    using Kind = ProgressKeeper::Outcome::Kind;
    if (outcome->kind == Kind::reset) begin_with({});
    if (outcome->kind == Kind::not_reset) unanswered_.reset();
    message_ = std::move(outcome->message);
    changed = true;
  }
  return changed;
}

void ProgressBook::begin_with(Progress progress) {
  progress_ = std::move(progress);
  const auto since = std::exchange(unanswered_, std::nullopt);
  if (!since) return;
  for (const ProgressRecord& record : *since) fold(progress_, record);
}

void ProgressBook::reset() {
  unanswered_.emplace();
  keeper_.reset();
}

std::string ProgressBook::take_message() {
  return std::exchange(message_, "");
}

void ProgressBook::take_in(const std::vector<LearnerEvent>& events, const Lesson& lesson, const std::string& lesson_id,
                           Clock::time_point now) {
  const std::int64_t unix_s = unix_now_s();
  for (const LearnerEvent& event : events) {
    auto record = record_of(event, lesson, lesson_id, unix_s);
    if (!record) continue;
    if (std::holds_alternative<deed::Opened>(record->deed)) {
      touch(now);
      keep_time();
      page_ = record->at;
      time_.touch(now);
    }
    add(std::move(*record));
  }
}

void ProgressBook::touch(Clock::time_point now) {
  if (!page_) return;
  time_.touch(now);
  if (time_.seconds() >= time_entry_s) keep_time();
}

void ProgressBook::leave() {
  keep_time();
  page_.reset();
  time_.stop();
}

void ProgressBook::keep_time() {
  if (!page_ || time_.seconds() == 0) return;
  add({unix_now_s(), *page_, deed::TimeSpent{time_.take_seconds()}});
}

void ProgressBook::add(ProgressRecord record) {
  fold(progress_, record);
  if (unanswered_) unanswered_->push_back(record);
  keeper_.keep(std::move(record));
}

}  // namespace doorway::app
