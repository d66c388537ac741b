#include "app/journeys/journey_desk.hpp"

#include "app/journeys/journey_name.hpp"
#include "app/user_file.hpp"
#include "core/journey/journey_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <utility>

namespace doorway::app {

namespace fs = std::filesystem;

namespace {

JourneyDesk::Opened open_at(const fs::path& path) {
  JourneyDesk::Opened opened{path, read_recording(path), {}};
  if (!opened.read) return opened;
  try {
    opened.index = index_recording(opened.read->journey.recording);
  } catch (const JourneyChanged& changed) {
    opened.read = Error{fmt::format("{}.", changed.what())};
  } catch (const std::bad_alloc&) {
    opened.read = Error{fmt::format("{}: there is not enough memory to show it", shown_path(path))};
  }
  return opened;
}

}  // namespace

JourneyDesk::JourneyDesk(std::optional<fs::path> folder, std::function<void()> wake)
    : folder_(std::move(folder)),
      wake_(std::move(wake)),
      tidying_(wake_),
      opening_(wake_),
      saving_(wake_),
      listing_(wake_) {}

// --- Takes that run

std::shared_ptr<Journal> JourneyDesk::new_journal(JourneyInfo info) {
  info.began_unix_ms = unix_milliseconds_now();
  std::unique_ptr<JournalWriter> writer;
  if (folder_) {
    const std::string name = journal_name(local_time(info.began_unix_ms), info.lesson ? info.lesson->file : "");
    const auto on_failure = [trouble = trouble_, wake = wake_](const std::string& why) {
      {
        const std::lock_guard lock(trouble->mutex);
        if (!trouble->was_told) trouble->why = why;
        trouble->was_told = true;
      }
      wake();
    };
    writer = std::make_unique<JournalWriter>(JournalPlace{*folder_ / name, true, {0600, true}}, info, on_failure);
  }
  auto journal = std::make_shared<TakeJournal>(std::move(info), std::move(writer));
  std::erase_if(journals_, [](const auto& known) { return known.expired(); });
  journals_.push_back(journal);
  return journal;
}

// The newest first: another recording can stand where one stood that is gone.
std::shared_ptr<const TakeJournal> JourneyDesk::journal_of(const Recording& recording) const {
  for (auto known = journals_.rbegin(); known != journals_.rend(); ++known) {
    auto journal = known->lock();
    if (journal && journal->is_of(recording)) return journal;
  }
  return nullptr;
}

std::optional<std::string> JourneyDesk::take_trouble() {
  const std::lock_guard lock(trouble_->mutex);
  return std::exchange(trouble_->why, std::nullopt);
}

// --- The folder of journals

void JourneyDesk::tidy() {
  if (!folder_) return;
  tidying_.run([folder = *folder_, seen = seen_] { return tidy_journeys(folder, seen); });
}

bool JourneyDesk::is_offered(const fs::path& offer) const {
  return std::any_of(offers_.begin(), offers_.end(), [&](const JourneyOffer& known) { return known.path == offer; });
}

void JourneyDesk::put_away(const fs::path& offer) {
  if (!is_offered(offer)) return;
  seen_.push_back(offer);
  std::erase_if(offers_, [&](const JourneyOffer& known) { return known.path == seen_.back(); });
  tidy();
}

bool JourneyDesk::update() {
  auto found = tidying_.take();
  if (!found) return false;
  offers_ = std::move(*found);
  // Where the folder cannot be written to, they keep their names.
  std::erase_if(offers_, [this](const JourneyOffer& offer) {
    return std::find(seen_.begin(), seen_.end(), offer.path) != seen_.end();
  });
  return true;
}

// --- Files

void JourneyDesk::read(const fs::path& path) {
  opening_.run([path] { return open_at(path); });
}

void JourneyDesk::read_offer(const fs::path& offer) {
  if (!is_offered(offer)) return;
  opening_.run([path = offer] {
    Opened opened = open_at(path);
    if (opened.read) opened.path = opened.read->path = app::put_away(path);
    return opened;
  });
}

bool JourneyDesk::save(JourneyCopy copy, const fs::path& path, Existing existing) {
  if (saving_.is_under_way()) return false;
  saving_.run([copy = std::move(copy), path, existing] { return Saved{path, save_journey(copy, path, existing)}; });
  return true;
}

void JourneyDesk::list(const fs::path& folder) {
  listing_.run([folder] { return list_folder(folder); });
}

bool JourneyDesk::is_busy() const {
  return tidying_.is_under_way() || opening_.is_under_way() || saving_.is_under_way() || listing_.is_under_way();
}

}  // namespace doorway::app
