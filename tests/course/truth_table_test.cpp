// The table of lessons/README.md that says where each truth is met: the question there is asked of the truth's own run.
#include "tests/course/course.hpp"
#include "tests/course/readme_table.hpp"
#include "tests/course/truth_on_page.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace doorway;
using namespace doorway::course;

namespace {

enum TruthColumn : std::size_t { told, fixture, number, title, answer_words, truth_columns };

std::vector<Row> truth_rows() {
  const auto readme = readme_text();
  REQUIRE_MESSAGE(readme.has_value(), readme.error().message);
  const auto rows = table_below(*readme, "## Where each truth is met", truth_columns);
  REQUIRE_MESSAGE(rows.has_value(), rows.error().message);
  return *rows;
}

std::vector<Lesson> whole_course() {
  auto course = read_course();
  REQUIRE_MESSAGE(course.has_value(), course.error().message);
  return *course;
}

std::shared_ptr<const Recording> run_of(const Truth& truth) {
  const auto run = run_truth(truth);
  REQUIRE_MESSAGE(run.has_value(), run.error().message);
  for (const std::string& wrong : mismatches(truth, *run)) {
    if (!truth.claims.empty()) FAIL_CHECK(truth.name, ": ", wrong);
  }
  return run->recording;
}

Truth truth_named(const std::string& name) {
  auto truth = read_truth(truths_folder() / (name + ".scenario"));
  REQUIRE_MESSAGE(truth.has_value(), truth.error().message);
  return *truth;
}

/// The page's own run. Its file states nothing; its question does.
std::shared_ptr<const Recording> run_of_page(const std::vector<Lesson>& course, const Row& row, const Page& page) {
  const auto same = [&](const Lesson& lesson) { return std::to_string(lesson.order) == row[number]; };
  const Lesson& lesson = *std::ranges::find_if(course, same);
  REQUIRE_MESSAGE(page.scenario.has_value(), row[title]);
  return run_of(Truth{row[title], lesson.scenarios.at(*page.scenario), {}, false});
}

const Page& page_of(const std::vector<Lesson>& course, const Row& row) {
  const auto page = find_page(course, row[number], row[title]);
  REQUIRE_MESSAGE(page.has_value(), page.error().message);
  return **page;
}

}  // namespace

TEST_CASE("each truth has its place in the course") {
  std::set<std::string> named;
  for (const Row& row : truth_rows()) {
    INFO(row[fixture]);
    CHECK(row[told].size() >= 10);
    named.insert(row[fixture]);
  }
  std::set<std::string> there;
  for (const auto& file : truth_files(truths_folder())) there.insert(file.stem().string());
  CHECK(there.size() >= 20);
  CHECK(named == there);
}

TEST_CASE("the answer that a page calls right is what the truth's own run gives") {
  const auto course = whole_course();
  for (const Row& row : truth_rows()) {
    const Page& page = page_of(course, row);
    const Truth truth = truth_named(row[fixture]);
    const auto recording = run_of(truth);
    INFO(row[fixture], ", lesson ", row[number], ", ", row[title]);
    CHECK(said_of(page, *recording, row[answer_words]) == row[answer_words]);

    // The page and the truth speak of the same call; else the question would be about something else in that run.
    std::string stated;
    for (const Claim& claim : truth.claims) stated += claim.text + "\n";
    const auto in_truth = calls_named(stated);
    const auto on_page = calls_named(conditions_used(page, *recording, row[answer_words]));
    CHECK(std::ranges::find_first_of(in_truth, on_page) != in_truth.end());
  }
}

TEST_CASE("a page where a truth is met answers its own run in the same words") {
  const auto course = whole_course();
  for (const Row& row : truth_rows()) {
    const Page& page = page_of(course, row);
    const auto recording = run_of_page(course, row, page);
    INFO(row[fixture], ", lesson ", row[number], ", ", row[title]);
    // A goal is not reached by the page's scenario as it stands: the learner is to bring it about.
    const bool is_goal = row[answer_words] == reaches_goal;
    CHECK((said_of(page, *recording, row[answer_words]) == row[answer_words]) == !is_goal);
  }
}

TEST_CASE("a page that says otherwise than the truth is noticed") {
  const Truth truth = truth_named("18-bound-is-not-listening");
  const auto recording = run_of(truth);
  Page page = page_of(whole_course(), {"", "", "8", "A door with a number", ""});
  const std::string before = said_of(page, *recording, "");
  CHECK(before == "It fails at once");

  for (PageBlock& block : page.blocks) {
    auto* ask = std::get_if<Ask>(&block);
    if (ask == nullptr) continue;
    auto& choices = std::get<OneOf>(ask->answers).choices;
    std::swap(choices.front().when, choices.back().when);
  }
  CHECK(said_of(page, *recording, "") == "It succeeds: the number leads to Bob");
  CHECK(said_of(page, *recording, reaches_goal) == "(the page has no goal)");
}

TEST_CASE("a table is read below its heading, and one that is not there is told") {
  const std::string text =
      "## A\n\nText.\n\n| x | y |\n| --- | --- |\n| `one` | **two** |\n| 3 | |\n\n| no | more |\n## B\n";
  const auto rows = table_below(text, "## A", 2);
  REQUIRE(rows.has_value());
  CHECK(*rows == std::vector<Row>{{"one", "two"}, {"3", ""}});
  CHECK(table_below(text, "## B", 2).has_error());
  CHECK(table_below(text, "## C", 2).has_error());
  CHECK(table_below(text, "## A", 3).has_error());
}
