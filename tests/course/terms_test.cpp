// The table of terms in lessons/README.md: each is explained on the page that it names, and not used before.
#include "tests/course/terms.hpp"

#include "tests/course/course.hpp"
#include "tests/course/readme_table.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace doorway;
using namespace doorway::course;

namespace {

enum TermColumn : std::size_t { forms, explained_in, explained_on, term_columns };

std::vector<Row> term_rows() {
  const auto readme = readme_text();
  REQUIRE_MESSAGE(readme.has_value(), readme.error().message);
  const auto rows = table_below(*readme, "## Where each term is explained", term_columns);
  REQUIRE_MESSAGE(rows.has_value(), rows.error().message);
  return *rows;
}

std::string place_in(const std::vector<Lesson>& course, PageIndex index) {
  const Lesson& lesson = course.at(index.lesson);
  return "lesson " + std::to_string(lesson.order) + ", " + plain_text(lesson.pages.at(index.page).title);
}

}  // namespace

TEST_CASE("each term is explained before it is used") {
  const auto course = read_course();
  REQUIRE_MESSAGE(course.has_value(), course.error().message);
  for (const Row& row : term_rows()) {
    for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
      INFO(row[forms], (vocabulary == Vocabulary::story ? ", story" : ", engineer"));
      const auto first = first_use(*course, term_of(row[forms]), vocabulary);
      CHECK((first ? place_in(*course, *first) : "nowhere") ==
            "lesson " + row[explained_in] + ", " + row[explained_on]);
    }
  }
}

TEST_CASE("a term stands out on the page that explains it") {
  const auto course = read_course();
  REQUIRE_MESSAGE(course.has_value(), course.error().message);
  for (const Row& row : term_rows()) {
    INFO(row[forms]);
    const auto page = find_page(*course, row[explained_in], row[explained_on]);
    REQUIRE_MESSAGE(page.has_value(), page.error().message);
    for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
      CHECK(stands_out(**page, term_of(row[forms]), vocabulary));
    }
  }
}

TEST_CASE("the list of terms is long, and has each once") {
  const auto rows = term_rows();
  CHECK(rows.size() >= 50);
  std::set<std::string> seen;
  for (const Row& row : rows) {
    for (const std::string& form : term_of(row[forms])) {
      INFO(form);
      CHECK(seen.insert(form).second);
    }
  }
}

TEST_CASE("a term is found as words of its own") {
  const Term port = term_of("port, ports");
  CHECK(port == Term{"port", "ports"});
  CHECK(has_term("Ports are numbers.", port));
  CHECK(has_term("(a port)", port));
  CHECK_FALSE(has_term("transport, portal, port-hole", port));
  CHECK(has_term("the end of\nthe stream", term_of("end of the stream")));
  CHECK(has_term("A FIN.", term_of("FIN")));
  CHECK_FALSE(has_term("a fin", term_of("FIN")));
  CHECK(has_term("portals of a port", port));
}
