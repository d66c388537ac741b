// Where the stage shows the parts that a lesson names.
#include "app/layout/part_layout.hpp"

#include "tests/app/layout_checks.hpp"
#include "tests/app/view_of.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <vector>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

using PartKind = StagePart::Kind;
constexpr Rect stage_area{0, 0, 960, 520};

/// Alice and Bob are connected by s and c, Bob still listens at l, and Alice has made a socket without a peer.
struct Talk {
  Talk() {
    KernelSample waits;
    waits.waiting_connections = 1;
    waits.backlog = 2;
    talk.builder.observe(bob, talk.l, waits);
    talk.builder.send(alice, talk.s, "Hello");
    talk.builder.recv(bob, talk.c, 64, "Hello");
    talk.builder.socket(alice, "u", SocketType::udp);
    look(talk.builder.last());
  }
  void look(Seq cursor) {
    world = folded(talk.builder.recording(), cursor);
    scene = ViewOf(talk.builder.recording()).stage(cursor);
    layout = layout_stage(stage_area, scene, 1, measured);
  }
  [[nodiscard]] const Scenario& scenario() const { return talk.builder.recording().scenario(); }
  [[nodiscard]] Rect at(PartKind kind, const std::string& process, const std::string& socket = "") const {
    const auto part = find_part({kind, process, socket}, world, scenario());
    return part ? place_of_part(*part, scene, layout) : Rect{};
  }
  [[nodiscard]] const RoomPlace& room(ProcessId process) const {
    const auto found = std::find_if(scene.rooms.begin(), scene.rooms.end(),
                                    [process](const RoomView& one) { return one.process == process; });
    return layout.rooms.at(static_cast<std::size_t>(found - scene.rooms.begin()));
  }
  [[nodiscard]] const DoorPlace& door(SocketId socket) const {
    return *std::find_if(layout.doors.begin(), layout.doors.end(),
                         [&](const DoorPlace& place) { return scene.doors[place.door].socket == socket; });
  }

  Conversation talk;
  WorldState world;
  StageScene scene;
  StageLayout layout;
};

}  // namespace

TEST_CASE("a room, its hands and its program are where the stage draws them") {
  const Talk talk;
  for (const auto& [name, process] : {std::pair("alice", alice), std::pair("bob", bob)}) {
    const RoomPlace& room = talk.room(process);
    CHECK(is_inside(room.walls, talk.at(PartKind::process, name)));
    CHECK(is_inside(room.name, talk.at(PartKind::process, name)));
    CHECK(is_inside(room.hands, talk.at(PartKind::hands, name)));
    CHECK(is_inside(talk.at(PartKind::hands, name), room.walls));
    CHECK(is_inside(room.program, talk.at(PartKind::program, name)));
    CHECK(is_inside(talk.at(PartKind::program, name), room.walls));
  }
}

TEST_CASE("a door has its two buffers, on whichever side it opens, and a listening one its waiting line") {
  const Talk talk;
  const DoorPlace& left = talk.door(talk.talk.s);
  const DoorPlace& right = talk.door(talk.talk.c);
  CHECK(is_inside(talk.at(PartKind::socket, "alice", "s"), left.column));
  CHECK(is_inside(left.leaf, talk.at(PartKind::socket, "alice", "s")));
  CHECK(is_inside(left.out_tube, talk.at(PartKind::send_buffer, "alice", "s")));
  CHECK(is_inside(left.in_tube, talk.at(PartKind::receive_buffer, "alice", "s")));
  // Bob's door opens to the left: what goes out is drawn on the left of the two.
  CHECK(is_inside(right.in_tube, talk.at(PartKind::send_buffer, "bob", "c")));
  CHECK(is_inside(right.out_tube, talk.at(PartKind::receive_buffer, "bob", "c")));
  const DoorPlace& listening = talk.door(talk.talk.l);
  CHECK(is_inside(listening.out_tube, talk.at(PartKind::backlog, "bob", "l")));
  CHECK(is_inside(listening.in_tube, talk.at(PartKind::backlog, "bob", "l")));
  CHECK_FALSE(talk.at(PartKind::send_buffer, "bob", "l").shown());
  CHECK_FALSE(talk.at(PartKind::backlog, "bob", "c").shown());
}

TEST_CASE("a road belongs to both its doors and lies between them") {
  const Talk talk;
  const Rect road = talk.at(PartKind::road, "alice", "s");
  REQUIRE(road.shown());
  const Rect same = talk.at(PartKind::road, "bob", "c");
  CHECK(road.x == same.x);
  CHECK(road.w == same.w);
  CHECK_FALSE(overlap(road, talk.door(talk.talk.s).column));
  CHECK_FALSE(overlap(road, talk.door(talk.talk.c).column));
  CHECK(is_inside(road, stage_area));
}

TEST_CASE("the signals of a handshake stand side by side on their road") {
  RecordingBuilder b;
  const SocketId l = b.socket(bob, "l");
  b.bind(bob, l, port(7000));
  b.listen(bob, l);
  b.connect(alice, b.socket(alice, "s"), port(7000), port(40000));
  const StageScene scene = ViewOf(b.recording()).stage(b.last());
  const StageLayout layout = layout_stage(stage_area, scene, 1, measured);
  REQUIRE(layout.letters.size() == 3);
  for (std::size_t i = 1; i < 3; ++i) {
    CHECK(layout.letters[i].letter == i);
    const Rect before = layout.letters[i - 1].envelope;
    const Rect after = layout.letters[i].envelope;
    CHECK((after.y > before.y || (after.y == before.y && after.x > before.x)));
  }
}

TEST_CASE("the signals of a refused connect lie beside its own door and on no other's road") {
  Conversation t;
  const SocketId v = t.builder.socket(alice, "v");
  t.builder.fail(alice, v, call::Connect{}, ECONNREFUSED, port(9));
  const StageScene scene = ViewOf(t.builder.recording()).stage(t.builder.last());
  const StageLayout layout = layout_stage(stage_area, scene, 1, measured);
  REQUIRE(layout.letters.size() == 2);
  REQUIRE(layout.roads.size() == 1);
  const auto own = std::find_if(layout.doors.begin(), layout.doors.end(),
                                [&](const DoorPlace& place) { return scene.doors[place.door].socket == v; });
  REQUIRE(own != layout.doors.end());
  const float beside = layout.letters[0].envelope.x - own->column.right();
  CHECK(beside >= 0);
  CHECK(beside < 20);
  for (const LetterPlace& letter : layout.letters) {
    CHECK_FALSE(scene.letters[letter.letter].road);
    for (int i = 0; i <= 20; ++i) {
      const Point at = point_on(layout.roads[0], static_cast<float>(i) / 20);
      CHECK_FALSE(letter.envelope.contains(at));
    }
  }
}

TEST_CASE("a road between rooms at different heights passes the nearer doors where it can be seen") {
  RecordingBuilder b({"alice", "carol", "bob"});
  constexpr ProcessId carol = 1;
  const SocketId s = b.socket(alice, "s");
  for (const ProcessId process : {alice, carol}) b.socket(process, "x");
  ProcessId host = carol;
  SUBCASE("on one side") {}
  SUBCASE("from side to side") {
    host = 2;
  }
  const SocketId l = b.socket(host, "l");
  b.bind(host, l, port(7000));
  b.listen(host, l);
  b.connect(alice, s, port(7000), port(40000));
  b.accept(host, l, "c", port(7000), port(40000));
  const StageScene scene = ViewOf(b.recording()).stage(b.last());
  const StageLayout layout = layout_stage(stage_area, scene, 1, measured);
  REQUIRE(layout.roads.size() == 1);
  const RoadPlace& road = layout.roads[0];
  for (const Point& point : road.curve) CHECK(is_inside({point.x, point.y, 0.1F, 0.1F}, layout.area));
  float doors_end = 0;
  for (const DoorPlace& door : layout.doors) {
    if (door.opens_to_the_right) doors_end = std::max(doors_end, door.column.right());
  }
  if (host == carol) {
    CHECK(point_on(road, 0.5F).x > doors_end);
    return;
  }
  const float way_down = road.curve[3].y - road.curve[0].y;
  for (int i = 0; i <= 40; ++i) {
    const Point at = point_on(road, static_cast<float>(i) / 40);
    if (at.x < doors_end) CHECK(std::abs(at.y - road.curve[0].y) < std::abs(way_down) / 2);
  }
}

TEST_CASE("what is not there has no place") {
  Talk talk;
  for (const PartKind kind : {PartKind::socket, PartKind::send_buffer, PartKind::backlog, PartKind::road}) {
    CHECK_FALSE(talk.at(kind, "bob", "x").shown());
    CHECK_FALSE(talk.at(kind, "carol", "c").shown());
  }
  CHECK_FALSE(talk.at(PartKind::process, "carol").shown());
  CHECK_FALSE(talk.at(PartKind::road, "alice", "u").shown());
  talk.look(0);  // before anything was made
  CHECK_FALSE(talk.at(PartKind::socket, "bob", "c").shown());
  CHECK(talk.at(PartKind::process, "bob").shown());
  CHECK_FALSE(place_of_part({PartKind::process, 0, SocketId::none}, {}, {}).shown());
}

TEST_CASE("a name that is bound again means its present socket") {
  Talk talk;
  talk.talk.builder.close(bob, talk.talk.c);
  const SocketId second = talk.talk.builder.accept(bob, talk.talk.l, "c(2)", port(7000), port(40001));
  talk.look(talk.talk.builder.last());
  const auto part = find_part({PartKind::socket, "bob", "c"}, talk.world, talk.scenario());
  REQUIRE(part);
  CHECK(part->socket == second);
  CHECK(name_part(*part, talk.world, talk.scenario()) == StagePart{PartKind::socket, "bob", "c"});
}

TEST_CASE("of parts inside one another the smallest is meant, and in the sky none is") {
  const Talk talk;
  const std::vector<PartPlace> places = part_places(talk.scene, talk.layout);
  const auto part_at = [&](Point point) -> std::optional<StagedPart> {
    const auto found = smallest_at(places, point);
    return found ? std::optional(places[*found].part) : std::nullopt;
  };
  CHECK(part_at(talk.room(bob).hands.center()) == StagedPart{PartKind::hands, bob, SocketId::none});
  CHECK(part_at(talk.room(alice).figure.center()) == StagedPart{PartKind::process, alice, SocketId::none});
  CHECK(part_at(talk.door(talk.talk.c).out_tube.center()) == StagedPart{PartKind::receive_buffer, bob, talk.talk.c});
  CHECK(part_at(talk.door(talk.talk.c).leaf.center()) == StagedPart{PartKind::socket, bob, talk.talk.c});
  CHECK_FALSE(part_at({stage_area.center().x, stage_area.y + 3}));
}

TEST_CASE("the tags of all parts stand apart and on the stage") {
  const Talk talk;
  std::vector<PartPlace> places = part_places(talk.scene, talk.layout);
  CHECK(places.size() > 12);
  places.push_back({{PartKind::socket, bob, SocketId::none}, {}});
  const std::vector<Rect> tags = layout_tags(places, talk.layout, 22);
  REQUIRE(tags.size() == places.size());
  CHECK_FALSE(tags.back().shown());
  for (std::size_t i = 0; i + 1 < tags.size(); ++i) {
    CHECK(is_inside(tags[i], stage_area));
    for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(overlap(tags[i], tags[j]));
  }
}

TEST_CASE("a tag stands beside the bytes of its part") {
  const Talk talk;
  const std::vector<PartPlace> places = part_places(talk.scene, talk.layout);
  for (const PartPlace& place : places) {
    const Rect tag = layout_tags(std::vector<PartPlace>{place}, talk.layout, 22).front();
    if (place.part.kind == PartKind::hands) {
      CHECK_FALSE(overlap(tag, talk.room(place.part.process).hands));
    } else if (place.part.kind == PartKind::send_buffer || place.part.kind == PartKind::receive_buffer) {
      CHECK_FALSE(overlap(tag, talk.door(place.part.socket).out_tube));
      CHECK_FALSE(overlap(tag, talk.door(place.part.socket).in_tube));
    }
  }
}

TEST_CASE("tags hide no name, no state and no port of any door") {
  const Talk talk;
  const std::vector<PartPlace> places = part_places(talk.scene, talk.layout);
  for (const PartPlace& place : places) {
    CAPTURE(static_cast<int>(place.part.kind));
    const Rect tag = layout_tags(std::vector<PartPlace>{place}, talk.layout, 21).front();
    for (const DoorPlace& door : talk.layout.doors) {
      CHECK_FALSE(overlap(tag, door.title));
      CHECK_FALSE(overlap(tag, door.real_state));
      CHECK_FALSE(overlap(tag, door.port));
    }
    for (const RoomPlace& room : talk.layout.rooms) {
      CHECK_FALSE(overlap(tag, room.name));
      CHECK_FALSE(overlap(tag, room.standing));
    }
  }
}

TEST_CASE("roads of callers side by side have a line each, the farther one below") {
  RecordingBuilder b;
  const SocketId l = b.socket(bob, "l");
  b.bind(bob, l, port(7000));
  b.listen(bob, l);
  constexpr int callers = 3;
  for (int i = 0; i < callers; ++i) {
    const auto from = static_cast<std::uint16_t>(40000 + i);
    b.connect(alice, b.socket(alice, "s" + std::to_string(i)), port(7000), port(from));
    b.accept(bob, l, "c" + std::to_string(i), port(7000), port(from));
  }
  const StageScene scene = ViewOf(b.recording()).stage(b.last());
  for (const Rect area : {Rect{0, 0, 1280, 560}, Rect{0, 0, 960, 420}}) {
    const StageLayout layout = layout_stage(area, scene, 1, measured);
    REQUIRE(layout.roads.size() == callers);
    const auto y_at = [](const RoadPlace& road, float x) {
      constexpr int parts = 400;
      for (int i = 0; i <= parts; ++i) {
        const Point at = point_on(road, static_cast<float>(i) / parts);
        if (at.x >= x) return at.y;
      }
      return point_on(road, 1).y;
    };
    const float middle = (layout.roads[0].curve[0].x + layout.roads[0].curve[3].x) / 2;
    for (std::size_t i = 0; i < layout.roads.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        // What began first stands farther from the middle, and passes below.
        const RoadPlace& far = layout.roads[k];
        const RoadPlace& near = layout.roads[i];
        REQUIRE(far.curve[0].x < near.curve[0].x);
        CHECK(y_at(far, middle) - y_at(near, middle) >= near.width);
        CHECK(y_at(far, near.curve[0].x + 1) - near.curve[0].y >= near.width * 0.75F);
      }
    }
  }
}

TEST_CASE("a road from a higher room passes below the nearer door of another caller") {
  RecordingBuilder b({"alice", "carol", "bob"});
  constexpr ProcessId carol = 1;
  constexpr ProcessId host = 2;
  const SocketId l = b.socket(host, "l");
  b.bind(host, l, port(7000));
  b.listen(host, l);
  b.connect(carol, b.socket(carol, "s"), port(7000), port(40001));
  b.accept(host, l, "c", port(7000), port(40001));
  // Not accepted: its road leads to the listening door, which stands behind the other one.
  b.connect(alice, b.socket(alice, "s"), port(7000), port(40000));
  const StageScene scene = ViewOf(b.recording()).stage(b.last());
  const StageLayout layout = layout_stage({0, 0, 1280, 560}, scene, 1, measured);
  REQUIRE(layout.roads.size() == 2);
  const bool first_is_near = scene.roads[layout.roads[0].road].kind == RoadKind::connected;
  const RoadPlace& far = layout.roads[first_is_near ? 1 : 0];
  const RoadPlace& near = layout.roads[first_is_near ? 0 : 1];
  const Point foot{std::max(near.curve[0].x, near.curve[3].x), near.curve[3].y};
  REQUIRE(foot.x < std::max(far.curve[0].x, far.curve[3].x));
  for (int i = 0; i <= 400; ++i) {
    const Point at = point_on(far, static_cast<float>(i) / 400);
    if (std::abs(at.x - foot.x) < 3) CHECK(at.y - foot.y >= near.width * 0.6F);
  }
}

TEST_CASE("a part is named in the words of the vocabulary at hand") {
  const StagePart part{PartKind::receive_buffer, "bob", "c"};
  CHECK(part_title(part, Vocabulary::story) == "The inbox behind Bob's door c (receive buffer)");
  CHECK(part_title(part, Vocabulary::engineer) == "Receive buffer of bob.c");
  // A process has the name that stands above its room.
  CHECK(part_title({PartKind::process, "bob", ""}, Vocabulary::engineer) == "Process Bob");
  CHECK(part_words({PartKind::hands, "bob", ""}, Vocabulary::story) == "Bob's hands (bytes read)");
  for (int kind = 0; kind <= static_cast<int>(PartKind::road); ++kind) {
    for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
      CHECK_FALSE(part_words({static_cast<PartKind>(kind), "bob", "c"}, vocabulary).empty());
    }
  }
}
