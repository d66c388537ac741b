#include "tests/course/course.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace doorway::course {
namespace {

Result<std::string> read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{file.string() + ": cannot be read"};
  return {boost::system::in_place_value, std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

std::filesystem::path lessons_folder() {
  return DOORWAY_LESSONS;
}

std::filesystem::path truths_folder() {
  return DOORWAY_TRUTHS;
}

Result<std::string> readme_text() {
  return read_text(lessons_folder() / "README.md");
}

Result<std::vector<Lesson>> read_course() {
  std::vector<Lesson> course;
  for (const auto& entry : std::filesystem::directory_iterator(lessons_folder())) {
    if (entry.path().extension() != ".md" || entry.path().filename() == "README.md") continue;
    const auto text = read_text(entry.path());
    if (text.has_error()) return text.error();
    auto lesson = parse_lesson(*text);
    if (lesson.has_error()) return Error{entry.path().string() + ":" + to_string(lesson.error().front())};
    course.push_back(std::move(*lesson));
  }
  if (course.empty()) return Error{lessons_folder().string() + ": has no lessons"};
  std::ranges::sort(course, {}, &Lesson::order);
  return course;
}

Result<const Page*> find_page(const std::vector<Lesson>& course, std::string_view number, std::string_view title) {
  const auto has_number = [&](const Lesson& lesson) { return std::to_string(lesson.order) == number; };
  const auto lesson = std::ranges::find_if(course, has_number);
  if (lesson == course.end()) return Error{"there is no lesson " + std::string(number)};
  const auto has_title = [&](const Page& page) { return plain_text(page.title) == title; };
  const auto page = std::ranges::find_if(lesson->pages, has_title);
  if (page == lesson->pages.end()) {
    return Error{"lesson " + std::string(number) + " has no page \"" + std::string(title) + "\""};
  }
  return &*page;
}

}  // namespace doorway::course
