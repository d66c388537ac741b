// The web page of a recording: its data, and that nothing in it can be taken for markup.
#include "app/journey_page/journey_page.hpp"

#include "app/scene/stage_scene.hpp"
#include "app/scene/transcript.hpp"
#include "core/lesson/lesson.hpp"
#include "core/record/recorder.hpp"
#include "core/replay/inference.hpp"
#include "core/socket/network.hpp"
#include "tests/core/replay/recording_builder.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;
using nlohmann::json;

namespace {

constexpr std::string_view data_begin = "<script type=\"application/json\" id=\"journey\">";

std::string page_of(const Recording& recording, const PageLimits& limits = {}, const std::string& title = "A test") {
  const auto page = write_journey_page(recording, {title, "1.2.3", "2026-11-23 14:05 UTC"}, limits);
  REQUIRE(page.has_value());
  return *page;
}

std::string_view data_text_of(std::string_view page) {
  const std::size_t begin = page.find(data_begin);
  REQUIRE(begin != std::string_view::npos);
  const std::string_view rest = page.substr(begin + data_begin.size());
  const std::size_t end = rest.find("</script>");
  REQUIRE(end != std::string_view::npos);
  return rest.substr(0, end);
}

json data_of(std::string_view page) {
  return json::parse(data_text_of(page));
}

std::string text_at(const json& data, const json& number, std::size_t words) {
  const json& text = data["texts"].at(number.get<std::size_t>());
  return text.is_string() ? text.get<std::string>() : text.at(words).get<std::string>();
}

std::size_t count_of_text(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// What a step of the page shows, folded as the page's player does.
struct Folded {
  std::vector<std::size_t> rooms, doors, roads, letters;

  void apply(const json& step) {
    const auto take = [&step](const char* key, std::vector<std::size_t>& numbers) {
      if (step.contains(key)) numbers = step[key].get<std::vector<std::size_t>>();
    };
    take("rooms", rooms);
    take("roads", roads);
    take("letters", letters);
    if (!step.contains("doors")) return;
    doors.resize(step["doors"]["n"].get<std::size_t>());
    const json& at = step["doors"]["at"];
    for (std::size_t i = 0; i + 1 < at.size(); i += 2) doors.at(at[i].get<std::size_t>()) = at[i + 1];
  }
};

/// The step shows the scene that the window shows.
void check_step(const json& data, const Folded& shown, const StageScene& scene, std::size_t words) {
  REQUIRE(shown.rooms.size() == scene.rooms.size());
  REQUIRE(shown.doors.size() == scene.doors.size());
  REQUIRE(shown.roads.size() == scene.roads.size());
  REQUIRE(shown.letters.size() == scene.letters.size());
  for (std::size_t i = 0; i < scene.rooms.size(); ++i) {
    const json& room = data["parts"].at(shown.rooms[i]);
    CHECK(text_at(data, room["says"], words) == scene.rooms[i].standing_text);
    CHECK(room["line"] == scene.rooms[i].first_line + scene.rooms[i].present_line);
    CHECK(room.contains("hands") == scene.rooms[i].hands.call.has_value());
  }
  for (std::size_t i = 0; i < scene.doors.size(); ++i) {
    const json& door = data["parts"].at(shown.doors[i]);
    CHECK(text_at(data, door["port"], words) == scene.doors[i].port);
    CHECK(text_at(data, door["state"], words) == scene.doors[i].state);
    CHECK(door["buffers"][2]["told"] == (scene.doors[i].readable.told ? 1 : 0));
    CHECK(door["buffers"][2]["n"] == scene.doors[i].readable.total);
  }
  for (std::size_t i = 0; i < scene.letters.size(); ++i) {
    const json& letter = data["parts"].at(shown.letters[i]);
    CHECK(text_at(data, letter["title"], words) == scene.letters[i].title);
    CHECK(text_at(data, letter["reason"], words) == scene.letters[i].reason);
  }
}

/// The page's steps are those of the recording, its sentences those of the transcript, its scenes the window's.
void check_page(const std::shared_ptr<const Recording>& recording) {
  const json data = data_of(page_of(*recording));
  SceneIndex index(*recording);
  Lineage lineage(*recording);
  Inference inference(*recording);
  StepIndex steps(*recording);
  const History history(*recording);
  index.update();
  lineage.update();
  inference.update();
  steps.update();
  REQUIRE(data["steps"].size() == steps.step_count() + 1);
  CHECK(data["about"]["steps"] == steps.step_count());
  Transcript transcript;
  for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
    const std::size_t words = vocabulary == Vocabulary::story ? 0 : 1;
    const TranscriptSources sources{recording, index, steps, lineage, history, vocabulary};
    WorldState world = initial_world(recording->header());
    Folded shown;
    for (std::size_t step = 0; step <= steps.step_count(); ++step) {
      CAPTURE(step);
      while (world.cursor < steps.cursor_of(step)) apply(world, recording->at(world.cursor + 1));
      if (step > 0) CHECK(text_at(data, data["steps"][step]["says"], words) == transcript.row(step, sources).text);
      shown.apply(data["steps"][step]);
      check_step(data, shown, make_stage_scene(index, world, lineage, inference.up_to(world.cursor), vocabulary),
                 words);
    }
  }
  // Each call that moves bytes has them.
  for (const json& call : data["calls"]) {
    if (!call.contains("bytes")) continue;
    const std::size_t total = call["total"];
    CHECK(call["bytes"].get<std::string>().size() == 2 * std::min(total, most_payload_bytes));
  }
}

std::vector<std::filesystem::path> files_in(const char* folder, const char* extension) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == extension && entry.path().filename() != "README.md") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  REQUIRE(!paths.empty());
  return paths;
}

}  // namespace

TEST_CASE("each truth's page has the steps of its recording, the transcript's sentences and the window's scenes") {
  for (const auto& path : files_in(DOORWAY_TRUTHS, ".scenario")) {
    CAPTURE(path.filename().string());
    // Pages of millions of bytes at one socket are as good as those of thousands.
    const Run run = run_scenario(text_of_file(path));
    check_page(run.recording);
  }
}

TEST_CASE("each lesson's pages have the steps, sentences and scenes that the window has") {
  for (const auto& path : files_in(DOORWAY_LESSONS, ".md")) {
    CAPTURE(path.filename().string());
    const auto lesson = parse_lesson(text_of_file(path));
    REQUIRE(lesson.has_value());
    for (const Scenario& scenario : lesson->scenarios) {
      LoopbackNetwork network;
      const auto take = Take::create(scenario, network, {});
      REQUIRE(take.has_value());
      check_page(run_to_end(**take).recording);
    }
  }
}

TEST_CASE("a page is one file in plain ASCII that refers to nothing and runs only its own script") {
  Conversation talk;
  talk.builder.send(alice, talk.s, "Hello");
  const std::string page = page_of(talk.builder.recording());
  CHECK(std::all_of(page.begin(), page.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
  CHECK(count_of_text(page, "Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-") == 1);
  CHECK(count_of_text(page, "{{") == 0);
  for (const char* forbidden : {" src=", " href=", "url(", "@import", "import(", "fetch(", "XMLHttpRequest", "eval(",
                                "new Function", "localStorage", "innerHTML", "document.write", "type=\"module\""}) {
    CAPTURE(forbidden);
    CHECK(count_of_text(page, forbidden) == 0);
  }
  // The one address in it is the name of a vocabulary.
  CHECK(count_of_text(page, "://") == count_of_text(page, "http://www.w3.org/2000/svg"));
}

TEST_CASE("the same recording gives the same page") {
  Conversation talk;
  talk.builder.send(alice, talk.s, "Hello");
  CHECK(page_of(talk.builder.recording()) == page_of(talk.builder.recording()));
}

TEST_CASE("names, payloads and titles that look like markup, turn the text around or are no UTF-8 stay data") {
  const std::vector<std::string> hostile{"</script><script>alert(1)</script>",
                                         "<!--<script>",
                                         "]]>&lt;{{script}}{{data}}",
                                         "\xE2\x80\xA8\xE2\x80\xA9",
                                         "\xE2\x80\xAEtxt.exe\xE2\x81\xA6",
                                         std::string("\xFF\xFE\xC0\x80\xED\xA0\x80\0nul", 11),
                                         "' onload='x' \"><img src=x onerror=y>"};
  for (const std::string& text : hostile) {
    CAPTURE(text);
    RecordingBuilder builder({text, "bob" + text});
    const SocketId socket = builder.socket(alice, text, SocketType::udp);
    builder.sendto(alice, socket, text, port(7000), port(7001));
    builder.socket(bob, text);
    builder.ended(alice);
    const std::string page = page_of(builder.recording(), {}, text);
    CHECK(std::all_of(page.begin(), page.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
    // The page's own elements, and no other.
    CHECK(count_of_text(page, "<script") == 2);
    CHECK(count_of_text(page, "</script") == 2);
    CHECK(count_of_text(page, "<!--") == 0);
    CHECK(count_of_text(page, "<img") == 0);
    const std::string_view data_text = data_text_of(page);
    CHECK(data_text.find_first_of("<>&") == std::string_view::npos);
    const json data = json::parse(data_text);
    // What is to be shown has no character that turns the text around, or that cannot be seen.
    for (const char* unseen : {"\xE2\x80\xA8", "\xE2\x80\xAE", "\xE2\x81\xA6", "\\u0000"}) {
      CHECK(data["texts"].dump().find(unseen) == std::string::npos);
    }
    // The bytes are told as they are.
    std::string hex;
    for (const char c : text) hex += json(static_cast<unsigned char>(c)).dump() + " ";
    std::string told;
    for (const json& call : data["calls"]) {
      if (!call.contains("bytes")) continue;
      const std::string digits = call["bytes"];
      for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        told += std::to_string(std::stoi(digits.substr(i, 2), nullptr, 16)) + " ";
    }
    CHECK(told == hex);
  }
}

TEST_CASE("a page holds as many steps as fit, says so, and knows nothing of the others") {
  Conversation talk;
  talk.builder.send(alice, talk.s, "early");
  talk.builder.recv(bob, talk.c, 64, "early");
  StepIndex steps(talk.builder.recording());
  steps.update();
  const std::size_t held = steps.step_count();
  for (int i = 0; i < 20; ++i) {
    talk.builder.send(alice, talk.s, "lateX");
    talk.builder.recv(bob, talk.c, 64, "lateX");
  }
  steps.update();
  const std::string page = page_of(talk.builder.recording(), {held});
  const json data = data_of(page);
  CHECK(data["steps"].size() == held + 1);
  CHECK(data["about"]["steps"] == held);
  CHECK(data["about"]["stepsInAll"] == steps.step_count());
  CHECK(page.find("6561726c79") != std::string::npos);  // "early"
  CHECK(page.find("6c61746558") == std::string::npos);
  for (const json& call : data["calls"]) CHECK(call["begun"] <= held);
  for (const json& bar : data["timeline"]["bars"]) CHECK(bar["from"] <= held);
  for (const json& arrow : data["timeline"]["arrows"]) CHECK(arrow["to"] <= static_cast<double>(held) + 0.5);
  // By bytes: fewer steps, and the page is about as long as was allowed.
  const json small = data_of(page_of(talk.builder.recording(), {5000, 12'000}));
  CHECK(small["about"]["steps"] < steps.step_count());
  CHECK(small["about"]["steps"] > 0);
  CHECK(small["parts"].dump().size() + small["steps"].dump().size() < 16'000);
}

TEST_CASE("a page has each call under its number, also where a free run recorded them in another order or not at all") {
  Recording recording(Conversation().builder.recording().header());
  Recorder recorder(recording);
  const auto line = std::make_shared<Line>();
  const auto called = [&](ProcessId process, std::uint32_t number) {
    recorder.record(process, SocketId::none, Called{CallId(number), 1, line, {}});
  };
  called(alice, 3);
  called(bob, 1);
  recorder.record(bob, SocketId::none, Returned{CallId(1), ECONNREFUSED, -1, 0, {}, nullptr});
  const json data = data_of(page_of(recording));
  REQUIRE(data["calls"].size() == 4);
  for (const std::size_t lacking : {0U, 2U}) CHECK(data["calls"][lacking] == json::object());
  CHECK(data["calls"][1]["over"] == 3);
  CHECK(data["calls"][3]["begun"] == 1);
  for (const json& bar : data["timeline"]["bars"])
    CHECK(data["calls"].at(bar["call"].get<std::size_t>()).contains("name"));
}

TEST_CASE("a page of many sockets holds as many steps as its doors allow, and says so") {
  RecordingBuilder builder;
  for (int i = 0; i < 100; ++i) builder.socket(alice, "s" + std::to_string(i));
  const auto held_with = [&](std::size_t doors) {
    const json data = data_of(page_of(builder.recording(), {5000, std::size_t{4} << 20U, doors}));
    CHECK(data["about"]["steps"] == data["steps"].size() - 1);
    CHECK(data["about"]["stepsInAll"] == 200);
    return data["steps"].size() - 1;
  };
  // A socket is there from the second step of its two: 1 + 1 + 2 + 2 … up to the 20th step.
  CHECK(held_with(100) == 20);
  CHECK(held_with(100'000) == 200);
  CHECK(held_with(0) == 1);
}

TEST_CASE("a page that nobody waits for any more is given up") {
  Conversation talk;
  int asked = 0;
  const auto page = write_journey_page(talk.builder.recording(), {"T", "1", ""}, {}, [&asked] { return ++asked < 3; });
  CHECK(page.has_error());
  CHECK(asked < 10);
}

TEST_CASE("a thousand events make a page of less than two megabytes") {
  Conversation talk;
  while (talk.builder.last() < 1000) {
    talk.builder.send(alice, talk.s, "ping " + std::to_string(talk.builder.last()));
    talk.builder.observe(bob, talk.c, stream_sample(9));
    talk.builder.recv(bob, talk.c, 64, "ping " + std::to_string(talk.builder.last() - 3));
    talk.builder.observe(bob, talk.c, stream_sample(0), true);
  }
  const std::string page = page_of(talk.builder.recording());
  MESSAGE("a page of 1,000 events has " << page.size() << " bytes");
  CHECK(page.size() < 2'000'000);
}

TEST_CASE("a recording without a step has no page, and the reason is said") {
  const RecordingBuilder builder;
  const auto page = write_journey_page(builder.recording(), {"T", "1", ""});
  REQUIRE(page.has_error());
  CHECK(page.error().message.find("no step") != std::string::npos);
}
