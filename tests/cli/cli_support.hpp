#pragma once

#include "tests/support/subprocess.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace doorway::test {

using Json = nlohmann::ordered_json;

/// `doorway` with these arguments.
Launch doorway(std::vector<std::string> arguments);

/// Runs `doorway` with these arguments, and `input` as standard input.
Ended run_doorway(std::vector<std::string> arguments, std::string input = "");

bool contains(std::string_view text, std::string_view part);

std::size_t count_of_lines(std::string_view text);

/// Each line as JSON.
std::vector<Json> parse_lines(const std::string& output);

/// Alice sends "Hello" and "Bob!!" before Bob receives.
extern const std::string_view two_sends;

/// Bob receives, and nobody sends: the run ends with Bob asleep.
extern const std::string_view nobody_sends;

/// Prints two steps and then lasts a minute.
extern const std::string_view long_sleep;

}  // namespace doorway::test
