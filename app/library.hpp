#pragma once

#include "core/lesson/lesson.hpp"
#include "core/progress/overview.hpp"
#include "core/scenario/mistake.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

/// A lesson's file as it was read: the lesson, or why there is none.
struct LessonFile {
  std::filesystem::path path;
  std::optional<Lesson> lesson;
  std::vector<std::string> mistakes;  ///< `file:line:column: what, and what to write instead`, safe to show
  std::string text = {};              ///< all that is in the file; empty where it could not be read

  /// The lesson's title, or else the file's name, safe to show.
  [[nodiscard]] std::string title() const;
};

/// Reads one file. Never fails: what is wrong stands in `mistakes`. Files of more than a lesson's size are not read.
LessonFile read_lesson_file(const std::filesystem::path& path);

/// Whether a file begins as a lesson does, with the line --- of its header, whatever is wrong further on. A file that
/// could not be read may be one.
bool may_be_lesson(const LessonFile& file);

/// All `.md` files of a folder but its README, by the lessons' `order` and then by file name; those that are no lesson
/// come last, with the folder itself where it is there and cannot be read.
std::vector<LessonFile> read_lesson_folder(const std::filesystem::path& folder);

/// What progress calls a lesson: its file's name without folder and ending, safe to show.
std::string lesson_id(const std::filesystem::path& path);

/// The lessons as progress knows them, one for one. They refer to the files.
std::vector<KnownLesson> known_lessons(const std::vector<LessonFile>& files);

/// Where the lessons are that come with the program: beside an installed program, else where it was built from.
std::filesystem::path lesson_folder();

}  // namespace doorway::app
