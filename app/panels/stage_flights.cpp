#include "app/labels.hpp"
#include "app/panels/stage_painting.hpp"

#include <algorithm>

namespace doorway::app {

float presence(const StagePainting& stage, const BytePlace& place, std::uint32_t send) {
  if (stage.change.progress >= 1) return 1;
  const auto& flights = stage.change.flights;
  const bool flies = std::any_of(flights.begin(), flights.end(), [&](const FlightPath& path) {
    return path.flight.to == place && path.flight.send == send;
  });
  return flies ? std::max(0.15F, stage.change.progress * 4 - 3) : 1;
}

void draw_flights(const StagePainting& stage) {
  if (stage.change.progress >= 1) return;
  for (const FlightPath& path : stage.change.flights) {
    const Point at = point_on(path, stage.change.progress);
    const std::string count = short_count(path.flight.bytes);
    const float width = std::max(stage.paint.width(count, FontRole::bold) + stage.px(14), stage.px(34));
    const float height = stage.px(22);
    const Rect packet{at.x - width / 2, at.y - height / 2, width, height};
    stage.paint.fill({packet.x + stage.px(2), packet.y + stage.px(3), packet.w, packet.h}, Color{0, 0, 0, 60},
                     stage.px(5));
    stage.paint.fill(packet, stage.theme.of_send(path.flight.send), stage.px(5));
    stage.paint.text_in(packet, count, stage.theme.byte_text, Align::center, FontRole::bold);
  }
}

}  // namespace doorway::app
