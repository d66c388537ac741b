#include "tests/support/mermaid_checker.hpp"

#include <map>
#include <regex>
#include <sstream>

namespace doorway::test {
namespace {

/// What is wrong with a text that is shown.
std::optional<std::string> text_mistake(const std::string& text) {
  static const std::regex entity("#([0-9]+|quot|amp|lt|gt);");
  const std::string rest = std::regex_replace(text, entity, "");
  if (text.empty() || text.front() == ' ' || text.back() == ' ')
    return "a text is empty or begins or ends with a blank";
  if (const std::size_t bad = rest.find_first_of("#;:%${}\"&<>`\\"); bad != std::string::npos) {
    return std::string("a text has a raw ") + rest[bad];
  }
  for (const char character : rest) {
    if (static_cast<unsigned char>(character) < 0x20 || character == 0x7F) return "a text has a control character";
  }
  return std::nullopt;
}

class Checker {
 public:
  std::optional<std::string> line(const std::string& line) {
    static const std::regex participant("    participant (p[0-9]+) as (.*)");
    static const std::regex note("    Note over (p[0-9]+)(?:,(p[0-9]+))?: (.*)");
    static const std::regex message("    (p[0-9]+)(->>|-->>|--x)(p[0-9]+): (.*)");
    static const std::regex activation("    (activate|deactivate) (p[0-9]+)");
    std::smatch parts;
    if (std::regex_match(line, parts, participant)) {
      if (!active_.emplace(parts[1], 0).second) return "a participant is named twice";
      return text_mistake(parts[2]);
    }
    if (std::regex_match(line, parts, note)) {
      if (!known(parts[1]) || (parts[2].matched && !known(parts[2]))) return "a note is over nobody";
      return text_mistake(parts[3]);
    }
    if (std::regex_match(line, parts, message)) {
      if (!known(parts[1]) || !known(parts[3])) return "a message is of nobody";
      return text_mistake(parts[4]);
    }
    if (!std::regex_match(line, parts, activation)) return "this is no statement";
    if (!known(parts[2])) return "nobody is activated";
    int& count = active_[parts[2]];
    count += parts[1] == "activate" ? 1 : -1;
    if (count < 0) return "who is not active is deactivated";
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> end() const {
    for (const auto& [name, count] : active_) {
      if (count != 0) return name + " stays active";
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool known(const std::string& name) const { return active_.count(name) != 0; }

  std::map<std::string, int> active_;
};

}  // namespace

std::optional<std::string> mermaid_mistake(std::string_view text) {
  std::istringstream lines{std::string(text)};
  std::string line;
  if (!std::getline(lines, line) || line != "sequenceDiagram") return "it does not begin with sequenceDiagram";
  Checker checker;
  for (std::size_t number = 2; std::getline(lines, line); ++number) {
    if (const auto mistake = checker.line(line)) return std::to_string(number) + ": " + *mistake + ": " + line;
  }
  return checker.end();
}

}  // namespace doorway::test
