#pragma once

#include "app/layout/geometry.hpp"
#include "app/scene/sockets_scene.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace doorway::app {

/// A row of the table, or its heads: a line, or two where one is too narrow.
struct TableRowPlace {
  Rect rect;
  std::array<Rect, socket_column_count> cells;
  Rect options;  ///< empty where none was set
};

struct ArrowPath {
  std::size_t arrow = 0;      ///< index in StateDiagram::arrows
  std::vector<Point> points;  ///< from border to border; the last one is the tip
};

struct DiagramLayout {
  std::array<Rect, diagram_states.size()> boxes;
  std::vector<ArrowPath> arrows;
  float height = 0;
};

/// The state diagram from `top` downwards, as wide as `width` at most.
DiagramLayout layout_diagram(Point top, float width, const StateDiagram& diagram, float scale,
                             const TextMeasure& measure);

struct NumberPlace {
  Rect row;
  Rect name;
  Rect value;
  Rect source;  ///< empty where there is no room for it; the hint has it too
};

/// Where all of the leaf "Sockets" is. It may be higher than what is seen of it.
struct SocketsLayout {
  float scale = 1;
  float text_px = smallest_text_px;
  float height = 0;  ///< of all
  Rect empty;
  Rect title;
  TableRowPlace heads;
  std::vector<TableRowPlace> rows;  ///< one for each of the scene's
  Rect portrait_title;
  DiagramLayout diagram;
  Rect no_diagram;
  Rect legend;
  Rect way;
  Rect note;
  Rect numbers_title;
  std::vector<NumberPlace> numbers;  ///< one for each of the scene's
  Rect not_told;
};

/// `area`: where the leaf begins, and how wide it is; its height does not count. Takes time by what the scene has.
SocketsLayout layout_sockets(Rect area, const SocketsScene& scene, float scale, const TextMeasure& measure);

}  // namespace doorway::app
