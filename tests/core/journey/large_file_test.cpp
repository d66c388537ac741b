// Recordings whose files are large: what is beside the events, and a file that changes while it is shown.
#include "core/export/write_recording.hpp"
#include "core/journey/journey_events.hpp"
#include "core/lesson/lesson.hpp"
#include "core/record/event_reader.hpp"
#include "tests/core/journey/journey_support.hpp"
#include "tests/core/live/conversation.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <thread>

using namespace doorway;
using namespace doorway::test;

TEST_CASE("the fills of a recording's scenario and of its lesson are counted together, each size once") {
  const TemporaryFolder folder;
  const std::string scenario = "a: s = socket(tcp)\na: s.send(fill(50_000_000))\n";
  const Recording recording({"Linux", "6.1.0", "x86_64", "loopback", false, scenario_of(scenario)});
  const auto lesson_with = [](std::initializer_list<std::string_view> sizes) {
    std::string text = "---\ntitle: Fills\n---\n";
    for (const std::string_view size : sizes) {
      text +=
          "\n## A page\n\nText.\n\n```scenario\na: s = socket(tcp)\na: s.send(fill(" + std::string(size) + "))\n```\n";
    }
    return text;
  };
  write_journey(recording, folder.path("filled.journey"));
  auto opened = open_journey(folder.path("filled.journey"));
  REQUIRE(opened.has_value());
  const auto well = parse_lesson(lesson_with({"50_000_000", "1000", "50_000_000"}), opened->fills);
  REQUIRE(well.has_value());
  const ScriptPayload& of_recording = *payload_of(opened->recording->scenario().lines[1]->call);
  CHECK_FALSE(of_recording.is_made());
  CHECK(&payload_of(well->scenarios[0].lines[1]->call)->bytes() == &of_recording.bytes());
  const auto too_much = parse_lesson(lesson_with({"50_000_001"}), opened->fills);
  REQUIRE(too_much.has_error());
  CHECK(says(too_much.error().front().message, "all fills of a file come to more"));
  CHECK(parse_lesson(lesson_with({"50_000_001"})).has_value());
  CHECK(parse_lesson(lesson_with({"30_000_000", "30_000_001"})).has_error());
}

TEST_CASE("a file that is cut off while it is opened is whole up to where it was read, and ends no program") {
  const TemporaryFolder folder;
  const std::string whole = folder.path("whole.journey");
  const auto recording = run_scenario(connected("alice: s.set(sndbuf, 8_000_000)\nbob: c.set(rcvbuf, 8_000_000)\n"
                                                "repeat 20 {\nalice: s.send(fill(1_000_000))\nbob: wait(c, 1_000_000)\n"
                                                "bob: c.recv(1_000_000)\n}\n"))
                             .recording;
  write_journey(*recording, whole);
  REQUIRE(std::filesystem::file_size(whole) > (17U << 20));
  const std::string name = folder.path("cut.journey");
  std::mt19937 random(1);
  for (int i = 0; i < 12; ++i) {
    std::filesystem::copy_file(whole, name, std::filesystem::copy_options::overwrite_existing);
    std::atomic<bool> begins{false};
    std::thread other([&, turns = random() % 20'000, left = 1000 + random() % (17U << 20)] {
      while (!begins) std::this_thread::yield();
      for (std::atomic<unsigned long> turn = 0; turn < turns; ++turn) {
      }
      std::filesystem::resize_file(name, left);
    });
    begins = true;
    const auto opened = open_journey(name);
    other.join();
    if (!opened) continue;  // cut off before its header was read
    CHECK(opened->recording->size() <= recording->size());
  }
}

TEST_CASE("a file that is rewritten or cut off while it is shown is a sentence, and what was seen stays") {
  const TemporaryFolder folder;
  const std::string name = folder.path("changed.journey");
  // Large enough not to be copied.
  const auto recording = run_scenario(connected("alice: s.set(sndbuf, 8_000_000)\nbob: c.set(rcvbuf, 8_000_000)\n"
                                                "repeat 20 {\nalice: s.send(fill(1_000_000))\nbob: wait(c, 1_000_000)\n"
                                                "bob: c.recv(1_000_000)\n}\nrepeat 800 {\nalice: wait(0ms)\n}\n"))
                             .recording;
  write_journey(*recording, name);
  const std::string bytes = content_of(name);
  REQUIRE(bytes.size() > (17U << 20));
  REQUIRE(recording->size() > 20 * JourneyEvents::block_events);
  const auto overwrite = [&](const std::string& with) {  // in place: it is the same file
    std::ofstream(name, std::ios::binary | std::ios::in | std::ios::out)
        .write(with.data(), static_cast<std::streamsize>(with.size()));
  };
  const auto message_at = [](const Recording& shown, Seq seq) -> std::string {
    try {
      static_cast<void>(shown.at(seq));
    } catch (const JourneyChanged& changed) {
      return changed.what();
    }
    return "";
  };
  SUBCASE("unchanged, it is what it was") {
    CHECK(difference(*open_journey(name)->recording, *recording) == "");
  }
  SUBCASE("what somebody has read through stays, though nothing of it is made any more") {
    const auto opened = open_journey(name);
    const Recording& shown = *opened->recording;
    const std::weak_ptr<const StoredEvents::Some> first = shown.stored()->some(1);
    EventReader events(shown);
    for (Seq seq = 1; seq <= shown.size(); ++seq) REQUIRE(events.at(seq).seq == seq);
    for (Seq seq = shown.size(); seq > shown.size() / 2; --seq) REQUIRE(events.at(seq).seq == seq);
    CHECK(first.expired());
    overwrite(std::string(bytes.size(), '\0'));
    CHECK(difference(shown, *recording) == "");
  }
  SUBCASE("who reads again needs no memory for it, and is told when it is another file") {
    const auto opened = open_journey(name, ReadFrames::again);
    const Recording& shown = *opened->recording;
    EventReader events(shown);
    for (Seq seq = 1; seq <= shown.size(); ++seq) REQUIRE(events.at(seq).seq == seq);
    CHECK(message_at(shown, 1) == "");
    overwrite(std::string(bytes.size(), '\0'));
    CHECK(message_at(shown, 1) == "");
    CHECK(says(message_at(shown, JourneyEvents::block_events + 1), "changed.journey: the file was written to while"));
    overwrite(bytes);
    CHECK(difference(shown, *recording) == "");
  }
  SUBCASE("an export of one that is cut off meanwhile ends with that sentence, wherever it is") {
    const auto cut_at_piece = [&](std::size_t last) -> std::string {
      overwrite(bytes);
      const auto opened = open_journey(name, ReadFrames::again);
      std::size_t pieces = 0;
      try {
        write_recording(*opened->recording, {}, {RecordingFormat::jsonl}, [&](std::string_view) {
          if (++pieces == last) std::filesystem::resize_file(name, 1000);
          return true;
        });
      } catch (const JourneyChanged& changed) {
        return changed.what();
      }
      return "";
    };
    for (const std::size_t last : {1U, 4U, 9U}) CHECK(says(cut_at_piece(last), "was written to while it was shown"));
  }
  SUBCASE("cut off") {
    const auto opened = open_journey(name);
    CHECK(message_at(*opened->recording, 1) == "");
    std::filesystem::resize_file(name, 1000);
    CHECK(message_at(*opened->recording, 2) == "");
    CHECK(says(message_at(*opened->recording, recording->size()), "changed.journey: the file was written to while"));
  }
  SUBCASE("zeros, and a length beyond everything") {
    const auto opened = open_journey(name);
    overwrite(std::string(bytes.size(), '\0'));
    CHECK(says(message_at(*opened->recording, 1), "was written to"));
    overwrite(std::string(bytes.size(), '\xFF'));
    CHECK(says(message_at(*opened->recording, 1), "was written to"));
    overwrite(bytes);
    CHECK(difference(*opened->recording, *recording) == "");
  }
  SUBCASE("another event with a checksum of its own") {
    const auto opened = open_journey(name);
    std::string altered = bytes;
    const std::size_t frame = frame_starts(bytes).at(1);
    altered.at(frame + journey_format::frame_head_bytes + 1) ^= 1;
    mend_checksum(altered, frame);
    overwrite(altered);
    CHECK(says(message_at(*opened->recording, 1), "was written to"));
  }
}
