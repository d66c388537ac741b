#include "app/cli/export_lesson.hpp"

#include "app/cli/export_output.hpp"
#include "app/cli/right_answers.hpp"
#include "core/handout/anki.hpp"
#include "core/handout/gift.hpp"
#include "core/handout/handout.hpp"

#include <algorithm>
#include <utility>

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
  if (request.format == ExportFormat::gift) return gift_text(lesson, right, words);
  if (request.format == ExportFormat::anki) return anki_text(lesson, words);
  return request.format == ExportFormat::handout ? to_markdown(sheet(), words) : to_html(sheet(), words);
}

}  // namespace

int export_lesson(const ExportRequest& request, const Lesson& lesson, Console& console) {
  if (!has_any(lesson, request.format)) {
    return refuse_export(request.file, request.format == ExportFormat::gift ? "this lesson has no questions to export"
                                                                            : "this lesson has no gems to export");
  }
  RightAnswers right;
  if (request.key || request.format == ExportFormat::gift) {
    auto found = find_right_answers(request.file, lesson, console);
    if (!found) return found.error();
    right = std::move(*found);
  }
  return write_export(request, text_of(request, lesson, right), console);
}

}  // namespace doorway::cli
