#include "tests/core/live/sample_scenarios.hpp"

#include "tests/core/live/conversation.hpp"

namespace doorway::test {

std::vector<SampleScenario> sample_scenarios() {
  return {
      {"two sends, one recv",
       connected("alice: s.set(nodelay, on)\nalice: s.send(\"Hello\")\nalice: s.send(\"Bob!!\")\nbob: wait(c, 10)\n"
                 "bob: c.recv(64)\n")},
      {"asleep, then woken",
       connected("bob: c.recv(64)\nalice: s.send(\"Hi\")\nbob: c.send(\"Ho\")\nalice: s.recv(64)\n")},
      {"accept first",
       "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nbob: c = l.accept()\nalice: s = socket(tcp)\n"
       "alice: s.connect(bob.l)\nalice: s.send(\"ab\")\nbob: c.recv(8)\n"},
      {"deadlock", connected("alice: s.recv(8)\nbob: c.recv(8)\nalice: s.send(\"never\")\nbob: c.send(\"never\")\n")},
      {"half closed",
       connected("alice: s.send(\"ab\")\nalice: s.shutdown(send)\nbob: wait(c, 8)\nbob: c.recv(8)\nbob: c.recv(8)\n"
                 "bob: c.send(\"cd\")\nbob: c.close()\nalice: wait(s, 8)\nalice: s.recv(8)\nalice: s.recv(8)\n")},
      {"reset", connected("alice: s.send(\"ab\")\nbob: c.close()\nalice: s.recv(8)\nalice: s.send(\"cd\")\n"), false},
      {"refused",
       "bob: l = socket(tcp)\nbob: l.bind(0)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\nalice: s.close()\n"
       "bob: exit()\n"},
      {"large and small buffers",
       "bob: l = socket(tcp)\nbob: l.set(rcvbuf, 8192)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\n"
       "alice: s.set(sndbuf, 8192)\nalice: s.connect(bob.l)\nbob: c = l.accept()\nalice: s.send(fill(40_000))\n"
       "alice: s.close()\nrepeat 2 {\n bob: wait(c, 1000)\n bob: c.recv(1000)\n}\n",
       false},
      {"datagrams",
       with_datagrams(
           "bob: u.recvfrom(8)\nalice: u.sendto(\"ab\", bob.u)\nalice: u.sendto(\"\", bob.u)\n"
           "bob: u.recvfrom(8)\nbob: u.sendto(\"cd\", alice.u)\nalice: u.recvfrom(1)\nbob: u.recvfrom(8)\n")},
      {"nobody takes the datagram",
       with_datagrams("bob: u.close()\nalice: u.connect(bob.u)\nalice: u.send(\"a\")\nalice: u.send(\"b\")\n"), false},
      {"three processes",
       "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(2)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
       "bob: a = l.accept()\ncarol: s = socket(tcp)\ncarol: s.connect(bob.l)\nbob: c = l.accept()\n"
       "carol: s.send(\"carol\")\nalice: s.send(\"alice\")\nbob: wait(a, 5)\nbob: a.recv(8)\nbob: wait(c, 5)\n"
       "bob: c.recv(8)\n",
       false},
      {"times and polls",
       connected("alice: s.recv(8)\nbob: c.set(rcvtimeo, 4ms)\nbob: c.recv(8)\nbob: poll(c, l, 4ms)\n"
                 "bob: c.send(\"go\")\nbob: poll(c, l)\nalice: wait(4ms)\nalice: s.send(\"ab\")\nbob: c.recv(8)\n")},
      {"a socket that talks to itself, and names bound again",
       "alice: s = socket(tcp)\nalice: s.bind(0)\nalice: s.connect(alice.s)\nalice: s.send(\"ab\")\nalice: s.recv(8)\n"
       "alice: s = socket(tcp)\nalice: s.bind(0)\nbob: u = socket(udp)\nbob: exit()\n"},
  };
}

}  // namespace doorway::test
