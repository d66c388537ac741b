#pragma once

#include "app/cli/console.hpp"
#include "app/cli/export.hpp"
#include "core/lesson/lesson.hpp"

namespace doorway::cli {

/// Writes a lesson's questions, gems or pages: gift, anki and the handouts. Returns the exit code.
int export_lesson(const ExportRequest& request, const Lesson& lesson, Console& console);

}  // namespace doorway::cli
