// Files that were cut off, altered or made up: each gives a message or what is whole of it, and nothing reads beyond.
#include "core/journey/byte_writer.hpp"
#include "core/journey/crc32.hpp"
#include "tests/core/journey/journey_support.hpp"
#include "tests/core/live/conversation.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <random>
#include <string>

using namespace doorway;
using namespace doorway::test;

namespace {

/// A small run of each kind of event but strangers, as its file.
struct SmallJourney {
  std::shared_ptr<const Recording> recording;
  std::string bytes;
  std::vector<std::size_t> frames;

  SmallJourney() {
    const TemporaryFolder folder;
    TakeOptions options;
    options.journal = std::make_shared<JournalWriter>(JournalPlace{folder.path("small.journey"), false}, JourneyInfo{});
    recording = run_scenario(connected("bob: c.recv(10)\nalice: s.send(\"Hello\")\nalice: u = socket(udp)\nalice: "
                                       "u.bind(0)\nalice: u.sendto(\"abc\", alice.u)\nalice: u.recvfrom(2)\nalice: "
                                       "poll(s, u, 0ms)\nalice: wait(1ms)\nbob: c.close()\nalice: s.recv(1)\n"),
                             std::move(options))
                    .recording;
    bytes = content_of(folder.path("small.journey"));
    frames = frame_starts(bytes);
  }

  /// How many events are whole in the first so many bytes.
  [[nodiscard]] Seq whole_events(std::size_t size) const {
    const auto ends = std::upper_bound(frames.begin() + 1, frames.end(), size) - frames.begin() - 2;
    return std::min<Seq>(static_cast<Seq>(std::max<std::ptrdiff_t>(ends, 0)), recording->size());
  }
};

/// What is shown is a beginning of what was recorded.
bool is_beginning(const Recording& shown, const Recording& recording) {
  if (shown.size() > recording.size()) return false;
  for (Seq seq = 1; seq <= shown.size(); ++seq) {
    const Event& a = shown.at(seq);
    const Event& b = recording.at(seq);
    if (a.t_ns != b.t_ns || a.process != b.process || a.body.index() != b.body.index()) return false;
  }
  return true;
}

std::mt19937_64 seeded() {
  const char* given = std::getenv("DOORWAY_SEED");
  const unsigned long seed = given != nullptr ? std::strtoul(given, nullptr, 10) : std::random_device()();
  MESSAGE("DOORWAY_SEED=", seed);
  return std::mt19937_64(seed);
}

std::size_t below(std::mt19937_64& random, std::size_t end) {
  return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

void put_frame(std::string& journey, const Bytes& frame) {
  Bytes head;
  ByteWriter writer(head);
  writer.four_bytes(static_cast<std::uint32_t>(frame.size()));
  writer.four_bytes(crc32_of(frame));
  journey.append(head.begin(), head.end());
  journey.append(frame.begin(), frame.end());
}

std::string with_header(std::string_view json) {
  Bytes version;
  ByteWriter(version).four_bytes(journey_format::version);
  std::string journey(journey_format::magic);
  journey.append(version.begin(), version.end());
  Bytes frame(1, 0);
  frame.insert(frame.end(), json.begin(), json.end());
  put_frame(journey, frame);
  return journey;
}

/// A header with this count of lines and this scenario, as JSON.
std::string header_of(int line_count, const std::string& scenario, std::int64_t began_unix_ms = 1) {
  return R"({"doorway":"0","system":"","kernel":"","machine":"","network":"","free_run":false,)"
         R"("order":[],"first_line":1,"began_unix_ms":)" +
         std::to_string(began_unix_ms) + ",\"line_count\":" + std::to_string(line_count) + ",\"scenario\":" + scenario +
         "}";
}

std::string error_of(const std::filesystem::path& file) {
  const auto opened = open_journey(file);
  return opened ? "it was opened" : opened.error().message;
}

/// The most memory that this program had since the last call, in bytes; nothing where the system does not tell.
/// Sanitizers have memory of their own, so that nobody asks there.
[[maybe_unused]] std::optional<std::size_t> peak_memory_since_last_call() {
  std::optional<std::size_t> peak;
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) peak = std::stoul(line.substr(6)) * 1024;
  }
  std::ofstream forget("/proc/self/clear_refs");
  forget << "5" << std::flush;
  return forget ? peak : std::nullopt;
}

}  // namespace

TEST_CASE("a recording that is cut off at any byte shows what is whole, and says what is not") {
  const SmallJourney small;
  REQUIRE(small.recording->size() > 30);
  const TemporaryFolder folder;
  const std::size_t first_event = small.frames.at(1);
  for (std::size_t size = 0; size <= small.bytes.size(); ++size) {
    INFO("cut off at byte ", size);
    write_file(folder.path("cut.journey"), std::string_view(small.bytes).substr(0, size));
    const auto opened = open_journey(folder.path("cut.journey"));
    if (size < first_event) {
      REQUIRE_FALSE(opened.has_value());
      CHECK(says(opened.error().message, "cut.journey: "));
      continue;
    }
    REQUIRE(opened.has_value());
    CHECK(opened->recording->size() == small.whole_events(size));
    CHECK(is_beginning(*opened->recording, *small.recording));
    const bool between_frames = std::binary_search(small.frames.begin(), small.frames.end(), size);
    CHECK(opened->dropped.empty() == between_frames);
    CHECK(opened->is_finished == (size == small.bytes.size()));
    if (between_frames) read_all_of(*opened->recording);
  }
}

TEST_CASE("zeros behind the last event are the room that a killed program left") {
  const SmallJourney small;
  const TemporaryFolder folder;
  write_file(folder.path("killed.journey"), small.bytes.substr(0, small.frames.at(12)) + std::string(70000, '\0'));
  const auto opened = open_journey(folder.path("killed.journey"));
  REQUIRE(opened.has_value());
  CHECK(opened->recording->size() == 11);
  CHECK(opened->dropped == "");
  CHECK_FALSE(opened->is_finished);
}

TEST_CASE("what stands behind a hole is said to be left out, however large the hole is") {
  const SmallJourney small;
  const TemporaryFolder folder;
  const std::string name = folder.path("hole.journey");
  write_file(name, small.bytes.substr(0, small.frames.at(12)));
  std::filesystem::resize_file(name, 20U << 20);
  CHECK(open_journey(name)->dropped == "");
  std::ofstream(name, std::ios::binary | std::ios::app) << "more";
  const auto opened = open_journey(name);
  CHECK(opened->recording->size() == 11);
  CHECK(says(opened->dropped, "torn or damaged and left out"));
  std::filesystem::resize_file(name, small.frames.at(12));
  std::filesystem::resize_file(name, std::uintmax_t{1} << 40);  // no room ahead is as large
  CHECK(says(open_journey(name)->dropped, "torn or damaged and left out"));
}

TEST_CASE("of a recording of which 2 % is altered, what is shown is what was recorded") {
  const SmallJourney small;
  const TemporaryFolder folder;
  auto random = seeded();
  for (std::size_t i = times(500, 10000); i > 0; --i) {
    std::string altered = small.bytes;
    // A part of the altered files keeps its beginning, so that there is something to show.
    const std::size_t from = i % 3 == 0 ? 0 : small.frames[1 + below(random, small.frames.size() - 1)];
    for (std::size_t byte = from; byte < altered.size(); ++byte) {
      if (below(random, 50) == 0) altered[byte] = static_cast<char>(below(random, 256));
    }
    write_file(folder.path("altered.journey"), altered);
    const auto opened = open_journey(folder.path("altered.journey"));
    if (!opened) {
      CHECK(says(opened.error().message, "altered.journey: "));
      continue;
    }
    CHECK(is_beginning(*opened->recording, *small.recording));
    CHECK(opened->dropped.empty() == (opened->is_finished || altered == small.bytes));
    read_all_of(*opened->recording);
  }
}

TEST_CASE("events that were made up, with checksums that fit, harm nobody who reads them") {
  const SmallJourney small;
  const TemporaryFolder folder;
  auto random = seeded();
  std::size_t shown_less = 0;
  for (std::size_t i = times(1500, 10000); i > 0; --i) {
    std::string altered = small.bytes;
    const std::size_t frames = 1 + below(random, 3);
    for (std::size_t k = 0; k < frames; ++k) {
      const std::size_t which = below(random, small.frames.size() - 1);
      const std::size_t from = small.frames[which] + journey_format::frame_head_bytes;
      const std::size_t length = small.frames[which + 1] - from;
      for (std::size_t n = 1 + below(random, 3); n > 0; --n) {
        altered[from + below(random, length)] = static_cast<char>(below(random, i % 2 == 0 ? 256 : 8));
      }
      mend_checksum(altered, small.frames[which]);
    }
    write_file(folder.path("made-up.journey"), altered);
    const auto opened = open_journey(folder.path("made-up.journey"));
    if (!opened) continue;
    if (opened->recording->size() < small.recording->size()) ++shown_less;
    CHECK(opened->dropped.empty() == opened->is_finished);
    read_all_of(*opened->recording);
  }
  CHECK(shown_less > 0);
}

TEST_CASE("a length of 0xFFFFFFFF at any frame ends the recording there") {
  const SmallJourney small;
  const TemporaryFolder folder;
  for (std::size_t which = 0; which + 1 < small.frames.size(); ++which) {
    std::string altered = small.bytes;
    altered.replace(small.frames[which], 4, "\xFF\xFF\xFF\xFF");
    write_file(folder.path("long.journey"), altered);
    const auto opened = open_journey(folder.path("long.journey"));
    if (which == 0) {
      CHECK_FALSE(opened.has_value());
      continue;
    }
    REQUIRE(opened.has_value());
    CHECK(opened->recording->size() == which - 1);
    CHECK(opened->dropped_bytes == altered.size() - small.frames[which]);
    CHECK(says(opened->dropped, "torn or damaged"));
  }
}

TEST_CASE("what is no recording is told apart at once") {
  const TemporaryFolder folder;
  const auto began = std::chrono::steady_clock::now();
  CHECK(says(error_of("/dev/zero"), "/dev/zero: this is a pipe or a device"));
  CHECK(says(error_of(folder.path("")), "this is a directory"));
  REQUIRE(::mkfifo(folder.path("pipe.journey").c_str(), 0600) == 0);
  CHECK(says(error_of(folder.path("pipe.journey")), "this is a pipe or a device"));
  CHECK(says(error_of(folder.path("none.journey")), "none.journey: "));
  write_file(folder.path("empty.journey"), "");
  CHECK(says(error_of(folder.path("empty.journey")), "the file is empty"));
  write_file(folder.path("text.journey"), "alice: s = socket(tcp)\n");
  CHECK(says(error_of(folder.path("text.journey")), "no recording of Doorway"));
  write_file(folder.path("zeros.journey"), std::string(1000, '\0'));
  CHECK(says(error_of(folder.path("zeros.journey")), "no recording of Doorway"));
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(10));
  CHECK(is_journey(folder.path("text.journey")));
  CHECK_FALSE(is_journey("/dev/zero"));
  CHECK_FALSE(is_journey(folder.path("")));
}

TEST_CASE("a recording of a newer version says so, whatever it holds") {
  const SmallJourney small;
  const TemporaryFolder folder;
  std::string newer = small.bytes;
  newer[journey_format::magic.size()] = 2;
  write_file(folder.path("newer.journey"), newer);
  CHECK(says(error_of(folder.path("newer.journey")),
             "a newer Doorway wrote this (format 2, and this one reads up to 1)"));
  write_file(folder.path("renamed"), small.bytes);
  CHECK(is_journey(folder.path("renamed")));
}

TEST_CASE("a header that is not well is a message") {
  const TemporaryFolder folder;
  const auto error_with = [&](const std::string& json) {
    write_file(folder.path("header.journey"), with_header(json));
    return error_of(folder.path("header.journey"));
  };
  CHECK(error_with(header_of(1, R"j("a: s = socket(tcp)")j")) == "it was opened");
  CHECK(says(error_with(header_of(2, R"j("a: s = socket(tcp)")j")), "its scenario had 2 lines"));
  CHECK(says(error_with(header_of(1, R"j("a: s = soccet(tcp)")j")), "does not understand"));
  for (const std::string& json : {header_of(1, "5"), header_of(-1, R"j("a: s = socket(tcp)")j"), std::string("{}"),
                                  std::string("[]"), std::string("{"), std::string(100000, '[')}) {
    CHECK(says(error_with(json), "its header is not well"));
  }
}

TEST_CASE("a time that no clock shows is a message, and never one that a sum of times passes over") {
  const TemporaryFolder folder;
  const std::string scenario = R"j("a: s = socket(tcp)")j";
  write_file(folder.path("late.journey"), with_header(header_of(1, scenario, latest_beginning_unix_ms + 1)));
  CHECK(says(error_of(folder.path("late.journey")), "recorded after the year 2248"));
  write_file(folder.path("late.journey"),
             with_header(header_of(1, scenario, std::numeric_limits<std::int64_t>::max())));
  CHECK(says(error_of(folder.path("late.journey")), "recorded after the year 2248"));
  const auto ended_after = [&](std::int64_t t_ns) {
    std::string journey = with_header(header_of(1, scenario, latest_beginning_unix_ms));
    Bytes frame{7};
    ByteWriter writer(frame);
    writer.number(static_cast<std::uint64_t>(t_ns));
    writer.number(0);
    writer.number(0);
    put_frame(journey, frame);
    write_file(folder.path("long.journey"), journey);
    return open_journey(folder.path("long.journey"));
  };
  const auto longest = ended_after(longest_recording_ns);
  REQUIRE(longest.has_value());
  CHECK(longest->recording->size() == 1);
  read_all_of(*longest->recording);
  for (const std::int64_t too_long : {longest_recording_ns + 1, std::numeric_limits<std::int64_t>::max()}) {
    const auto opened = ended_after(too_long);
    REQUIRE(opened.has_value());
    CHECK(opened->recording->size() == 0);
    CHECK(says(opened->dropped, "its time is too far away"));
  }
}

TEST_CASE("no file takes more than 64 MiB besides itself") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  MESSAGE("skipped: a sanitizer has memory of its own");
#else
  const TemporaryFolder folder;
  const std::size_t most = journey_format::header_bytes - 100;
  std::string zeros = "{\"order\":[0";
  while (zeros.size() + 4 < most) zeros += ",0";
  std::string lists = "{\"x\":";
  lists.append(most / 2 - 10, '[');
  std::string objects = "{\"lesson\":{\"a\":0";
  while (objects.size() + 10 < most) objects += ",\"b\":{}";
  std::string ended = with_header(header_of(1, R"j("a: s = socket(tcp)")j"));
  Bytes names{8, 0, 0, 1, 0, 1, 0};
  ByteWriter(names).number(20U << 20);
  names.resize(names.size() + (20U << 20));
  put_frame(ended, names);
  if (!peak_memory_since_last_call()) {
    MESSAGE("skipped: this system does not tell how much memory a program had");
    return;
  }
  // As much as a header can ask for: all fills, all lines, all turns, and a long key that nobody knows.
  std::string order = "\"order\":[";
  for (int i = 0; i < 100'000; ++i) order += i == 0 ? "\"a\"" : ",\"a\"";
  std::string filled = "a: s = socket(tcp)\\na: s.send(fill(52428000))\\nrepeat 80 {\\n";
  for (int i = 1; i < 1000; ++i) filled += "a: s.send(\\\"" + std::string(500, 'x') + "\\\")\\n";
  filled += "}\\n";
  std::string all = header_of(2 + 80 * 999, "\"" + filled + "\",\"x\":\"");
  all.insert(all.size() - 1, std::string(most - all.size() - order.size(), 'y') + "\"");
  all.replace(all.find("\"order\":["), 9, order);
  for (const std::string& bytes :
       {with_header(zeros + "]}"), with_header(lists), with_header(objects + "}}"),
        with_header("{\"scenario\":\"" + std::string(most - 20, 'a') + "\"}"), ended, with_header(all)}) {
    write_file(folder.path("large.journey"), bytes);
    static_cast<void>(peak_memory_since_last_call());
    const std::size_t before = peak_memory_since_last_call().value_or(0);
    const std::string message = error_of(folder.path("large.journey"));
    const std::size_t most_meanwhile = peak_memory_since_last_call().value_or(0);
    INFO(message);
    CHECK(most_meanwhile < before + bytes.size() + (64U << 20));
  }
  CHECK(error_of(folder.path("large.journey")) == "it was opened");
#endif
}
