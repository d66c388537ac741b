#pragma once

#include "core/lesson/lesson.hpp"

#include <string>

namespace doorway {

/// The gems of a lesson as notes for Anki, tab-separated: at the front the page's title and its question, at the back
/// the gem. No two fronts are the same, since Anki takes those for one note. Source: docs.ankiweb.net, "Text files".
std::string anki_text(const Lesson& lesson, Vocabulary vocabulary);

}  // namespace doorway
