#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace doorway::app {

/// All bytes of an ordinary file. The error is an errno: EFBIG where it has more than so many, EINVAL where it is
/// something else, as a folder or a pipe, which nobody waits for.
Result<std::string, int> read_file(const std::filesystem::path& path, std::size_t most_bytes);

}  // namespace doorway::app
