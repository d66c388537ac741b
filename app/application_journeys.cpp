// Recordings: takes are written down while they run, saved as files of the user's own, opened and gone on with.

#include "app/application.hpp"
#include "app/journeys/journey_name.hpp"
#include "app/user_file.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_name_characters = 60;

bool can_be_opened(const fs::path& file) {
  return file.extension() == journey_extension || file.extension() == ".md";
}

}  // namespace

// --- Takes that run

// Asked for while a lesson opens, when there is no walk yet, and by the walk from then on.
std::shared_ptr<Journal> Application::new_journal(const std::vector<ProcessId>& order) {
  JourneyInfo info;
  info.order = order;
  info.lesson = lesson_at_hand_;
  const bool shows_lesson = !opened_ || opened_->is_of_lesson;
  if (info.lesson && walk_ && shows_lesson) info.lesson->page_id = walk_->page().id;
  return desk_.new_journal(std::move(info));
}

std::optional<JourneyCopy> Application::copy_of_take() const {
  const Session* session = walk_ ? walk_->session() : nullptr;
  if (session == nullptr) return std::nullopt;
  const std::shared_ptr<const Recording>& recording = session->takes().back();
  if (opened_ && opened_->recording == recording) {
    return JourneyCopy{recording, recording->size(), opened_->ended, opened_->info};
  }
  const auto journal = desk_.journal_of(*recording);
  if (!journal) return std::nullopt;
  return JourneyCopy{recording, session->view().steps.known(), session->status(), journal->info()};
}

// --- Commands

void Application::carry_out(const FileCommand& command, Clock::time_point now) {
  std::visit([&](const auto& what) { carry_out(what, now); }, command);
}

void Application::carry_out(const BrowseCommand& command, Clock::time_point now) {
  if (const auto wish = browser_.apply(command)) carry_out(*wish, now);
}

void Application::carry_out(const files::AskToOpen&, Clock::time_point) {
  ask_for_file(BrowserUse::open, "");
}

void Application::carry_out(const files::AskToSave&, Clock::time_point) {
  const auto copy = copy_of_take();
  if (!copy) return;
  const std::string lesson = copy->info.lesson ? copy->info.lesson->file : "";
  ask_for_file(BrowserUse::save, proposed_name(local_time(copy->info.began_unix_ms), lesson));
}

void Application::carry_out(const files::OpenRecent& open, Clock::time_point) {
  open_file(open.file);
}

void Application::carry_out(const files::OpenOffer& open, Clock::time_point) {
  reading_file_.drop();
  desk_.read_offer(open.file);
}

void Application::carry_out(const files::PutAway& put_away, Clock::time_point) {
  desk_.put_away(put_away.file);
}

// It lies above all else, so nothing else stays open.
void Application::ask_for_file(BrowserUse use, std::string name) {
  help_is_open_ = false;
  learner_card_ = LearnerCard::none;
  palette_.close();
  carry_out(browser_.open(use, documents_, std::move(name)), seen_at_);
}

void Application::carry_out(const BrowserWish& wish, Clock::time_point now) {
  std::visit([&](const auto& what) { carry_out(what, now); }, wish);
}

void Application::carry_out(const browser::List& list, Clock::time_point) {
  desk_.list(list.folder);
}

void Application::carry_out(const browser::Open& open, Clock::time_point) {
  open_file(open.file);
}

void Application::carry_out(const browser::Save& save, Clock::time_point) {
  auto copy = copy_of_take();
  if (!copy) return browser_.fail("There is no take any more that could be saved.");
  const Existing existing = save.replace ? Existing::replace : Existing::refuse;
  if (!desk_.save(std::move(*copy), save.file, existing)) {
    browser_.fail("Another file is still being saved: try again in a moment.");
  }
}

void Application::drop(const std::vector<fs::path>& files) {
  const auto file = std::find_if(files.begin(), files.end(), can_be_opened);
  if (file != files.end()) return open_file(*file);
  tell({"Doorway opens recordings (.journey) and lessons (.md): this is neither."});
}

void Application::open_file(const fs::path& file) {
  if (file.extension() == ".md") return read_file(file, 0, true);
  reading_file_.drop();
  desk_.read(file);
}

// --- What has happened

bool Application::take_in_journeys(Clock::time_point now) {
  bool changed = desk_.update();
  if (const auto why = desk_.take_trouble()) {
    tell({*why + "."});
    changed = true;
  }
  if (auto listing = desk_.take_listing()) {
    browser_.take(std::move(*listing));
    if (browser_.is_open()) documents_ = browser_.folder();
    changed = true;
  }
  if (auto opened = desk_.take_opened()) {
    take_in(std::move(*opened), now);
    changed = true;
  }
  if (const auto saved = desk_.take_saved()) {
    take_in(*saved);
    changed = true;
  }
  return changed;
}

void Application::take_in(JourneyDesk::Opened opened, Clock::time_point now) {
  if (!opened.read) {
    forget_file(settings_, opened.path);
    const std::string why = opened.read.error().message + ".";
    if (browser_.is_open()) {
      browser_.fail(why);
    } else {
      tell({why});
    }
    return;
  }
  browser_.close();
  remember_file(settings_, opened.path);
  open(std::move(*opened.read), std::move(opened.index), now);
  desk_.tidy();  // what was offered is not offered any more
}

void Application::take_in(const JourneyDesk::Saved& saved) {
  if (saved.result) {
    remember_file(settings_, saved.path);
    browser_.close();
    tell({fmt::format("The take is saved in {}.", shown_path(saved.path)), true});
  } else if (!browser_.is_open()) {
    tell({saved.result.error().why});
  } else if (saved.result.error().is_taken) {
    browser_.ask_to_replace();
  } else {
    browser_.fail(saved.result.error().why);
  }
}

// A lesson of the list is not among the recent files: it stands in the list.
void Application::remember_opened(const LessonFile& file) {
  browser_.close();
  if (file.lesson) {
    remember_file(settings_, file.path);
  } else {
    forget_file(settings_, file.path);
  }
}

void Application::open(ReadJourney read, IndexedRecording index, Clock::time_point now) {
  close_lesson();
  learner_card_ = LearnerCard::none;
  page_ui_ = {};
  timeline_ui_ = {};
  OpenedJourney& journey = read.journey;
  if (!journey.dropped.empty()) {
    tell({fmt::format("{}: {}.", escape_for_display(read.path.filename().string(), file_name_characters),
                      journey.dropped)});
  } else if (journey.still_grows) {
    tell({"Another program writes to this file at this moment: what is shown is what there was."});
  }
  lesson_at_hand_ = journey.info.lesson;
  opened_ = OpenedRecording{std::move(read.path), journey.recording, journey.info,
                            journey.ended,        read.is_of_lesson, std::move(index)};
  walk_ = std::make_unique<LessonWalk>(std::move(read.lesson), std::move(opened_->index.view), std::move(journey.ended),
                                       std::move(journey.info.order), ground_, now, read.page);
  follow_settings();
  follow_page();
}

// --- What can be done

void Application::add_files_to(ActionContext& context) const {
  context.recent_files.assign(settings_.recent_files.begin(), settings_.recent_files.end());
  if (!desk_.offers().empty()) context.offer = desk_.offers().front().path;
  if (!context.in_lesson || walk_->session() == nullptr) return;
  context.can_save = true;
  context.shows_recording = walk_->session()->is_replay();
}

}  // namespace doorway::app
