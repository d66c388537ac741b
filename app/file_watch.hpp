#pragma once

#include "app/descriptor.hpp"

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace doorway::app {

/// Files of a folder that came, went, or were written to the end.
struct FileChanges {
  std::vector<std::string> names;  ///< as they stand in the folder, each once
  bool any = false;                ///< it may be others too: too much happened at once, or the folder itself went away

  [[nodiscard]] bool is_empty() const { return names.empty() && !any; }
  [[nodiscard]] bool concerns(std::string_view name) const;
  void add(std::string_view name);
};

/// Tells which files of a folder change, so that they can be read again. It watches the folder, not its files: editors
/// put a new file in the place of the old one. It opens nothing in it and nothing outside, and folders inside are not
/// looked into. While nothing happens it costs nothing: a thread sleeps in the kernel (inotify(7)).
///
/// The functions are for one thread, but `wait_until_ready`.
class FileWatch {
 public:
  /// `wake` is called on any thread when `take` has something to give; it is callable as long as this lives. Where the
  /// folder cannot be watched nothing is ever told.
  FileWatch(std::filesystem::path folder, std::function<void()> wake);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  /// Waits until it watches, or cannot: whoever reads a file after that misses no change of it. Any thread.
  void wait_until_ready() const;
  /// It does. No longer once the folder has gone away; another one of its name needs another watch.
  [[nodiscard]] bool is_watching() const;
  /// It cannot, or does no longer.
  [[nodiscard]] bool is_over() const;

  /// What has changed since the last call.
  FileChanges take();

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  enum class State : std::uint8_t { beginning, watching, over };
  enum class Heard : std::uint8_t { events, quiet, stop };

  void run();
  bool begin();
  void watch();
  [[nodiscard]] Heard wait(bool at_most_until_quiet) const;
  void read_events();
  void take_in(const char* event);
  void tell();
  void become(State state);

  const std::filesystem::path folder_;
  const std::function<void()> wake_;
  Descriptor stop_;     // an eventfd, written to by the destructor
  Descriptor inotify_;  // the thread's

  FileChanges seen_;  // the thread's, not told yet
  bool folder_is_gone_ = false;

  mutable std::mutex mutex_;  // for what follows
  mutable std::condition_variable state_changed_;
  State state_ = State::beginning;
  FileChanges told_;

  std::jthread thread_;
};

}  // namespace doorway::app
