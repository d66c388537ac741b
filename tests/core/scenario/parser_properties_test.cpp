#include "core/base/utf8.hpp"
#include "core/scenario/limits.hpp"
#include "core/scenario/parser.hpp"
#include "print.hpp"
#include "random_script.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

/// What holds of any answer: it is a scenario with lines, or mistakes in order, inside the text, fit to be shown.
void check_answer(const std::string& text) {
  const auto scenario = parse_scenario(text);
  if (scenario) {
    RC_ASSERT(!scenario->lines.empty());
    RC_ASSERT(!scenario->processes.empty());
    return;
  }
  const std::vector<std::string> lines = lines_of(text);
  const std::vector<Mistake>& mistakes = scenario.error();
  RC_ASSERT(!mistakes.empty());
  RC_ASSERT(mistakes.size() <= limits::mistakes + 1);
  RC_ASSERT(
      std::is_sorted(mistakes.begin(), mistakes.end(), [](const Mistake& a, const Mistake& b) { return a.at < b.at; }));
  for (const Mistake& mistake : mistakes) {
    RC_ASSERT(mistake.at.line >= 1 && mistake.at.line <= lines.size());
    RC_ASSERT(mistake.at.column >= 1);
    RC_ASSERT(mistake.at.column <= count_characters(lines[mistake.at.line - 1]) + 1);
    RC_ASSERT(!mistake.message.empty());
    RC_ASSERT(mistake.message.size() < 600);
    RC_ASSERT(escape_for_display(mistake.message) == mistake.message);
    RC_ASSERT(mistake.message.find(": ") != std::string::npos);
  }
}

}  // namespace

TEST_CASE("any bytes are answered, and each mistake lies inside the text") {
  CHECK(rc::check([](const std::string& text) { check_answer(text); }));
}

TEST_CASE("any words are answered, and each mistake lies inside the text") {
  CHECK(rc::check([] { check_answer(any_words()); }));
}

TEST_CASE("what is written by hand and spoilt somewhere is answered, and each mistake lies inside the text") {
  CHECK(rc::check([] {
    std::string text = test::print(any_scenario());
    const int changes = *rc::gen::inRange(1, 4);
    for (int i = 0; i < changes && !text.empty(); ++i) {
      const auto place = *rc::gen::inRange<std::size_t>(0, text.size());
      if (coin()) {
        text.erase(place, *rc::gen::inRange<std::size_t>(1, 9));
      } else {
        text.insert(place, any_words().substr(0, 8));
      }
    }
    check_answer(text);
  }));
}

TEST_CASE("a script that is printed is read as what it was") {
  CHECK(rc::check([] {
    const Scenario scenario = any_scenario();
    const std::string text = test::print(scenario);
    const auto read = parse_scenario(text);
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->processes == scenario.processes);
    RC_ASSERT(read->lines.size() == scenario.lines.size());
    RC_ASSERT(test::print(*read) == text);
    const std::vector<std::string> lines = lines_of(text);
    for (std::size_t i = 0; i < read->lines.size(); ++i) {
      const Line& line = *read->lines[i];
      const Line& written = *scenario.lines[i];
      RC_ASSERT(line.process == written.process);
      RC_ASSERT(line.new_socket == written.new_socket);
      RC_ASSERT(line.socket == written.socket);
      RC_ASSERT(line.call.index() == written.call.index());
      RC_ASSERT((line.at == SourcePosition{i + 1, 1}));
      RC_ASSERT(lines[i] == scenario.processes[line.process] + ": " + line.text);
    }
  }));
}

TEST_CASE("blanks, comments, empty lines and line ends change nothing") {
  CHECK(rc::check([] {
    const Scenario scenario = any_scenario();
    std::string text;
    for (const auto& line : scenario.lines) {
      if (coin()) text += "\t\n";
      text +=
          (coin() ? "  " : "") + test::print(scenario, *line) + (coin() ? " # \"é\" }" : "") + (coin() ? "\r\n" : "\n");
    }
    const auto read = parse_scenario(text);
    RC_ASSERT(read.has_value());
    RC_ASSERT(test::print(*read) == test::print(scenario));
  }));
}

TEST_CASE("repeat gives what writing it out gives") {
  CHECK(rc::check([] {
    const Scenario scenario = any_scenario();
    const std::string once = test::print(scenario);
    RC_PRE(once.find("exit()") == std::string::npos);
    const int count = *rc::gen::inRange(1, 6);
    std::string written_out;
    for (int i = 0; i < count; ++i) written_out += once;
    const auto repeated = parse_scenario("repeat " + std::to_string(count) + " {\n" + once + "}\n");
    RC_ASSERT(repeated.has_value());
    RC_ASSERT(test::print(*repeated) == written_out);
  }));
}

TEST_CASE("a first line number moves each position by as much") {
  CHECK(rc::check([] {
    const std::string text = any_words();
    const auto here = parse_scenario(text);
    const auto there = parse_scenario(text, 101);
    RC_ASSERT(here.has_value() == there.has_value());
    if (here) return;
    RC_ASSERT(here.error().size() == there.error().size());
    for (std::size_t i = 0; i < here.error().size(); ++i) {
      RC_ASSERT(there.error()[i].at.line == here.error()[i].at.line + 100);
      RC_ASSERT(there.error()[i].at.column == here.error()[i].at.column);
    }
  }));
}
