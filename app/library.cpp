#include "app/library.hpp"

#include "app/read_file.hpp"
#include "core/base/count_of.hpp"
#include "core/base/file_trouble.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <system_error>
#include <tuple>
#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 500;

std::string shown_name(const fs::path& path) {
  return escape_for_display(path.filename().string(), 80);
}

LessonFile without_lesson(const fs::path& path, std::string why) {
  LessonFile file{path, std::nullopt, {}};
  file.mistakes.push_back(shown_name(path) + ": " + std::move(why));
  return file;
}

std::string why_not_read(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR: return "there is no such file; look at its name";
    case EINVAL: return "this is no file that can be read; give a lesson (.md)";
    case EFBIG: return fmt::format("a lesson has {} at most; split it", count_of(lesson_limits::text_bytes, "byte"));
    default: return "it cannot be read: " + read_trouble(error);
  }
}

auto rank(const LessonFile& file) {
  const auto last = std::numeric_limits<std::uint32_t>::max();
  return std::tuple(!file.lesson, file.lesson ? file.lesson->order : last, file.path.filename().string());
}

}  // namespace

std::string LessonFile::title() const {
  return lesson ? escape_for_display(lesson->title, 80) : shown_name(path);
}

LessonFile read_lesson_file(const fs::path& path) {
  auto read = read_file(path, lesson_limits::text_bytes);
  if (!read) return without_lesson(path, why_not_read(read.error()));
  std::string text = std::move(*read);
  auto parsed = parse_lesson(text);
  LessonFile file{path, std::nullopt, {}, std::move(text)};
  if (parsed) {
    file.lesson = std::move(*parsed);
  } else {
    for (const Mistake& mistake : parsed.error()) file.mistakes.push_back(shown_name(path) + ":" + to_string(mistake));
  }
  return file;
}

bool may_be_lesson(const LessonFile& file) {
  if (file.lesson || file.text.empty()) return true;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  constexpr std::string_view blanks = " \t\r";
  std::string_view line = std::string_view(file.text).substr(0, file.text.find('\n'));
  if (line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
  const std::size_t end = line.find_last_not_of(blanks);
  return end != std::string_view::npos && line.substr(0, end + 1) == "---";
}

std::vector<LessonFile> read_lesson_folder(const fs::path& folder) {
  std::vector<LessonFile> files;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end && files.size() < most_files;
       entry.increment(failed)) {
    const fs::path& path = entry->path();
    if (path.extension() != ".md" || path.filename() == "README.md") continue;
    files.push_back(read_lesson_file(path));
  }
  if (failed && failed != std::errc::no_such_file_or_directory) {
    files.push_back(without_lesson(folder, "this folder of lessons cannot be read: " + read_trouble(failed.value())));
  }
  std::sort(files.begin(), files.end(),
            [](const LessonFile& left, const LessonFile& right) { return rank(left) < rank(right); });
  return files;
}

std::string lesson_id(const fs::path& path) {
  return escape_for_display(path.stem().string(), 80);
}

std::vector<KnownLesson> known_lessons(const std::vector<LessonFile>& files) {
  std::vector<KnownLesson> known;
  for (const LessonFile& file : files) known.push_back({lesson_id(file.path), file.lesson ? &*file.lesson : nullptr});
  return known;
}

fs::path lesson_folder() {
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  const fs::path installed = program.parent_path().parent_path() / "share" / "doorway" / "lessons";
  if (!failed && fs::is_directory(installed, failed)) return installed;
  return DOORWAY_LESSONS;
}

}  // namespace doorway::app
