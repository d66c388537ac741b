#include "app/cli/new_lesson.hpp"

#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "app/user_file.hpp"
#include "core/base/file_trouble.hpp"
#include "core/base/utf8.hpp"
#include "core/lesson/lesson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

namespace doorway::cli {
namespace {

constexpr std::string_view ending = ".md";

/// `name` as a shell takes it for one word.
std::string shell_word(const std::string& name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/._-+,:@%").find(c) != std::string_view::npos;
  };
  if (std::all_of(name.begin(), name.end(), is_plain)) return name;
  std::string word = "'";
  for (const char c : name) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

int refuse(const std::string& path, const std::string& why) {
  Console::complain(fmt::format("{}: {}", display_name(path), why));
  return exit_code::bad_input;
}

std::string why_not_written(int error) {
  if (error == EEXIST) return "this file is there already and stays as it is: give another name";
  if (error == ENOENT) return "its folder is not there: make the folder first";
  return "it cannot be written: " + write_trouble(error);
}

}  // namespace

std::string title_of_file(std::string_view path) {
  std::string title(path.substr(path.rfind('/') + 1));
  if (title.ends_with(ending)) title.resize(title.size() - ending.size());
  std::replace_if(
      title.begin(), title.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  title.erase(0, title.find_first_not_of(' '));
  title.erase(title.find_last_not_of(' ') + 1);
  const bool is_fit = !title.empty() && is_utf8(title) && escape_for_display(title) == title &&
                      count_characters(title) <= lesson_limits::title_characters;
  if (!is_fit) return "A new lesson";
  if (title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return title;
}

int new_lesson(const std::string& name, Console& console) {
  const std::string path = name.ends_with(ending) ? name : name + std::string(ending);
  if (path == ending || path.ends_with("/.md")) {
    return refuse(path, "the lesson has no name: write one, like my-lesson");
  }
  const auto written = app::write_file(path, lesson_to_begin_with(title_of_file(path)), app::Existing::refuse);
  if (!written) return refuse(path, why_not_written(written.error()));
  const std::string word = shell_word(path);
  const std::string next = fmt::format(
      "{}: a small lesson that works. Next:\n"
      "  doorway {}         see it; the window reads it again whenever you save it\n"
      "  doorway check {}   whether all is well with it\n"
      "Change it line by line; lessons/README.md says what can be written.\n",
      display_name(path), escape_for_display(word), escape_for_display(word));
  if (console.write(next) && console.close_output()) return exit_code::well;
  return report_interruption(console);
}

}  // namespace doorway::cli
