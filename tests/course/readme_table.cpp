#include "tests/course/readme_table.hpp"

namespace doorway::course {
namespace {

std::string_view cell_text(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Row cells_of(std::string_view line) {
  Row cells;
  line.remove_prefix(1);
  for (auto end = line.find('|'); end != std::string_view::npos; end = line.find('|')) {
    std::string cell(cell_text(line.substr(0, end)));
    std::erase_if(cell, [](char sign) { return sign == '`' || sign == '*'; });
    cells.push_back(std::move(cell));
    line.remove_prefix(end + 1);
  }
  return cells;
}

}  // namespace

Result<std::vector<Row>> table_below(std::string_view text, std::string_view heading, std::size_t columns) {
  std::vector<Row> rows;
  std::size_t table_lines = 0;
  bool below = false;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() < text.size() ? line.size() + 1 : line.size());
    if (line == heading) {
      below = true;
    } else if (below && (line.starts_with('#') || (table_lines > 0 && !line.starts_with('|')))) {
      break;
    } else if (below && line.starts_with('|') && ++table_lines > 2) {
      rows.push_back(cells_of(line));
      if (rows.back().size() != columns)
        return Error{"not " + std::to_string(columns) + " cells: " + std::string(line)};
    }
  }
  if (rows.empty()) return Error{"there is no table below " + std::string(heading)};
  return rows;
}

}  // namespace doorway::course
