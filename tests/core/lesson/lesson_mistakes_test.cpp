#include "tests/core/lesson/lesson_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace doorway::test {
namespace {

using Texts = std::vector<std::string>;

/// Each text as the page's, from line 5 on, with the one mistake that is in it.
void check_page(const std::vector<std::pair<std::string, std::string>>& pages) {
  for (const auto& [written, mistake] : pages) {
    const std::string& text = written;
    CAPTURE(text);
    CHECK(mistakes_of(page_of(text)) == Texts{mistake});
  }
}

/// The same below a scenario, from line 15 on.
void check_below_scenario(const std::vector<std::pair<std::string, std::string>>& blocks) {
  for (const auto& [written, mistake] : blocks) {
    const std::string& text = written;
    CAPTURE(text);
    CHECK(mistakes_of(page_of(hello_scenario() + "text\n\n" + text)) == Texts{mistake});
  }
}

const std::string ask_mistake_text = "```ask\nWhat?\n- a   when bob ended\n";

}  // namespace

TEST_CASE("a header that is missing, open or without a title is refused") {
  const std::string begin =
      "1:1: a lesson begins with its header: write a line ---, then title: and its title, then ---";
  CHECK(mistakes_of("") == Texts{begin});
  CHECK(mistakes_of("## One\ntext\n") == Texts{begin});
  CHECK(mistakes_of("---\ntitle: T\n") == Texts{"1:1: the header is not closed: write a line --- after its last key"});
  CHECK(mistakes_of("---\ntitle: T\n## One\ntext\n") ==
        Texts{"3:1: the header is not closed: write a line --- before the first page"});
  CHECK(mistakes_of("---\nsummary: S\n---\n## One\ntext\n") ==
        Texts{"1:1: the title is missing: write title: and what the lesson is called"});
}

TEST_CASE("keys of the header are known, are there once and have a value of their kind") {
  const auto of = [](const std::string& lines) { return mistakes_of("---\ntitle: T\n" + lines + "---\n## One\nt\n"); };
  CHECK(of("sumary: S\n") == Texts{"3:1: there is no key sumary: did you mean summary?"});
  CHECK(of("  colour: red\n") == Texts{"3:3: there is no key colour: write title, summary, order, minutes or outcome"});
  CHECK(of("title: U\n") == Texts{"3:1: title is there twice: take one of them out"});
  CHECK(of("summary:\n") == Texts{"3:1: summary has no value: write it after the colon"});
  CHECK(of("order: first\n") == Texts{"3:8: order is a whole number from 0 to 999: write order: 10"});
  CHECK(of("minutes: 1000\n") == Texts{"3:10: minutes is a whole number from 0 to 999: write minutes: 10"});
  CHECK(of("just words\n") ==
        Texts{"3:1: a line of the header is key: value, like title: A message goes through two doors"});
  CHECK(mistakes_of("---\ntitle: " + std::string(81, 'x') + "\n---\n## One\nt\n") ==
        Texts{"2:8: the title has 81 characters and the limit is 80: write a shorter one"});
}

TEST_CASE("pages have a title and a text, and nothing stands before the first one") {
  CHECK(mistakes_of("---\ntitle: T\n---\n") ==
        Texts{"3:1: the lesson has no pages: write ## and a title for the first one"});
  CHECK(mistakes_of("---\ntitle: T\n---\n\nhello\n\nagain\n\n## One\ntext\n") ==
        Texts{"5:1: this stands before the first page: write ## and a title above it"});
  check_page({{"t\n\n##\n\nu\n", "7:1: the page has no title: write it after ##"},
              {"t\n\n# Lesson\n", "7:1: the lesson's title stands in its header: write ## for the title of a page"},
              {"t\n\n#### Deep\n", "7:1: a page has no headings below ###: write ### or **strong** text"},
              {"", "4:1: the page has no text: write what is to be seen on it, or take it out"}});
}

TEST_CASE("what a page has no use for says what to write instead") {
  const std::string link = "nothing opens a link: write the address or the name as `code`";
  const std::string html = "a page has no HTML: write Markdown, and \\< or `<` for the sign itself";
  const std::string nested =
      "lists, quotes and blocks do not stand inside one another: write an empty line and begin this one at the left";
  check_page(
      {{"see [it](x)\n", "5:5: " + link},
       {"see <http://a.b>\n", "5:5: " + link},
       {"text\n\n[it]: http://a.b\n", "7:1: " + link},
       {"ä ![it](x)\n", "5:3: a page has no pictures, the stage is the picture: write what is to be seen"},
       {"a <b> c\n", "5:3: " + html},
       {"a\n\n<div>\nb\n</div>\n", "7:1: " + html},
       {"a &nbsp; b\n", "5:3: names of characters are not read: write the character itself, or \\& for the sign"},
       {"a\n\n***\n\nb\n", "7:1: a line across divides nothing: write ## and a title for the next page"},
       {"- a\n  - b\n", "6:5: " + nested},
       {"> - a\n", "5:5: " + nested},
       {"- a\n\n  ```text\n  b\n  ```\n", "7:6: " + nested}});
}

TEST_CASE("blocks have a word that is known, and an end") {
  check_page(
      {{"```scenari\nbob: l = socket(tcp)\n```\n", "5:4: there is no block ```scenari: did you mean ```scenario?"},
       {"```python\nx\n```\n", "5:4: there is no block ```python: write ```text for what is shown as it is"},
       {"```text now\nx\n```\n", "5:4: after the word text the line ends: write ```text"},
       {"t\n\n```text\nx\n", "7:1: the block that begins here is never closed: write ``` in a line after it"}});
}

TEST_CASE("mistakes in a scenario have their line and column in the lesson") {
  check_page(
      {{"```scenario\nalice: s = socket(tpc)\n```\nt\n", "6:19: there is no socket type tpc: did you mean tcp?"}});
}

TEST_CASE("mistakes in a condition have their line and column in the lesson") {
  const auto mistakes = mistakes_of(page_of(hello_scenario() + "t\n\n```ask\nWhat?\n- a   when bob ended\n"
                                                               "- ä   when bob.recv#1.byts == 5\n```\n"));
  REQUIRE(mistakes.size() == 1);
  CHECK(mistakes[0].rfind("20:23: ", 0) == 0);
  CHECK(mistakes[0].find("did you mean bytes?") != std::string::npos);
}

TEST_CASE("a question has a text, two choices or more, and each says when it is right") {
  check_below_scenario(
      {{"```ask\nWhat?\n```\n",
        "17:4: the question has no choices: write lines like - 5 bytes   when bob.recv#1.bytes == 5"},
       {"```ask\n- a   when bob ended\n- b   when alice ended\n```\n",
        "18:1: the question is missing: write it above its choices"},
       {ask_mistake_text + "```\n",
        "19:3: one choice is no question: write a second one, that somebody may believe in"},
       {ask_mistake_text + "- b\n- c when bob ended\n```\n",
        "20:3: the choice does not say when it is right: write when and a condition after it, like when "
        "bob.recv#1.bytes == 5"},
       {ask_mistake_text + "-   when bob ended\n- c when bob ended\n```\n",
        "20:3: the choice has no text: write what can be answered before when"},
       {ask_mistake_text + "- b when bob ended\n# Why\n```\n",
        "21:1: an explanation has no headings: write a paragraph"},
       {ask_mistake_text + "- 1. b when bob ended\n- c when bob ended\n```\n",
        "20:3: the choice is one line of text: write \\ before a sign that begins something else"}});
}

TEST_CASE("questions and cues need a scenario, and are there once a page") {
  check_page({{"t\n\n```ask\nWhat?\n- a when bob ended\n- b when bob ended\n```\n",
               "7:4: a run answers the question, and there is none so far: write a block ```scenario on this page"},
              {"t\n\n```cue\nopen end\n```\n",
               "7:4: a cue is a place in a run, and there is none so far: write a block ```scenario on this page"}});
  check_below_scenario(
      {{"```cue\nopen end\n```\n\n```cue\nstop end\n```\n",
        "21:4: a page has one block ```cue: write ## and a title for the next page before this one, "
        "or take it out"},
       {hello_scenario(), "17:4: a page has one scenario: write ## and a title for the next page before this one"}});
}

TEST_CASE("a cue names places, processes and calls that the scenario has") {
  const auto cue = [](const std::string& line) { return "```cue\n" + line + "\n```\n"; };
  check_below_scenario(
      {{cue("opne end"), "18:1: there is no opne in a cue: did you mean open?"},
       {cue("pause end"), "18:1: there is no pause in a cue: write open, stop, order, point, hide or show"},
       {cue("stop"), "18:5: the place is missing: write a place, like after alice.send#1"},
       {cue("stop aftr bob.recv#1"), "18:6: there is no place aftr: did you mean after?"},
       {cue("stop 7"),
        "18:6: there is no place 7: write start, end, or before, at, asleep or after and a call, like "
        "after alice.send#1"},
       {cue("stop after"), "18:6: the call is missing: write after alice.send#1"},
       {cue("stop after send#1"),
        "18:12: send#1 is no call: write its process, its name and its number, like alice.send#1"},
       {cue("stop after alice.send"), "18:12: which one? Write alice.send#1 for the first"},
       {cue("stop after alice.send#0"), "18:22: #0 is no number of a call: write #1 for the first"},
       {cue("stop after alise.send#1"), "18:12: there is no process alise: did you mean alice?"},
       {cue("stop after carol.send#1"), "18:12: there is no process carol: write one of bob, alice"},
       {cue("stop after alice.sent#1"), "18:12: alice never calls sent: did you mean send?"},
       {cue("stop after alice.recvfrom#1"), "18:12: alice never calls recvfrom: write one of connect, send, socket"},
       {cue("stop after alice.send#2"), "18:12: alice.send#2 is not in the scenario: the last one is alice.send#1"},
       {cue("stop end now"), "18:10: now is one too many: a line has one place"},
       {cue("open end\nopen start"), "19:1: a page opens at one place: take one of the lines open out"},
       {cue("order alice bob"), "18:13: a comma is missing: write order alice, bob"},
       {cue("order"),
        "18:1: the order is missing: write the processes one after the other, like order alice, bob, "
        "alice"}});
  CHECK(mistakes_of(page_of("t\n\n" + hello_scenario() + "## Two\nu\n\n```cue\norder bob\n```\n")) ==
        Texts{"21:1: this page goes on with the take of the page before: write order where the scenario is"});
}

}  // namespace doorway::test
