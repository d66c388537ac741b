#include "app/panels/inspector.hpp"

namespace doorway::app {

void draw_sockets_leaf(const InspectorSources& /*sources*/, const LeafPainting& /*painting*/, InspectorUi& /*ui*/) {}

}  // namespace doorway::app
