#pragma once

#include "core/base/result.hpp"

#include <filesystem>
#include <functional>
#include <string_view>

namespace doorway {

/// Makes something of this name: returns 0, or an errno, which is EEXIST where the name is taken.
using MakeNamed = std::function<int(const std::filesystem::path&)>;

inline constexpr int most_numbered_names = 99;

/// Makes something whose name is nobody's yet: `make` is called with `before` + `after`, then with "before-2after",
/// "before-3after" …, until it returns something else than EEXIST. Returns the name; the error is what `make` returned,
/// EEXIST where `most_numbered_names` are taken.
Result<std::filesystem::path, int> make_with_free_name(const std::filesystem::path& before, std::string_view after,
                                                       const MakeNamed& make);

/// The same with the number before the file's extension: "it.csv", "it-2.csv" ….
Result<std::filesystem::path, int> make_with_free_name(const std::filesystem::path& path, const MakeNamed& make);

}  // namespace doorway
