#pragma once

#include "app/layout/sockets_layout.hpp"
#include "app/panels/leaf_parts.hpp"

namespace doorway::app {

/// Draws TCP's state diagram: what was measured solid, what was only inferred dashed, the rest quiet.
void draw_state_diagram(LeafBrush& brush, const StateDiagram& diagram, const DiagramLayout& layout);

/// One line that says how to read it.
void draw_diagram_legend(LeafBrush& brush, Rect rect);

}  // namespace doorway::app
