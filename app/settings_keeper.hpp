#pragma once

#include "app/aside.hpp"
#include "app/settings_file.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace doorway::app {

/// Reads the settings once, and writes them a short while after they changed. The disk is waited for on threads of its
/// own; only `finish` waits. Owned and used by one thread.
class SettingsKeeper {
 public:
  using Clock = std::chrono::steady_clock;
  /// So long after the last change they are written: an edge that is dragged is one change.
  static constexpr std::chrono::milliseconds rest{1000};

  /// Begins to read. Without a path it keeps nothing. `wake` is called on any thread when `update` has something to
  /// take in.
  SettingsKeeper(std::optional<std::filesystem::path> path, std::function<void()> wake);

  /// What the file had, once it is read; once.
  std::optional<FoundSettings> take_found();
  [[nodiscard]] bool has_read() const { return has_read_; }
  /// Something is read or written at this moment.
  [[nodiscard]] bool is_busy() const { return reading_.is_under_way() || writing_.is_under_way(); }

  /// To be called with what the settings are now: begins to write when it is time. Returns a sentence for the user the
  /// first time that they cannot be saved, else an empty one.
  std::string update(const Settings& now_are, Clock::time_point now);
  /// When `update` has to be called although nothing came.
  [[nodiscard]] std::optional<Clock::time_point> wakes_at() const;

  /// Writes what is not written yet, and waits for it: at the end, when there is no window any more.
  void finish(const Settings& now_are);

 private:
  std::string take_outcome();

  const std::optional<std::filesystem::path> path_;
  const std::function<void()> wake_;
  bool has_read_ = false;
  bool may_write_ = false;
  bool has_complained_ = false;
  std::optional<Settings> kept_;  // in the file, or on the way there; none: the file needs to be written anew
  Settings seen_;                 // at the last update
  std::optional<Clock::time_point> due_;
  Aside<FoundSettings> reading_;
  Aside<std::string> writing_;  // what to tell, or empty
};

}  // namespace doorway::app
