// The JSON lines of four scenarios, compared with files. What may vary from run to run or from system to system is
// replaced first. DOORWAY_UPDATE_GOLDEN=1 writes the files anew: look at the difference before it is committed.
#include "tests/cli/cli_support.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace doorway::test {
namespace {

/// Replaces what may vary by a word for it.
class Normaliser {
 public:
  /// `partial_calls`: calls of which the kernel decides how many bytes they take.
  explicit Normaliser(std::set<std::string> partial_calls) : partial_calls_(std::move(partial_calls)) {}

  std::string normalised(const std::vector<Json>& lines) {
    std::string text;
    for (Json line : lines) {
      if (line["kind"] == "observed" && !says_something_new(line)) continue;
      normalise(line);
      text += line.dump() + "\n";
    }
    return text;
  }

 private:
  void normalise(Json& line) {
    line.erase("seq");
    line.erase("t_ns");
    for (const char* key : {"system", "kernel", "machine"}) {
      if (line.contains(key)) line[key] = "(any)";
    }
    for (const char* key : {"local", "peer", "target"}) {
      if (line.contains(key)) line[key] = without_port(line[key]);
    }
    if (line["call"] == "socket" || line["call"] == "accept") {
      mask_numbers(line, "(a descriptor)", [](std::int64_t result) { return result >= 0; });
    }
    if (line["kind"] == "called") payload_bytes_ = line["bytes"];
    if (line["call"].is_string() && partial_calls_.count(line["call"]) == 1 && line["kind"] == "returned") {
      const auto all = payload_bytes_.get<std::int64_t>();
      mask_numbers(line, "(a part)", [all](std::int64_t result) { return result > 0 && result < all; });
    }
    constexpr std::size_t readable_in_a_file = 1000;
    if (line["data"].is_string() && line["data"].get<std::string>().size() > readable_in_a_file)
      line["data"] = "(long)";
  }

  template <class Which>
  static void mask_numbers(Json& line, const char* word, Which which) {
    const auto mask = [&](Json& value) {
      if (value.is_number() && which(value.get<std::int64_t>())) value = word;
    };
    mask(line["result"]);
    mask(line["bytes"]);
    if (!line.contains("tries")) return;
    for (Json& one : line["tries"]) mask(one["result"]);
  }

  /// The same port gets the same number, in order of appearance.
  std::string without_port(const std::string& address) {
    const std::size_t colon = address.rfind(':');
    const std::string port = address.substr(colon + 1);
    if (port == "0") return address;
    const auto place = ports_.try_emplace(port, ports_.size() + 1).first;
    return address.substr(0, colon + 1) + "(port " + std::to_string(place->second) + ")";
  }

  /// Keeps the fields of the sample that are the same on each system, and tells whether they have changed.
  bool says_something_new(Json& line) {
    Json kept = Json::object();
    for (const char* key : {"end_of_stream", "state", "readable_bytes", "unsent_bytes"}) {
      if (!line["sample"].contains(key)) continue;
      kept[key] = line["sample"][key];
      const bool may_vary = !partial_calls_.empty() && kept[key].is_number() && kept[key] != 0;
      if (may_vary) kept[key] = "(some)";
    }
    line["sample"] = kept;
    Json& last = last_samples_[line["socket"]];
    if (last == kept) return false;
    last = kept;
    return true;
  }

  std::set<std::string> partial_calls_;
  std::map<std::string, std::size_t> ports_;
  std::map<std::string, Json> last_samples_;
  Json payload_bytes_;
};

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void check_golden(const std::string& name, const std::set<std::string>& partial_calls = {}) {
  const std::string base = std::string(DOORWAY_TEST_DATA) + "/golden/" + name;
  const Ended ended = run_doorway({"run", base + ".scenario", "--jsonl"});
  CHECK(ended.errors.empty());
  REQUIRE(ended.exit_code == 0);
  const std::string now = Normaliser(partial_calls).normalised(parse_lines(ended.output));
  const char* update = std::getenv("DOORWAY_UPDATE_GOLDEN");
  if (update != nullptr && std::string(update) == "1") std::ofstream(base + ".jsonl", std::ios::binary) << now;
  std::istringstream expected(text_of_file(base + ".jsonl"));
  std::istringstream found(now);
  std::string expected_line;
  std::string found_line;
  while (std::getline(expected, expected_line)) {
    std::getline(found, found_line);
    CHECK(found_line == expected_line);
    found_line.clear();
  }
  CHECK_FALSE(std::getline(found, found_line));
}

}  // namespace

TEST_CASE("two sends read as one, line by line") {
  check_golden("two-sends-read-as-one");
}

TEST_CASE("asleep then woken, line by line") {
  check_golden("asleep-then-woken");
}

TEST_CASE("a partial send, line by line") {
  check_golden("partial-send", {"send"});
}

TEST_CASE("a reset, line by line") {
  check_golden("reset");
}

}  // namespace doorway::test
