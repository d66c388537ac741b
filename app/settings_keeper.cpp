#include "app/settings_keeper.hpp"

#include <utility>

namespace doorway::app {
namespace {

std::string outcome_of(const Result<void>& written) {
  return written ? std::string() : written.error().message;
}

}  // namespace

SettingsKeeper::SettingsKeeper(std::optional<std::filesystem::path> path, std::function<void()> wake)
    : path_(std::move(path)), wake_(std::move(wake)), has_read_(!path_) {
  if (path_) reading_ = {[from = *path_] { return read_settings(from); }, wake_};
}

std::optional<FoundSettings> SettingsKeeper::take_found() {
  if (!reading_.is_there()) return std::nullopt;
  FoundSettings found = reading_.take();
  has_read_ = true;
  may_write_ = found.may_write;
  seen_ = found.settings;
  if (!found.is_repaired) kept_ = found.settings;
  return found;
}

std::string SettingsKeeper::take_outcome() {
  std::string complaint = writing_.take();
  if (complaint.empty() || std::exchange(has_complained_, true)) return "";
  return complaint;
}

std::string SettingsKeeper::update(const Settings& now_are, Clock::time_point now) {
  std::string complaint;
  if (writing_.is_there()) complaint = take_outcome();
  if (!may_write_) return complaint;
  if (kept_ == now_are) {
    due_.reset();
  } else if (!due_ || !(seen_ == now_are)) {
    due_ = now + rest;
  }
  seen_ = now_are;
  if (!due_ || now < *due_ || writing_.is_under_way()) return complaint;
  due_.reset();
  kept_ = now_are;
  writing_ = {[to = *path_, now_are] { return outcome_of(write_settings(to, now_are)); }, wake_};
  return complaint;
}

// While something is being written its end wakes us.
std::optional<SettingsKeeper::Clock::time_point> SettingsKeeper::wakes_at() const {
  return writing_.is_under_way() ? std::nullopt : due_;
}

void SettingsKeeper::finish(const Settings& now_are) {
  if (writing_.is_under_way()) take_outcome();
  if (!may_write_ || kept_ == now_are) return;
  kept_ = now_are;
  // Nobody is there any more to be told, and who could be was told the first time.
  (void)write_settings(*path_, now_are);
}

}  // namespace doorway::app
