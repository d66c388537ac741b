#include "app/scene/sockets_scene.hpp"

#include "tests/app/leaf_at.hpp"
#include "tests/core/replay/random_run.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cerrno>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

using enum TcpState;

KernelSample in_state(TcpState state) {
  KernelSample sample;
  sample.state = state;
  return sample;
}

std::string way_of(const Recording& recording, SocketId socket, Seq cursor) {
  const ViewOf view(recording);
  const LeafAt leaf(view, cursor);
  return state_diagram(state_way(leaf.sources, socket)).way;
}

std::string way_of(const RecordingBuilder& builder, SocketId socket) {
  return way_of(builder.recording(), socket, builder.last());
}

std::string names(const std::vector<TcpState>& states) {
  std::string text;
  for (const TcpState state : states) text += (text.empty() ? "" : " ") + std::string(figure_name(state));
  return text;
}

const TableCell& cell_of(const SocketRow& row, SocketColumn column) {
  return row.cells.at(static_cast<std::size_t>(column));
}

const KernelNumber* number_of(const SocketPortrait& portrait, std::string_view name) {
  for (const KernelNumber& number : portrait.numbers) {
    if (number.name == name) return &number;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("between two states lie those that every way leads through") {
  CHECK(names(states_between(closed, established, {})) == "SYN-SENT");
  // Whoever listens may also have come through SYN-RCVD: nothing is certain then.
  CHECK(names(states_between(closed, established, {true, false})).empty());
  CHECK(names(states_between(established, time_wait, {})) == "FIN-WAIT-1");
  CHECK(names(states_between(established, last_ack, {})) == "CLOSE-WAIT");
  CHECK(names(states_between(fin_wait_2, closed, {})) == "TIME-WAIT");
  CHECK(names(states_between(fin_wait_2, closed, {false, true})).empty());
  CHECK(names(states_between(close_wait, closed, {})) == "LAST-ACK");
  CHECK(names(states_between(closed, time_wait, {})) == "SYN-SENT FIN-WAIT-1");
  CHECK(names(states_between(established, established, {})).empty());
  CHECK(names(states_between(time_wait, established, {})) == "CLOSED SYN-SENT");
}

TEST_CASE("an accepted socket has come through SYN-RCVD, which is inferred until something measures it") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0), true);
  CHECK(way_of(t.builder, t.c) == "SYN-RCVD (inferred) → ESTABLISHED");
  const ViewOf view(t.builder.recording());
  const LeafAt leaf(view, t.builder.last());
  const StateDiagram diagram = state_diagram(state_way(leaf.sources, t.c));
  for (const StateBox& box : diagram.boxes) {
    CAPTURE(box.name);
    CHECK((box.passage == Passage::inferred) == (box.state == syn_received));
    CHECK((box.passage == Passage::measured) == (box.state == established));
    CHECK(box.is_present == (box.state == established));
  }
  const std::size_t before = t.builder.last() - 1;
  CHECK(way_of(t.builder.recording(), t.c, before) == "SYN-RCVD (inferred) → ESTABLISHED (inferred)");
}

TEST_CASE("what lies between two samples is inferred, and what samples say is measured") {
  Conversation t;
  t.builder.observe(alice, t.s, in_state(closed));
  CHECK(way_of(t.builder.recording(), t.s, t.builder.last() - 1).find("ESTABLISHED (inferred)") != std::string::npos);
  RecordingBuilder builder;
  const SocketId s = builder.socket(alice, "s");
  builder.observe(alice, s, in_state(closed), true);
  builder.connect(alice, s, port(7000), port(40000));
  builder.observe(alice, s, in_state(established), true);
  CHECK(way_of(builder, s) == "CLOSED → SYN-SENT (inferred) → ESTABLISHED");
  builder.shutdown(alice, s, ShutdownHow::send);
  builder.observe(alice, s, in_state(fin_wait_2), true);
  CHECK(way_of(builder, s) == "CLOSED → SYN-SENT (inferred) → ESTABLISHED → FIN-WAIT-1 (inferred) → FIN-WAIT-2");
  builder.observe(alice, s, in_state(closed));
  CHECK(way_of(builder, s).ends_with("FIN-WAIT-2 → TIME-WAIT (inferred) → CLOSED"));
}

TEST_CASE("a reset leads to CLOSED past the states of an orderly end") {
  Conversation t;
  t.builder.observe(alice, t.s, stream_sample(0));
  KernelSample broken = in_state(closed);
  broken.error = true;
  t.builder.observe(alice, t.s, broken);
  CHECK(way_of(t.builder, t.s).ends_with("ESTABLISHED → CLOSED"));
  const ViewOf view(t.builder.recording());
  const LeafAt leaf(view, t.builder.last());
  const StateDiagram diagram = state_diagram(state_way(leaf.sources, t.s));
  CHECK(diagram.boxes.back().is_present);
  CHECK_FALSE(diagram.boxes.front().is_present);
}

TEST_CASE("a refused connect was SYN-SENT, though no sample has seen it") {
  RecordingBuilder builder;
  const SocketId s = builder.socket(alice, "s");
  builder.observe(alice, s, in_state(closed), true);
  builder.fail(alice, s, call::Connect{}, ECONNREFUSED, port(9));
  CHECK(way_of(builder, s) == "CLOSED → SYN-SENT (inferred) → CLOSED (inferred)");
}

TEST_CASE("after close the way goes on only as far as events tell") {
  Conversation t;
  t.builder.observe(alice, t.s, stream_sample(0));
  t.builder.close(alice, t.s);
  CHECK(way_of(t.builder, t.s).ends_with("ESTABLISHED → FIN-WAIT-1 (inferred)"));
  Conversation unknown;
  KernelSample queue = stream_sample(0, 3, 3);
  unknown.builder.send(alice, unknown.s, "abc");
  unknown.builder.observe(alice, unknown.s, queue);
  unknown.builder.close(alice, unknown.s);
  CHECK(way_of(unknown.builder, unknown.s).ends_with("→ ESTABLISHED"));
  unknown.builder.close(bob, unknown.l);
  CHECK(way_of(unknown.builder, unknown.l).ends_with("LISTEN (inferred) → CLOSED (inferred)"));
}

TEST_CASE("the table says what the kernel said, and a dash where it said nothing") {
  Conversation t;
  t.builder.set(bob, t.c, Option::rcvbuf, 8192);
  t.builder.set(bob, t.c, Option::nodelay, 1);
  t.builder.set(bob, t.c, Option::linger, linger_off);
  const Seq unsampled = t.builder.last();
  t.builder.observe(bob, t.c, stream_sample(3, 0, 2));
  const ViewOf view(t.builder.recording());
  const LeafAt before(view, unsampled);
  const SocketsScene dashes = make_sockets_scene(before.sources, SocketId::none);
  REQUIRE(dashes.rows.size() == 3);
  CHECK(cell_of(dashes.rows[2], SocketColumn::recv_q).text == "–");
  CHECK_FALSE(cell_of(dashes.rows[2], SocketColumn::recv_q).told);
  CHECK(dashes.portrait->numbers.empty());
  CHECK(dashes.portrait->not_told.starts_with("not told"));

  const LeafAt leaf(view, t.builder.last());
  const SocketsScene scene = make_sockets_scene(leaf.sources, SocketId::none);
  const SocketRow& row = scene.rows[2];
  CHECK(cell_of(row, SocketColumn::name).text == "bob.c");
  CHECK(cell_of(row, SocketColumn::state).text == "ESTAB");
  CHECK(cell_of(row, SocketColumn::local).text == ":7000");
  CHECK(cell_of(row, SocketColumn::peer).text == ":40000");
  CHECK(cell_of(row, SocketColumn::recv_q).text == "3");
  CHECK(cell_of(row, SocketColumn::send_q).text == "2");
  CHECK(row.options == "nodelay on, rcvbuf 8192, linger off");
  CHECK(row.changed);
  CHECK(row.is_chosen);
  CHECK_FALSE(scene.rows[0].changed);
  const KernelNumber* readable = number_of(*scene.portrait, "readable");
  REQUIRE(readable != nullptr);
  CHECK(readable->value == "3 bytes");
  CHECK(readable->source == "SIOCINQ");
  const KernelNumber* unsent = number_of(*scene.portrait, "unsent");
  REQUIRE(unsent != nullptr);
  CHECK(unsent->source == "tcpi_notsent_bytes of TCP_INFO");
  CHECK(number_of(*scene.portrait, "round trip") == nullptr);
  CHECK(scene.portrait->not_told.find("round trip") != std::string::npos);
}

TEST_CASE("the chosen socket is the pinned one, else the TCP socket that changed last, else the last of any kind") {
  Conversation t;
  t.builder.socket(alice, "u", SocketType::udp);
  const ViewOf view(t.builder.recording());
  const LeafAt leaf(view, t.builder.last());
  CHECK(make_sockets_scene(leaf.sources, SocketId::none).portrait->socket == t.c);
  CHECK(make_sockets_scene(leaf.sources, t.l).portrait->socket == t.l);
  RecordingBuilder post;
  const SocketId u = post.socket(alice, "u", SocketType::udp);
  const ViewOf udp(post.recording());
  const LeafAt only(udp, post.last());
  const SocketsScene scene = make_sockets_scene(only.sources, SocketId::none);
  CHECK(scene.portrait->socket == u);
  CHECK_FALSE(scene.portrait->diagram);
  CHECK(scene.portrait->no_diagram.find("UDP") != std::string::npos);
  const LeafAt nothing(udp, 0);
  CHECK_FALSE(make_sockets_scene(nothing.sources, SocketId::none).empty.empty());
}

TEST_CASE("in the story's words a socket is a door and its state is how the door stands") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(3));
  const ViewOf view(t.builder.recording());
  const LeafAt leaf(view, t.builder.last(), Vocabulary::story);
  const SocketsScene scene = make_sockets_scene(leaf.sources, SocketId::none);
  CHECK(scene.title == "Doors (sockets)");
  CHECK(cell_of(scene.rows[2], SocketColumn::state).text == "open");
  CHECK(number_of(*scene.portrait, "waiting to be read (readable)") != nullptr);
}

TEST_CASE("in random runs the way up to a cursor is the beginning of the way that is known later") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const Seq size = run.recording().size();
    const Seq cursor = *rc::gen::inRange<Seq>(0, size + 1);
    const ViewOf view(run.recording());
    const LeafAt early(view, cursor);
    const LeafAt late(view, size);
    for (std::size_t i = 0; i < early.world.sockets.size(); ++i) {
      const auto before = state_way(early.sources, SocketId(i));
      const auto after = state_way(late.sources, SocketId(i));
      RC_ASSERT(before.size() <= after.size());
      for (std::size_t k = 0; k < before.size(); ++k) {
        RC_ASSERT(before[k].state == after[k].state);
        RC_ASSERT(!before[k].measured || after[k].measured);
      }
    }
  }));
}
