#include "app/journeys/journey_folder.hpp"

#include "app/journeys/journey_name.hpp"
#include "app/new_name.hpp"
#include "app/user_file.hpp"
#include "core/base/utf8.hpp"
#include "core/journey/journey_reader.hpp"
#include "core/lesson/lesson.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <new>
#include <system_error>
#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

// A file that was not closed has room ahead, which ends where a page of memory does. Few that were closed end there
// too: those are found out when they are opened.
constexpr std::uint64_t room_unit = 4096;
constexpr std::size_t most_offers = 3;
constexpr std::int64_t latest_s = latest_beginning_unix_ms / 1000;
constexpr std::size_t title_characters = 60;

/// A file as it is now; nothing where it is no ordinary one or cannot be opened.
std::optional<JournalFile> look_at(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  if (file < 0) return std::nullopt;
  struct stat status {};
  std::optional<JournalFile> found;
  if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode)) {
    const bool is_free = ::flock(file, LOCK_SH | LOCK_NB) == 0;
    const std::int64_t written_to =
        std::clamp<std::int64_t>(status.st_mtim.tv_sec, 0, latest_s) * 1'000'000'000 + status.st_mtim.tv_nsec;
    found = JournalFile{path, static_cast<std::uint64_t>(status.st_size), !is_free, written_to};
  }
  ::close(file);  // and with it goes the lock
  return found;
}

std::vector<JournalFile> journals_in(const fs::path& folder) {
  std::vector<JournalFile> files;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (!is_journal_name(entry->path().filename().string())) continue;
    if (auto file = look_at(entry->path())) files.push_back(std::move(*file));
  }
  return files;
}

// The times in their names are local: one hour of each year is there twice, and a computer can travel.
void newest_first(std::vector<JournalFile>& files) {
  std::sort(files.begin(), files.end(), [](const JournalFile& left, const JournalFile& right) {
    return std::pair(left.written_to_unix_ns, left.path.filename().string()) >
           std::pair(right.written_to_unix_ns, right.path.filename().string());
  });
}

std::string what_it_is_of(OpenedJourney& journey) {
  if (journey.info.lesson) {
    const auto lesson = parse_lesson(journey.info.lesson->text, journey.fills);
    if (!lesson) return escape_for_display(journey.info.lesson->file, title_characters);
    std::string what = escape_for_display(lesson->title, title_characters);
    for (const Page& page : lesson->pages) {
      if (page.id == journey.info.lesson->page_id) {
        what += ": " + escape_for_display(plain_text(page.title), title_characters);
      }
    }
    return what;
  }
  std::string names;
  for (const std::string& name : journey.recording->scenario().processes) {
    names += (names.empty() ? "" : ", ") + escape_for_display(name, title_characters);
  }
  return "a scenario of " + names;
}

/// What was cut off in this file; nothing where nothing was, or nothing of it can be shown.
std::optional<JourneyOffer> offer_of(const JournalFile& file) {
  const bool may_be_cut_off = file.size_bytes > 0 && file.size_bytes % room_unit == 0;
  if (file.is_written_to || !may_be_cut_off || is_seen_name(file.path.filename().string())) return std::nullopt;
  auto journey = open_journey(file.path);
  if (!journey || journey->is_finished || journey->still_grows || journey->recording->size() == 0) return std::nullopt;
  return JourneyOffer{file.path, what_it_is_of(*journey), time_text(journey->info.began_unix_ms), journey->steps};
}

}  // namespace

std::optional<fs::path> journeys_path() {
  const auto folder = user_folder("XDG_DATA_HOME", ".local/share");
  return folder ? std::optional(*folder / "journeys") : std::nullopt;
}

std::vector<fs::path> journals_to_prune(std::vector<JournalFile> files, const JournalLimits& limits) {
  newest_first(files);
  std::vector<fs::path> to_go;
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    bytes += files[i].size_bytes;
    const bool has_room = i < limits.files && bytes <= limits.bytes;
    if (i > 0 && !has_room && !files[i].is_written_to) to_go.push_back(files[i].path);
  }
  return to_go;
}

std::vector<JourneyOffer> tidy_journeys(const fs::path& folder, const std::vector<fs::path>& seen,
                                        const JournalLimits& limits) {
  for (const fs::path& journal : seen) put_away(journal);
  std::error_code ignored;
  for (const fs::path& old : journals_to_prune(journals_in(folder), limits)) fs::remove(old, ignored);
  std::vector<JournalFile> files = journals_in(folder);
  newest_first(files);
  std::vector<JourneyOffer> offers;
  for (const JournalFile& file : files) {
    if (offers.size() == most_offers) break;
    try {
      if (auto offer = offer_of(file)) offers.push_back(std::move(*offer));
    } catch (const std::bad_alloc&) {  // it is not offered, and does not keep the window from opening
    }
  }
  return offers;
}

fs::path put_away(const fs::path& journal) {
  const std::string name = journal.filename().string();
  if (!is_journal_name(name) || is_seen_name(name)) return journal;
  const fs::path seen = journal.parent_path() / seen_name(name);
  return give_new_name(journal, seen) == 0 ? seen : journal;
}

}  // namespace doorway::app
