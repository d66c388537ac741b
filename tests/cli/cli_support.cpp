#include "tests/cli/cli_support.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

namespace doorway::test {

const std::string_view two_sends = R"(bob:   l = socket(tcp)
bob:   l.bind(0)
bob:   l.listen(1)
alice: s = socket(tcp)
alice: s.connect(bob.l)
bob:   c = l.accept()
alice: s.send("Hello")
alice: s.send("Bob!!")
bob:   c.recv(64)
)";

const std::string_view nobody_sends = R"(bob:   l = socket(tcp)
bob:   l.bind(0)
bob:   l.listen(1)
alice: s = socket(tcp)
alice: s.connect(bob.l)
bob:   c = l.accept()
bob:   c.recv(64)
)";

const std::string_view long_sleep = R"(alice: wait(60000ms)
alice: s = socket(tcp)
)";

Launch doorway(std::vector<std::string> arguments) {
  Launch launch;
  launch.command = std::move(arguments);
  launch.command.insert(launch.command.begin(), DOORWAY_PROGRAM);
  return launch;
}

Ended run_doorway(std::vector<std::string> arguments, std::string input) {
  Launch launch = doorway(std::move(arguments));
  launch.input = std::move(input);
  return run_program(launch);
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::size_t count_of_lines(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::vector<Json> parse_lines(const std::string& output) {
  std::vector<Json> lines;
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
  return lines;
}

}  // namespace doorway::test
