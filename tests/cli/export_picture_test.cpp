#include "tests/cli/cli_support.hpp"
#include "tests/support/content_of.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <filesystem>
#include <thread>
#include <utility>

namespace doorway::test {
namespace {

Ended export_as(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"export", "-", "--to"});
  return run_doorway(arguments, std::string(two_sends));
}

/// Width and height as a PNG's first chunk has them. Source: PNG Specification, second edition, §11.2.2.
std::pair<unsigned, unsigned> size_of_png(std::string_view png) {
  const auto number = [&](std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = at; i < at + 4; ++i) value = value << 8U | static_cast<unsigned char>(png.at(i));
    return value;
  };
  if (!png.starts_with("\x89PNG\r\n\x1a\n")) return {0, 0};
  return {number(16), number(20)};
}

}  // namespace

TEST_CASE("export writes the stage at the last step, or at the one that is asked for") {
  const Ended last = export_as({"svg"});
  CHECK(last.exit_code == 0);
  CHECK(last.errors.empty());
  CHECK(last.output.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "));
  CHECK(last.output.ends_with("</svg>\n"));
  CHECK(contains(last.output, " width=\"1600\" height=\"900\" "));
  CHECK(contains(last.output, "<title id=\"title\">Doorway: the stage at step "));
  const Ended first = export_as({"svg", "--step", "0"});
  CHECK(contains(first.output, "the stage at step 0 of "));
  CHECK_FALSE(contains(first.output, ">connected<"));
}

TEST_CASE("export writes the timeline, in the size, the words and the colours that are asked for") {
  const Ended story = export_as({"svg", "--part", "timeline", "--theme", "parchment"});
  CHECK(story.exit_code == 0);
  CHECK(contains(story.output, "<title id=\"title\">Doorway: the timeline at step "));
  CHECK(contains(story.output, " width=\"1600\" height=\"500\" "));
  const Ended stage = export_as({"svg", "--engineer", "--size", "1200x640", "--scale", "1.25"});
  CHECK(contains(stage.output, " width=\"1200\" height=\"640\" "));
  CHECK(export_as({"svg", "--size", "1200x640", "--scale", "1.25"}).output != stage.output);
}

TEST_CASE("export writes a PNG into a new file") {
  const TemporaryFolder folder;
  const std::string out = folder.path("stage.png");
  const Ended ended = export_as({"png", "--size", "640x361", "-o", out});
  CHECK(ended.exit_code == 0);
  CHECK(ended.output.empty());
  CHECK(size_of_png(content_of(out)) == std::pair{640U, 361U});
  CHECK(size_of_png(export_as({"png", "--part", "timeline"}).output) == std::pair{1600U, 500U});
  CHECK(export_as({"png", "-o", out}).exit_code == 1);
  CHECK(size_of_png(content_of(out)) == std::pair{640U, 361U});
}

TEST_CASE("a picture that is being painted is given up at once") {
  const TemporaryFolder folder;
  const std::string scenario = folder.file("it.scenario", std::string(two_sends));
  const std::string out = folder.path("stage.png");
  Launch launch;
  launch.command = {DOORWAY_PROGRAM, "export", scenario, "--to", "png", "--size", "8192x8192", "-o", out};
  constexpr int most_attempts = 10;  // on a busy machine it can have painted before this looks
  bool met = false;
  for (int attempt = 0; attempt < most_attempts && !met; ++attempt) {
    Subprocess program(launch);
    const auto runs = [&program] { return !program.status_line("VmRSS:").empty(); };
    // Signals are held back but while it paints.
    const auto holds_interrupts_back = [&program] {
      const std::string mask = program.status_line("SigBlk:\t");
      return !mask.empty() && (std::stoull(mask, nullptr, 16) >> (SIGINT - 1) & 1U) == 1;
    };
    while (!holds_interrupts_back() && runs()) std::this_thread::yield();
    while (holds_interrupts_back() && runs()) std::this_thread::yield();
    met = runs();
    program.send_signal(SIGINT);
    const Ended ended = program.wait_for_end();
    if (!met) {
      std::filesystem::remove(out);
      continue;
    }
    CHECK(ended.exit_code == -1);
    CHECK(ended.in_time);
    CHECK_FALSE(std::filesystem::exists(out));
  }
  CHECK(met);
}

TEST_CASE("a picture that cannot be ends with 2, and says what can") {
  const Ended beyond = export_as({"svg", "--step", "9999"});
  CHECK(beyond.exit_code == 2);
  CHECK(beyond.output.empty());
  CHECK(contains(beyond.errors, "there is no step 9999: the last one is "));
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"svg", "--size", "1600"},
                                                                     {"svg", "--size", "99x900"},
                                                                     {"svg", "--size", "1600x8193"},
                                                                     {"svg", "--size", "1600x900x"},
                                                                     {"svg", "--step", "-1"},
                                                                     {"svg", "--step", "x"},
                                                                     {"svg", "--part", "window"},
                                                                     {"png", "--theme", "pink"},
                                                                     {"png", "--scale", "0"},
                                                                     {"text", "--step", "3"},
                                                                     {"gift", "--part", "stage"},
                                                                     {"c", "--theme", "night"},
                                                                     {"jsonl", "--size", "800x600"}}) {
    CAPTURE(arguments.back());
    const Ended ended = export_as(arguments);
    CHECK(ended.exit_code == 2);
    CHECK_FALSE(ended.errors.empty());
  }
}

}  // namespace doorway::test
