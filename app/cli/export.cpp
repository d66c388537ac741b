#include "app/cli/export.hpp"

#include "app/cli/document.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "app/cli/right_answers.hpp"
#include "app/user_file.hpp"
#include "core/base/errno_name.hpp"
#include "core/handout/anki.hpp"
#include "core/handout/gift.hpp"
#include "core/handout/handout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <variant>

namespace doorway::cli {
namespace {

bool has_any(const Lesson& lesson, ExportFormat format) {
  const auto has = [&](const Page& page) {
    if (format == ExportFormat::gift) return ask_of(page) != nullptr;
    return format != ExportFormat::anki || !gems_of(page).empty();
  };
  return std::any_of(lesson.pages.begin(), lesson.pages.end(), has);
}

std::string text_of(const ExportRequest& request, const Lesson& lesson, const RightAnswers& right) {
  const Vocabulary words = request.vocabulary;
  const auto sheet = [&] { return request.key ? key_of(lesson, right, words) : handout_of(lesson, words); };
  switch (request.format) {
    case ExportFormat::gift: return gift_text(lesson, right, words);
    case ExportFormat::anki: return anki_text(lesson, words);
    case ExportFormat::handout: return to_markdown(sheet(), words);
    case ExportFormat::handout_html: return to_html(sheet(), words);
  }
  return {};
}

int refuse(const std::string& name, const std::string& why) {
  Console::complain(fmt::format("{}: {}", display_name(name), why));
  return exit_code::bad_input;
}

int write_out(const ExportRequest& request, const std::string& text, Console& console) {
  if (request.out && *request.out != "-") {
    const auto written = app::write_file(*request.out, text, app::Existing::refuse);
    if (written) return exit_code::well;
    if (written.error() == EEXIST) {
      return refuse(*request.out, "this file is there already and stays as it is: give -o another name, or remove it");
    }
    return refuse(*request.out, "it cannot be written: " + errno_text(written.error()));
  }
  if (console.write(text) && console.close_output()) return exit_code::well;
  return report_interruption(console);
}

}  // namespace

int export_lesson(const ExportRequest& request, Console& console) {
  const auto document = read_document(request.file, console);
  if (!document) return document.error();
  const auto* lesson = std::get_if<Lesson>(&*document);
  if (lesson == nullptr) return refuse(request.file, "this is a scenario; export takes a lesson, which ends in .md");
  if (!has_any(*lesson, request.format)) {
    return refuse(request.file, request.format == ExportFormat::gift ? "this lesson has no questions to export"
                                                                     : "this lesson has no gems to export");
  }
  RightAnswers right;
  if (request.key || request.format == ExportFormat::gift) {
    auto found = find_right_answers(request.file, *lesson, console);
    if (!found) return found.error();
    right = std::move(*found);
  }
  return write_out(request, text_of(request, *lesson, right), console);
}

}  // namespace doorway::cli
