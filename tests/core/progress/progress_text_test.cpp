#include "core/progress/progress_text.hpp"

#include "core/progress/progress_csv.hpp"
#include "tests/core/progress/made_lesson.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <sstream>

using namespace doorway;
using namespace doorway::test;

namespace {

/// The fields of CSV text by records, read as RFC 4180 §2 has it, without the code that wrote it.
std::vector<std::vector<std::string>> csv_records(const std::string& text) {
  std::vector<std::vector<std::string>> records{{""}};
  bool in_quotes = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& field = records.back().back();
    if (in_quotes) {
      if (text[i] != '"') {
        field += text[i];
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        field += text[++i];
      } else {
        in_quotes = false;
      }
    } else if (text[i] == '"') {
      in_quotes = true;
    } else if (text[i] == ',') {
      records.back().emplace_back();
    } else if (text.compare(i, 2, "\r\n") == 0) {
      records.push_back({""});
      ++i;
    } else {
      field += text[i];
    }
  }
  records.pop_back();
  return records;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("a time is told in seconds, minutes, or hours and minutes") {
  CHECK(duration_text(0) == "0 s");
  CHECK(duration_text(59) == "59 s");
  CHECK(duration_text(60) == "1 min");
  CHECK(duration_text(3599) == "59 min");
  CHECK(duration_text(3600) == "1 h 00 min");
  CHECK(duration_text(7512) == "2 h 05 min");
}

TEST_CASE("the table has a line for each lesson and one for all, and its columns stand below each other") {
  LessonOverview done;
  done.pages = {2, 9};
  done.questions = 5;
  done.right_at_first = 2;
  done.right_later = 1;
  done.active_s = 100;
  const std::vector<ProgressRow> rows{{"One", done}, {"\u00dcber die T\u00fcr", {}}};
  const auto lines = lines_of(progress_table(rows));
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == "lesson         pages  first try  later  open  answers  own runs  goals  hints  gems   time");
  CHECK(lines[1] == "One           2 of 9          2      1     2        0         0      -      0     -  1 min");
  CHECK(lines[2].starts_with("\u00dcber die T\u00fcr       -          0"));
  CHECK(lines[3].starts_with("all together  2 of 9          2      1     2"));
}

TEST_CASE("CSV has a line for each page, whatever was done there") {
  const Lesson lesson = lesson_with("Doors, \"two\"", {{"a", true, 0, false, 1}, {"b", false, 1, true, 0}});
  const std::vector<KnownLesson> lessons{{"01-doors", &lesson}, {"02-broken", nullptr}};
  Progress progress;
  fold(progress, {1793619600, {"01-doors", "a"}, deed::Opened{}});
  fold(progress, {1793619660, {"01-doors", "a"}, deed::Answered{answer::One{1}, false}});
  fold(progress, {1793619661, {"01-doors", "a"}, deed::Answered{answer::One{0}, true}});
  fold(progress, {1793619662, {"01-doors", "a"}, deed::GemKept{0}});
  fold(progress, {1793619663, {"01-doors", "a"}, deed::TimeSpent{63}});
  fold(progress, {1, {"01-doors", "gone"}, deed::Opened{}});
  fold(progress, {1, {"02-broken", "x"}, deed::GoalReached{}});
  const auto records = csv_records(progress_csv(lessons, progress, Vocabulary::story));
  REQUIRE(records.size() == 5);
  for (const auto& record : records) CHECK(record.size() == records[0].size());
  CHECK(records[0][0] == "lesson");
  CHECK(records[1] == std::vector<std::string>{"01-doors", "Doors, \"two\"", "a", "a", "yes", "2", "no", "yes", "0", "",
                                               "", "", "1", "1", "63", "2026-11-02T11:41:03Z"});
  CHECK(records[2] == std::vector<std::string>{"01-doors", "Doors, \"two\"", "b", "b", "no", "", "", "", "0", "no", "0",
                                               "no", "0", "0", "0", ""});
  CHECK(records[3][2] == "gone");
  CHECK(records[3][3].empty());
  CHECK(records[4][0] == "02-broken");
  CHECK(records[4][9] == "yes");
}

TEST_CASE("ids that a file made up are safe to show, in the table and as CSV") {
  const Progress made_up = progress_of(std::vector{ProgressRecord{1, {"\x1b[31m\u202e", "=\u009b\n"}, deed::Opened{}}});
  const std::string csv = progress_csv({}, made_up, Vocabulary::story);
  CHECK(csv.find("\r\nU+001B[31mU+202E,,'=U+009B\\n,") != std::string::npos);
  const std::string table = progress_table(progress_rows({}, made_up));
  CHECK(table.find("U+001B[31mU+202E") != std::string::npos);
}

TEST_CASE("any text in a field comes back from CSV, and none begins as a formula") {
  CHECK(rc::check([](const std::string& text) {
    const auto records = csv_records(csv_field(text) + "," + csv_field("next") + "\r\n");
    RC_ASSERT(records.size() == 1U);
    RC_ASSERT(records[0].size() == 2U);
    const std::string& field = records[0][0];
    const bool is_guarded = !text.empty() && std::string("=+-@\t\r").find(text[0]) != std::string::npos;
    RC_ASSERT(field == (is_guarded ? "'" + text : text));
  }));
}
