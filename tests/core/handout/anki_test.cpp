#include "core/handout/anki.hpp"

#include "tests/core/handout/sample_lesson.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

/// The fields of each note: the lines that are no header, cut at tabs.
std::vector<std::vector<std::string>> notes_in(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::vector<std::string>> notes;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with('#')) continue;
    std::vector<std::string>& fields = notes.emplace_back(1, "");
    for (const char letter : line) {
      if (letter == '\t') {
        fields.emplace_back();
      } else {
        fields.back() += letter;
      }
    }
  }
  return notes;
}

}  // namespace

TEST_CASE("the sample's gems are notes as they are kept in tests/data/handout") {
  CHECK(anki_text(sample_lesson(), Vocabulary::story) == handout_data("gems.txt"));
}

TEST_CASE("each gem is a note of two fields, and no two fronts are the same") {
  for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
    const std::string text = anki_text(sample_lesson(), vocabulary);
    CHECK(text.starts_with("#separator:tab\n#html:true\n"));
    const auto notes = notes_in(text);
    REQUIRE(notes.size() == 3);
    std::set<std::string> fronts;
    for (const auto& fields : notes) {
      CHECK(fields.size() == 2);
      fronts.insert(fields[0]);
    }
    CHECK(fronts.size() == 3);
    CHECK(notes[0][0].find("One door") ==
          (vocabulary == Vocabulary::story ? notes[0][0].find("One ") : std::string::npos));
    CHECK(notes[0][1].find(vocabulary == Vocabulary::story ? "a letter" : "a byte") != std::string::npos);
  }
}

TEST_CASE("whatever a gem says, its note has two fields and no markup but ours") {
  CHECK(rc::check([](const std::string& words) {
    Lesson lesson;
    lesson.title = words;
    Page page;
    page.title = {Span{words}};
    page.blocks.emplace_back(Gem{{Span{words}}, {}});
    page.blocks.emplace_back(Gem{{Span{words}}, {}});
    lesson.pages.push_back(std::move(page));
    const auto notes = notes_in(anki_text(lesson, Vocabulary::story));
    RC_ASSERT(notes.size() == 2U);
    for (const auto& fields : notes) {
      RC_ASSERT(fields.size() == 2U);
      RC_ASSERT(!fields[0].starts_with('"'));
      RC_ASSERT(fields[1].find('"') == std::string::npos);
    }
  }));
}
