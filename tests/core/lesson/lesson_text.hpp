#pragma once

#include "core/lesson/lesson.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::test {

/// A lesson of one page that begins in line 4: the header, "## One", and this text from line 5 on.
inline std::string page_of(std::string_view text) {
  return "---\ntitle: A lesson\n---\n## One\n" + std::string(text);
}

/// Ten lines: Alice connects and sends "Hello", Bob receives it.
inline std::string hello_scenario() {
  return "```scenario\n"
         "bob:   l = socket(tcp)\n"
         "bob:   l.bind(0)\n"
         "bob:   l.listen(1)\n"
         "alice: s = socket(tcp)\n"
         "alice: s.connect(bob.l)\n"
         "bob:   c = l.accept()\n"
         "alice: s.send(\"Hello\")\n"
         "bob:   c.recv(64)\n"
         "```\n";
}

/// The lesson; a mistake in it is a std::runtime_error that says it.
inline Lesson lesson_of(std::string_view text) {
  auto lesson = parse_lesson(text);
  if (!lesson) throw std::runtime_error(to_string(lesson.error().front()));
  return std::move(*lesson);
}

/// "line:column: message" of each mistake.
inline std::vector<std::string> mistakes_of(std::string_view text) {
  std::vector<std::string> mistakes;
  const auto lesson = parse_lesson(text);
  if (lesson) return mistakes;
  for (const Mistake& mistake : lesson.error()) mistakes.push_back(to_string(mistake));
  return mistakes;
}

}  // namespace doorway::test
