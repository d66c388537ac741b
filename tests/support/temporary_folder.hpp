#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace doorway::test {

/// A folder of its own for a test's files; gone with it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "doorway-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::string path(std::string_view name) const { return folder_ + "/" + std::string(name); }
  /// Writes a file and gives its path.
  [[nodiscard]] std::string file(std::string_view name, std::string_view text) const {
    const std::string whole = path(name);
    std::ofstream(whole, std::ios::binary) << text;
    return whole;
  }
  void write(std::string_view name, std::string_view text) const { static_cast<void>(file(name, text)); }

 private:
  std::string folder_;
};

}  // namespace doorway::test
