// The inspector's leaves "Bytes" and "Sockets" in a user's hands.
#include "app/layout/bytes_layout.hpp"
#include "app/layout/sockets_layout.hpp"
#include "app/panels/stage.hpp"
#include "app/scene/scene_index.hpp"
#include "tests/app/headless.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::test;

namespace {

const std::string talk =
    "---\ntitle: A lesson\n---\n## One\nWords.\n```scenario\nbob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\n"
    "alice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: c = l.accept()\nalice: s.send(\"Hello\")\n"
    "alice: s.send(\"Bob!!\")\nbob: wait(c, 10)\nbob: c.recv(7)\n```\n```cue\nopen after bob.recv#1\n```\n";

struct Reader {
  Reader() {
    app::ApplicationOptions options;
    options.lessons = folder.path("");
    options.file = folder.file("own.md", talk);
    hand = std::make_unique<HeadlessApp>(screen, options);
    hand->rest();
  }

  /// The places at which the mouse is over what `is_it` wants, looked for in rows.
  std::optional<Point> find(const std::function<bool(const app::Pointed&)>& is_it) {
    const Rect area = hand->layout().inspector;
    for (float y = area.y + 50; y < area.bottom(); y += 6) {
      for (float x = area.x + 4; x < area.right(); x += 6) {
        screen.mouse({x, y}, false);
        hand->frame();
        if (is_it(hand->application().pointed())) return Point{x, y};
      }
    }
    return std::nullopt;
  }
  app::Pointed pointed() { return hand->application().pointed(); }
  CallId second_send() {
    app::SceneIndex index(hand->session().recording());
    index.update();
    for (const CallId id : index.calls_of(1)) {
      if (index.call(id)->send_of_process == 2) return id;
    }
    return {};
  }

  TemporaryFolder folder;
  HeadlessScreen screen;
  std::unique_ptr<HeadlessApp> hand;
};

}  // namespace

TEST_CASE("a byte under the mouse is pointed at as its send and offset, and a click pins it until the next one") {
  Reader reader;
  reader.hand->press(Key::f2);
  reader.hand->frame();
  const CallId send = reader.second_send();
  const auto at = reader.find([send](const app::Pointed& thing) { return thing.call == send && thing.byte == 1U; });
  REQUIRE(at);
  CHECK(reader.pointed() == app::Pointed{send, 1, SocketId::none});
  reader.hand->click(*at);
  CHECK(reader.pointed() == app::Pointed{send, 1, SocketId::none});
  reader.hand->click(*at);
  CHECK(reader.pointed().is_nothing());
}

TEST_CASE("a bar beneath the bytes is its whole call") {
  Reader reader;
  reader.hand->press(Key::f2);
  reader.hand->frame();
  const CallId send = reader.second_send();
  CHECK(reader.find([send](const app::Pointed& thing) { return thing.call == send && !thing.byte; }));
  app::SceneIndex index(reader.hand->session().recording());
  index.update();
  CHECK(reader.find(
      [&index](const app::Pointed& thing) { return thing.call && index.call(*thing.call)->send_of_all == 0; }));
}

TEST_CASE("a click on a row of the table chooses the socket, and another click lets go") {
  Reader reader;
  reader.hand->press(Key::f3);
  reader.hand->frame();
  const SocketId listener{0};
  const auto at = reader.find([listener](const app::Pointed& thing) { return thing.socket == listener; });
  REQUIRE(at);
  reader.hand->click(*at);
  CHECK(reader.pointed().socket == listener);
  reader.hand->click(*at);
  CHECK(reader.pointed().is_nothing());
}

TEST_CASE("both leaves are drawn at every step, however narrow the window and large the text") {
  Reader reader;
  for (const Point size : {Point{1280, 800}, Point{667, 480}}) {
    reader.screen.resize(size.x, size.y);
    for (const Key leaf : {Key::f2, Key::f3}) {
      reader.hand->press(leaf);
      reader.hand->press(Key::home);
      for (int i = 0; i < 30; ++i) {
        reader.hand->press(Key::right);
        reader.hand->rest();
      }
      reader.hand->press(U'v');
      reader.hand->press(U't');
      for (int i = 0; i < 3; ++i) reader.hand->press(U'+');
    }
  }
  CHECK(reader.hand->layout().inspector.shown());
}
