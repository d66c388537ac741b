#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::course {

/// The cells of a row, without the marks of code and of strong and emphasised text.
using Row = std::vector<std::string>;

/// The rows of the first table below this heading of a Markdown text, without the one that names the columns. An error
/// where there is no such heading, no table before the next heading, or a row without `columns` cells.
Result<std::vector<Row>> table_below(std::string_view text, std::string_view heading, std::size_t columns);

}  // namespace doorway::course
