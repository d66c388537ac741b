#pragma once

#include "core/lesson/place.hpp"

#include <optional>

namespace doorway::test {

/// The place in a recording whose run is over.
inline std::optional<Seq> find_place(const Place& place, const Recording& recording) {
  PlaceIndex index(recording);
  index.update();
  return index.find(place, true).cursor;
}

}  // namespace doorway::test
