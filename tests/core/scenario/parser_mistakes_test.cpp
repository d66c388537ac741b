// The mistakes of tests/data/parser/*.txt, each with its exact place and words.
#include "core/scenario/parser.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

using namespace doorway;

namespace {

struct Block {
  std::string scenario;
  std::string expected;
};

std::vector<Block> blocks_of(const std::string& name) {
  const std::string two_lines_before = "bob: l = socket(tcp)\nalice: s = socket(tcp)\n";
  std::ifstream file(std::string(DOORWAY_PARSER_DATA) + "/" + name);
  REQUIRE(file.is_open());
  std::vector<Block> blocks;
  Block block;
  std::size_t lines = 0;
  const auto end_block = [&] {
    if (lines == 1 && block.scenario.front() != '#') block.scenario = two_lines_before + block.scenario;
    if (lines > 0) blocks.push_back(std::move(block));
    block = {};
    lines = 0;
  };
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) {
      end_block();
    } else if (line.starts_with("=> ")) {
      block.expected += line.substr(3) + "\n";
    } else if (!line.starts_with('%')) {
      block.scenario += line + "\n";
      ++lines;
    }
  }
  end_block();
  return blocks;
}

void check_mistakes(const std::string& name) {
  const std::vector<Block> blocks = blocks_of(name);
  REQUIRE(blocks.size() > 10);
  for (const Block& block : blocks) {
    CAPTURE(block.scenario);
    std::string said;
    const auto scenario = parse_scenario(block.scenario);
    if (!scenario)
      for (const Mistake& mistake : scenario.error()) said += to_string(mistake) + "\n";
    CHECK(said == block.expected);
  }
}

}  // namespace

TEST_CASE("mistaken characters are named, with the right ones") {
  check_mistakes("characters.txt");
}
TEST_CASE("a line that is none is told what a line is") {
  check_mistakes("lines.txt");
}
TEST_CASE("a wrong name of a process or a socket is told the right one") {
  check_mistakes("names.txt");
}
TEST_CASE("a wrong call is told the right one, and how it is written") {
  check_mistakes("calls.txt");
}
TEST_CASE("a wrong payload is told how payloads are written") {
  check_mistakes("payloads.txt");
}
TEST_CASE("a wrong number is told its bounds") {
  check_mistakes("numbers.txt");
}
TEST_CASE("a wrong wait or poll is told what it can wait for") {
  check_mistakes("waiting.txt");
}
TEST_CASE("a wrong option or value is told the right one") {
  check_mistakes("options.txt");
}
TEST_CASE("a wrong repeat is told how blocks are written") {
  check_mistakes("repeat.txt");
}
