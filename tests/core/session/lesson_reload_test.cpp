// A lesson whose text changes while a learner walks through it.
#include "tests/core/lesson/lesson_text.hpp"
#include "tests/core/session/learner.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

/// A lesson's text in parts, so that a test changes one of them.
struct Parts {
  std::string before;  ///< pages
  std::string title = "One";
  std::string words = "Words.\n";
  std::string scenario = hello_scenario();
  std::string question = "What will recv return?\n";
  std::string feedback = "  > No: they have come.\n";
  std::string open = "open before alice.send#1\n";
  std::string goal = "when bob.recv#1.bytes == 2";

  [[nodiscard]] std::string text() const {
    const std::string solution =
        "```solution\nbob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\n"
        "alice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: c = l.accept()\n"
        "alice: s.send(\"Hi\")\nbob: c.recv(64)\n```\n";
    return "---\ntitle: A lesson\n---\n" + before + "## " + title + "\n" + words + scenario + "```ask\n" + question +
           "- five when bob.recv#1.bytes == 5\n- nothing when bob.recv#1 blocks\n" + feedback + "```\n```cue\n" + open +
           "stop after bob.recv#1\n```\n## Two\nMore.\n```goal\nTwo bytes.\n" + goal +
           "\nhint Small.\nhint Smaller.\n```\n" + solution + "## Three\nThe end.\n";
  }
};

class Reader {
 public:
  explicit Reader(const Parts& parts) : walk_(lesson_of(parts.text()), ground_.ground, ground_.now) { rest(); }
  void rest() {
    const Session* session = walk_.session();
    ground_.rest(walk_, session, [&] { return session != nullptr && session->is_busy(); });
  }
  void does(const WalkCommand& command) {
    walk_.apply(command, ground_.now);
    rest();
  }
  void answers() {
    does(walk::Choose{1});
    does(walk::PlayOrPause{});
    REQUIRE(walk_.ask_state().is_decided());
  }
  void reads(const Parts& parts) {
    walk_.reload(lesson_of(parts.text()), ground_.now);
    rest();
  }
  [[nodiscard]] LessonWalk& walk() { return walk_; }
  [[nodiscard]] std::string title() { return plain_text(walk_.page().title); }
  [[nodiscard]] std::shared_ptr<const Recording> take() { return walk_.session()->takes().back(); }

 private:
  TestGround ground_;
  LessonWalk walk_;
};

}  // namespace

TEST_CASE("a lesson that is saved as it was, or with other words, goes on where it stood") {
  Parts parts;
  Reader reader(parts);
  reader.answers();
  const AskState before = reader.walk().ask_state();
  const auto take = reader.take();
  const Seq cursor = reader.walk().session()->playhead().cursor;
  reader.walk().take_events();
  reader.reads(parts);
  parts.words = "Other words, with a `recv`.\n";
  reader.reads(parts);
  CHECK(reader.walk().ask_state() == before);
  CHECK(reader.take() == take);
  CHECK(reader.walk().session()->playhead().cursor == cursor);
  CHECK(reader.walk().take_events().empty());
  CHECK(std::get<Paragraph>(std::get<ProseBlock>(reader.walk().page().blocks[0])).text[0].text ==
        "Other words, with a ");
}

TEST_CASE("a page is found by its id when others come before it, and by its number when it has another name") {
  Parts parts;
  Reader reader(parts);
  reader.does(walk::ToPage{1});
  const auto take = reader.take();
  parts.before = "## New\nFirst.\n";
  reader.walk().take_events();
  reader.reads(parts);
  CHECK(reader.title() == "Two");
  CHECK(reader.walk().page_index() == 2);
  CHECK(reader.take() == take);
  const auto events = reader.walk().take_events();
  REQUIRE(events.size() == 1);
  CHECK(std::get<learner::PageOpened>(events[0]).page == 2);
  reader.does(walk::ToPage{1});
  REQUIRE(reader.title() == "One");
  parts.title = "Another name";
  reader.reads(parts);
  CHECK(reader.title() == "Another name");
}

TEST_CASE("a page that is gone leaves the learner at the same number, or at the last page") {
  Parts parts;
  parts.before = "## New\nFirst.\n## Newer\nSecond.\n";
  Reader reader(parts);
  reader.does(walk::ToPage{4});
  parts.before.clear();
  reader.reads(parts);
  CHECK(reader.title() == "Three");
  parts.before = "## New\nFirst.\n";
  reader.reads(parts);
  reader.does(walk::ToPage{0});
  parts.before.clear();
  reader.reads(parts);
  CHECK(reader.title() == "One");
  CHECK(reader.walk().session() != nullptr);
}

TEST_CASE("an answer to another question, or over another scenario, is forgotten, and the run begins anew") {
  Parts parts;
  Reader reader(parts);
  reader.answers();
  parts.question = "What does recv return?\n";
  reader.reads(parts);
  CHECK_FALSE(reader.walk().ask_state().answer);
  reader.does(walk::Choose{0});
  const auto take = reader.take();
  parts.scenario.replace(parts.scenario.find("Hello"), 5, "World");
  reader.reads(parts);
  CHECK_FALSE(reader.walk().ask_state().answer);
  CHECK(reader.take() != take);
  CHECK(reader.walk().session()->has_reached({Place::Moment::before, {"alice", "send", 1}, {}}));
}

TEST_CASE("an answer stands when only what is said to it is new, and that is said") {
  Parts parts;
  Reader reader(parts);
  reader.answers();
  REQUIRE(reader.walk().ask_state().verdict->feedback == std::vector<std::size_t>{1});
  parts.feedback = "  > Look at Bob's buffer.\n";
  reader.reads(parts);
  REQUIRE(reader.walk().ask_state().is_decided());
  CHECK(reader.walk().ask_state().verdict->feedback == std::vector<std::size_t>{1});
  CHECK(plain_text(std::get<Paragraph>(feedback_of(*ask_of(reader.walk().page()), 1)[0]).text) ==
        "Look at Bob's buffer.");
}

TEST_CASE("a page that opens elsewhere now is opened there") {
  Parts parts;
  Reader reader(parts);
  parts.open = "open before bob.recv#1\n";
  reader.reads(parts);
  CHECK(reader.walk().session()->has_reached({Place::Moment::after, {"alice", "send", 1}, {}}));
}

TEST_CASE("goals, hints and changed scenarios stay as long as they fit") {
  Parts parts;
  Reader reader(parts);
  reader.does(walk::ToPage{1});
  reader.does(walk::NextHint{});
  std::string changed = goal_of(reader.walk().page())->solution_text;
  reader.does(walk::RunChanged{changed});
  REQUIRE(reader.walk().goal_state().reached);
  const auto take = reader.take();
  parts.words = "Other words.\n";
  reader.reads(parts);
  CHECK(reader.walk().goal_state().reached);
  CHECK(reader.walk().goal_state().hints_shown == 1);
  CHECK(reader.walk().runs_changed());
  CHECK(reader.walk().changed_text() == changed);
  CHECK(reader.take() == take);
  parts.goal = "when bob.recv#1.bytes == 3 or bob.recv#1.bytes == 2";
  reader.reads(parts);
  CHECK(reader.walk().goal_state().hints_shown == 0);
  CHECK(reader.walk().goal_state().reached);  // what runs reaches the new one too
  parts.scenario.replace(parts.scenario.find("Hello"), 5, "World");
  reader.reads(parts);
  CHECK_FALSE(reader.walk().runs_changed());
  CHECK_FALSE(reader.walk().changed_text());
  CHECK(reader.take() != take);
}

TEST_CASE("a lesson can lose its scenarios, and get some") {
  Parts parts;
  Reader reader(parts);
  const auto read = [&](const std::string& text) { reader.walk().reload(lesson_of(text), {}); };
  read("---\ntitle: A lesson\n---\n## One\nWords.\n");
  CHECK(reader.walk().session() == nullptr);
  CHECK(reader.walk().lesson().pages.size() == 1);
  reader.reads(parts);
  CHECK(reader.walk().session() != nullptr);
}
