#pragma once

#include "app/journeys/errand.hpp"
#include "app/journeys/folder_listing.hpp"
#include "app/journeys/indexed_recording.hpp"
#include "app/journeys/journey_folder.hpp"
#include "app/journeys/journey_reading.hpp"
#include "app/journeys/journey_saving.hpp"
#include "app/journeys/lookup.hpp"
#include "app/journeys/take_journal.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

/// Where recordings come from and go to: journals of takes that run, and files that are read, saved and listed aside.
/// Nothing in it waits; its end does, for what is written, and a moment for what is read. Owned and used by one thread.
class JourneyDesk {
 public:
  /// Without a folder no journal is kept. `wake` is called on any thread when there is something to take.
  JourneyDesk(std::optional<std::filesystem::path> folder, std::function<void()> wake);
  JourneyDesk(const JourneyDesk&) = delete;
  JourneyDesk& operator=(const JourneyDesk&) = delete;

  // --- Takes that run
  /// The journal of a new take, in a file of its own whose name tells the time and the lesson; `info.began_unix_ms` is
  /// filled in. One that fails is told of by `take_trouble`, and changes nothing else.
  std::shared_ptr<Journal> new_journal(JourneyInfo info);
  /// What is known of a take that has its journal from here and is not gone; null for any other recording.
  [[nodiscard]] std::shared_ptr<const TakeJournal> journal_of(const Recording& recording) const;
  /// The first time that a journal cannot be kept: a sentence for the user, once.
  std::optional<std::string> take_trouble();

  // --- The folder of journals
  /// Puts the folder in order and looks for what was cut off: see tidy_journeys.
  void tidy();
  /// This one of the offers is not made again.
  void put_away(const std::filesystem::path& offer);
  /// What was cut off, as far as it is known.
  [[nodiscard]] const std::vector<JourneyOffer>& offers() const { return offers_; }

  // --- Files
  struct Opened {
    std::filesystem::path path;
    Result<ReadJourney> read;
    IndexedRecording index;  ///< of what was read
  };
  void read(const std::filesystem::path& path);
  /// Reads this one of the offers; it is not made again where that can be shown.
  void read_offer(const std::filesystem::path& offer);
  /// Nobody waits any more for what is being read.
  void drop_reading() { opening_.drop(); }
  std::optional<Opened> take_opened() { return opening_.take(); }

  struct Saved {
    std::filesystem::path path;
    Result<void, NotSaved> result;
  };
  /// False, and nothing happens, while another file is being saved.
  bool save(JourneyCopy copy, const std::filesystem::path& path, Existing existing);
  std::optional<Saved> take_saved() { return saving_.take(); }

  void list(const std::filesystem::path& folder);
  std::optional<FolderListing> take_listing() { return listing_.take(); }

  /// Takes in what is known of the folder. True when the offers are others.
  bool update();
  [[nodiscard]] bool is_busy() const;

 private:
  [[nodiscard]] bool is_offered(const std::filesystem::path& offer) const;

  /// What the threads that write have to tell; it lives as long as one of them.
  struct Trouble {
    std::mutex mutex;  // guards the rest
    std::optional<std::string> why;
    bool was_told = false;
  };

  const std::optional<std::filesystem::path> folder_;
  const std::function<void()> wake_;
  const std::shared_ptr<Trouble> trouble_ = std::make_shared<Trouble>();
  std::vector<std::weak_ptr<const TakeJournal>> journals_;
  std::vector<JourneyOffer> offers_;
  std::vector<std::filesystem::path> seen_;  // put away since this began

  Errand<std::vector<JourneyOffer>> tidying_;
  Lookup<Opened> opening_;
  Errand<Saved> saving_;
  Lookup<FolderListing> listing_;
};

}  // namespace doorway::app
