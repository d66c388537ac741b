#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string_view>

// How user_file writes; nobody else includes it but its test.
namespace doorway::app {

/// A file that gets its name once it is whole: whoever looks before sees nothing, also after a kill. Where the file
/// system has files without a name, nothing is left behind by a kill either, else a hidden `.doorway-…` beside it.
/// Owned and used by one thread.
class NewFile {
 public:
  enum class Way : std::uint8_t { best, hidden_name };

  /// Makes the file for `path`, which is not to be there; `mode` as of open(2). See `error`.
  NewFile(std::filesystem::path path, mode_t mode, Way way = Way::best);
  /// Without `finish`: nothing of it stays.
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  /// The errno of what failed last; 0: all has gone well. EEXIST: there is something of that name.
  [[nodiscard]] int error() const { return error_; }
  /// False when it cannot be written.
  bool put(std::string_view text);
  /// Brings it to the disk and gives it its name, unless there is one by now.
  bool finish();

 private:
  void open(mode_t mode, Way way);
  void open_hidden(mode_t mode);
  bool close();
  int name_it();
  bool fail();

  std::filesystem::path path_;
  std::filesystem::path hidden_;  // empty: the file has no name, or no longer
  int number_ = -1;
  int error_ = 0;
};

/// Writes all of it. False, and errno, when that fails.
bool put_all(int number, std::string_view text);

}  // namespace doorway::app
