#include "core/base/utf8.hpp"
#include "core/scenario/limits.hpp"
#include "core/scenario/parser.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace doorway;

namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  result.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

std::vector<std::string> mistakes_in(std::string_view text) {
  std::vector<std::string> said;
  const auto scenario = parse_scenario(text);
  if (!scenario)
    for (const Mistake& mistake : scenario.error()) said.push_back(to_string(mistake));
  return said;
}

using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("an empty file is told what to write") {
  const Said said{"1:1: there is nothing to run: write lines like alice: s = socket(tcp)"};
  CHECK(mistakes_in("") == said);
  CHECK(mistakes_in("\n\n") == said);
  CHECK(mistakes_in("\xEF\xBB\xBF") == said);
  CHECK(mistakes_in("repeat 2 {\n}\n") == said);
}

TEST_CASE("a line over 4096 bytes is named by its length, not shown") {
  const std::string longest = "a: s.send(\"" + std::string(limits::line_bytes - 13, 'x') + "\")";
  REQUIRE(longest.size() == limits::line_bytes);
  CHECK(mistakes_in("a: s = socket(tcp)\n" + longest + "\r\n").empty());
  CHECK(mistakes_in("a: s = socket(tcp)\n" + longest + " \n") ==
        Said{"2:1: the line has 4,097 bytes and the limit is 4,096: write fill(N) for a long payload"});
  CHECK(mistakes_in(std::string(1u << 20, 'x')) ==
        Said{"1:1: the line has 1,048,576 bytes and the limit is 4,096: write fill(N) for a long payload"});
}

TEST_CASE("a text over 1 MiB is one mistake") {
  CHECK(mistakes_in(repeated("a: b\n", 300'000)) ==
        Said{"1:1: the text has 1,500,000 bytes and the limit is 1,048,576: write repeat N { for what comes again, and "
             "fill(N) for long payloads"});
}

TEST_CASE("10 000 lines can be read, and one more is a mistake") {
  const std::string most = "a: s = socket(tcp)\n" + repeated("a: s.local()\n", limits::text_lines - 1);
  CHECK(parse_scenario(most)->lines.size() == limits::text_lines);
  CHECK(mistakes_in(most + "a: s.close()\n") ==
        Said{"10001:1: a scenario has 10000 lines at most: write repeat N { for what comes again"});
}

TEST_CASE("100 000 lines can be repeated, in 8 blocks within each other") {
  const std::string head = "a: s = socket(tcp)\n";
  CHECK(parse_scenario(head + "repeat 99_999 {\na: s.local()\n}\n")->lines.size() == limits::unrolled_lines);
  CHECK(parse_scenario(head + repeated("repeat 2 {\n", 8) + "a: s.local()\n" + repeated("}\n", 8))->lines.size() ==
        257);
  CHECK(parse_scenario(head + repeated("repeat 100000 {\n", 8) + repeated("}\n", 8))->lines.size() == 1);
}

TEST_CASE("8 processes can be named") {
  std::string text;
  for (char name = 'a'; name < 'i'; ++name) text += std::string(1, name) + ": s = socket(tcp)\n";
  CHECK(parse_scenario(text)->processes.size() == limits::processes);
}

TEST_CASE("names of 32 characters can be used") {
  const std::string name(limits::name_characters, 'n');
  CHECK(mistakes_in(name + ": " + name + " = socket(tcp)\n" + name + ": " + name + ".connect(" + name + "." + name +
                    ")\n")
            .empty());
}

TEST_CASE("a payload of 50 MiB can be sent") {
  const auto scenario = parse_scenario("a: s = socket(tcp)\na: s.send(fill(52_428_800))\n");
  CHECK(payload_of(scenario->lines[1]->call)->bytes().size() == limits::payload_bytes);
}

TEST_CASE("twenty mistakes are said in order of the file, and that there are more") {
  std::string text = "a: s = socket(tcp)\n";
  for (int i = 0; i < 10; ++i) text += "a: s.connect(b.s)\na: s.clos()\n";
  CHECK(mistakes_in(text).size() == 20);
  const Said said = mistakes_in(text + "a: x\na: y\n");
  REQUIRE(said.size() == 21);
  CHECK(said[0] == "2:14: there is no process b: write a");
  CHECK(said[1] == "3:6: there is no call clos: did you mean close?");
  CHECK(said[19] == "21:6: there is no call clos: did you mean close?");
  CHECK(said[20] == "22:4: and more: write the lines above right first");
}

TEST_CASE("a message quotes forty characters at most, and none of them raw") {
  const auto scenario = parse_scenario("alice s.send(\"" + std::string(100, 'x') + "\")\n" +
                                       "alice: s.send(\"\xE2\x80\x8B\" \"\")\nalice: s = socket(tcp)\n" +
                                       "alice: s.send(\"\xE2\x80\x8B\" \"\")\n");
  REQUIRE(scenario.has_error());
  CHECK(scenario.error()[0].message == "a colon is missing: write alice: s.send(\"" + std::string(25, 'x') + "…");
  CHECK(scenario.error()[2].message == "\"U+200B\" \"\" is no payload: write \"text\", hex(\"48 65 6c\") or fill(100)");
}

TEST_CASE("a mebibyte of anything is answered at once") {
  constexpr std::size_t size = 1u << 20;
  std::string many_names = "a: x = socket(tcp)\n";
  for (std::size_t i = 0; i < 4999; ++i) many_names += "a: socket_number_" + std::to_string(i) + " = socket(tcp)\n";
  std::string many_slips = many_names;
  for (std::size_t i = 0; i < 5000; ++i)
    many_slips += "a: socket_nubmer_" + std::to_string(i) + "q.connect(a.scoket)\n";
  std::string many_references = many_names;
  for (std::size_t i = 0; i < 5000; ++i) many_references += "a: x.connect(a.soket_nubmer_" + std::to_string(i) + ")\n";
  std::vector<std::string> texts{many_slips, many_references};
  for (const std::string_view piece :
       {"(",        "\"", "repeat 2 {", "a",    "a:", "a: s.send(",   "fill(",  "\\", "#",
        ":",        "}",  "{",          "\xFF", "é",  "\xE2\x80\xAE", "1",      "1_", "a.",
        "poll(a, ", " ",  "\t",         "\r",   "\n", "\"\\x",        "hex(\"4"}) {
    const std::string line = repeated(piece, limits::line_bytes / piece.size());
    texts.push_back(repeated(piece, size / piece.size()));
    texts.push_back(repeated(line + "\n", size / (line.size() + 1)));
    texts.push_back(repeated(std::string(piece) + "\n", limits::text_lines));
    texts.push_back(repeated("a: s = socket(tcp)\na: " + std::string(piece) + "\n", 5000));
  }
  for (const std::string& text : texts) {
    CAPTURE(escape_for_display(text, 60));
    const auto scenario = parse_scenario(text);
    CHECK((scenario.has_value() || (!scenario.error().empty() && scenario.error().size() <= limits::mistakes + 1)));
  }
}
