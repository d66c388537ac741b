// What the inspector's leaves say of real sockets.
#include "app/scene/bytes_scene.hpp"
#include "app/scene/sockets_scene.hpp"
#include "tests/app/leaf_at.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>

#include <string_view>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

const std::string connected =
    "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(2)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
    "bob: c = l.accept()\n";

/// A run that is over, looked at after its last event.
struct Watched {
  explicit Watched(const std::string& scenario)
      : run(run_scenario(scenario)), view(*run.recording), leaf(view, run.recording->size()) {}

  SocketId socket(std::string_view name) const {
    for (std::size_t i = 0; i < leaf.world.sockets.size(); ++i) {
      if (leaf.world.sockets[i].name == name) return SocketId(i);
    }
    return SocketId::none;
  }
  std::string way(std::string_view name) const { return state_diagram(state_way(leaf.sources, socket(name))).way; }
  std::string fates(std::string_view sender) const {
    std::string text;
    for (const StreamView& stream : make_bytes_outline(leaf.sources).streams) {
      if (stream.sender != socket(sender)) continue;
      for (const ByteBar& bar : stream_strip(leaf.sources, stream, 0, stream.total).fates) text += bar.label + "; ";
    }
    return text;
  }
  SocketPortrait portrait(std::string_view name) const {
    return *make_sockets_scene(leaf.sources, socket(name)).portrait;
  }
  std::string number(std::string_view socket_name, std::string_view number) const {
    const SocketPortrait shown = portrait(socket_name);
    for (const KernelNumber& each : shown.numbers) {
      if (each.name == number) return each.value;
    }
    return "not told";
  }

  Run run;
  ViewOf view;
  LeafAt leaf;
};

}  // namespace

TEST_CASE("a real recv goes across two sends and leaves the rest unread") {
  const Watched watched(connected +
                        "alice: s.send(\"Hello\")\nalice: s.send(\"Bob!!\")\nbob: wait(c, 10)\nbob: c.recv(7)\n");
  CHECK(watched.fates("alice.s") == "recv 1 · 7 bytes; not read yet; ");
  CHECK(watched.way("bob.c") == "SYN-RCVD (inferred) → ESTABLISHED");
  CHECK(watched.way("alice.s").ends_with("→ ESTABLISHED"));
  CHECK(watched.number("bob.c", "readable") == "3 bytes");
}

TEST_CASE("a real half close shows FIN-WAIT-2 on one side and CLOSE-WAIT on the other, measured") {
  const Watched watched(connected +
                        "alice: s.shutdown(send)\nbob: c.recv(9)\nbob: c.send(\"still\")\nalice: s.recv(9)\n");
  CHECK(watched.way("alice.s").ends_with("FIN-WAIT-2"));
  CHECK(watched.way("bob.c") == "SYN-RCVD (inferred) → ESTABLISHED → CLOSE-WAIT");
  CHECK(watched.fates("bob.c") == "recv 1 · 5 bytes; ");
  CHECK(watched.number("bob.c", "other side has finished") == "yes");
}

TEST_CASE("a real reset is CLOSED at once, and what it threw away is never read") {
  const Watched watched(connected + "alice: s.send(\"Hello\")\nbob: wait(c, 5)\nbob: c.close()\nalice: s.recv(9)\n");
  CHECK(watched.way("alice.s").ends_with("ESTABLISHED → CLOSED"));
  CHECK(watched.way("bob.c").ends_with("ESTABLISHED → CLOSED (inferred)"));
  CHECK(watched.fates("alice.s") == "never read; ");
}

TEST_CASE("a real listener's row has its waiting line and its backlog") {
  const Watched watched(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(2)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n");
  CHECK(watched.number("bob.l", "waiting to be accepted") == "1");
  CHECK(watched.number("bob.l", "backlog") == "2");
  CHECK(watched.way("bob.l").ends_with("LISTEN"));
  CHECK(watched.number("bob.l", "readable") == "not told");
}

TEST_CASE("real datagrams are cut, empty and lost") {
  const Watched watched(
      "bob: u = socket(udp)\nbob: u.set(rcvbuf, 1)\nbob: u.bind(0)\nalice: a = socket(udp)\n"
      "alice: a.sendto(\"CDEF\", bob.u)\nbob: u.recvfrom(2)\nalice: a.sendto(\"\", bob.u)\nbob: u.recvfrom(9)\n"
      "repeat 12 {\nalice: a.sendto(fill(1000), bob.u)\n}\n");
  const auto datagram = [&](std::size_t nth) { return datagram_view(watched.leaf.sources, nth, 16); };
  REQUIRE(make_bytes_outline(watched.leaf.sources).datagrams == 14);
  CHECK(datagram(0).fate == DatagramFate::cut);
  CHECK(datagram(1).fate == DatagramFate::whole);
  CHECK(datagram(1).total == 0);
  CHECK(datagram(13).fate == DatagramFate::lost);
  CHECK(watched.number("bob.u", "datagrams dropped") != "0");
  CHECK_FALSE(watched.portrait("bob.u").diagram);
}
