#include "core/handout/handout.hpp"

#include "core/handout/html_text.hpp"
#include "core/handout/part_words.hpp"
#include "tests/core/handout/sample_lesson.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

using namespace doorway;
using namespace doorway::test;

namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string sheet_text(const std::string& which) {
  const Lesson lesson = sample_lesson();
  const auto words = Vocabulary::story;
  if (which == "handout.md") return to_markdown(handout_of(lesson, words), words);
  if (which == "handout.html") return to_html(handout_of(lesson, words), words);
  if (which == "key.md") return to_markdown(key_of(lesson, sample_answers(), words), words);
  return to_html(key_of(lesson, sample_answers(), words), words);
}

}  // namespace

TEST_CASE("the sample's handout and key are as they are kept in tests/data/handout") {
  for (const char* name : {"handout.md", "handout.html", "key.md", "key.html"}) {
    CAPTURE(name);
    CHECK(sheet_text(name) == handout_data(name));
  }
}

TEST_CASE("nothing that answers a question is on the handout, and no note for the instructor") {
  for (const char* name : {"handout.md", "handout.html"}) {
    const std::string text = sheet_text(name);
    for (const char* secret : {"there is nothing to cut them", "You think of", "Ask the class", "What is the 64",
                               "has room for", "until there is", "c.recv(3)", "[x]", ">x<"}) {
      CAPTURE(secret);
      CHECK_FALSE(has(text, secret));
    }
    CHECK(has(text, "To keep, in your own words:"));
    CHECK(has(text, "A number:"));
  }
}

TEST_CASE("the key has the right answers, the feedback, hints, the solution, gems and notes") {
  for (const char* name : {"key.md", "key.html"}) {
    const std::string text = sheet_text(name);
    for (const char* told : {"there is nothing to cut them", "You think of", "Ask the class", "What is the 64",
                             "has room for", "until there is", "c.recv(3)", "For the instructor"}) {
      CAPTURE(told);
      CHECK(has(text, told));
    }
  }
  CHECK(has(sheet_text("key.md"), "- [x] 10 bytes"));
  CHECK(has(sheet_text("key.md"), "- [1] Bob falls asleep"));
  CHECK(has(sheet_text("key.html"), "<span class=\"box\">x</span>10</li>"));
}

TEST_CASE("a lesson's markup is text on paper") {
  CHECK(has(sheet_text("key.html"), "&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK_FALSE(has(sheet_text("key.html"), "<script"));
  CHECK(has(sheet_text("key.md"), "\\<script\\>"));
}

TEST_CASE("in escaped HTML there is nothing that a browser would take for markup") {
  CHECK(rc::check([](const std::string& text) {
    const std::string escaped = html_escape(text);
    RC_ASSERT(escaped.find_first_of("<>\"") == std::string::npos);
    for (std::size_t at = escaped.find('&'); at != std::string::npos; at = escaped.find('&', at + 1)) {
      const std::string rest = escaped.substr(at);
      RC_ASSERT(rest.starts_with("&amp;") || rest.starts_with("&lt;") || rest.starts_with("&gt;") ||
                rest.starts_with("&quot;"));
    }
  }));
  CHECK(html_escape("a\x01\xff\u202e") == "aU+0001\\xFFU+202E");
  CHECK(html_escape("\u00fc \u2014 \xf0\x9f\x9a\xaa") == "\u00fc \u2014 \xf0\x9f\x9a\xaa");
}

TEST_CASE("each part of the stage has words of its own in both vocabularies") {
  std::set<std::string> words;
  for (std::uint8_t kind = 0; kind <= static_cast<std::uint8_t>(StagePart::Kind::road); ++kind) {
    const StagePart part{static_cast<StagePart::Kind>(kind), "bob", "c"};
    for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
      CHECK_FALSE(part_words(part, vocabulary).empty());
      words.insert(part_words(part, vocabulary));
    }
  }
  CHECK(words.size() == 16);
}
