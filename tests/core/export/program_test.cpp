#include "core/export/program.hpp"

#include "core/export/program_literals.hpp"
#include "core/scenario/parser.hpp"
#include "core/scenario/payload.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace doorway {
namespace {

Scenario parsed(const std::string& text) {
  auto scenario = parse_scenario(text);
  if (!scenario) throw std::runtime_error("the scenario of the test has mistakes");
  return *std::move(scenario);
}

/// The statements of the calls of the first process, setup rows too.
std::vector<std::string> statements(const std::string& text, ProgramLanguage language) {
  std::vector<std::string> list;
  for (const CodeLine& line : make_program(parsed(text), 0, language).lines) {
    if (line.role != CodeRole::frame) list.push_back(line.statement);
  }
  return list;
}

std::string last_statement(const std::string& text, ProgramLanguage language) {
  return statements(text, language).back();
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::size_t place_of(const ProgramCode& program, std::string_view part) {
  for (std::size_t i = 0; i < program.lines.size(); ++i) {
    if (has(program.lines[i].text, part)) return i;
  }
  throw std::runtime_error("the program has no line with " + std::string(part));
}

constexpr const char* others =
    "bob: l = socket(tcp)\nbob: l6 = socket(tcp6)\nbob: u = socket(udp)\nbob: u6 = socket(udp6)\n";

struct Snippet {
  const char* line;
  const char* python;
  const char* c;
};

}  // namespace

TEST_CASE("every call kind is one statement in Python and one in C") {
  const std::vector<Snippet> snippets{
      {"t = socket(tcp)", "t = socket(AF_INET, SOCK_STREAM)", "t = socket(AF_INET, SOCK_STREAM, 0);"},
      {"t = socket(tcp6)", "t = socket(AF_INET6, SOCK_STREAM)", "t = socket(AF_INET6, SOCK_STREAM, 0);"},
      {"t = socket(udp)", "t = socket(AF_INET, SOCK_DGRAM)", "t = socket(AF_INET, SOCK_DGRAM, 0);"},
      {"t = socket(udp6)", "t = socket(AF_INET6, SOCK_DGRAM)", "t = socket(AF_INET6, SOCK_DGRAM, 0);"},
      {"s.bind(0)", "s.bind((\"127.0.0.1\", 0))", "bind(s, &to.any, sizeof to.ipv4);"},
      {"x.bind(0)", "x.bind((\"::1\", 0))", "bind(x, &to.any, sizeof to.ipv6);"},
      {"s.bind(bob.l)", "s.bind((\"127.0.0.1\", port_of(\"bob.l\")))", "bind(s, &to.any, sizeof to.ipv4);"},
      {"s.listen(7)", "s.listen(7)", "listen(s, 7);"},
      {"c = s.accept()", "c, peer = s.accept()", "c = accept(s, NULL, NULL);"},
      {"s.connect(bob.l)", "s.connect((\"127.0.0.1\", port_of(\"bob.l\")))", "connect(s, &to.any, sizeof to.ipv4);"},
      {"x.connect(bob.l6)", "x.connect((\"::1\", port_of(\"bob.l6\")))", "connect(x, &to.any, sizeof to.ipv6);"},
      {"s.send(\"Hi\")", "s.send(b\"Hi\")", "send(s, \"Hi\", 2, MSG_NOSIGNAL);"},
      {"s.send(\"\")", "s.send(b\"\")", "send(s, \"\", 0, MSG_NOSIGNAL);"},
      {"s.send(fill(50_000_000))", "s.send(fill(50000000))", "send(s, fill(50000000), 50000000, MSG_NOSIGNAL);"},
      {"s.recv(64)", "s.recv(64)", "recv(s, buffer, 64, 0);"},
      {"s.recv(0)", "s.recvfrom(0)[0]", "recv(s, buffer, 0, 0);"},
      {"u.sendto(\"Hi\", bob.u)", "u.sendto(b\"Hi\", (\"127.0.0.1\", port_of(\"bob.u\")))",
       "sendto(u, \"Hi\", 2, MSG_NOSIGNAL, &to.any, sizeof to.ipv4);"},
      {"y.sendto(\"Hi\", bob.u6)", "y.sendto(b\"Hi\", (\"::1\", port_of(\"bob.u6\")))",
       "sendto(y, \"Hi\", 2, MSG_NOSIGNAL, &to.any, sizeof to.ipv6);"},
      {"u.recvfrom(9)", "u.recvfrom(9)", "recvfrom(u, buffer, 9, 0, &from.any, &length);"},
      {"s.shutdown(recv)", "s.shutdown(SHUT_RD)", "shutdown(s, SHUT_RD);"},
      {"s.shutdown(send)", "s.shutdown(SHUT_WR)", "shutdown(s, SHUT_WR);"},
      {"s.shutdown(both)", "s.shutdown(SHUT_RDWR)", "shutdown(s, SHUT_RDWR);"},
      {"s.close()", "s.close()", "close(s);"},
      {"exit()", "sys.exit()", "exit(0);"},
      {"poll(s, write u, 10ms)", "poll([(s, POLLIN), (u, POLLOUT)], 10)", "poll(watched, 2, 10);"},
      {"poll(read write s)", "poll([(s, POLLIN | POLLOUT)])", "poll(watched, 1, -1);"},
      {"wait(1500ms)", "time.sleep(1.5)", "nanosleep(&(struct timespec){1, 500000000}, NULL);"},
      {"wait(s, 5)", "wait_readable(s, 5)", "wait_readable(s, 5);"},
      {"s.local()", "s.getsockname()", "getsockname(s, &from.any, &length);"},
      {"s.peer()", "s.getpeername()", "getpeername(s, &from.any, &length);"},
      {"s.get(nodelay)", "s.getsockopt(IPPROTO_TCP, TCP_NODELAY)",
       "getsockopt(s, IPPROTO_TCP, TCP_NODELAY, &value, &length);"},
      {"s.get(rcvbuf)", "s.getsockopt(SOL_SOCKET, SO_RCVBUF)",
       "getsockopt(s, SOL_SOCKET, SO_RCVBUF, &value, &length);"},
      {"s.get(rcvtimeo)", "struct.unpack(\"ll\", s.getsockopt(SOL_SOCKET, SO_RCVTIMEO, 16))",
       "getsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &limit, &length);"},
      {"s.get(linger)", "struct.unpack(\"ii\", s.getsockopt(SOL_SOCKET, SO_LINGER, 8))",
       "getsockopt(s, SOL_SOCKET, SO_LINGER, &lingers, &length);"},
      {"s.get(nonblocking)", "not os.get_blocking(s.fileno())", "fcntl(s, F_GETFL);"},
      {"s.set(sndbuf, 8192)", "s.setsockopt(SOL_SOCKET, SO_SNDBUF, 8192)",
       "setsockopt(s, SOL_SOCKET, SO_SNDBUF, &(int){8192}, sizeof(int));"},
      {"s.set(reuseaddr, on)", "s.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)",
       "setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));"},
      {"s.set(nonblocking, on)", "s.setblocking(False)", "fcntl(s, F_SETFL, O_NONBLOCK);"},
      {"s.set(nonblocking, off)", "s.setblocking(True)", "fcntl(s, F_SETFL, 0);"},
      {"s.set(rcvtimeo, 1020ms)", "s.setsockopt(SOL_SOCKET, SO_RCVTIMEO, struct.pack(\"ll\", 1, 20000))",
       "setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){1, 20000}, sizeof(struct timeval));"},
      {"s.set(linger, 0)", "s.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack(\"ii\", 1, 0))",
       "setsockopt(s, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, sizeof(struct linger));"},
      {"s.set(linger, off)", "s.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack(\"ii\", 0, 0))",
       "setsockopt(s, SOL_SOCKET, SO_LINGER, &(struct linger){0, 0}, sizeof(struct linger));"}};
  for (const Snippet& snippet : snippets) {
    CAPTURE(snippet.line);
    const std::string text =
        "alice: s = socket(tcp)\nalice: u = socket(udp)\nalice: x = socket(tcp6)\nalice: y = socket(udp6)\nalice: " +
        std::string(snippet.line) + "\n" + others;
    CHECK(last_statement(text, ProgramLanguage::python) == snippet.python);
    CHECK(last_statement(text, ProgramLanguage::c) == snippet.c);
  }
}

TEST_CASE("each line of the scenario is one line of its process's program, in order, and of no other") {
  const Scenario scenario = parsed(
      "bob: l = socket(tcp)\nalice: s = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s.connect(bob.l)\n"
      "repeat 3 {\nalice: s.send(\"x\")\n}\nbob: c = l.accept()\nalice: exit()\n");
  for (const ProgramLanguage language : {ProgramLanguage::python, ProgramLanguage::c}) {
    for (ProcessId process = 0; process < 2; ++process) {
      std::vector<std::size_t> made;
      std::vector<std::size_t> wanted;
      for (const CodeLine& line : make_program(scenario, process, language).lines) {
        CHECK((line.role == CodeRole::call) == line.line.has_value());
        CHECK_FALSE(has(line.text, "\n"));
        if (line.line) made.push_back(*line.line);
      }
      for (std::size_t i = 0; i < scenario.lines.size(); ++i) {
        if (scenario.lines[i]->process == process) wanted.push_back(i);
      }
      CHECK(made == wanted);
    }
  }
}

TEST_CASE("a small program in Python reads like one that a student writes") {
  const ProgramCode program =
      make_program(parsed("alice: s = socket(tcp)\nalice: s.send(\"Hi\")\nalice: s.close()\nalice: s.close()\n"), 0,
                   ProgramLanguage::python);
  CHECK(program.file_name == "alice.py");
  const std::string text = text_of(program);
  CHECK(has(text, "from socket import AF_INET, SOCK_STREAM, socket\n"));
  CHECK(has(text,
            "with step(\"s = socket(tcp)\"):\n    s = show(socket(AF_INET, SOCK_STREAM))\n"
            "with step(\"s.send(\\\"Hi\\\")\"):\n    show(s.send(b\"Hi\"))\n"
            "with step(\"s.close()\"):\n    show(s.close())\n"
            "with step(\"s.close()\"):\n    show(os.close(s.fileno()))\n"));
  CHECK_FALSE(has(text, "folder"));
}

TEST_CASE("a small program in C reads like one that a student writes") {
  const ProgramCode program =
      make_program(parsed("alice: s = socket(tcp)\nalice: s.bind(0)\nalice: s.close()\n"), 0, ProgramLanguage::c);
  CHECK(program.file_name == "alice.c");
  CHECK(has(text_of(program),
            "int main(void) {\n  int s = -1;\n  union address to;\n\n"
            "  step(\"s = socket(tcp)\");\n  show(s = socket(AF_INET, SOCK_STREAM, 0));\n"
            "  step(\"s.bind(0)\");\n  to = loopback4(0);\n  show(bind(s, &to.any, sizeof to.ipv4));\n"
            "  step(\"s.close()\");\n  show(close(s));\n  s = -1;\n"));
}

TEST_CASE("a port is told when the listener listens and before its process may wait") {
  const ProgramCode bob =
      make_program(parsed("bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nbob: c = l.accept()\n"
                          "alice: s = socket(tcp)\nalice: s.connect(bob.l)\n"),
                   0, ProgramLanguage::python);
  CHECK(place_of(bob, "announce(\"bob.l\", own_port(l))") > place_of(bob, "show(l.listen(1))"));
  CHECK(place_of(bob, "announce(\"bob.l\", own_port(l))") < place_of(bob, "l.accept())"));
}

TEST_CASE("a port that is needed before the next line is told before it") {
  const ProgramCode bob = make_program(
      parsed(
          "bob: l = socket(tcp)\nbob: l.bind(0)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: l.listen(1)\n"),
      0, ProgramLanguage::c);
  CHECK(place_of(bob, "announce(\"bob.l\"") < place_of(bob, "show(listen(l, 1))"));
}

TEST_CASE("the port of a socket that is closed first is kept and told after the close") {
  for (const ProgramLanguage language : {ProgramLanguage::python, ProgramLanguage::c}) {
    const ProgramCode bob = make_program(
        parsed(
            "bob: u = socket(udp)\nbob: u.bind(0)\nbob: u.close()\nalice: v = socket(udp)\nalice: v.connect(bob.u)\n"),
        0, language);
    const std::size_t closed = place_of(bob, language == ProgramLanguage::c ? "show(close(u))" : "show(u.close())");
    CHECK(place_of(bob, "u_port = own_port(u)") < closed);
    CHECK(place_of(bob, "announce(\"bob.u\", u_port)") > closed);
  }
}

TEST_CASE("each socket of a name tells its port under a name of its own, and a line asks for the one before it") {
  const Scenario scenario = parsed(
      "repeat 2 {\nbob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nbob: c = l.accept()\n"
      "alice: s = socket(tcp)\nalice: s.connect(bob.l)\n}\nbob: l = socket(tcp6)\nalice: s.connect(bob.l)\n"
      "bob: l.bind(0)\n");
  const ProgramCode bob = make_program(scenario, 0, ProgramLanguage::python);
  const ProgramCode alice = make_program(scenario, 1, ProgramLanguage::python);
  CHECK(has(text_of(bob), "show(l.listen(1))\nannounce(\"bob.l(2)\", own_port(l))\n"));
  CHECK_FALSE(has(text_of(bob), "bob.l(3)"));
  std::vector<std::string> asked;
  for (const CodeLine& line : alice.lines) {
    if (line.role == CodeRole::call && has(line.statement, "connect")) asked.push_back(line.statement);
  }
  const std::string second = "s.connect((\"127.0.0.1\", port_of(\"bob.l(2)\")))";
  CHECK(asked == std::vector<std::string>{"s.connect((\"127.0.0.1\", port_of(\"bob.l\")))", second, second});
}

TEST_CASE("no socket listens or sends at an address that the whole network reaches") {
  for (const ProgramLanguage language : {ProgramLanguage::python, ProgramLanguage::c}) {
    const auto of = [language](const std::string& text) { return statements(text, language); };
    const std::string bind_first = language == ProgramLanguage::c ? "bind_first(n);" : "bind_first(n)";
    CHECK(of("a: n = socket(tcp)\na: n.listen(1)\n")[1] == bind_first);
    CHECK(of("a: n = socket(udp)\na: n.send(\"x\")\n")[1] == bind_first);
    CHECK(of("a: n = socket(udp)\na: n.bind(a.n)\na: n.listen(1)\n").end()[-2] == bind_first);
    CHECK(of("a: n = socket(tcp)\na: n.bind(0)\na: n.listen(1)\n").end()[-2] != bind_first);
  }
}

TEST_CASE("names that the language has taken get another one") {
  for (const ProgramLanguage language : {ProgramLanguage::python, ProgramLanguage::c}) {
    CHECK(has(last_statement("a: for = socket(tcp)\n", language), "for_ = socket("));
    CHECK(has(last_statement("a: show = socket(tcp)\n", language), "show_ = socket("));
    CHECK(has(last_statement("a: __file__ = socket(tcp)\n", language), "__file___ = socket("));
    CHECK(has(last_statement("a: s = socket(tcp)\n", language), "s = socket("));
    const auto both = statements("a: for_ = socket(tcp)\na: for = socket(tcp)\n", language);
    CHECK(has(both[0], "for_ = "));
    CHECK(has(both[1], "for__ = "));
  }
  CHECK(has(last_statement("a: linux = socket(tcp)\n", ProgramLanguage::c), "linux_ = "));
}

TEST_CASE("no program has the name of a module that Python would look for, or of another program") {
  const Scenario scenario = parsed(
      "socket: u = socket(udp)\nsocket_: u = socket(udp)\n_a: u = socket(udp)\n_a_: u = socket(udp)\n"
      "abc: u = socket(udp)\nabcd: u = socket(udp)\n");
  const std::vector<std::string> python{"socket__.py", "socket_.py", "_a__.py", "_a___.py", "abc_.py", "abcd.py"};
  const std::vector<std::string> c{"socket.c", "socket_.c", "_a.c", "_a_.c", "abc.c", "abcd.c"};
  for (ProcessId process = 0; process < scenario.processes.size(); ++process) {
    CHECK(make_program(scenario, process, ProgramLanguage::python).file_name == python[process]);
    CHECK(make_program(scenario, process, ProgramLanguage::c).file_name == c[process]);
  }
}

TEST_CASE("the folder that the programs meet in is none of them") {
  const Scenario scenario =
      parsed("doors: u = socket(udp)\ndoors: u.bind(0)\nselect: v = socket(udp)\nselect: v.connect(doors.u)\n");
  const std::string python = text_of(make_program(scenario, 1, ProgramLanguage::python));
  CHECK(has(python, "    python3 doors.py doors_\n    python3 select_.py doors_\n"));
  CHECK(has(python, "Say which folder: python3 select_.py doors_"));
  const std::string c = text_of(make_program(scenario, 0, ProgramLanguage::c));
  CHECK(has(c, "    cc doors.c -o doors && ./doors doors_\n    cc select.c -o select && ./select doors_\n"));
  CHECK(has(c, "Say which folder: ./doors doors_"));
}

TEST_CASE("no escape of C takes the character after it for its own, and no trigraph is left") {
  const std::string bytes(
      "\x01"
      "1"
      "\xff"
      "f"
      "?"
      "?="
      "\"\\\n\t",
      11);
  CHECK(c_string(std::string_view(bytes)) == R"("\0011\377f?\?=\"\\\n\t")");
  CHECK(c_string(std::string_view("???")) == R"("?\?\?")");
  const Bytes raw(bytes.begin(), bytes.end());
  CHECK(python_bytes(raw) == R"(b"\x011\xfff?)"
                             R"(?=\"\\\n\t")");
}

TEST_CASE("text of the script is Python text as it is, and what is not UTF-8 is written byte by byte") {
  CHECK(python_text("s.send(\"Zo\u00eb\")") == "\"s.send(\\\"Zo\u00eb\\\")\"");
  CHECK(python_text("\xff") == R"("\xff")");
}

TEST_CASE("only the bytes of fill that nobody would write out are written as fill") {
  CHECK(is_long_fill(fill_bytes(63)));
  CHECK(is_long_fill(fill_bytes(100'000)));
  CHECK_FALSE(is_long_fill(fill_bytes(62)));
  Bytes nearly = fill_bytes(1000);
  nearly[999] ^= 1U;
  CHECK_FALSE(is_long_fill(nearly));
}

}  // namespace doorway
