#include "app/cli/progress.hpp"

#include "app/cli/exit_code.hpp"
#include "app/library.hpp"
#include "app/progress_file.hpp"
#include "app/user_file.hpp"
#include "core/progress/progress_csv.hpp"
#include "core/progress/progress_text.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace doorway::cli {
namespace {

int print(const std::string& text, Console& console) {
  if (console.write(text) && console.close_output()) return exit_code::well;
  return report_interruption(console);
}

int reset(app::ProgressFile& file, bool is_meant, Console& console) {
  if (!is_meant) {
    Console::complain(
        fmt::format("this would put {} aside, so that progress begins anew: write doorway progress --reset --yes",
                    app::shown_path(file.path())));
    return exit_code::bad_usage;
  }
  const auto aside = file.put_aside();
  if (!aside) {
    Console::complain(aside.error().message);
    return exit_code::bad_input;
  }
  if (!*aside) return print("There is no progress that could be put aside.\n", console);
  return print(fmt::format("Progress begins anew. What was done is kept in {}.\n", app::shown_path(**aside)), console);
}

}  // namespace

int show_progress(const ProgressRequest& request, Console& console) {
  const auto path = app::progress_path();
  if (!path) {
    Console::complain("there is no folder for progress: neither XDG_DATA_HOME nor HOME names one");
    return exit_code::bad_system;
  }
  app::ProgressFile file(*path);
  if (request.reset) return reset(file, request.yes, console);
  const app::FoundProgress found = file.read();
  if (!found.complaint.empty()) Console::complain(found.complaint);
  if (!found.may_write) return exit_code::bad_input;
  const std::vector<app::LessonFile> lessons = app::read_lesson_folder(app::lesson_folder());
  for (const app::LessonFile& lesson : lessons) {
    if (!lesson.lesson) Console::complain("note: a lesson is left out: " + lesson.mistakes.front());
  }
  const std::vector<KnownLesson> known = app::known_lessons(lessons);
  if (request.csv) return print(progress_csv(known, found.progress, Vocabulary::story), console);
  return print(progress_table(progress_rows(known, found.progress)), console);
}

}  // namespace doorway::cli
