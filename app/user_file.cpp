#include "app/user_file.hpp"

#include "app/new_file.hpp"
#include "app/new_name.hpp"
#include "core/base/file_trouble.hpp"
#include "core/base/free_name.hpp"
#include "core/base/utf8.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

mode_t mode_for(Readers readers) {
  return readers == Readers::owner ? 0600 : 0666;  // less the umask
}

/// Hands the pieces to `put` until one is not taken; what `fill` came to.
struct Filled {
  bool whole = false;
  int error = 0;
};
Filled filled(const std::function<bool(const PutPiece&)>& fill, const std::function<bool(std::string_view)>& put) {
  Filled done;
  done.whole = fill([&](std::string_view piece) {
    if (done.error == 0 && !put(piece)) done.error = errno;
    return done.error == 0;
  });
  if (done.error == 0 && !done.whole) done.error = ECANCELED;
  return done;
}

/// Over a file that may be there, and that is gone where this fails.
int write_over(const fs::path& path, const std::function<bool(const PutPiece&)>& fill, mode_t mode) {
  const int number = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (number < 0) return errno;
  int error = filled(fill, [number](std::string_view piece) { return put_all(number, piece); }).error;
  if (error == 0 && ::fsync(number) != 0) error = errno;
  if (::close(number) != 0 && error == 0) error = errno;
  if (error != 0) ::unlink(path.c_str());
  return error;
}

int write_new(const fs::path& path, const std::function<bool(const PutPiece&)>& fill, mode_t mode) {
  NewFile file(path, mode);
  if (file.error() != 0) return file.error();
  const int error = filled(fill, [&file](std::string_view piece) { return file.put(piece); }).error;
  if (error != 0) return file.error() != 0 ? file.error() : error;
  return file.finish() ? 0 : file.error();
}

/// Lets `make` make the path, or the first one beside it whose name is free.
Result<fs::path> beside_others(const fs::path& path, const MakeNamed& make) {
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  if (failed) return Error{write_trouble(failed.value())};
  const auto made = make_with_free_name(path, make);
  if (made) return {boost::system::in_place_value, *made};
  if (made.error() == EEXIST) return Error{fmt::format("there are {} files of that name already", most_numbered_names)};
  return Error{write_trouble(made.error())};
}

}  // namespace

std::optional<fs::path> folder_in_environment(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr || !fs::path(value).is_absolute()) return std::nullopt;
  return fs::path(value);
}

std::optional<fs::path> user_folder(const char* variable, std::string_view in_home) {
  if (const auto named = folder_in_environment(variable)) return *named / "doorway";
  if (const auto home = folder_in_environment("HOME")) return *home / in_home / "doorway";
  return std::nullopt;
}

fs::path home_folder() {
  return folder_in_environment("HOME").value_or("/");
}

std::string shown_path(const fs::path& path) {
  return escape_for_display(path.string(), 200);
}

fs::path resolved(const fs::path& path) {
  std::error_code failed;
  const fs::path target = fs::canonical(path, failed);
  return failed ? path : target;
}

std::optional<fs::path> put_aside(const fs::path& path, std::string_view ending) {
  fs::path aside = path;
  aside += ending;
  const auto given = make_with_free_name(aside, "", [&](const fs::path& name) { return give_new_name(path, name); });
  return given ? std::optional(*given) : std::nullopt;
}

Result<void, int> write_file(const fs::path& path, std::string_view text, Existing existing, Readers readers) {
  return write_file_in_pieces(
      path, [text](const PutPiece& put) { return put(text); }, existing, readers);
}

Result<void, int> write_file_in_pieces(const fs::path& path, const std::function<bool(const PutPiece&)>& fill,
                                       Existing existing, Readers readers) {
  const mode_t mode = mode_for(readers);
  const int error = existing == Existing::refuse ? write_new(path, fill, mode) : write_over(path, fill, mode);
  if (error != 0) return error;
  return {};
}

Result<fs::path> write_beside_others(const fs::path& path, std::string_view text, Readers readers) {
  return write_beside_others(
      path, [text](const PutPiece& put) { return put(text); }, readers);
}

Result<fs::path> write_beside_others(const fs::path& path, const std::function<bool(const PutPiece&)>& fill,
                                     Readers readers) {
  return beside_others(path, [&fill, readers](const fs::path& name) -> int {
    const auto written = write_file_in_pieces(name, fill, Existing::refuse, readers);
    return written ? 0 : written.error();
  });
}

Result<fs::path> make_folder_beside_others(const fs::path& path) {
  return beside_others(path, [](const fs::path& name) { return ::mkdir(name.c_str(), 0777) == 0 ? 0 : errno; });
}

}  // namespace doorway::app
