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

void Application::read_file(const fs::path& path, std::size_t page) {
  path_ = path;
  opens_at_page_ = page;
  lesson_has_changed_ = false;
  lesson_watch_ = watch_over(folder_of(path), lesson_watch_, wake_);
  reading_file_ = {[watch = lesson_watch_, path] {
                     watch->wait_until_ready();
                     return read_lesson_file(path);
                   },
                   wake_};
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
    reading_again_ = {[path = path_] { return read_lesson_file(path); }, wake_};
  }
}

bool Application::take_in_files(Clock::time_point now) {
  take_in_changes();
  bool changed = false;
  if (reading_folder_.is_there() && !palette_.is_open()) {
    lessons_ = reading_folder_.take();
    changed = true;
  }
  if (reading_file_.is_there()) {
    open(reading_file_.take(), now);
    changed = true;
  }
  if (reading_again_.is_there()) {
    reload(reading_again_.take(), now);
    changed = true;
  }
  return changed;
}

void Application::close_lesson() {
  take_in_events(seen_at_);
  book_.leave();
  walk_.reset();
  timeline_index_.reset();
  scene_index_.reset();
  faulty_.reset();
  broken_.reset();
  lesson_watch_.reset();
  lesson_has_changed_ = false;
  views_ = {};
  page_followed_.reset();
  editor_.forget();
}

void Application::open(LessonFile file, Clock::time_point now) {
  auto watch = lesson_watch_;
  close_lesson();
  lesson_watch_ = std::move(watch);
  learner_card_ = LearnerCard::none;
  page_ui_ = {};
  timeline_ui_ = {};
  if (!file.lesson) {
    faulty_ = std::move(file);
    return;
  }
  walk_ = std::make_unique<LessonWalk>(std::move(*file.lesson), ground_, now, opens_at_page_);
  lesson_id_ = lesson_id(path_);
  follow_settings();
  follow_page();
}

// A file that was saved. Another one may be open by now.
void Application::reload(LessonFile file, Clock::time_point now) {
  if (file.path != path_ || reading_file_.is_under_way() || (!walk_ && !faulty_)) return;
  if (!walk_) return open(std::move(file), now);
  if (!file.lesson) {
    broken_ = std::move(file);
    return;
  }
  broken_.reset();
  take_in_events(now);  // those of the lesson as it was
  walk_->reload(std::move(*file.lesson), now);
  page_followed_.reset();
  follow_page();
}

}  // namespace doorway::app
