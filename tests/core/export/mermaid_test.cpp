#include "core/export/mermaid.hpp"

#include "core/export/write_recording.hpp"
#include "tests/core/export/sample_recording.hpp"
#include "tests/core/replay/recording_builder.hpp"
#include "tests/support/mermaid_checker.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cerrno>

using namespace doorway;

namespace {

std::string diagram_of(const Recording& recording, const RunStatus& status = {}) {
  std::string text;
  CHECK(write_recording(recording, status, {RecordingFormat::mermaid}, [&text](std::string_view piece) {
    text += piece;
    return true;
  }));
  CHECK(test::mermaid_mistake(text).value_or("") == "");
  return text;
}

bool has_line(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n    " + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a diagram has a note a call, an arrow for each send that a recv brought, and an activation a sleep") {
  const TwoSendsReadAsOne t;
  CHECK(diagram_of(t.sample.recording(), t.status) ==
        R"(sequenceDiagram
    participant p0 as bob
    participant p1 as alice
    Note over p0,p1: Real sockets of Linux 6.1.0, network loopback. Dashed is inferred
    Note over p0: l = socket(tcp) → l
    Note over p1: s = socket(tcp) → s
    Note over p1: SYN sent, to where the recording has no socket
    Note over p1: SYN+ACK has come
    Note over p1: ACK sent, to where the recording has no socket
    Note over p1: s.connect(bob.l) → 0, from 127.0.0.1#58;40002 to 127.0.0.1#58;40001
    Note over p0: c = l.accept() → c, from 127.0.0.1#58;40002
    activate p0
    Note over p0: c.recv(64) sleeps until it can read
    Note over p1: s.send(#quot;Hello#quot;) → 5
    Note over p1: s.send(#quot;Bob!!#quot;) → 5
    deactivate p0
    Note over p0: c.recv(64) wakes
    p1->>p0: #quot;Hello#quot; of alice.send#35;1
    p1->>p0: #quot;Bob!!#quot; of alice.send#35;2
    Note over p0: c.recv(64) → 10 #quot;HelloBob!!#quot;
    activate p0
    Note over p0: c.recv(64) sleeps until it can read
    Note over p1: ended
    Note over p0: still sleeps in c.recv(64)
    deactivate p0
)");
}

TEST_CASE("a diagram has the goodbyes, the refusals and the losses that are inferred, dashed") {
  test::Conversation t;
  t.builder.observe(test::alice, t.s, test::stream_sample(0), true);
  t.builder.close(test::alice, t.s);
  const SocketId other = t.builder.socket(test::alice, "o");
  t.builder.fail(test::alice, other, call::Connect{}, ECONNREFUSED, test::port(9));
  const std::string text = diagram_of(t.builder.recording());
  CHECK(has_line(text, "p0-->>p1: SYN"));
  CHECK(has_line(text, "p1-->>p0: SYN+ACK"));
  CHECK(has_line(text, "p0-->>p1: FIN"));
  CHECK(has_line(text, "Note over p0: SYN sent, to where the recording has no socket"));
  CHECK(has_line(text, "Note over p0: RST has come"));
}

TEST_CASE("no text of a file or a socket can be taken for Mermaid's own") {
  CHECK(mermaid_text("a#b;c:d%%{e}$$<b>&\"`\\") ==
        "a#35;b#59;c#58;d#37;#37;#123;e#125;#36;#36;#lt;b#gt;#amp;#quot;#96;#92;");
  CHECK(mermaid_text("style: x#1;") == "style#58; x#35;1#59;");
  CHECK(mermaid_text("line\nend") == "line#92;nend");
  CHECK(mermaid_text(std::string(400, 'x')).size() < 200);
  CHECK(rc::check([](const std::string& text) {
    const std::string line = "sequenceDiagram\n    participant p0 as x" + mermaid_text(text) + "x\n";
    RC_ASSERT(test::mermaid_mistake(line).value_or("") == "");
  }));
}

TEST_CASE("the checker of diagrams finds what Mermaid would not take") {
  const std::string begin = "sequenceDiagram\n    participant p0 as bob\n";
  CHECK(test::mermaid_mistake(begin) == std::nullopt);
  for (const char* line : {"    Note over p1: x", "    Note over p0: a;b", "    Note over p0: #x",
                           "    Note over p0:", "    deactivate p0", "    activate p0", "    p0->p0: x",
                           "    participant p0 as again", "x"}) {
    CAPTURE(line);
    CHECK(test::mermaid_mistake(begin + line + "\n").has_value());
  }
}
