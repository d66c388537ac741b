#include "core/progress/record_text.hpp"

#include "tests/core/progress/any_record.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace doorway;
using namespace doorway::test;

namespace {

const std::string opened = R"({"unix_s":1793619600,"lesson":"01-two-doors","page":"a-room","did":"opened"})"
                           "\n";

ProgressRecord record_with(Deed deed) {
  return {1793619600, {"01-two-doors", "a-room"}, std::move(deed)};
}

std::string text_of(const std::vector<ProgressRecord>& records) {
  std::string text = progress_header_line();
  for (const ProgressRecord& record : records) text += record_line(record);
  return text;
}

/// Whether the first is the second's beginning.
bool is_beginning(const std::vector<ProgressRecord>& part, const std::vector<ProgressRecord>& whole) {
  return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

}  // namespace

TEST_CASE("a record is one line of JSON that says what was done, where and when") {
  CHECK(progress_header_line() == "{\"doorway\":\"progress\",\"version\":1}\n");
  CHECK(record_line(record_with(deed::Opened{})) == opened);
  const auto end_of = [](const Deed& deed) {
    const std::string line = record_line(record_with(deed));
    return line.substr(line.find("\"did\""));
  };
  CHECK(end_of(deed::Answered{answer::One{2}, false}) ==
        "\"did\":\"answered\",\"answer\":{\"choice\":2},\"right\":false}\n");
  CHECK(end_of(deed::Answered{answer::Several{{0, 2}}, true}) ==
        "\"did\":\"answered\",\"answer\":{\"choices\":[0,2]},\"right\":true}\n");
  CHECK(end_of(deed::Answered{answer::Number{-7}, true}) ==
        "\"did\":\"answered\",\"answer\":{\"number\":-7},\"right\":true}\n");
  CHECK(end_of(deed::Answered{answer::Order{{1, 0}}, false}) ==
        "\"did\":\"answered\",\"answer\":{\"order\":[1,0]},\"right\":false}\n");
  CHECK(end_of(deed::Answered{answer::Elsewhere{}, false}) ==
        "\"did\":\"answered\",\"answer\":{\"elsewhere\":true},\"right\":false}\n");
  CHECK(end_of(deed::Tried{}) == "\"did\":\"tried\"}\n");
  CHECK(end_of(deed::HintTaken{1}) == "\"did\":\"hint\",\"hint\":1}\n");
  CHECK(end_of(deed::SolutionSeen{}) == "\"did\":\"solution\"}\n");
  CHECK(end_of(deed::GoalReached{}) == "\"did\":\"goal\"}\n");
  CHECK(end_of(deed::GemKept{3}) == "\"did\":\"gem\",\"gem\":3}\n");
  CHECK(end_of(deed::TimeSpent{61}) == "\"did\":\"spent\",\"seconds\":61}\n");
}

TEST_CASE("records are read as they were written") {
  CHECK(rc::check([] {
    const auto records = *any_records();
    const ReadRecords read = read_records(text_of(records));
    RC_ASSERT(read.records == records);
    RC_ASSERT(read.has_header);
    RC_ASSERT(read.version == progress_version);
    RC_ASSERT(read.damaged_lines == 0U);
    RC_ASSERT(read.unknown_records == 0U);
  }));
}

TEST_CASE("wherever the file's tail was torn off, all lines before it are read and the torn one is told of") {
  CHECK(rc::check([] {
    const auto records = *rc::gen::resize(5, any_records());
    const std::string text = text_of(records);
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
      const std::string torn = text.substr(0, cut);
      const ReadRecords read = read_records(torn);
      const bool at_line_end = cut == 0 || torn.back() == '\n';
      // A line whose end of line alone is missing is whole.
      const bool is_whole = at_line_end || text[cut] == '\n';
      const auto lines =
          static_cast<std::size_t>(std::count(torn.begin(), torn.end(), '\n')) + (is_whole && !at_line_end ? 1U : 0U);
      RC_ASSERT(is_beginning(read.records, records));
      RC_ASSERT(read.records.size() == (lines == 0 ? 0 : lines - 1));
      RC_ASSERT(read.has_header == (lines > 0));
      RC_ASSERT(read.damaged_lines == (is_whole ? 0U : 1U));
    }
  }));
}

TEST_CASE("a record that is appended on a new line after a torn one is read") {
  const std::string whole = progress_header_line() + opened + opened;
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    const ReadRecords read = read_records(whole.substr(0, cut) + "\n" + record_line(record_with(deed::Tried{})));
    CAPTURE(cut);
    REQUIRE_FALSE(read.records.empty());
    CHECK(read.records.back() == record_with(deed::Tried{}));
    CHECK(read.damaged_lines <= 1);
  }
}

TEST_CASE("damage in one byte costs that line at most") {
  CHECK(rc::check([] {
    const auto records = *rc::gen::suchThat(any_records(), [](const auto& all) { return !all.empty(); });
    std::string text = text_of(records);
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    text[at] = *rc::gen::arbitrary<char>();
    const ReadRecords read = read_records(text);
    // An end of line that is overwritten makes one line of two; a new one makes two of one.
    RC_ASSERT(read.is_newer() || read.records.size() + 2 >= records.size());
    RC_ASSERT(read.damaged_lines <= 2U);
  }));
}

TEST_CASE("any bytes at all are read as something, and what they hold can be written again") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& bytes) {
    const ReadRecords read = read_records(std::string(bytes.begin(), bytes.end()));
    for (const ProgressRecord& record : read.records) {
      RC_ASSERT(read_records(record_line(record)).records == std::vector{record});
    }
  }));
}

TEST_CASE("what a record cannot hold is left out, with the number of its line") {
  const std::string each[] = {
      "[1,2]",
      "null",
      "7",
      "{",
      "\xff\xfe",
      "{}",
      R"({"unix_s":1,"lesson":"a","page":"b"})",
      R"({"unix_s":1,"lesson":"a","did":"opened"})",
      R"({"unix_s":1,"lesson":"a","page":"","did":"opened"})",
      R"({"unix_s":1,"lesson":7,"page":"b","did":"opened"})",
      R"({"unix_s":-1,"lesson":"a","page":"b","did":"opened"})",
      R"({"unix_s":1.5,"lesson":"a","page":"b","did":"opened"})",
      R"({"unix_s":18446744073709551615,"lesson":"a","page":"b","did":"opened"})",
      R"({"unix_s":1,"lesson":"a","page":"b","did":"hint"})",
      R"({"unix_s":1,"lesson":"a","page":"b","did":"gem","gem":-1})",
      R"({"unix_s":1,"lesson":"a","page":"b","did":"gem","gem":10001})",
      R"({"unix_s":1,"lesson":"a","page":"b","did":"spent","seconds":86401})",
      R"({"unix_s":1,"lesson":"a","page":"b","did":"answered","right":true})",
      R"({"unix_s":1,"lesson":"a","page":"b","did":"answered","answer":{"choice":"1"},"right":true})",
      R"({"unix_s":1,"lesson":"a","page":"b","did":"answered","answer":{"order":[0,null]},"right":true})",
      R"({"unix_s":1,"lesson":"a","page":"b","did":"answered","answer":{"choice":1},"right":1})",
      R"({"doorway":"settings","version":1})",
      R"({"doorway":"progress","version":0})",
      R"({"doorway":"progress","version":"1"})",
      R"({"unix_s":1,"lesson":")" + std::string(progress_limits::id_bytes + 1, 'a') + R"(","page":"b","did":"opened"})",
      R"({"unix_s":1,"lesson":"a","page":"b","did":"opened","more":")" + std::string(progress_limits::line_bytes, 'a') +
          "\"}",
  };
  for (const std::string& line : each) {
    CAPTURE(line.substr(0, 100));
    const ReadRecords read = read_records(progress_header_line() + opened + line + "\n" + opened);
    CHECK(read.records.size() == 2);
    CHECK(read.damaged_lines == 1);
    CHECK(read.first_damaged_line == 3);
  }
}

TEST_CASE("kinds and fields that are not known are passed over without a complaint") {
  const ReadRecords read =
      read_records(progress_header_line() + R"({"unix_s":1,"lesson":"a","page":"b","did":"danced","steps":9})" + "\n" +
                   R"({"unix_s":1,"lesson":"a","page":"b","did":"opened","light":"dim"})" + "\r\n\n");
  CHECK(read.records == std::vector{ProgressRecord{1, {"a", "b"}, deed::Opened{}}});
  CHECK(read.unknown_records == 1);
  CHECK(read.damaged_lines == 0);
}

TEST_CASE("of a newer version nothing is taken, wherever it says so") {
  const std::string newer = "{\"doorway\":\"progress\",\"version\":2}\n";
  for (const std::string& text : {newer + opened, progress_header_line() + opened + newer}) {
    const ReadRecords read = read_records(text);
    CHECK(read.is_newer());
    CHECK(read.version == 2);
    CHECK(read.records.empty());
  }
  CHECK_FALSE(read_records(progress_header_line() + progress_header_line() + opened).is_newer());
  CHECK(read_records(progress_header_line() + progress_header_line() + opened).records.size() == 1);
}

TEST_CASE("names that no record can hold are written so that they can be read") {
  const std::string each[] = {"\xff\xfe", std::string(2 * progress_limits::id_bytes, 'a'), std::string(500, '\x01')};
  for (const std::string& name : each) {
    const ReadRecords read = read_records(record_line({5, {name, name}, deed::Opened{}}));
    REQUIRE(read.records.size() == 1);
    CHECK(read.records.front().at.lesson.size() <= progress_limits::id_bytes);
  }
}

TEST_CASE("the beginning of a header is known for what it is") {
  const std::string header = progress_header_line();
  for (std::size_t cut = 0; cut <= header.size(); ++cut) CHECK(is_cut_off_header(header.substr(0, cut)));
  CHECK_FALSE(is_cut_off_header("{\"doorway\":\"settings"));
  CHECK_FALSE(is_cut_off_header(header + "x"));
}
