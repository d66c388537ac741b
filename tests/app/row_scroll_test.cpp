#include "app/layout/row_scroll.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

using namespace doorway::app;

namespace {

/// Rows of 10 to 50 px, each another height than its neighbours.
float height_of(std::size_t row) {
  return 10 + static_cast<float>(row * 7 % 5) * 10;
}

RowList list_of(std::size_t count, float area_px) {
  return {count, area_px, height_of};
}

float bottom_of(const std::vector<PlacedRow>& rows) {
  return rows.back().y + rows.back().h;
}

}  // namespace

TEST_CASE("rows fill the area one below the other, wherever one scrolls to") {
  CHECK(rc::check([](std::uint8_t count, std::uint16_t area, const std::vector<std::int16_t>& turns) {
    const RowList list = list_of(std::size_t{count} + 1, static_cast<float>(area % 900 + 60));
    RowScroll scroll;
    for (const std::int16_t turn : turns) {
      scroll = scrolled(scroll, static_cast<float>(turn) / 8, list);
      const auto rows = placed_rows(scroll, list);
      RC_ASSERT(!rows.empty());
      RC_ASSERT(rows.front().y <= 0.01F);
      for (std::size_t i = 1; i < rows.size(); ++i) RC_ASSERT(rows[i].y == rows[i - 1].y + rows[i - 1].h);
      const bool all_fit = rows.front().row == 0 && rows.back().row + 1 == list.count && rows.front().y > -0.01F;
      RC_ASSERT(all_fit || bottom_of(rows) >= list.area_px - 0.1F);
    }
  }));
}

TEST_CASE("a row that is scrolled to shows wholly, and one that shows is not moved") {
  CHECK(rc::check([](std::uint16_t count, std::uint16_t from, std::uint16_t to) {
    const std::size_t rows = std::size_t{count} + 1;
    const RowList list = list_of(rows, 200);
    const RowScroll before = scrolled({from % rows, 3}, 0, list);
    const RowScroll after = scrolled_to(before, to % rows, list);
    bool is_whole = false;
    for (const PlacedRow& row : placed_rows(after, list)) {
      is_whole = is_whole || (row.row == to % rows && row.y >= -0.01F && row.y + row.h <= 200.1F);
    }
    RC_ASSERT(is_whole);
    const RowScroll again = scrolled_to(after, to % rows, list);
    RC_ASSERT((again.first == after.first && again.above_px == after.above_px));
  }));
}

TEST_CASE("of a million rows only those at hand are measured") {
  std::set<std::size_t> measured;
  const RowList list{1'000'000, 400, [&measured](std::size_t row) {
                       measured.insert(row);
                       return height_of(row);
                     }};
  CHECK(placed_rows(scrolled_to({}, 500'000, list), list).size() < 45);
  CHECK(measured.size() < 150);
}

TEST_CASE("no rows, and fewer than fill the area, begin at its top") {
  CHECK(placed_rows(scrolled({5, 7}, 100, list_of(0, 200)), list_of(0, 200)).empty());
  const auto rows = placed_rows(scrolled({1, 5}, 100, list_of(3, 500)), list_of(3, 500));
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].y == 0);
}
