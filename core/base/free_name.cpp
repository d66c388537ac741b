#include "core/base/free_name.hpp"

#include <cerrno>
#include <string>

namespace doorway {

Result<std::filesystem::path, int> make_with_free_name(const std::filesystem::path& before, std::string_view after,
                                                       const MakeNamed& make) {
  for (int i = 1; i <= most_numbered_names; ++i) {
    std::filesystem::path name = before;
    if (i > 1) name += "-" + std::to_string(i);
    name += after;
    const int error = make(name);
    if (error == 0) return name;
    if (error != EEXIST) return error;
  }
  return EEXIST;
}

Result<std::filesystem::path, int> make_with_free_name(const std::filesystem::path& path, const MakeNamed& make) {
  return make_with_free_name(path.parent_path() / path.stem(), path.extension().string(), make);
}

}  // namespace doorway
