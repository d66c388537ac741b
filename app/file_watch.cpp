#include "app/file_watch.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

namespace doorway::app {
namespace {

using Clock = std::chrono::steady_clock;

// A save is several events: what comes so soon after another belongs to it. A file that is written again and again is
// told of now and then all the same.
constexpr std::chrono::milliseconds quiet_time{30};
constexpr std::chrono::milliseconds longest_silence{300};

constexpr std::uint32_t of_files = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;
constexpr std::uint32_t of_folder = IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr std::uint32_t folder_is_gone = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;

}  // namespace

bool FileChanges::concerns(std::string_view name) const {
  return any || std::find(names.begin(), names.end(), name) != names.end();
}

void FileChanges::add(std::string_view name) {
  constexpr std::size_t most_names = 1000;
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  if (names.size() == most_names) any = true;
  if (!any) names.emplace_back(name);
}

FileWatch::FileWatch(std::filesystem::path folder, std::function<void()> wake)
    : folder_(std::move(folder)), wake_(std::move(wake)), stop_(::eventfd(0, EFD_CLOEXEC)) {
  try {
    if (stop_.number() >= 0) thread_ = std::jthread([this] { run(); });
  } catch (const std::system_error&) {  // the system has no thread left
  }
  if (!thread_.joinable()) become(State::over);
}

FileWatch::~FileWatch() {
  const std::uint64_t one = 1;
  // An eventfd takes this at once; without a thread nobody waits for it.
  if (stop_.number() >= 0) static_cast<void>(!::write(stop_.number(), &one, sizeof one));
}

// --- Any thread

void FileWatch::wait_until_ready() const {
  std::unique_lock lock(mutex_);
  state_changed_.wait(lock, [&] { return state_ != State::beginning; });
}

bool FileWatch::is_watching() const {
  const std::lock_guard lock(mutex_);
  return state_ == State::watching;
}

bool FileWatch::is_over() const {
  const std::lock_guard lock(mutex_);
  return state_ == State::over;
}

FileChanges FileWatch::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(told_, {});
}

// --- The thread

void FileWatch::become(State state) {
  {
    const std::lock_guard lock(mutex_);
    state_ = state;
  }
  state_changed_.notify_all();
}

void FileWatch::run() {
  if (begin()) {
    become(State::watching);
    watch();
  }
  become(State::over);
}

// Here and not in the constructor: the folder may be one of another computer, which takes its time.
bool FileWatch::begin() {
  inotify_ = Descriptor(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
  return inotify_.number() >= 0 && ::inotify_add_watch(inotify_.number(), folder_.c_str(), of_files | of_folder) >= 0;
}

void FileWatch::watch() {
  std::optional<Clock::time_point> first;  // when the first of what is not told yet was seen
  while (true) {
    const Heard heard = wait(first.has_value());
    if (heard == Heard::stop) return;
    if (heard == Heard::events) read_events();
    if (seen_.is_empty()) continue;
    const auto now = Clock::now();
    first = first.value_or(now);
    if (heard != Heard::quiet && now - *first < longest_silence && !folder_is_gone_) continue;
    if (folder_is_gone_) become(State::over);  // first: whoever is told may ask
    tell();
    first.reset();
    if (folder_is_gone_) return;
  }
}

FileWatch::Heard FileWatch::wait(bool at_most_until_quiet) const {
  std::array<pollfd, 2> both{{{inotify_.number(), POLLIN, 0}, {stop_.number(), POLLIN, 0}}};
  const int at_most_ms = at_most_until_quiet ? static_cast<int>(quiet_time.count()) : -1;
  const int ready = ::poll(both.data(), both.size(), at_most_ms);
  if (ready == 0) return Heard::quiet;
  if (ready < 0) return errno == EINTR ? Heard::events : Heard::stop;
  return both[1].revents != 0 ? Heard::stop : Heard::events;
}

void FileWatch::read_events() {
  alignas(inotify_event) std::array<char, 4096> bytes{};
  for (ssize_t size = 0; (size = ::read(inotify_.number(), bytes.data(), bytes.size())) > 0;) {
    for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
      inotify_event event{};
      std::memcpy(&event, bytes.data() + at, sizeof event);
      take_in(bytes.data() + at);
      at += sizeof event + event.len;
    }
  }
}

// One inotify_event, with its name behind it.
void FileWatch::take_in(const char* bytes) {
  inotify_event event{};
  std::memcpy(&event, bytes, sizeof event);
  if ((event.mask & folder_is_gone) != 0) folder_is_gone_ = true;
  if ((event.mask & (folder_is_gone | IN_Q_OVERFLOW)) != 0) {
    seen_.any = true;
  } else if (event.len > 0 && (event.mask & IN_ISDIR) == 0) {
    const char* name = bytes + sizeof event;
    seen_.add({name, ::strnlen(name, event.len)});
  }
}

void FileWatch::tell() {
  {
    const std::lock_guard lock(mutex_);
    told_.any = told_.any || seen_.any;
    for (const std::string& name : seen_.names) told_.add(name);
  }
  seen_ = {};
  wake_();
}

}  // namespace doorway::app
