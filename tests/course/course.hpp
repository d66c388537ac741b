#pragma once

#include "core/base/result.hpp"
#include "core/lesson/lesson.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::course {

/// Where the course and the truths lie in this source tree.
std::filesystem::path lessons_folder();
std::filesystem::path truths_folder();

/// The text of lessons/README.md.
Result<std::string> readme_text();

/// All lessons of the course, in their order; the error names the file that is no lesson. An empty folder is an error.
Result<std::vector<Lesson>> read_course();

/// The page of this title, in the story's words, of the lesson with this number: "4", "The receipt".
Result<const Page*> find_page(const std::vector<Lesson>& course, std::string_view number, std::string_view title);

}  // namespace doorway::course
