#include "core/scenario/parser.hpp"

#include "core/scenario/payload.hpp"
#include "print.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace doorway;

namespace {

Scenario parsed(std::string_view text, std::size_t first_line = 1) {
  auto scenario = parse_scenario(text, first_line);
  if (!scenario) FAIL(to_string(scenario.error().front()));
  return std::move(*scenario);
}

/// The call of `line`, after lines that make the sockets bob.l (TCP), alice.s (TCP) and alice.u (UDP).
template <class ExpectedCall>
ExpectedCall call_of(const std::string& line) {
  const Scenario scenario = parsed("bob: l = socket(tcp)\nalice: s = socket(tcp)\nalice: u = socket(udp)\n" + line);
  REQUIRE(scenario.lines.size() == 4);
  REQUIRE(std::holds_alternative<ExpectedCall>(scenario.lines[3]->call));
  return std::get<ExpectedCall>(scenario.lines[3]->call);
}

std::string text_of(const ScriptPayload& payload) {
  return {payload.bytes().begin(), payload.bytes().end()};
}

std::string payload_of_line(const std::string& payload) {
  return text_of(call_of<call::Send>("alice: s.send(" + payload + ")").payload);
}

}  // namespace

TEST_CASE("the scenario of the design is read as it is written") {
  const std::string text =
      "bob:   l = socket(tcp)\n"
      "bob:   l.bind(0)                  # 0: any free port on 127.0.0.1\n"
      "bob:   l.listen(1)\n"
      "alice: s = socket(tcp)\n"
      "alice: s.connect(bob.l)\n"
      "bob:   c = l.accept()\n"
      "\n"
      "alice: s.send(\"Hello\")\n"
      "alice: s.send(\"Bob!!\")\n"
      "bob:   c.recv(64)\n";
  const Scenario scenario = parsed(text);
  CHECK(scenario.source == text);
  CHECK(scenario.processes == std::vector<std::string>{"bob", "alice"});
  REQUIRE(scenario.lines.size() == 9);
  CHECK(scenario.lines[1]->text == "l.bind(0)");
  CHECK(scenario.lines[1]->socket == "l");
  CHECK(scenario.lines[3]->process == 1);
  CHECK(scenario.lines[3]->new_socket == "s");
  CHECK(scenario.lines[3]->text == "s = socket(tcp)");
  CHECK(scenario.lines[5]->new_socket == "c");
  CHECK(scenario.lines[5]->socket == "l");
  CHECK(scenario.lines[6]->at == SourcePosition{8, 1});
  CHECK(test::print(scenario, *scenario.lines[6]) == "alice: s.send(hex(\"48 65 6c 6c 6f \"))");
}

TEST_CASE("each call is read with its arguments") {
  CHECK(call_of<call::Socket>("alice: t = socket(tcp)").type == SocketType::tcp);
  CHECK(call_of<call::Socket>("alice: t = socket(tcp6)").type == SocketType::tcp6);
  CHECK(call_of<call::Socket>("alice: t = socket(udp)").type == SocketType::udp);
  CHECK(call_of<call::Socket>("alice: t = socket(udp6)").type == SocketType::udp6);
  CHECK_FALSE(call_of<call::Bind>("alice: s.bind(0)").port_of);
  CHECK(call_of<call::Bind>("alice: s.bind(bob.l)").port_of == SocketRef{"bob", "l"});
  CHECK(call_of<call::Listen>("bob: l.listen(0)").backlog == 0);
  CHECK(call_of<call::Listen>("bob: l.listen(4096)").backlog == 4096);
  call_of<call::Accept>("bob: c = l.accept()");
  CHECK(call_of<call::Connect>("alice: s.connect(bob.l)").to == SocketRef{"bob", "l"});
  CHECK(text_of(call_of<call::Send>("alice: s.send(\"Hello\")").payload) == "Hello");
  CHECK(call_of<call::Recv>("alice: s.recv(0)").size_bytes == 0);
  CHECK(call_of<call::Recv>("alice: s.recv(67_108_864)").size_bytes == 67108864);
  CHECK(text_of(call_of<call::SendTo>("alice: u.sendto(\"(,)\", alice.u)").payload) == "(,)");
  CHECK(call_of<call::SendTo>("alice: u.sendto(fill(3), alice.u)").to == SocketRef{"alice", "u"});
  CHECK(call_of<call::RecvFrom>("alice: u.recvfrom(65536)").size_bytes == 65536);
  CHECK(call_of<call::Shutdown>("alice: s.shutdown(send)").how == ShutdownHow::send);
  CHECK(call_of<call::Shutdown>("alice: s.shutdown(recv)").how == ShutdownHow::recv);
  CHECK(call_of<call::Shutdown>("alice: s.shutdown(both)").how == ShutdownHow::both);
  call_of<call::Close>("alice: s.close()");
  call_of<call::Exit>("alice: exit()");
  CHECK(call_of<call::Wait>("alice: wait(10ms)").duration.count() == 10);
  CHECK(call_of<call::Wait>("alice: wait(60s)").duration.count() == 60000);
  CHECK(call_of<call::WaitReadable>("alice: wait(s, 5)").size_bytes == 5);
  CHECK(call_of<call::WaitReadable>("alice: wait(s, 5)").socket == "s");
  call_of<call::Local>("alice: s.local()");
  call_of<call::Peer>("alice: s.peer()");
  CHECK(call_of<call::Get>("alice: s.get(rcvbuf)").option == Option::rcvbuf);
}

TEST_CASE("poll takes sockets with directions and a time limit") {
  const call::Poll poll = call_of<call::Poll>("alice: poll(s, read u, write s, read write u, write read s, 10ms)");
  CHECK(poll.items ==
        std::vector<PollItem>{
            {"s", true, false}, {"u", true, false}, {"s", false, true}, {"u", true, true}, {"s", true, true}});
  CHECK(poll.timeout == std::chrono::milliseconds(10));
  CHECK_FALSE(call_of<call::Poll>("alice: poll(s)").timeout);
  CHECK(call_of<call::Poll>("alice: poll(s, 0ms)").timeout == std::chrono::milliseconds(0));
}

TEST_CASE("each option is set in its unit") {
  const auto value = [](const std::string& arguments) {
    return call_of<call::Set>("alice: s.set(" + arguments + ")").value;
  };
  CHECK(value("nodelay, on") == 1);
  CHECK(value("nodelay, off") == 0);
  CHECK(value("reuseaddr, on") == 1);
  CHECK(value("nonblocking, on") == 1);
  CHECK(value("sndbuf, 8_192") == 8192);
  CHECK(value("rcvbuf, 1073741824") == 1073741824);
  CHECK(value("rcvtimeo, 2s") == 2000);
  CHECK(value("rcvtimeo, off") == 0);
  CHECK(value("linger, off") == linger_off);
  CHECK(value("linger, 0") == 0);
  CHECK(call_of<call::Set>("alice: s.set(rcvtimeo, 5ms)").option == Option::rcvtimeo);
}

TEST_CASE("payloads are text, hex digits or a filling") {
  CHECK(payload_of_line("\"\"") == "");
  CHECK(payload_of_line("\"Grüße # 🚪\"") == "Grüße # 🚪");
  CHECK(payload_of_line(R"("a\n\t\"\\\x00\xfF")") == std::string("a\n\t\"\\\0\xFF", 7));
  CHECK(payload_of_line("hex(\"48 65 6C6c\")") == "Hell");
  CHECK(payload_of_line("hex(\"\")") == "");
  CHECK(payload_of_line("fill(1)") == "A");
  CHECK(payload_of_line("fill(64)") == "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789AB");
}

TEST_CASE("a filling goes on with the same cycle, whatever its size") {
  for (const std::size_t size : {1u, 61u, 62u, 63u, 124u, 125u, 1000u, 4096u, 100'000u}) {
    const Bytes bytes = fill_bytes(size);
    REQUIRE(bytes.size() == size);
    bool is_cycle = true;
    for (std::size_t i = 62; i < size; ++i) is_cycle = is_cycle && bytes[i] == bytes[i - 62];
    CHECK(is_cycle);
  }
  CHECK(fill_bytes(0).empty());
}

TEST_CASE("fillings of one size are the same bytes in memory") {
  const Scenario scenario = parsed("a: s = socket(tcp)\na: s.send(fill(1000))\na: s.send(fill(1000))\n");
  CHECK(&payload_of(scenario.lines[1]->call)->bytes() == &payload_of(scenario.lines[2]->call)->bytes());
}

TEST_CASE("the bytes of a fill are made when they are asked for and are there once") {
  const Scenario scenario = parsed("a: s = socket(tcp)\na: s.send(fill(50_000_000))\na: s.send(\"Hello\")\n");
  const ScriptPayload filled = *payload_of(scenario.lines[1]->call);
  CHECK(filled.size() == 50'000'000);
  CHECK_FALSE(filled.is_made());
  CHECK((filled.bytes() == fill_bytes(50'000'000)));
  CHECK(payload_of(scenario.lines[1]->call)->is_made());
  CHECK(filled.shared() == payload_of(scenario.lines[1]->call)->shared());
  CHECK(payload_of(scenario.lines[2]->call)->is_made());
  CHECK(ScriptPayload().size() == 0);
  CHECK(ScriptPayload().bytes().empty());
}

TEST_CASE("a call may go to a socket that is made later in the file") {
  CHECK(parsed("a: s = socket(tcp)\na: s.connect(b.c)\nb: l = socket(tcp)\nb: c = l.accept()\n").lines.size() == 4);
}

TEST_CASE("one process may talk to itself") {
  CHECK(parsed("a: s = socket(tcp)\na: s.bind(0)\na: s.connect(a.s)\n").processes.size() == 1);
}

TEST_CASE("names may be bound again, and closed sockets called at: the kernel answers") {
  CHECK(parsed("a: s = socket(tcp)\na: s.close()\na: s.send(\"x\")\na: s = socket(udp)\na: s.listen(1)\n"
               "a: s = s.accept()\n")
            .lines.size() == 6);
}

TEST_CASE("words of the language can be names of sockets where they cannot be mistaken") {
  CHECK(parsed("send: on = socket(tcp)\nsend: poll = socket(udp)\nsend: poll(poll, read on)\nsend: on.connect(send.on)")
            .lines.size() == 4);
}

TEST_CASE("repeat is unrolled, and its lines are one object each") {
  const Scenario scenario = parsed(
      "a: s = socket(udp)\n"
      "repeat 2 {\n"
      "  a: s.send(\"x\")\n"
      "  repeat 3 {   # inner\n"
      "    a: s.recv(1)\n"
      "  }\n"
      "}\n"
      "a: s.close()\n");
  std::string letters;
  for (const auto& line : scenario.lines) letters += call_name(line->call)[0];
  CHECK(letters == "ssrrrsrrrc");
  CHECK(scenario.lines[1] == scenario.lines[5]);
  CHECK(scenario.lines[2] == scenario.lines[3]);
  CHECK(scenario.lines[2] == scenario.lines[8]);
  CHECK(scenario.lines[2]->at == SourcePosition{5, 5});
  CHECK(parsed("a: s = socket(udp)\nrepeat 3 {\n}\n").lines.size() == 1);
}

TEST_CASE("the text of a line is as written, without process, comment and blanks around it") {
  const Scenario scenario = parsed("  a :\t s  =  socket( tcp )\t # made\r\na: s . send ( \"# é\" )# sent\r\n");
  CHECK(scenario.lines[0]->text == "s  =  socket( tcp )");
  CHECK(scenario.lines[0]->at == SourcePosition{1, 3});
  CHECK(scenario.lines[1]->text == "s . send ( \"# é\" )");
}

TEST_CASE("a byte order mark, Windows line ends and a missing last line end are fine") {
  const Scenario scenario = parsed(
      "\xEF\xBB\xBF"
      "a: s = socket(tcp)\r\n\r\na: s.close()");
  CHECK(scenario.lines.size() == 2);
  CHECK(scenario.lines[0]->at == SourcePosition{1, 1});
  CHECK(scenario.lines[1]->at == SourcePosition{3, 1});
}

TEST_CASE("positions are those of the file that a scenario is a block of") {
  CHECK(parsed("a: s = socket(tcp)\na: s.close()\n", 41).lines[1]->at == SourcePosition{42, 1});
  const auto wrong = parse_scenario("a: s = socket(tcp)\na: s.clos()\na: s.connect(b.s)\nrepeat 2 {\n", 41);
  REQUIRE(wrong.has_error());
  REQUIRE(wrong.error().size() == 3);
  CHECK(wrong.error()[0].at == SourcePosition{42, 6});
  CHECK(wrong.error()[1].at == SourcePosition{43, 14});
  CHECK(wrong.error()[2].at == SourcePosition{44, 1});
  CHECK(parse_scenario("", 41).error().front().at == SourcePosition{41, 1});
}

TEST_CASE("columns count characters, not bytes") {
  const auto wrong = parse_scenario("a: s = socket(tcp)\na: s.send(\"ééé\", 1)\na: s.send(\"🚪\") 1\n");
  REQUIRE(wrong.has_error());
  CHECK(wrong.error()[1].at == SourcePosition{3, 16});
}
