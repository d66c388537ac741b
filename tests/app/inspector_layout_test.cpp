#include "app/layout/bytes_layout.hpp"
#include "app/layout/paragraph.hpp"
#include "app/layout/sockets_layout.hpp"
#include "tests/app/layout_checks.hpp"
#include "tests/app/leaf_at.hpp"
#include "tests/core/replay/random_run.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

void add_row(std::vector<Rect>& rects, const ByteRow& row) {
  rects.insert(rects.end(), {row.ruler, row.send_words, row.fate_words, row.send_track, row.fate_track, row.more});
  for (std::uint64_t at = row.begin; at < row.end; ++at) rects.push_back(row.cell(at));
}

void check_bars(const std::vector<ByteBar>& bars, const ByteRow& row, Rect track, Rect words) {
  std::vector<Rect> lines;
  std::vector<Rect> texts;
  for (const ByteBarPlace& place : place_bars(bars, row, track, words)) {
    lines.push_back(place.bar_rect);
    texts.push_back(place.words);
  }
  check_apart(lines, track);
  check_apart(texts, words);
}

struct Sheet {
  float width;
  float scale;
};

Sheet random_sheet() {
  return {*rc::gen::element(300.0F, 390.0F, 700.0F), *rc::gen::element(0.75F, 1.0F, 2.5F)};
}

BytesOutline one_stream(std::uint64_t total) {
  BytesOutline outline;
  StreamView stream;
  stream.total = total;
  outline.streams.push_back(stream);
  return outline;
}

}  // namespace

TEST_CASE("random streams and datagrams are laid out without overlap and within the leaf's width") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const ViewOf view(run.recording());
    const LeafAt leaf(view, *rc::gen::inRange<Seq>(0, run.recording().size() + 1));
    const Sheet sheet = random_sheet();
    const BytesOutline outline = make_bytes_outline(leaf.sources);
    const Rect area{20, 90, sheet.width, 20000};
    const BytesLayout layout = layout_bytes(area, 0, outline, sheet.scale, measured,
                                            [&](std::size_t nth) { return datagram_size(leaf.sources, nth); });
    std::vector<Rect> rects{layout.empty, layout.datagrams_title};
    for (const StreamPlace& place : layout.streams) {
      const StreamView& stream = outline.streams[place.stream];
      rects.insert(rects.end(), {place.title, place.note});
      const ByteStrip strip = stream_strip(leaf.sources, stream, 0, stream.total);
      for (const ByteRow& row : place.rows) {
        add_row(rects, row);
        check_bars(strip.sends, row, row.send_track, row.send_words);
        check_bars(strip.fates, row, row.fate_track, row.fate_words);
      }
    }
    for (const DatagramPlace& place : layout.datagrams) {
      rects.insert(rects.end(), {place.title, place.fate});
      add_row(rects, place.row);
      const DatagramView datagram = datagram_view(leaf.sources, place.nth, static_cast<std::size_t>(place.row.end));
      check_bars(datagram.strip.sends, place.row, place.row.send_track, place.row.send_words);
      check_bars(datagram.strip.fates, place.row, place.row.fate_track, place.row.fate_words);
    }
    check_apart(rects, area);
    RC_ASSERT(layout.height <= 20000);
    RC_ASSERT(layout.streams.size() == outline.streams.size());
    RC_ASSERT(layout.datagrams.size() == outline.datagrams);
  }));
}

TEST_CASE("every byte of a stream has exactly one cell, in order") {
  CHECK(rc::check([] {
    const auto total = *rc::gen::inRange<std::uint64_t>(0, 3000);
    const Sheet sheet = random_sheet();
    const BytesOutline outline = one_stream(total);
    const BytesLayout layout = layout_bytes({0, 0, sheet.width, 1e7F}, 0, outline, sheet.scale, measured, {});
    std::uint64_t at = 0;
    for (const ByteRow& row : layout.streams.at(0).rows) {
      RC_ASSERT(row.begin == at);
      RC_ASSERT(row.end > row.begin);
      at = row.end;
    }
    RC_ASSERT(at == total);
  }));
}

TEST_CASE("of a stream of four million bytes only the rows that show are laid out, at their exact places") {
  const BytesOutline outline = one_stream(4'000'000);
  const BytesLayout top = layout_bytes({0, 0, 390, 700}, 0, outline, 1, measured, {});
  CHECK(top.streams.at(0).rows.size() < 12);
  const ByteUnits units = byte_units(390, 1, measured);
  const double scroll = scroll_to(outline, 0, 3'999'999, units) - 100;
  const BytesLayout end = layout_bytes({0, 0, 390, 700}, scroll, outline, 1, measured, {});
  const std::vector<ByteRow>& rows = end.streams.at(0).rows;
  REQUIRE_FALSE(rows.empty());
  CHECK(rows.size() < 12);
  CHECK(rows.back().end == 4'000'000);
  CHECK(rows.back().ruler.y == doctest::Approx(100).epsilon(0.01));
  CHECK(end.height > scroll);
}

TEST_CASE("a row of bytes is 16 or 8 wide once they do not fit into one") {
  const ByteUnits wide = byte_units(390, 1, measured);
  CHECK(row_shape(10, wide).per_row == 10);
  CHECK(row_shape(1000, wide).per_row == 16);
  CHECK(row_shape(1000, byte_units(300, 1, measured)).per_row == 8);
  CHECK(row_shape(1000, byte_units(300, 2.5F, measured)).per_row >= 1);
}

TEST_CASE("a datagram too long for a row has room beside it to say so") {
  BytesOutline outline;
  outline.datagrams = 1;
  for (const float width : {300.0F, 390.0F}) {
    for (const float scale : {0.75F, 2.5F}) {
      const BytesLayout layout =
          layout_bytes({0, 0, width, 900}, 0, outline, scale, measured, [](std::size_t) { return 2000U; });
      const ByteRow& row = layout.datagrams.at(0).row;
      CHECK(row.more.shown());
      CHECK(row.end >= 1);
      CHECK(row.more.right() <= width);
    }
  }
}

TEST_CASE("random sockets are laid out without overlap and within the leaf's width") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const ViewOf view(run.recording());
    const LeafAt leaf(view, *rc::gen::inRange<Seq>(0, run.recording().size() + 1),
                      *rc::gen::element(Vocabulary::story, Vocabulary::engineer));
    const Sheet sheet = random_sheet();
    const SocketsScene scene = make_sockets_scene(leaf.sources, SocketId::none);
    const Rect area{20, 90, sheet.width, 700};
    const SocketsLayout layout = layout_sockets(area, scene, sheet.scale, measured);
    std::vector<Rect> rects{layout.empty, layout.title, layout.portrait_title, layout.no_diagram, layout.legend,
                            layout.way,   layout.note,  layout.numbers_title,  layout.not_told};
    const auto add_table_row = [&rects](const TableRowPlace& row) {
      rects.insert(rects.end(), row.cells.begin(), row.cells.end());
      rects.push_back(row.options);
      check_apart(std::vector<Rect>(row.cells.begin(), row.cells.end()), row.rect);
    };
    add_table_row(layout.heads);
    for (const TableRowPlace& row : layout.rows) add_table_row(row);
    if (scene.portrait && scene.portrait->diagram) {
      rects.insert(rects.end(), layout.diagram.boxes.begin(), layout.diagram.boxes.end());
    }
    for (const NumberPlace& number : layout.numbers) {
      rects.insert(rects.end(), {number.name, number.value, number.source});
    }
    check_apart(rects, {area.x, area.y, area.w, layout.height});
    RC_ASSERT(layout.rows.size() == scene.rows.size());
  }));
}

TEST_CASE("the arrows of the state diagram begin and end at their boxes and stay within its width") {
  for (const float width : {300.0F, 390.0F}) {
    for (const float scale : {0.75F, 1.0F, 2.5F}) {
      const StateDiagram diagram = state_diagram({});
      const DiagramLayout layout = layout_diagram({10, 10}, width, diagram, scale, measured);
      REQUIRE(layout.arrows.size() == diagram.arrows.size());
      for (const ArrowPath& path : layout.arrows) {
        const StateArrow& arrow = diagram.arrows[path.arrow];
        const float near = 3 * scale + 1;
        const auto touches = [near](Rect box, Point point) {
          const Rect wide{box.x - near, box.y - near, box.w + 2 * near, box.h + 2 * near};
          const Rect inside{box.x + near, box.y + near, box.w - 2 * near, box.h - 2 * near};
          return wide.contains(point) && !inside.contains(point);
        };
        CHECK(touches(layout.boxes.at(arrow.from), path.points.front()));
        CHECK(touches(layout.boxes.at(arrow.to), path.points.back()));
        for (const Point point : path.points) CHECK((point.x >= 10 && point.x <= 10 + width));
      }
    }
  }
}

TEST_CASE("a paragraph is as high as its lines") {
  const float line = paragraph_line(13);
  CHECK(paragraph_height("", 100, FontRole::text, 13, measured) == 0);
  CHECK(paragraph_height("one", 100, FontRole::text, 13, measured) == line);
  CHECK(paragraph_height("one two three four", 60, FontRole::text, 13, measured) == 3 * line);
  CHECK(paragraph_height("averylongwordthatdoesnotfit", 60, FontRole::text, 13, measured) == line);
}
