#include "app/cli/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace doorway::cli {
namespace {

constexpr std::string_view erased_line = "\r\x1b[K";

// What a terminal does not take is not missed: the next line says more.
void write_at_once(std::string_view text) {
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

bool is_dumb() {
  const char* terminal = std::getenv("TERM");
  return terminal == nullptr || std::string_view(terminal) == "dumb";
}

}  // namespace

ProgressLine::ProgressLine() : is_terminal_(::isatty(STDERR_FILENO) != 0 && !is_dumb()) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::show(std::string_view what, std::size_t done, std::size_t of_all) {
  if (!is_terminal_) return;
  write_at_once(fmt::format("{}{}: run {} of {}", erased_line, what, done, of_all));
  is_shown_ = true;
}

void ProgressLine::clear() {
  if (is_shown_) write_at_once(erased_line);
  is_shown_ = false;
}

}  // namespace doorway::cli
