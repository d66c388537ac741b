// The lessons' files: they are read aside, watched, and read again when somebody saves them.

#include "app/application.hpp"

#include <algorithm>
#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// The folder is read once it is watched, so that no change goes by between the two.
std::shared_ptr<FileWatch> watch_over(const fs::path& folder, std::shared_ptr<FileWatch> present,
                                      const std::function<void()>& wake) {
  if (present && present->folder() == folder && !present->is_over()) return present;
  return std::make_shared<FileWatch>(folder, wake);
}

bool concerns_lessons(const FileChanges& changes) {
  return changes.any || std::any_of(changes.names.begin(), changes.names.end(),
                                    [](const std::string& name) { return name.ends_with(".md"); });
}

}  // namespace

void Application::read_folder() {
  folder_has_changed_ = false;
  folder_watch_ = watch_over(options_.lessons, folder_watch_, wake_);
  reading_folder_ = {[watch = folder_watch_, folder = options_.lessons] {
                       watch->wait_until_ready();
                       return read_lesson_folder(folder);
                     },
                     wake_};
}

// What is shown stays as it is, and watched as it is, until the file is there. What was asked for last is what opens.
void Application::read_file(const fs::path& path, std::size_t page, bool is_of_user) {
  desk_.drop_reading();
  reading_file_.run([watch = std::make_shared<FileWatch>(folder_of(path), wake_), path, page, is_of_user] {
    watch->wait_until_ready();
    return LessonToOpen{read_lesson_file(path), page, watch, is_of_user};
  });
}

// What is read while it changes once more is read again.
void Application::take_in_changes() {
  if (folder_watch_ && concerns_lessons(folder_watch_->take())) folder_has_changed_ = true;
  const bool shows_file = walk_ || faulty_;
  if (lesson_watch_ && lesson_watch_->take().concerns(path_.filename().string()) && shows_file) {
    lesson_has_changed_ = true;
  }
  // The palette names lessons by their places in the list: it stays as it is while it is shown.
  if (folder_has_changed_ && !reading_folder_.is_under_way() && !palette_.is_open()) read_folder();
  if (lesson_has_changed_ && !reading_file_.is_under_way() && !reading_again_.is_under_way()) {
    lesson_has_changed_ = false;
    reading_again_.run([path = path_] { return read_lesson_file(path); });
  }
}

bool Application::take_in_files(Clock::time_point now) {
  take_in_changes();
  bool changed = false;
  if (reading_folder_.is_there() && !palette_.is_open()) {
    lessons_ = reading_folder_.take();
    changed = true;
  }
  if (auto lesson = reading_file_.take()) {
    open(std::move(*lesson), now);
    changed = true;
  }
  if (auto lesson = reading_again_.take()) {
    reload(std::move(*lesson), now);
    changed = true;
  }
  return changed;
}

// What was asked for before it was closed does not open any more.
void Application::close_lesson() {
  take_in_events(seen_at_);
  book_.leave();
  reading_file_.drop();
  reading_again_.drop();
  path_.clear();
  walk_.reset();
  compared_.reset();
  comparing_.drop();
  take_asked_for_.reset();
  timeline_index_.reset();
  scene_index_.reset();
  faulty_.reset();
  broken_.reset();
  opened_.reset();
  lesson_at_hand_.reset();
  lesson_watch_.reset();
  lesson_has_changed_ = false;
  views_ = {};
  page_followed_.reset();
  editor_.forget();
}

void Application::open(LessonToOpen opened, Clock::time_point now) {
  close_lesson();
  LessonFile& file = opened.file;
  path_ = file.path;
  opens_at_page_ = opened.page;
  lesson_watch_ = std::move(opened.watch);
  learner_card_ = LearnerCard::none;
  page_ui_ = {};
  timeline_ui_ = {};
  if (opened.is_of_user) remember_opened(file);
  if (!file.lesson) {
    faulty_ = std::move(file);
    return;
  }
  const std::size_t page = std::min(opened.page, file.lesson->pages.size() - 1);
  lesson_at_hand_ = JourneyLesson{path_.filename().string(), std::move(file.text), file.lesson->pages[page].id};
  walk_ = std::make_unique<LessonWalk>(std::move(*file.lesson), ground_, now, opened.page);
  lesson_id_ = lesson_id(path_);
  follow_settings();
  follow_page();
}

// A file that was saved. Where it is about to be replaced by another one, that is waited for.
void Application::reload(LessonFile file, Clock::time_point now) {
  if (reading_file_.is_under_way()) {
    lesson_has_changed_ = true;
    return;
  }
  if (!walk_) return open({std::move(file), opens_at_page_, lesson_watch_, false}, now);
  if (!file.lesson) {
    broken_ = std::move(file);
    return;
  }
  broken_.reset();
  take_in_events(now);  // those of the lesson as it was
  if (lesson_at_hand_) lesson_at_hand_->text = std::move(file.text);
  walk_->reload(std::move(*file.lesson), now);
  page_followed_.reset();
  follow_page();
}

}  // namespace doorway::app
