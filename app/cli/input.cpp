#include "app/cli/input.hpp"

#include "core/base/file_trouble.hpp"
#include "core/base/utf8.hpp"
#include "core/scenario/limits.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>

namespace doorway::cli {
namespace {

// How long a named pipe may have nobody who writes to it.
constexpr std::chrono::seconds patience_with_pipe{2};

/// A file that is being read.
class Reading {
 public:
  Reading(const std::string& path, Console& console) : name_(display_name(path)), console_(console) {
    // Non-blocking, because the opening of a pipe without a writer would never return.
    if (path != "-") file_ = app::Descriptor(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    number_ = path == "-" ? STDIN_FILENO : file_.number();
    if (number_ < 0) failed_to_open_ = errno;
  }

  Result<std::string> whole() {
    if (number_ < 0) return wrong(read_trouble(failed_to_open_));
    struct stat status {};
    if (::fstat(number_, &status) == -1) return wrong(read_trouble(errno));
    if (S_ISDIR(status.st_mode)) return wrong("this is a directory; give a scenario or a lesson, a file");
    is_named_pipe_ = S_ISFIFO(status.st_mode) && file_.number() >= 0;
    std::string text;
    while (text.size() <= limits::text_bytes) {
      const std::optional<std::size_t> count = read_some(text);
      if (!count) return wrong_;
      if (*count == 0) break;
    }
    if (text.empty())
      return wrong(
          "the file is empty; a scenario has lines such as `alice: s = socket(tcp)`, and a lesson begins with ---");
    if (text.size() > limits::text_bytes) {
      return wrong(fmt::format("the file is larger than {} MiB, the most that a scenario or a lesson may have",
                               limits::text_bytes >> 20U));
    }
    // Said in full: a string could make an Error as well.
    return Result<std::string>(boost::system::in_place_value, std::move(text));
  }

 private:
  Error wrong(std::string_view what) const { return Error{fmt::format("{}: {}", name_, what)}; }

  /// Appends what there is; 0 at the end of the file. Nothing when the reading has to end, and `wrong_` says why.
  std::optional<std::size_t> read_some(std::string& text) {
    std::array<char, 65536> piece;
    const std::size_t wanted = std::min(piece.size(), limits::text_bytes + 1 - text.size());
    while (true) {
      // Waiting for a writer, read says "end of file" and poll says nothing.
      const bool no_writer_yet = is_named_pipe_ && text.empty();
      if (!no_writer_yet && !console_.wait_readable(number_, std::nullopt)) return give_up("");
      const ssize_t count = ::read(number_, piece.data(), wanted);
      if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
        if (!console_.wait_readable(number_, std::nullopt)) return give_up("");
        continue;
      }
      if (count < 0) return give_up(wrong(read_trouble(errno)).message);
      if (count == 0 && no_writer_yet) {
        is_named_pipe_ = false;  // what comes next is data, or the end
        if (console_.wait_readable(number_, patience_with_pipe)) continue;
        return give_up(console_.interruption() ? "" : wrong("this is a pipe, and nobody writes to it").message);
      }
      text.append(piece.data(), static_cast<std::size_t>(count));
      return static_cast<std::size_t>(count);
    }
  }

  std::optional<std::size_t> give_up(std::string message) {
    wrong_ = Error{std::move(message)};
    return std::nullopt;
  }

  std::string name_;
  Console& console_;
  app::Descriptor file_;
  int number_ = -1;
  int failed_to_open_ = 0;
  bool is_named_pipe_ = false;
  Error wrong_;
};

}  // namespace

std::string display_name(const std::string& path) {
  return path == "-" ? "<stdin>" : escape_for_display(path);
}

Result<std::string> read_input(const std::string& path, Console& console) {
  return Reading(path, console).whole();
}

}  // namespace doorway::cli
