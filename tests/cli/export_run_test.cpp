#include "tests/cli/cli_support.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/mermaid_checker.hpp"
#include "tests/support/pcapng_reader.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cctype>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace doorway::test {
namespace {

Ended export_two_sends(const std::vector<std::string>& arguments) {
  std::vector<std::string> all{"export", "-"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return run_doorway(all, std::string(two_sends));
}

constexpr const char* several =
    "---\ntitle: T\n---\n## One\nWords.\n## Two\nLook.\n```scenario\nbob: u = socket(udp)\n```\n## Three\nMore.\n"
    "## Four\nLook.\n```scenario\nalice: v = socket(udp)\nalice: v.bind(0)\n```\n";

}  // namespace

TEST_CASE("export runs a scenario and writes it as the sentences that the window has") {
  const Ended ended = export_two_sends({"--to", "text", "--engineer"});
  CHECK(ended.exit_code == 0);
  CHECK(ended.errors.empty());
  CHECK(contains(ended.output, "Real sockets of Linux"));
  CHECK(contains(ended.output, "\n1. "));
  CHECK(contains(ended.output, "\"HelloBob!!\""));
  CHECK(contains(ended.output, "The run is over: all processes have ended."));
  const Ended story = export_two_sends({"--to", "text"});
  CHECK(story.output != ended.output);
  const Ended asleep = run_doorway({"export", "-", "--to", "text"}, std::string(nobody_sends));
  CHECK(contains(asleep.output, "bob still sleeps in c.recv(64) (line 7)."));
}

TEST_CASE("export writes the JSON lines that run prints, and what is inferred when it is asked for") {
  const auto lines = parse_lines(export_two_sends({"--to", "jsonl"}).output);
  REQUIRE(lines.size() > 3);
  CHECK(lines.front()["kind"] == "began");
  CHECK(lines.back()["kind"] == "finished");
  CHECK(lines.back()["over"] == true);
  for (const Json& line : lines) CHECK(line["evidence"] == "measured");
  CHECK(contains(export_two_sends({"--to", "jsonl", "--inferred"}).output, "\"evidence\":\"inferred\""));
  CHECK(contains(export_two_sends({"--to", "csv", "--inferred"}).output, ",inferred\r\n"));
}

TEST_CASE("export writes a table, a diagram and packets of a run") {
  const Ended table = export_two_sends({"--to", "csv"});
  CHECK(table.exit_code == 0);
  CHECK(table.output.starts_with("seq,t_ns,step,process,socket,kind,call,"));
  CHECK(contains(table.output, ",\"s.send(\"\"Hello\"\")\","));

  const Ended diagram = export_two_sends({"--to", "mermaid"});
  CHECK(diagram.exit_code == 0);
  CHECK(mermaid_mistake(diagram.output).value_or("") == "");
  CHECK(contains(diagram.output, "p1->>p0: #quot;Bob!!#quot; of alice.send#35;2"));

  const TemporaryFolder folder;
  const std::string out = folder.path("run.pcapng");
  const Ended packets = export_two_sends({"--to", "pcapng", "-o", out});
  CHECK(packets.exit_code == 0);
  CHECK(packets.output.empty());
  const ReadFile file = read_pcapng(content_of(out));
  CHECK(faults_of(file) == std::vector<std::string>{});
  std::string carried;
  for (const ReadPacket& packet : file.packets) carried += packet.payload;
  CHECK(carried == "HelloBob!!");
  CHECK(export_two_sends({"--to", "pcapng", "-o", out}).exit_code == 1);
}

namespace {

/// All forms that are made of a recording.
constexpr std::array<std::string_view, 8> forms{"text", "jsonl", "csv", "mermaid", "pcapng", "html", "svg", "png"};

/// A recording of as many sends that nobody reads.
std::string recording_of(const TemporaryFolder& folder, int sends) {
  std::string file = folder.path("sends.journey");
  const std::string scenario =
      std::string(two_sends) + "repeat " + std::to_string(sends) + " {\nalice: s.send(\"x\")\n}\n";
  CHECK(run_doorway({"run", "-", "--free", "--journey", file}, scenario).exit_code == 0);
  return file;
}

/// Whether SIGINT is held back, as it is from the beginning on.
bool is_under_way(const Subprocess& program) {
  const std::string mask = program.status_line("SigBlk:\t");
  return !mask.empty() && (std::stoull(mask, nullptr, 16) >> (SIGINT - 1) & 1U) == 1;
}

}  // namespace

TEST_CASE("an export that is interrupted leaves no file, whatever its form") {
  const TemporaryFolder folder;
  const std::string recording = recording_of(folder, 1500);  // takes a while, so that there is time to interrupt
  const std::string out = folder.path("exported");
  for (const std::string_view name : forms) {
    const std::string form(name);
    CAPTURE(form);
    constexpr int most_attempts = 10;  // on a busy machine it can be over before this looks
    bool met = false;
    for (int attempt = 0; attempt < most_attempts && !met; ++attempt) {
      Subprocess program(doorway({"export", recording, "--to", form, "-o", out}));
      while (!is_under_way(program) && !program.status_line("VmRSS:").empty()) std::this_thread::yield();
      program.send_signal(SIGINT);
      const Ended ended = program.wait_for_end();
      met = ended.exit_code != 0;
      if (!met) {
        std::filesystem::remove(out);
        continue;
      }
      CHECK(ended.in_time);
      // A picture is given up by the signal itself.
      const bool is_picture = form == "svg" || form == "png";
      CHECK((ended.exit_code == 130 || (is_picture && ended.exit_code == -1)));
      CHECK(ended.errors.empty());
      const auto left = std::filesystem::directory_iterator(folder.path(""));
      CHECK(std::distance(begin(left), end(left)) == 1);  // the recording
    }
    CHECK(met);
  }
}

TEST_CASE("an export to a full disk or to nobody is told in one line, whatever its form") {
  const TemporaryFolder folder;
  const std::string recording = recording_of(folder, 100);
  for (const std::string_view name : forms) {
    const std::string form(name);
    CAPTURE(form);
    Launch full = doorway({"export", recording, "--to", form});
    full.output_file = "/dev/full";
    const Ended on_full = run_program(full);
    CHECK(on_full.exit_code == 1);
    CHECK(count_of_lines(on_full.errors) == 1);
    CHECK(contains(on_full.errors, "No space left on device"));

    Launch unread = doorway({"export", recording, "--to", form});
    unread.output_is_read = false;
    const Ended ended = run_program(unread);
    CHECK(ended.in_time);
    CHECK(ended.exit_code == 1);
    CHECK(count_of_lines(ended.errors) == 1);
    CHECK(contains(ended.errors, "the reader of the output went away"));
  }
}

TEST_CASE("each scenario of the lessons is a diagram that is well") {
  for (const auto& entry : std::filesystem::directory_iterator(DOORWAY_LESSONS)) {
    const std::string path = entry.path().string();
    if (!path.ends_with(".md") || path.ends_with("README.md")) continue;
    CAPTURE(path);
    // Of a lesson with several scenarios the message names their pages.
    const Ended first = run_doorway({"export", path, "--to", "mermaid"});
    std::vector<std::string> pages;
    const std::size_t list = first.errors.find("one of ");
    std::string digits;
    for (std::size_t at = list; list != std::string::npos && at < first.errors.size(); ++at) {
      if (std::isdigit(static_cast<unsigned char>(first.errors[at])) != 0) {
        digits += first.errors[at];
      } else if (!digits.empty()) {
        pages.push_back(std::exchange(digits, ""));
      }
    }
    if (pages.empty() && first.exit_code == 0) CHECK(mermaid_mistake(first.output).value_or("") == "");
    for (const std::string& page : pages) {
      const Ended ended = run_doorway({"export", path, "--page", page, "--to", "mermaid"});
      CAPTURE(page);
      CHECK(ended.exit_code == 0);
      CHECK(mermaid_mistake(ended.output).value_or("") == "");
    }
  }
}

TEST_CASE("of a lesson with several scenarios --page says which, also by a page that goes on with one") {
  const TemporaryFolder folder;
  const std::string lesson = folder.file("several.md", several);
  const Ended unsaid = run_doorway({"export", lesson, "--to", "csv"});
  CHECK(unsaid.exit_code == 2);
  CHECK(contains(unsaid.errors, "this lesson has 2 scenarios; choose with --page one of 2, 4"));
  for (const char* page : {"2", "3"}) {
    const Ended ended = run_doorway({"export", lesson, "--to", "csv", "--page", page});
    CHECK(ended.exit_code == 0);
    CHECK(contains(ended.output, "u = socket(udp)"));
  }
  CHECK(contains(run_doorway({"export", lesson, "--to", "csv", "--page", "4"}).output, "v.bind(0)"));
  for (const char* page : {"1", "5", "1000000"}) {
    const Ended ended = run_doorway({"export", lesson, "--to", "csv", "--page", page});
    CHECK(ended.exit_code == 2);
    CHECK(contains(ended.errors, "has no scenario; these begin one: 2, 4"));
  }
  const Ended scenario = export_two_sends({"--to", "csv", "--page", "1"});
  CHECK(scenario.exit_code == 2);
  CHECK(contains(scenario.errors, "has no pages"));
  const std::string one =
      folder.file("one.md", "---\ntitle: T\n---\n## One\nLook.\n```scenario\nbob: u = socket(udp)\n```\n");
  CHECK(run_doorway({"export", one, "--to", "mermaid"}).exit_code == 0);
  const std::string none = folder.file("none.md", "---\ntitle: T\n---\n## One\nWords.\n");
  CHECK(run_doorway({"export", none, "--to", "mermaid"}).exit_code == 1);
}

TEST_CASE("options that a form has no use for are a mistake") {
  const TemporaryFolder folder;
  const std::string lesson = folder.file("several.md", several);
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"--to", "gift", "--page", "2"},
                                             {"--to", "csv", "--process", "bob"},
                                             {"--to", "text", "--inferred"},
                                             {"--to", "csv", "--key"},
                                             {"--to", "csv", "--page", "0"},
                                             {"--to", "python", "--page", "2", "--process", "x"}}) {
    std::vector<std::string> all{"export", lesson};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Ended ended = run_doorway(all);
    CAPTURE(arguments.at(1));
    CHECK(ended.exit_code == 2);
    CHECK(ended.output.empty());
    CHECK(count_of_lines(ended.errors) == 1);
  }
}

TEST_CASE("programs go into a folder, a file each, and over nothing that is there") {
  const TemporaryFolder folder;
  const std::string out = folder.path("new/programs");
  CHECK(export_two_sends({"--to", "python", "-o", out}).exit_code == 0);
  CHECK(contains(content_of(out + "/alice.py"), "socket"));
  CHECK(contains(content_of(out + "/bob.py"), "listen"));
  const std::string before = content_of(out + "/bob.py");
  std::filesystem::remove(out + "/alice.py");
  const Ended again = export_two_sends({"--to", "python", "-o", out});
  CHECK(again.exit_code == 1);
  CHECK(contains(again.errors, "bob.py: this is there already and stays as it is"));
  CHECK(content_of(out + "/bob.py") == before);
  CHECK_FALSE(std::filesystem::exists(out + "/alice.py"));
  CHECK(export_two_sends({"--to", "c", "-o", out}).exit_code == 0);
  CHECK(std::filesystem::exists(out + "/alice.c"));

  const Ended alice = export_two_sends({"--to", "c", "--process", "alice"});
  CHECK(alice.exit_code == 0);
  CHECK(alice.output == content_of(out + "/alice.c"));
  const Ended nobody = export_two_sends({"--to", "c", "--process", "alise"});
  CHECK(nobody.exit_code == 2);
  CHECK(contains(nobody.errors, "did you mean \"alice\"?"));
  const Ended both = export_two_sends({"--to", "c"});
  CHECK(both.exit_code == 2);
  CHECK(contains(both.errors, "give -o FOLDER, or --process"));
}

namespace {
bool has_python() {
  Launch launch;
  launch.command = {"/usr/bin/env", "python3", "--version"};
  const bool found = run_program(launch).exit_code == 0;
  if (!found) std::cout << "skipped: there is no Python 3 on this system\n";
  return found;
}
}  // namespace

TEST_CASE("the exported programs of both run side by side and see the bytes that a run recorded") {
  if (!has_python()) return;
  const std::string waits = std::string(two_sends).replace(two_sends.find("bob:   c.recv"), 0, "bob:   wait(c, 10)\n");
  const TemporaryFolder folder;
  const Ended run = run_doorway({"export", "-", "--to", "jsonl"}, waits);
  CHECK(contains(run.output, "\"data\":\"SGVsbG9Cb2IhIQ==\""));  // HelloBob!!
  CHECK(run_doorway({"export", "-", "--to", "python", "-o", folder.path("py")}, waits).exit_code == 0);
  std::vector<std::unique_ptr<Subprocess>> programs;
  for (const char* name : {"bob", "alice"}) {
    Launch launch;
    launch.command = {"/usr/bin/env", "python3", "-B", folder.path("py/") + name + ".py", folder.path("doors")};
    launch.input_ends = false;
    programs.push_back(std::make_unique<Subprocess>(launch));
  }
  for (const auto& program : programs) CHECK(program->wait_for_output("press Enter", milliseconds(60000)));
  for (const auto& program : programs) program->send_signal(15);
  CHECK(contains(programs[0]->wait_for_end().output, "HelloBob!!"));
  CHECK(contains(programs[1]->wait_for_end().output, "s.send(\"Bob!!\") -> 5"));
}

}  // namespace doorway::test
