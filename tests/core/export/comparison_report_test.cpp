#include "core/export/comparison_report.hpp"

#include "core/export/comparison_words.hpp"
#include "tests/core/export/sample_recording.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cerrno>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {
namespace {

/// Bob's recvs bring these pieces.
std::unique_ptr<SampleRecording> bringing(const std::vector<std::string>& pieces) {
  auto sample = std::make_unique<SampleRecording>(std::vector<std::string>{"bob"});
  for (const std::string& piece : pieces) {
    Outcome outcome;
    outcome.data = make_payload(std::string_view(piece));
    sample->returns(0, sample->call(0, call::Recv{64}, "c.recv(64)"), static_cast<std::int64_t>(piece.size()), 0,
                    piece.size(), outcome);
  }
  return sample;
}

std::string compared_text(const SampleRecording& a, const SampleRecording& b) {
  return comparison_text(compare(a.recording(), b.recording()), {a.recording(), "one.journey"},
                         {b.recording(), "two.journey"});
}

}  // namespace

TEST_CASE("both recordings are named, and each difference says what happened on either side") {
  CHECK(compared_text(*bringing({"same", "Hello", "x"}), *bringing({"same", "Hello!", "y"})) ==
        "A  one.journey, 6 steps\n"
        "B  two.journey, 6 steps\n"
        "\n"
        "They differ first at this call:\n"
        "  bob.recv#2, line 2: c.recv(64)\n"
        "    A  step 4  returned 5 \"Hello\"\n"
        "    B  step 4  returned 6 \"Hello!\"\n"
        "\n"
        "All calls that went otherwise, 2, by process:\n"
        "  bob.recv#2, line 2: c.recv(64)\n"
        "    A  step 4  returned 5 \"Hello\"\n"
        "    B  step 4  returned 6 \"Hello!\"\n"
        "  bob.recv#3, line 3: c.recv(64)\n"
        "    A  step 6  returned 1 \"x\"\n"
        "    B  step 6  returned 1 \"y\"\n");
}

TEST_CASE("where a recording ends before, the other side says what it lacks") {
  const std::string text = compared_text(*bringing({"a"}), *bringing({"a", "b"}));
  CHECK(text.find("    A  at its end  did nothing more\n    B  step 3      began\n") != std::string::npos);
  CHECK(text.find("All other calls went the same.") != std::string::npos);
}

TEST_CASE("long payloads that begin alike are said to be other bytes") {
  const std::string beginning(100, 'x');
  const auto a = bringing({beginning + "1"});
  const auto b = bringing({beginning + "2"});
  CHECK(compared_text(*a, *b).find("with other bytes") != std::string::npos);
}

TEST_CASE("a file's name cannot put anything onto the terminal, and into JSON it goes as it is") {
  const auto a = bringing({"a"});
  const Comparison same = compare(a->recording(), a->recording());
  const ComparedRecording named{a->recording(), "\x1b[31m.journey"};
  CHECK(comparison_text(same, named, named).find('\x1b') == std::string::npos);
  const auto json = nlohmann::json::parse(comparison_json(same, named, named));
  CHECK(json["a"]["file"] == "\x1b[31m.journey");
  CHECK(json["result"] == "same");
}

}  // namespace doorway
