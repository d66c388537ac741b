#include "app/scene/stage_changes.hpp"
#include "tests/app/view_of.hpp"
#include "tests/core/replay/random_run.hpp"

#include <doctest/doctest.h>
#include <poll.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string>
#include <vector>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

TEST_CASE("bytes are on the way until the other end's kernel shows them and readable from then on") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0));
  t.builder.send(alice, t.s, "Hello");
  const Seq sent = t.builder.observe(alice, t.s, stream_sample(0, 0, 5), true);
  const Seq arrived = t.builder.observe(bob, t.c, stream_sample(5));
  const ViewOf view(t.builder.recording());

  const StageScene before = view.stage(sent);
  REQUIRE(before.letters.size() == 1);
  CHECK(before.letters[0].heap.total == 5);
  CHECK(before.letters[0].heap.cells[0].value == 'H');
  CHECK(before.letters[0].reason.starts_with("Inferred"));
  CHECK(door_of(before, t.s).unacked.total == 5);
  CHECK(door_of(before, t.s).unacked.heap.cells.empty());
  CHECK(door_of(before, t.c).readable.heap.total == 0);

  const StageScene after = view.stage(arrived);
  CHECK(after.letters.empty());
  CHECK(door_of(after, t.c).readable.heap.cells.size() == 5);
  CHECK(door_of(after, t.c).readable.heap.cells[4].value == 'o');
}

TEST_CASE("a datagram that nobody takes is seen to leave and to be turned away, for one step") {
  RecordingBuilder b;
  const SocketId u = b.socket(alice, "u", SocketType::udp);
  const SocketId r = b.socket(bob, "r", SocketType::udp);
  b.bind(bob, r, port(5000));
  SocketId to = r;
  SUBCASE("at a closed port") {
    b.close(bob, r);
    to = SocketId::none;
  }
  SUBCASE("at a socket that is connected to another") {
    b.connect(bob, r, port(40002), port(5000));
  }
  b.sendto(alice, u, "Hi", port(5000), port(40001));
  const Seq sent = b.last();
  b.socket(alice, "later");
  const ViewOf view(b.recording());
  const StageScene scene = view.stage(sent);
  REQUIRE(scene.letters.size() == 1);
  CHECK(scene.letters[0].standing == LetterStanding::lost);
  CHECK(scene.letters[0].from == u);
  CHECK(scene.letters[0].to == to);
  CHECK(scene.letters[0].road.has_value() == (to != SocketId::none));
  CHECK(scene.letters[0].was_refused);
  CHECK(scene.letters[0].title.starts_with("Turned away: "));
  CHECK(scene.letters[0].reason.starts_with("Inferred: "));
  CHECK(scene.letters[0].route == "127.0.0.1:40001 → 127.0.0.1:5000");
  CHECK(flights_between(view.stage(sent - 1), scene).size() == 1);
  CHECK(view.stage(b.last()).letters.empty());
  const TimelineScene timeline = view.timeline(sent, {0, view.steps.step_count()});
  REQUIRE(timeline.arrows.size() == 1);
  CHECK(timeline.arrows[0].kind == ArrowKind::lost);
  CHECK(timeline.arrows[0].label == "2 bytes turned away");
}

TEST_CASE("connect on UDP draws no road and no open door before something is sent") {
  RecordingBuilder b;
  const SocketId r = b.socket(bob, "r", SocketType::udp);
  b.bind(bob, r, port(5000));
  const SocketId u = b.socket(alice, "u", SocketType::udp);
  b.connect(alice, u, port(5000), port(40001));
  const Seq connected = b.last();
  b.send(alice, u, "Hi");
  const ViewOf view(b.recording());
  const StageScene scene = view.stage(connected);
  CHECK(scene.roads.empty());
  CHECK(scene.letters.empty());
  CHECK(door_of(scene, u).shape == DoorShape::shut);
  CHECK(view.timeline(connected, {0, view.steps.step_count()}).ways.empty());
  const StageScene sent = view.stage(b.last());
  REQUIRE(sent.roads.size() == 1);
  CHECK(sent.roads[0].kind == RoadKind::postal);
  CHECK(sent.roads[0].to == r);
}

TEST_CASE("a full buffer keeps its lid while its owner does other things until room shows") {
  Conversation t;
  RecordingBuilder& b = t.builder;
  b.send(alice, t.s, std::string(90, 'w'));
  b.observe(alice, t.s, stream_sample(0, 0, 90), true);  // its acknowledgement alone will make no event
  const CallId send = b.begin(alice, t.s, call::Send{make_payload(std::string(100, 'x'))});
  b.end(alice, t.s, send, 60, 0, 60);
  b.observe(alice, t.s, stream_sample(0, 30, 30), true);
  b.observe(bob, t.c, stream_sample(120));
  const auto full_out = [&b, &t] { return !door_of(ViewOf(b.recording()).stage(b.last()), t.s).unsent.full.empty(); };
  const auto full_in = [&b, &t] { return !door_of(ViewOf(b.recording()).stage(b.last()), t.c).readable.full.empty(); };
  CHECK(full_out());
  CHECK(full_in());
  const CallId wait = b.begin(alice, SocketId::none, call::Wait{});
  b.sleeps(alice, SocketId::none, wait, SleepsUntil::time);
  CHECK(full_out());
  CHECK(full_in());
  b.end(alice, SocketId::none, wait, 0);
  SUBCASE("a small part that leaves is no room yet, a third of it is") {
    b.observe(alice, t.s, stream_sample(0, 25, 25));
    CHECK(full_out());
    b.observe(alice, t.s, stream_sample(0, 20, 20));
    CHECK_FALSE(full_out());
    CHECK_FALSE(full_in());
  }
  SUBCASE("a send that is taken whole") {
    b.send(alice, t.s, "y");
    CHECK_FALSE(full_out());
  }
  SUBCASE("one that finds no room again") {
    b.fail(alice, t.s, call::Send{make_payload("y")}, EAGAIN);
    CHECK(full_out());
  }
  SUBCASE("a poll that says it") {
    const CallId poll = b.begin(alice, SocketId::none, call::Poll{});
    auto outcome = std::make_shared<Outcome>();
    outcome->answers = {{t.s, "s", POLLOUT}};
    b.end(alice, SocketId::none, poll, 1, 0, 0, outcome);
    CHECK_FALSE(full_out());
  }
  SUBCASE("a send that slept is woken") {
    const CallId again = b.begin(alice, t.s, call::Send{make_payload("y")});
    b.sleeps(alice, t.s, again, SleepsUntil::writable);
    CHECK(full_out());
    b.woke(alice, t.s, again);
    CHECK_FALSE(full_out());
  }
  SUBCASE("a recv makes room at its own end") {
    b.recv(bob, t.c, 10, std::string(10, 'w'));
    CHECK(full_out());
    CHECK_FALSE(full_in());
    b.observe(alice, t.s, stream_sample(0, 29, 29));
    CHECK(full_in());
  }
}

TEST_CASE("the signals of one step stand in their order") {
  RecordingBuilder b;
  const SocketId l = b.socket(bob, "l");
  b.bind(bob, l, port(7000));
  b.listen(bob, l);
  const SocketId s = b.socket(alice, "s");
  b.connect(alice, s, port(7000), port(40000));
  const StageScene scene = ViewOf(b.recording()).stage(b.last());
  REQUIRE(scene.letters.size() == 3);
  CHECK(scene.letters[0].title == "SYN");
  CHECK(scene.letters[1].title == "SYN+ACK");
  CHECK(scene.letters[2].title == "ACK");
}

TEST_CASE(
    "Alice stands on the left and Bob on the right in colours of their own, whoever comes first and who else is "
    "there") {
  struct Expected {
    std::vector<std::string> names;
    std::vector<std::string> rooms;
    std::vector<std::size_t> colors;
  };
  const std::vector<Expected> all{{{"bob", "alice"}, {"Alice", "Bob"}, {0, 1}},
                                  {{"bob", "carol", "alice"}, {"Alice", "Carol", "Bob"}, {0, 2, 1}},
                                  {{"carol", "bob"}, {"Carol", "Bob"}, {0, 1}},
                                  {{"server", "client"}, {"Server", "Client"}, {0, 1}},
                                  {{"dora", "alice"}, {"Alice", "Dora"}, {0, 1}},
                                  {{"alice"}, {"Alice"}, {0}},
                                  {{"bob"}, {"Bob"}, {1}}};
  for (const Expected& expected : all) {
    RecordingBuilder b(expected.names);
    const StageScene scene = ViewOf(b.recording()).stage(0);
    REQUIRE(scene.rooms.size() == expected.rooms.size());
    for (std::size_t i = 0; i < scene.rooms.size(); ++i) {
      CHECK(scene.rooms[i].name == expected.rooms[i]);
      CHECK(scene.rooms[i].color == expected.colors[i]);
      CHECK(scene.rooms[i].on_the_right == (expected.colors[i] % 2 == 1));
    }
  }
}

TEST_CASE("what the kernel does not say is absent and not zero") {
  Conversation t;
  const ViewOf view(t.builder.recording());
  const DoorView door = door_of(view.stage(t.builder.last()), t.s);
  CHECK(!door.unsent.told);
  CHECK(!door.readable.told);
}

TEST_CASE("hands hold all that was read, the latest apart, and say how much that is") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello, ");
  t.builder.send(alice, t.s, "Bob!!");
  const auto hands = [&t](Seq cursor) {
    const StageScene scene = ViewOf(t.builder.recording()).stage(cursor);
    return std::find_if(scene.rooms.begin(), scene.rooms.end(), [](const RoomView& each) { return each.name == "Bob"; })
        ->hands;
  };
  t.builder.recv(bob, t.c, 7, "Hello, ");
  const Seq first = t.builder.last();
  t.builder.recv(bob, t.c, 5, "Bob!!");
  CHECK(hands(first).earlier_total == 0);
  CHECK(hands(first).caption == "7 bytes read");
  const HandsView both = hands(t.builder.last());
  CHECK(both.earlier_total == 7);
  REQUIRE(both.earlier.size() == 7);
  CHECK(both.earlier[0].value == 'H');
  CHECK(both.earlier[0].send == 1);
  CHECK(both.heap.total == 5);
  CHECK(both.heap.cells[0].value == 'B');
  CHECK(both.caption == "12 bytes read, the last 5 now");
  CHECK(both.hint.find("12 in all") != std::string::npos);
  SUBCASE("the end of the stream takes nothing out of them") {
    t.builder.recv(bob, t.c, 5, "");
    const HandsView end = hands(t.builder.last());
    CHECK(end.earlier_total == 12);
    CHECK(end.earlier.back().value == '!');
    CHECK(end.caption == "end of stream, 12 bytes read");
  }
  SUBCASE("of much the end is kept, and the number is whole") {
    const std::string much(100, 'x');
    t.builder.send(alice, t.s, much);
    t.builder.recv(bob, t.c, 100, much);
    t.builder.send(alice, t.s, "z");
    t.builder.recv(bob, t.c, 1, "z");
    const HandsView end = hands(t.builder.last());
    CHECK(end.earlier_total == 112);
    CHECK(end.earlier.size() == most_cells);
    CHECK(end.earlier.back().value == 'x');
    CHECK(end.earlier.back().send_offset == 99);
  }
}

TEST_CASE("a call that failed is told apart from one that did not, until the next begins") {
  Conversation t;
  t.builder.fail(alice, t.s, call::Peer{}, ENOTCONN);
  const Seq failed = t.builder.last();
  t.builder.send(alice, t.s, "Hello");
  const auto room = [&t](Seq cursor) {
    const StageScene scene = ViewOf(t.builder.recording()).stage(cursor);
    return *std::find_if(scene.rooms.begin(), scene.rooms.end(),
                         [](const RoomView& each) { return each.name == "Alice"; });
  };
  CHECK_FALSE(room(failed - 1).failed);
  CHECK(room(failed).failed);
  CHECK(room(failed).standing_text == "peer() failed: ENOTCONN");
  CHECK(room(failed).short_standing == "failed: ENOTCONN");
  CHECK_FALSE(room(t.builder.last()).failed);
  CHECK(room(t.builder.last()).short_standing == "returned 5");
}

TEST_CASE("each room says which thread it is") {
  const StageScene scene = ViewOf(Conversation().builder.recording()).stage(0, Vocabulary::story);
  for (const RoomView& room : scene.rooms) {
    CHECK(room.short_role == "thread " + std::to_string(room.process + 1));
    CHECK(room.role == "room (process) · " + room.short_role);
  }
}

TEST_CASE("a socket that was closed first is in TIME-WAIT once both have said goodbye, and that is inferred") {
  Conversation t;
  t.builder.observe(alice, t.s, stream_sample(0));
  t.builder.close(alice, t.s);
  const Seq first = t.builder.last();
  SUBCASE("the other closes too") {
    t.builder.recv(bob, t.c, 5, "");
    t.builder.observe(bob, t.c, stream_sample(0));
    t.builder.close(bob, t.c);
    const StageScene before = ViewOf(t.builder.recording()).stage(first);
    CHECK(door_of(before, t.s).real_state.empty());
    const StageScene scene = ViewOf(t.builder.recording()).stage(t.builder.last());
    CHECK(door_of(scene, t.s).real_state == "TIME-WAIT");
    CHECK(door_of(scene, t.s).state_is_inferred);
    CHECK(door_of(scene, t.s).hint.find("(inferred)") != std::string::npos);
    CHECK_FALSE(door_of(scene, t.c).state_is_inferred);
    CHECK(door_of(scene, t.c).real_state.empty());
  }
  SUBCASE("nothing is read of a reset") {
    t.builder.send(bob, t.c, "too late");
    t.builder.fail(bob, t.c, call::Send{make_payload("again")}, EPIPE);
    t.builder.fail(bob, t.c, call::Recv{5}, ECONNRESET);
    const StageScene scene = ViewOf(t.builder.recording()).stage(t.builder.last());
    CHECK_FALSE(door_of(scene, t.s).state_is_inferred);
  }
}

TEST_CASE("bytes for a socket that was closed before are seen to leave for nobody, for one step") {
  Conversation t;
  t.builder.close(bob, t.c);
  t.builder.send(alice, t.s, "Hello");
  const Seq sent = t.builder.last();
  t.builder.socket(alice, "later");
  const ViewOf view(t.builder.recording());
  const StageScene scene = view.stage(sent);
  const auto letter = std::find_if(scene.letters.begin(), scene.letters.end(),
                                   [](const LetterView& each) { return each.kind == LetterKind::stream; });
  REQUIRE(letter != scene.letters.end());
  CHECK(letter->standing == LetterStanding::lost);
  CHECK(letter->was_refused);
  CHECK(letter->heap.total == 5);
  CHECK(letter->road.has_value());
  CHECK(letter->reason.starts_with("Inferred: "));
  const StageScene later = view.stage(t.builder.last());
  CHECK(std::none_of(later.letters.begin(), later.letters.end(),
                     [](const LetterView& each) { return each.kind == LetterKind::stream; }));
}

TEST_CASE("hands hold what the last recv brought with the send of each byte") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  t.builder.send(alice, t.s, "Bob!!");
  t.builder.recv(bob, t.c, 7, "HelloBo");
  const ViewOf view(t.builder.recording());
  const StageScene scene = view.stage(t.builder.last());
  const RoomView& room =
      *std::find_if(scene.rooms.begin(), scene.rooms.end(), [](const RoomView& each) { return each.name == "Bob"; });
  REQUIRE(room.hands.heap.cells.size() == 7);
  CHECK(room.hands.heap.cells[4].send == 1);
  CHECK(room.hands.heap.cells[5].send == 2);
  CHECK(room.hands.hint.find("2 bytes of Alice's send 2") != std::string::npos);
}

TEST_CASE(
    "bytes arrive on the timeline where their receiver was looked at, though an acknowledgement told of them before") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0));
  t.builder.send(alice, t.s, "Hello");
  const Seq acknowledged = t.builder.observe(alice, t.s, stream_sample(0), true);
  const auto arrivals = [&t](Seq cursor) {
    const ViewOf view(t.builder.recording());
    return view.timeline(cursor, {0, view.steps.step_count()}).arrivals;
  };
  CHECK(arrivals(acknowledged).empty());
  const Seq seen = t.builder.observe(bob, t.c, stream_sample(5));
  REQUIRE(arrivals(seen).size() == 1);
  CHECK(arrivals(seen)[0].place == static_cast<double>(ViewOf(t.builder.recording()).steps.step_at(seen)));
}

TEST_CASE("the timeline has a bar for each call in its window and a solid arrow where bytes were read") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  const CallId recv = t.builder.recv(bob, t.c, 64, "Hello");
  const CallId sleeping = t.builder.begin(bob, t.c, call::Recv{9});
  const Seq asleep = t.builder.sleeps(bob, t.c, sleeping, SleepsUntil::readable);
  const ViewOf view(t.builder.recording());
  const TimelineScene scene = view.timeline(asleep, {0, view.steps.step_count()});
  CHECK(scene.bars.size() == 9);
  const auto measured = std::count_if(scene.arrows.begin(), scene.arrows.end(),
                                      [](const TransferArrow& arrow) { return arrow.measured(); });
  CHECK(measured == 1);
  const auto open = std::find_if(scene.bars.begin(), scene.bars.end(),
                                 [sleeping](const CallBar& bar) { return bar.call == sleeping; });
  REQUIRE(open != scene.bars.end());
  CHECK(open->open_ended);
  CHECK(open->sleeps.size() == 1);
  const std::size_t end = view.steps.step_count();
  const TimelineScene last = view.timeline(asleep, {end - 1, end});
  CHECK(std::none_of(last.bars.begin(), last.bars.end(), [recv](const CallBar& bar) { return bar.call == recv; }));
}

TEST_CASE("the window of steps holds the cursor and stays within the recording") {
  CHECK(rc::check([](std::uint16_t count, std::uint16_t at, std::uint8_t width) {
    const std::size_t cursor = at % (std::size_t{count} + 1);
    const std::size_t wide = std::size_t{width} + 1;
    const StepWindow window = window_around(cursor, count, wide);
    RC_ASSERT(window.first <= cursor);
    RC_ASSERT(cursor <= window.last);
    RC_ASSERT(window.last - window.first + 1 == wide);
    RC_ASSERT(window.last <= std::max<std::size_t>(count, wide - 1));
  }));
}

TEST_CASE("in random runs no byte of a stream is drawn at two places") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const ViewOf view(run.recording());
    const StageScene scene = view.stage(run.recording().size());
    std::vector<std::pair<std::uint32_t, std::uint64_t>> seen;
    const auto note = [&seen](const ByteHeap& heap) {
      for (const ByteCell& cell : heap.cells) {
        if (cell.known && cell.send != 0) seen.emplace_back(cell.send, cell.send_offset);
      }
    };
    for (const DoorView& door : scene.doors) {
      note(door.unsent.heap);
      note(door.readable.heap);
    }
    for (const LetterView& letter : scene.letters) note(letter.heap);
    std::sort(seen.begin(), seen.end());
    RC_ASSERT(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
  }));
}
