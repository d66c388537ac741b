// What can be written where the caret is, and what is told of what stands there.
#include "core/scenario/completion.hpp"

#include "core/scenario/call_rules.hpp"
#include "core/scenario/limits.hpp"
#include "core/scenario/parser.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace doorway;

namespace {

/// A script in which | is the caret.
struct AtCaret {
  explicit AtCaret(std::string with_caret) : script(std::move(with_caret)), offset(script.find('|')) {
    script.erase(offset, 1);
    offers = completions_at(script, offset);
  }
  /// The first of them, or all, with | between.
  [[nodiscard]] std::string shown(std::size_t count = 1000) const {
    std::string all;
    for (std::size_t i = 0; i < std::min(count, offers.size()); ++i) all += (i > 0 ? "|" : "") + offers[i].shown;
    return all;
  }
  [[nodiscard]] bool has(std::string_view what) const {
    return std::any_of(offers.begin(), offers.end(), [&](const Completion& offer) { return offer.shown == what; });
  }
  /// The script once this is taken, with what is to be typed over in [].
  [[nodiscard]] std::string taking(std::string_view what) const {
    for (const Completion& offer : offers) {
      if (offer.shown != what) continue;
      std::string text = offer.text;
      text.insert(offer.select_end, "]");
      text.insert(offer.select_begin, "[");
      return std::string(script).replace(offer.begin, offer.end - offer.begin, text);
    }
    return "is not offered";
  }

  std::string script;
  std::size_t offset;
  std::vector<Completion> offers;
};

const std::string conversation =
    "bob:   l = socket(tcp)\nbob:   l.bind(0)\nbob:   l.listen(1)\nbob:   u = socket(udp)\nbob:   u.bind(0)\n"
    "alice: s = socket(tcp)\n";

}  // namespace

TEST_CASE("an empty script begins with a process, and a process with a socket") {
  const AtCaret empty("|");
  CHECK(empty.shown() == "alice:|bob:|carol:|repeat 3 {");
  CHECK(empty.taking("alice:") == "alice: []");
  const AtCaret line("alice: |");
  CHECK(line.shown(1) == "s = socket(tcp)");
  CHECK(line.taking("s = socket(tcp)") == "alice: s = socket([tcp])");
  CHECK(line.has("wait(10ms)"));
  CHECK(line.has("exit()"));
  CHECK_FALSE(line.has("poll(c, 10ms)"));  // there is no socket to wait at
}

TEST_CASE("the processes of the script come first, and what they call stands in one column") {
  const AtCaret line(conversation + "|");
  CHECK(line.shown(3) == "bob:|alice:|carol:");
  CHECK(line.taking("bob:") == conversation + "bob:   []");
  const AtCaret named(conversation + "b|: l.close()");
  CHECK(named.taking("bob:") == conversation + "bob[]: l.close()");
}

TEST_CASE("a process is offered the sockets that its own lines above have made, with what they are") {
  const AtCaret line(conversation + "bob: |\nbob: c = socket(tcp)\n");
  CHECK(line.shown(3) == "l.|u.|c2 = l.accept()");
  CHECK(line.offers[0].meaning == "a TCP socket that listens");
  CHECK(line.offers[1].meaning == "a UDP socket with a port");
  CHECK(line.taking("c2 = l.accept()") == conversation + "bob: c2 = l.accept()[]\nbob: c = socket(tcp)\n");
}

TEST_CASE("calls that do at this socket what they are for come first, and none is left out") {
  const AtCaret listening(conversation + "bob: l.|");
  CHECK(listening.shown(1) == "c = l.accept()");
  const AtCaret datagrams(conversation + "bob: u.|");
  const std::string shown = datagrams.shown();
  CHECK(shown.find("sendto(") < shown.find("send("));
  CHECK(shown.find("recvfrom(") < shown.find("listen("));
  CHECK(datagrams.offers.size() == 14);
  const AtCaret fresh(conversation + "alice: s.|");
  CHECK(fresh.shown(3) == "bind(0)|listen(1)|connect(bob.l)");
}

TEST_CASE("what begins as the typed word comes before what contains it, and other names for a call lead to it") {
  CHECK(AtCaret(conversation + "alice: s.se|").shown() ==
        "set(nodelay, on)|send(\"Hello\")|sendto(\"Hello\", bob.l)|close()");
  CHECK(AtCaret(conversation + "alice: s.getsockn|").shown() == "local()");
  CHECK(AtCaret(conversation + "alice: s.SEND|").shown(1) == "send(\"Hello\")");
  CHECK(AtCaret(conversation + "alice: s.xyz|").offers.empty());
}

TEST_CASE("a call is offered whole, with what there is to refer to, and its first argument is typed over next") {
  const AtCaret call(conversation + "alice: s.|");
  CHECK(call.taking("send(\"Hello\")") == conversation + "alice: s.send(\"[Hello]\")");
  CHECK(call.taking("connect(bob.l)") == conversation + "alice: s.connect([bob.l])");
  CHECK(call.taking("set(nodelay, on)") == conversation + "alice: s.set([nodelay], on)");
  CHECK(call.taking("close()") == conversation + "alice: s.close()[]");
  CHECK(AtCaret(conversation + "bob: po|").taking("poll(u, 10ms)") == conversation + "bob: poll([u], 10ms)");
}

TEST_CASE("where the parentheses are there already only the name changes, also around the caret") {
  CHECK(AtCaret(conversation + "alice: s.se|nd(\"Hey\")  # so").taking("sendto(\"Hello\", bob.l)") ==
        conversation + "alice: s.sendto[](\"Hey\")  # so");
  CHECK(AtCaret(conversation + "alice: s.|()").taking("c = s.accept()") == conversation + "alice: c = s.accept[]()");
  CHECK(AtCaret(conversation + "al|ice.s").taking("alice:") == conversation + "alice: [].s");
}

TEST_CASE("between parentheses stand the words of that argument") {
  CHECK(AtCaret("alice: s = socket(|").shown() == "tcp|tcp6|udp|udp6");
  CHECK(AtCaret("alice: s = socket(u|)").shown() == "udp|udp6");
  CHECK(AtCaret("alice: s = socket(dgram|)").shown() == "udp");
  CHECK(AtCaret(conversation + "alice: s.shutdown(|)").shown() == "send|recv|both");
  CHECK(AtCaret(conversation + "alice: s.send(|)").shown() == "\"Hello\"|hex(\"48 65\")|fill(100)");
  CHECK(AtCaret(conversation + "alice: s.recv(|)").shown() == "64");
  CHECK(AtCaret(conversation + "alice: s.bind(|)").shown() == "0|bob.l|bob.u|alice.s");
  CHECK(AtCaret(conversation + "alice: s.close(|)").offers.empty());
  CHECK(AtCaret(conversation + "alice: wait(|)").shown() == "10ms|s, 5");
  CHECK(AtCaret(conversation + "alice: poll(s, |)").shown() == "s|read s|write s|10ms");
  CHECK(AtCaret(conversation + "alice: poll(write |)").shown() == "s|read s");
}

TEST_CASE("what is taken between parentheses closes them where they are open, with what else the call needs") {
  CHECK(AtCaret("alice: s = socket(|").taking("udp") == "alice: s = socket(udp)[]");
  CHECK(AtCaret("alice: s = socket(|)").taking("udp") == "alice: s = socket(udp[])");
  CHECK(AtCaret(conversation + "alice: s.set(|)").taking("rcvbuf") == conversation + "alice: s.set(rcvbuf, [4096])");
  CHECK(AtCaret(conversation + "alice: s.set(|").taking("nodelay") == conversation + "alice: s.set(nodelay, [on])");
  CHECK(AtCaret(conversation + "alice: s.set(no|, off)").taking("nonblocking") ==
        conversation + "alice: s.set(nonblocking[], off)");
  CHECK(AtCaret(conversation + "alice: s.sendto(|").taking("fill(100)") ==
        conversation + "alice: s.sendto(fill(100), bob.l)[]");
}

TEST_CASE("an option's value is one of its own") {
  CHECK(AtCaret(conversation + "alice: s.set(nodelay, |)").shown() == "on|off");
  CHECK(AtCaret(conversation + "alice: s.set(linger, |)").shown() == "off|0");
  CHECK(AtCaret(conversation + "alice: s.set(rcvtimeo, |)").shown() == "off|100ms");
  CHECK(AtCaret(conversation + "alice: s.set(sndbuf, |)").shown() == "4096");
  CHECK(AtCaret(conversation + "alice: s.set(colour, |)").offers.empty());
}

TEST_CASE("a socket to refer to is offered by its own name too, and the whole of it is replaced") {
  CHECK(AtCaret(conversation + "alice: s.connect(|)").shown() == "bob.l|bob.u|alice.s");
  CHECK(AtCaret(conversation + "alice: s.connect(bob.|)").shown() == "bob.l|bob.u");
  CHECK(AtCaret(conversation + "alice: s.connect(u|)").taking("bob.u") == conversation + "alice: s.connect(bob.u[])");
  CHECK(AtCaret(conversation + "alice: s.connect(b|ob.l)").taking("bob.u") ==
        conversation + "alice: s.connect(bob.u[])");
  CHECK(AtCaret(conversation + "bob: u.sendto(\"Hey\", |)").shown(1) == "alice.s");
}

TEST_CASE("a word that nothing begins with becomes a new name") {
  CHECK(AtCaret(conversation + "alice: door|").shown() == "door = socket(tcp)");
  CHECK(AtCaret(conversation + "bob: door|").taking("door = l.accept()") == conversation + "bob: door = l.accept()[]");
  CHECK(AtCaret(conversation + "dora|").taking("dora:") == conversation + "dora:  []");
  CHECK(AtCaret(conversation + "rep|").shown() == "repeat 3 {");
  CHECK(AtCaret(conversation + "Dora|").offers.empty());
}

TEST_CASE("nothing is offered inside quotes and comments, behind a call, and where no line can be") {
  for (const char* script : {"alice: s.send(\"|", "alice: s.send(\"He|llo\")", "alice: s.send() # bo|",
                             "alice: s.send(\"a\")|", "alice: s.send(\"a\") |", "alice bob|", "alice: s.send(hex(|",
                             "alice: s.t.u|", "3: |", "alice: s ; |", "repeat: |"}) {
    CAPTURE(script);
    CHECK(AtCaret(script).offers.empty());
  }
}

TEST_CASE("exit is offered as a process's last line only, and } where a repeat is open") {
  CHECK(AtCaret(conversation + "alice: |").has("exit()"));
  CHECK_FALSE(AtCaret("alice: |\nalice: s = socket(tcp)\n").has("exit()"));
  CHECK_FALSE(AtCaret("repeat 3 {\nalice: |\n}\n").has("exit()"));
  CHECK(AtCaret("repeat 3 {\n|").has("}"));
  CHECK_FALSE(AtCaret("repeat 3 {\n|\n}\n").has("}"));
  CHECK_FALSE(AtCaret("alice: exit()\n|").has("alice:"));
  CHECK(AtCaret("|").taking("repeat 3 {") == "repeat [3] {\n}");
  CHECK(AtCaret("repeat |").taking("3 {") == "repeat 3 {[]");
}

TEST_CASE("Windows line ends and a byte order mark are no part of a line") {
  const AtCaret line("\xEF\xBB\xBFr|\r\nbob: l = socket(tcp)\r\n");
  CHECK(line.taking("repeat 3 {") == "\xEF\xBB\xBFrepeat [3] {\n}\r\nbob: l = socket(tcp)\r\n");
  CHECK(AtCaret("\xEF\xBB\xBF"
                "bob: l = socket(tcp)\r\nbob: |\r\n")
            .has("l."));
}

TEST_CASE("in each call that is offered the line is well, and each has a meaning") {
  for (const CallRule& rule : call_rules()) {
    const std::string start = rule.at.empty() ? "bob: " : rule.makes.empty() ? "bob: l." : "bob: c = l.";
    const AtCaret at(conversation + start + std::string(rule.name) + "|");
    CAPTURE(rule.name);
    REQUIRE_FALSE(at.offers.empty());
    const Completion& best = at.offers.front();
    CHECK(best.meaning == guide_of(rule).meaning);
    const std::string script = std::string(at.script).replace(best.begin, best.end - best.begin, best.text);
    CAPTURE(script);
    CHECK(parse_scenario(script).has_value());
  }
}

TEST_CASE("each word of an argument has its meaning, and each option its values") {
  for (const OptionWords* words : {&socket_types(), &shutdown_directions(), &options(), &poll_directions()}) {
    REQUIRE(words->meanings.size() == words->words.size());
    for (const std::string_view meaning : words->meanings) CHECK_FALSE(meaning.empty());
  }
  for (const std::string_view word : options().words) {
    CAPTURE(word);
    const auto option = option_named(word);
    REQUIRE(option);
    CHECK(to_string(*option) == word);
    const OptionValues& values = values_of(*option);
    std::vector<std::string_view> written;
    for (const auto& value : values.words) written.push_back(value.word);
    if (values.example) written.push_back(values.example->written);
    CHECK_FALSE(written.empty());
    for (const std::string_view value : written)
      CHECK(parse_scenario(fmt::format("a: s = socket(tcp)\na: s.set({}, {})\n", word, value)).has_value());
  }
}

TEST_CASE("a script that is too large, or a line that is too long, is offered nothing") {
  CHECK(completions_at(std::string(limits::text_bytes + 1, '\n'), 0).empty());
  CHECK(completions_at(std::string(limits::line_bytes + 1, ' '), 3).empty());
}

TEST_CASE("a script of thousands of sockets is offered some of them") {
  std::string script;
  for (int i = 0; i < 9000; ++i) script += fmt::format("alice: s{} = socket(tcp)\n", i);
  const auto offers = completions_at(script + "alice: ", script.size() + 7);
  CHECK(offers.size() > 10);
  CHECK(offers.size() <= 100);
}

TEST_CASE("help tells of the word at the caret, or else of the line's call") {
  const auto help = [](const char* script) {
    const AtCaret at(script);
    return help_at(at.script, at.offset).value_or(LineHelp{"nothing", ""});
  };
  CHECK(help("alice: s.se|nd(\"Hey\")") ==
        LineHelp{"s.send(\"Hello\")", "hand over bytes; sleeps while there is no room for all of them"});
  CHECK(help("alice: d = l.accept(|)").usage == "d = l.accept()");
  CHECK(help("alice: u| = socket(udp)").usage == "u = socket(udp)");
  CHECK(help("alice: u| = socket(tcp6)").usage == "u = socket(tcp6)");
  CHECK(help("alice: u| = socket(mail)").usage == "u = socket(tcp)");
  CHECK(help("alice: u| = socket(").usage == "u = socket(tcp)");
  CHECK(help("alice: s.set(no|delay, on)").meaning == options().meanings[0]);
  CHECK(help("alice: s.set(linger, o|ff)").usage == "linger, off");
  CHECK(help("alice: s = socket(udp|)").usage == "udp");
  CHECK(help("alice: s.shutdown(|both)").meaning == "both at once");
  CHECK(help("alice: poll(read| s)").usage == "read");
  CHECK(help("al|ice: s.recv(").usage == "s.recv(64)");
  CHECK(help("repeat| 3 {").usage == "repeat 3 {");
  for (const char* script : {"|", "alice|", "alice: |", "alice: s.sing(|)", "# alice: s.send()|", "s.send(|)"}) {
    CAPTURE(script);
    CHECK(help(script).usage == "nothing");
  }
}
