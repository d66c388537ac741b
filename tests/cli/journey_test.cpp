// Recordings on the command line: `run --journey` writes one, `run FILE.journey` prints it as its run was printed.
#include "tests/cli/cli_support.hpp"
#include "tests/support/content_of.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <cstdint>

namespace doorway::test {

namespace {

/// A recording without events, with this as its header.
std::string journey_with(const Json& its_header) {
  const auto four_bytes = [](std::uint32_t value) {
    std::string bytes;
    for (unsigned i = 0; i < 4; ++i) bytes += static_cast<char>((value >> (8 * i)) & 0xFFU);
    return bytes;
  };
  const std::string frame = std::string(1, '\0') + its_header.dump();
  std::uint32_t crc = ~0U;
  for (const char byte : frame) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return "doorway journey\n" + four_bytes(1) + four_bytes(static_cast<std::uint32_t>(frame.size())) + four_bytes(~crc) +
         frame;
}

/// A header that is well.
Json plain_header() {
  return {{"doorway", "0.1.0"}, {"began_unix_ms", 1},     {"system", "Linux"},
          {"kernel", "6.1"},    {"machine", "x86_64"},    {"network", "loopback"},
          {"free_run", false},  {"order", Json::array()}, {"scenario", "a: s = socket(tcp)\n"},
          {"first_line", 1},    {"line_count", 1}};
}

}  // namespace

TEST_CASE("a recording's header cannot send a command to the terminal") {
  const TemporaryFolder folder;
  for (const char* key : {"system", "kernel", "machine", "network"}) {
    CAPTURE(key);
    Json header = plain_header();
    header[key] = "evil\x1b[2J\x07\xC2\x9B!\xE2\x80\xAE";
    const std::string evil = folder.file(std::string(key) + ".journey", journey_with(header));
    for (const std::vector<std::string>& how : {std::vector<std::string>{"run", evil, "--text"},
                                                {"run", evil, "--jsonl"},
                                                {"export", evil, "--to", "text"},
                                                {"export", evil, "--to", "mermaid"}}) {
      CAPTURE(how[0] + " " + how.back());
      const Ended shown = run_doorway(how);
      CHECK(shown.exit_code == 0);
      CHECK_FALSE(contains(shown.output, "\x1b"));
      CHECK_FALSE(contains(shown.output, "\x07"));
      if (how.back() == "--jsonl") continue;
      CHECK_FALSE(contains(shown.output, "\xC2\x9B"));
      CHECK_FALSE(contains(shown.output, "\xE2\x80\xAE"));
      // A diagram does not name the machine.
      CHECK(contains(shown.output, "evil") == (how.back() != "mermaid" || std::string_view(key) != "machine"));
    }
  }
}

TEST_CASE("a recording is printed byte for byte as its run was, each way") {
  const TemporaryFolder folder;
  int number = 0;
  for (const std::string_view scenario : {two_sends, nobody_sends}) {
    for (const std::vector<std::string>& how :
         {std::vector<std::string>{"--text"}, {"--jsonl"}, {"--jsonl", "--inferred"}, {"--text", "--inferred"}}) {
      const std::string journey = folder.path(std::to_string(number++) + ".journey");
      std::vector<std::string> live{"run", "-", "--journey", journey};
      live.insert(live.end(), how.begin(), how.end());
      const Ended run = run_doorway(live, std::string(scenario));
      CHECK(run.exit_code == 0);
      CHECK(run.errors == "");
      std::vector<std::string> again{"run", journey};
      again.insert(again.end(), how.begin(), how.end());
      const Ended shown = run_doorway(again);
      CHECK(shown.exit_code == 0);
      CHECK(shown.errors == "");
      CHECK(shown.output == run.output);
    }
  }
}

TEST_CASE("a free run and one with an order are printed as they were") {
  const TemporaryFolder folder;
  const Ended free =
      run_doorway({"run", "-", "--free", "--journey", folder.path("free.journey")}, std::string(two_sends));
  CHECK(run_doorway({"run", folder.path("free.journey")}).output == free.output);
  const Ended ordered = run_doorway({"run", "-", "--order", "alice,bob", "--journey", folder.path("order.journey")},
                                    std::string(two_sends));
  CHECK(run_doorway({"run", folder.path("order.journey")}).output == ordered.output);
}

TEST_CASE("a run that was interrupted is printed as far as it came, with its end") {
  const TemporaryFolder folder;
  Launch launch = doorway({"run", "-", "--jsonl", "--journey", folder.path("cut.journey")});
  launch.input = std::string(long_sleep);
  Subprocess run(launch);
  REQUIRE(run.wait_for_output("\"sleeps\""));
  run.send_signal(SIGINT);
  const Ended ended = run.wait_for_end();
  CHECK(ended.exit_code == 130);
  const Ended shown = run_doorway({"run", folder.path("cut.journey"), "--jsonl"});
  CHECK(shown.exit_code == 0);
  CHECK(shown.output == ended.output);
}

TEST_CASE("a file that is there already stays as it is") {
  const TemporaryFolder folder;
  const std::string mine = folder.file("mine.journey", "mine");
  const Ended refused = run_doorway({"run", "-", "--journey", mine}, std::string(two_sends));
  CHECK(refused.exit_code == 1);
  CHECK(refused.output == "");
  CHECK(contains(refused.errors, "this file is there already and stays as it is"));
  CHECK(content_of(mine) == "mine");
}

TEST_CASE("each scenario of a lesson has a recording of its own") {
  const TemporaryFolder folder;
  const std::string lesson = DOORWAY_LESSONS "/09-postcards.md";
  const Ended run = run_doorway({"run", lesson, "--jsonl", "--journey", folder.path("it.journey")});
  CHECK(run.exit_code == 0);
  std::size_t runs = 0;
  for (const Json& line : parse_lines(run.output)) runs += line["kind"] == "began" ? 1U : 0U;
  REQUIRE(runs > 1);
  std::string all = run_doorway({"run", folder.path("it.journey"), "--jsonl"}).output;
  for (std::size_t part = 2; part <= runs; ++part) {
    all += run_doorway({"run", folder.path("it-" + std::to_string(part) + ".journey"), "--jsonl"}).output;
  }
  CHECK(all == run.output);
}

TEST_CASE("a recording that is torn is printed as far as it is whole, with a note") {
  const TemporaryFolder folder;
  run_doorway({"run", "-", "--journey", folder.path("whole.journey")}, std::string(two_sends));
  const std::string whole = content_of(folder.path("whole.journey"));
  const std::string torn = folder.file("torn.journey", whole.substr(0, whole.size() - 60));
  const Ended shown = run_doorway({"run", torn, "--jsonl"});
  CHECK(shown.exit_code == 0);
  CHECK(contains(shown.errors, "torn.journey: the last "));
  CHECK(contains(shown.errors, "torn or damaged and left out"));
  CHECK(parse_lines(shown.output).back()["over"] == false);
}

TEST_CASE("what is no recording, and what a recording cannot do, is said") {
  const TemporaryFolder folder;
  run_doorway({"run", "-", "--journey", folder.path("it.journey")}, std::string(two_sends));
  const std::string it = folder.path("it.journey");
  for (const std::vector<std::string>& option :
       {std::vector<std::string>{"--order", "alice"}, {"--repeat", "3"}, {"--free"}, {"--journey", folder.path("b")}}) {
    std::vector<std::string> arguments{"run", it};
    arguments.insert(arguments.end(), option.begin(), option.end());
    const Ended refused = run_doorway(arguments);
    CHECK(refused.exit_code == 2);
    CHECK(contains(refused.errors, option.front() + " is for a scenario or a lesson"));
  }
  CHECK(contains(run_doorway({"run", folder.file("text.journey", "alice: s = socket(tcp)\n")}).errors,
                 "this is no recording of Doorway"));
  CHECK(contains(run_doorway({"run", folder.path("none.journey")}).errors, "none.journey: "));
  CHECK(run_doorway({"run", "-", "--repeat", "2", "--journey", folder.path("c")}, std::string(two_sends)).exit_code ==
        2);
}

TEST_CASE("a recording is exported as its run would be, and is no lesson") {
  const TemporaryFolder folder;
  const std::string journey = folder.path("today.journey");
  REQUIRE(run_doorway({"run", "-", "--journey", journey}, std::string(two_sends)).exit_code == 0);
  const Ended lines = run_doorway({"export", journey, "--to", "jsonl"});
  CHECK(lines.exit_code == 0);
  CHECK(lines.output == run_doorway({"run", journey, "--jsonl"}).output);
  for (const char* format : {"text", "csv", "mermaid", "pcapng", "html", "svg", "png"}) {
    CAPTURE(format);
    const Ended first = run_doorway({"export", journey, "--to", format});
    CHECK(first.exit_code == 0);
    CHECK(first.errors == "");
    CHECK(first.output.size() > 200);
    CHECK(first.output == run_doorway({"export", journey, "--to", format}).output);
  }
  for (const char* language : {"python", "c"}) {
    CAPTURE(language);
    const std::vector<std::string> how{"--to", language, "--process", "bob"};
    std::vector<std::string> recorded{"export", journey};
    recorded.insert(recorded.end(), how.begin(), how.end());
    std::vector<std::string> written{"export", "-"};
    written.insert(written.end(), how.begin(), how.end());
    CHECK(run_doorway(recorded).output == run_doorway(written, std::string(two_sends)).output);
  }
  const Ended gift = run_doorway({"export", journey, "--to", "gift"});
  CHECK(gift.exit_code == 1);
  CHECK(gift.errors.find("this is a recording") != std::string::npos);
  const Ended page = run_doorway({"export", journey, "--to", "csv", "--page", "1"});
  CHECK(page.exit_code == 2);
  CHECK(page.errors.find("leave --page out") != std::string::npos);
  CHECK(run_doorway({"export", folder.path("none.journey"), "--to", "csv"}).exit_code == 1);
}

}  // namespace doorway::test
