// Where the stage shows the parts that a lesson names.
#include "app/layout/part_layout.hpp"
#include "tests/app/layout_checks.hpp"
#include "tests/app/view_of.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

using PartKind = StagePart::Kind;
constexpr Rect stage_area{0, 0, 960, 520};

/// Alice and Bob have talked over s and c; l still listens.
struct Talk {
  Talk() {
    l = built.listening_socket("bob", "l", 7000);
    s = built.connected_pair("alice", "s", "bob", "c", l).first;
  }
  RecordingBuilder built{"alice", "bob"};
  SocketId l = SocketId::none;
  SocketId s = SocketId::none;
};

}  // namespace
