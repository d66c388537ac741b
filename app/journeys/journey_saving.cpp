#include "app/journeys/journey_saving.hpp"

#include "app/new_name.hpp"
#include "core/base/errno_name.hpp"
#include "core/base/free_name.hpp"
#include "core/journey/journal_writer.hpp"
#include "core/record/event_reader.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <system_error>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view beside_begins = ".doorway-";
constexpr std::string_view beside_ends = ".new";

NotSaved not_saved(const fs::path& file, const std::string& why) {
  return {fmt::format("{} is not saved: {}. Choose another folder or name.", shown_path(file.filename()), why), false};
}

NotSaved is_taken(const fs::path& file) {
  return {fmt::format("There is a file {} already.", shown_path(file.filename())), true};
}

/// A name of those that a copy has while it is written: ".doorway-1234.new", ".doorway-1234-2.new".
bool is_beside_name(std::string_view name) {
  if (!name.starts_with(beside_begins) || !name.ends_with(beside_ends)) return false;
  return std::all_of(name.begin() + beside_begins.size(), name.end() - beside_ends.size(),
                     [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
}

/// Removes what a Doorway that was killed while it saved has left there. Nobody saves for an hour.
void remove_left_behind(const fs::path& folder) {
  const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(1);
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (!is_beside_name(entry->path().filename().string())) continue;
    std::error_code unknown;
    if (!fs::is_regular_file(entry->symlink_status(unknown)) || entry->last_write_time(unknown) > long_ago) continue;
    if (!unknown) fs::remove(entry->path(), unknown);
  }
}

/// Waits until the file is on the disk. Returns 0, or an errno.
int put_on_disk(const fs::path& file) {
  const int number = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0) return errno;
  const int error = ::fsync(number) == 0 ? 0 : errno;
  ::close(number);
  return error;
}

/// Writes all of it into a file that is open. Returns 0, or an errno.
int write_copy(const JourneyCopy& copy, JournalWriter& writer) {
  writer.begin(copy.recording->header());
  EventReader events(*copy.recording);
  for (Seq seq = 1; seq <= copy.events && writer.error() == 0; ++seq) writer.append(events.at(seq));
  writer.finish(copy.status);
  return writer.error();
}

/// Writes all of it beside the file, to the disk. `beside` is where: empty where nothing was made. Returns 0, or an
/// errno.
int write_beside(const JourneyCopy& copy, const fs::path& file, fs::path& beside) {
  const fs::path before = file.parent_path() / fmt::format("{}{}", beside_begins, ::getpid());
  const auto made = make_with_free_name(before, beside_ends, [&](const fs::path& name) {
    JournalWriter writer({name, false}, copy.info);
    if (!writer.open()) return writer.error();
    beside = name;
    const int error = write_copy(copy, writer);
    return error != 0 ? error : put_on_disk(name);
  });
  return made ? 0 : made.error();
}

/// Who could read the file that is replaced can read the new one, and nobody else. A file system without permissions
/// has nothing to keep.
void keep_mode(const fs::path& old, const fs::path& beside) {
  struct stat status {};
  if (::stat(old.c_str(), &status) == 0) static_cast<void>(::chmod(beside.c_str(), status.st_mode & 0777U));
}

}  // namespace

Result<void, NotSaved> save_journey(const JourneyCopy& copy, const fs::path& file, Existing existing) {
  std::error_code failed;
  const fs::file_status there = fs::symlink_status(file, failed);
  if (fs::is_directory(there)) return not_saved(file, "a folder has that name");
  if (fs::exists(there) && existing == Existing::refuse) return is_taken(file);
  const fs::path target = resolved(file);
  remove_left_behind(target.parent_path());
  fs::path beside;
  if (const int error = write_beside(copy, target, beside); error != 0) {
    if (!beside.empty()) fs::remove(beside, failed);
    return not_saved(file, errno_text(error));
  }
  int error = 0;
  if (existing == Existing::refuse) {
    error = give_new_name(beside, target);
  } else {
    keep_mode(target, beside);
    if (std::rename(beside.c_str(), target.c_str()) != 0) error = errno;
  }
  if (error == 0) return {};
  fs::remove(beside, failed);
  return error == EEXIST ? is_taken(file) : not_saved(file, errno_text(error));
}

}  // namespace doorway::app
