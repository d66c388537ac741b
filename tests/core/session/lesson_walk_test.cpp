// A walk through a lesson on real sockets: pages, questions and their verdicts.
#include "tests/core/lesson/lesson_text.hpp"
#include "tests/core/session/walker.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

using namespace doorway;
using namespace doorway::test;

namespace {

using Moment = Place::Moment;

const std::string header = "---\ntitle: A lesson\n---\n";
const std::string ask_recv =
    "```ask\nWhat will recv return?\n- five when bob.recv#1.bytes == 5\n- nothing when bob.recv#1 blocks\nSo it is.\n"
    "```\n";
const std::string two_pages =
    header + "## One\n" + hello_scenario() + ask_recv +
    "```cue\nopen before alice.send#1\nstop after alice.send#1\nstop after bob.recv#1\n```\n" +
    "## Two\nGoes on.\n## Three\nAnew.\n```scenario\nalice: u = socket(udp)\n```\n## Four\nEnds.\n";

}  // namespace

TEST_CASE("a page opens at its cue, a page with a scenario and without a cue at the start") {
  Walker walker(two_pages);
  CHECK(walker.walk().page_index() == 0);
  CHECK(walker.stands_before_send());
  walker.does(walk::ToPage{2});
  CHECK(walker.cursor() == 0);
  CHECK(walker.session().recording().scenario().processes == std::vector<std::string>{"alice"});
}

TEST_CASE("pages share the take, and a page with a scenario of its own begins anew") {
  Walker walker(two_pages);
  const auto take = walker.session().takes().back();
  const Seq cursor = walker.cursor();
  walker.does(walk::NextPage{});
  CHECK(plain_text(walker.walk().page().title) == "Two");
  CHECK(walker.session().takes().back() == take);
  CHECK(walker.cursor() == cursor);
  walker.does(walk::NextPage{});
  CHECK(walker.session().takes().back() != take);
  CHECK(walker.session().take_number() == 1);
  const auto last = walker.session().takes().back();
  walker.does(session::PlayTo{});
  walker.does(walk::NextPage{});
  CHECK(walker.session().takes().back() == last);
  CHECK(walker.cursor() == last->size());
  walker.does(walk::NextPage{});
  CHECK(plain_text(walker.walk().page().title) == "Four");
}

TEST_CASE("going back to a page shows its own scenario again, and answers are kept") {
  Walker walker(two_pages);
  walker.does(walk::PreviousPage{});
  CHECK(walker.walk().page_index() == 0);
  walker.does(walk::Choose{1});
  walker.does(walk::ToPage{1});
  const auto take = walker.session().takes().back();
  walker.does(walk::PreviousPage{});
  CHECK(walker.session().takes().back() == take);
  CHECK(walker.stands_before_send());
  CHECK(walker.asked().answer == one(1));
  walker.does(walk::ToPage{3});
  CHECK(walker.session().recording().scenario().processes.size() == 1);
  walker.does(walk::ToPage{0});
  CHECK(walker.session().recording().scenario().processes.size() == 2);
  CHECK(walker.stands_before_send());
  CHECK(walker.asked().answer == one(1));
  walker.does(walk::ToPage{99});
  CHECK(walker.walk().page_index() == 0);
}

TEST_CASE("space before an answer asks for one, and pressed again it plays") {
  Walker walker(two_pages);
  const Seq cursor = walker.cursor();
  walker.does(walk::PlayOrPause{});
  CHECK(walker.asked().asked_to_answer);
  CHECK(walker.cursor() == cursor);
  walker.does(walk::PlayOrPause{});
  CHECK(walker.cursor() == walker.at(place(Moment::after, "alice", "send")));
  CHECK_FALSE(walker.asked().answer);
  CHECK(walker.asked().standing == AskState::Standing::open);
  walker.does(walk::Choose{0});
  CHECK_FALSE(walker.asked().asked_to_answer);
}

TEST_CASE("space while it plays pauses") {
  Walker walker(two_pages);
  walker.does(walk::Choose{0});
  walker.does(session::Move{playhead::Home{}});
  walker.begin(walk::PlayOrPause{});
  CHECK(walker.session().is_playing());
  walker.begin(walk::PlayOrPause{});
  CHECK_FALSE(walker.session().is_playing());
}

TEST_CASE("an answer can be changed until the learner plays on with it, and is judged at the page's last stop") {
  Walker walker(two_pages);
  walker.does(walk::Choose{0});
  walker.does(walk::Choose{1});
  CHECK(walker.asked().answer == one(1));
  walker.does(walk::Choose{2});
  CHECK(walker.asked().answer == one(1));
  CHECK_FALSE(walker.asked().committed);
  walker.does(walk::PlayOrPause{});
  CHECK(walker.cursor() == walker.at(place(Moment::after, "alice", "send")));
  CHECK(walker.asked().committed);
  CHECK(walker.asked().standing == AskState::Standing::open);
  walker.does(walk::Choose{0});
  CHECK(walker.asked().answer == one(1));
  walker.does(walk::PlayOrPause{});
  CHECK(walker.cursor() == walker.at(place(Moment::after, "bob", "recv")));
  CHECK(walker.asked().standing == AskState::Standing::decided);
  CHECK(walker.asked().verdict->right == one(0));
  CHECK_FALSE(walker.asked().verdict->is_right);
  walker.does(walk::Choose{0});
  CHECK(walker.asked().answer == one(1));
}

TEST_CASE("who has stepped to where the answer shows has answered for good") {
  Walker walker(two_pages);
  walker.does(walk::Choose{1});
  walker.does(session::GoTo{place(Moment::after, "alice", "send")});
  walker.does(walk::Choose{0});
  CHECK_FALSE(walker.asked().committed);
  walker.does(session::GoTo{place(Moment::after, "bob", "recv")});
  CHECK(walker.asked().standing == AskState::Standing::decided);
  CHECK(walker.asked().verdict->is_right);
}

TEST_CASE("an answer that is given after the last stop is judged at once, and one in the past is not") {
  Walker walker(two_pages);
  walker.does(session::PlayTo{});
  CHECK(walker.asked().standing == AskState::Standing::open);
  walker.does(session::Move{playhead::Home{}});
  walker.does(walk::Choose{1});
  CHECK(walker.asked().standing == AskState::Standing::open);
  walker.does(session::Move{playhead::End{}});
  CHECK(walker.asked().standing == AskState::Standing::decided);
  CHECK(walker.asked().verdict->right == one(0));
}

TEST_CASE("a question can be judged at the moment before a call that has not been made") {
  Walker walker(
      header + "## One\n" + hello_scenario() +
      "```ask\nHas Bob asked for bytes?\n- yes when bob.recv count > 0\n- no when bob.recv count == 0\nNo.\n```\n"
      "```cue\nopen start\nstop before bob.recv#1\n```\n");
  walker.does(walk::Choose{1});
  walker.does(walk::PlayOrPause{});
  CHECK(result_of(walker.session().recording(), "bob.recv#1") == "-");
  CHECK(result_of(walker.session().recording(), "alice.send#1") == "5");
  CHECK(walker.asked().standing == AskState::Standing::decided);
  CHECK(walker.asked().verdict->right == one(1));
}

TEST_CASE("without a stop a question is judged at the end of the run") {
  Walker walker(header + "## One\n" + hello_scenario() + ask_recv);
  walker.does(walk::Choose{0});
  walker.does(session::GoTo{place(Moment::after, "bob", "recv")});
  walker.does(session::Move{playhead::StepBack{}});
  CHECK(walker.asked().standing == AskState::Standing::open);
  walker.does(walk::PlayOrPause{});
  CHECK(walker.asked().standing == AskState::Standing::decided);
}

TEST_CASE("a take in which no answer holds went another way, and a new take can still decide") {
  const std::string text = header +
                           "## One\nWords.\n```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\n"
                           "alice: wait(1ms)\n```\n"
                           "```ask\nWho is first?\n- bob when bob.socket#1 succeeds and alice.wait count == 0\n"
                           "- alice when alice.wait count == 9\nSo it is.\n```\n"
                           "```cue\nstop after bob.socket#1\n```\n";
  Walker walker(text);
  walker.does(walk::Choose{0});
  walker.does(session::GrantOne{alice});
  walker.does(session::Move{playhead::End{}});
  walker.does(walk::PlayOrPause{});
  CHECK(walker.asked().standing == AskState::Standing::open);  // more is to come
  walker.does(walk::PlayOrPause{});
  CHECK(walker.asked().standing == AskState::Standing::another_way);
  walker.does(session::Move{playhead::Home{}});
  walker.does(session::NewTake{});
  CHECK(walker.session().take_number() == 2);
  walker.does(walk::PlayOrPause{});
  CAPTURE(results_of(walker.session().recording(), "bob"));
  CAPTURE(results_of(walker.session().recording(), "alice"));
  CHECK(walker.asked().standing == AskState::Standing::decided);
  CHECK(walker.asked().verdict->right == one(0));
}

TEST_CASE("a new take is judged anew, also when it is as long as the one before") {
  const std::string text = header +
                           "## One\nWords.\n```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\n"
                           "alice: v = socket(udp)\nalice: v.sendto(\"a\", bob.u)\n"
                           "carol: w = socket(udp)\ncarol: w.sendto(\"c\", bob.u)\n"
                           "bob: u.recvfrom(8)\nbob: u.recvfrom(8)\n```\n"
                           "```ask\nWhat comes first?\n- a when bob.recvfrom#1.data == \"a\"\n"
                           "- nothing when bob.recvfrom#1.bytes == 0\n```\n";
  constexpr ProcessId carol = 2;
  Walker walker(text);
  walker.does(walk::Choose{0});
  for (const ProcessId process : {bob, bob, carol, carol}) {
    walker.does(session::GrantOne{process});
    walker.does(session::Move{playhead::End{}});
  }
  walker.does(walk::PlayOrPause{});
  CHECK(walker.asked().standing == AskState::Standing::another_way);
  const Seq length = walker.session().recording().size();
  walker.does(session::Move{playhead::Home{}});
  walker.does(session::NewTake{});
  walker.does(walk::PlayOrPause{});
  CHECK(walker.session().recording().size() == length);
  CHECK(walker.asked().standing == AskState::Standing::decided);
}

TEST_CASE("a lesson without scenarios has pages and answers, and nothing to step through") {
  Walker walker(header + "## One\nWords.\n## Two\nMore words.\n");
  CHECK(walker.walk().session() == nullptr);
  CHECK(walker.walk().failure().empty());
  walker.does(walk::PlayOrPause{});
  walker.does(session::Move{playhead::StepForward{}});
  walker.does(session::NewTake{});
  walker.does(walk::NextPage{});
  CHECK(walker.walk().page_index() == 1);
  CHECK_FALSE(walker.walk().update({}));
}

TEST_CASE("a page before the first scenario already shows it") {
  Walker walker(header + "## One\nWords.\n## Two\nMore words.\n" + hello_scenario());
  REQUIRE(walker.walk().session() != nullptr);
  const auto take = walker.session().takes().back();
  walker.does(session::Move{playhead::StepForward{}});
  CHECK(walker.cursor() == 1);
  walker.does(walk::NextPage{});
  CHECK(walker.session().takes().back() == take);
  CHECK(walker.cursor() == 0);
}

// Where a service of Asio's cannot be made, UBSan's vptr check reports Asio before anybody can handle it.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool under_a_sanitizer = true;
#else
constexpr bool under_a_sanitizer = false;
#endif

TEST_CASE("a system without descriptors left gives no session, says why, and gives one when it can" *
          doctest::skip(under_a_sanitizer)) {
  Walker walker(two_pages);
  rlimit usual{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &usual) == 0);
  const rlimit none{0, usual.rlim_max};
  REQUIRE(setrlimit(RLIMIT_NOFILE, &none) == 0);
  walker.begin(walk::ToPage{2});
  setrlimit(RLIMIT_NOFILE, &usual);
  CHECK(walker.walk().session() == nullptr);
  CHECK_FALSE(walker.walk().failure().empty());
  walker.does(walk::NextPage{});
  REQUIRE(walker.walk().session() != nullptr);
  CHECK(walker.walk().failure().empty());
  CHECK(walker.session().recording().scenario().processes.size() == 1);
}

TEST_CASE("a new take that the system does not give leaves the present one as it is" *
          doctest::skip(under_a_sanitizer)) {
  Learner learner("alice: u = socket(udp)\n");
  learner.to_the_end();
  const auto take = learner.session().takes().back();
  rlimit usual{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &usual) == 0);
  const rlimit none{0, usual.rlim_max};
  REQUIRE(setrlimit(RLIMIT_NOFILE, &none) == 0);
  learner.begin(session::NewTake{});
  setrlimit(RLIMIT_NOFILE, &usual);
  REQUIRE(learner.notice<notice::NoNewTake>());
  CHECK_FALSE(learner.notice<notice::NoNewTake>()->why.empty());
  CHECK(learner.session().takes().back() == take);
  CHECK(learner.session().take_number() == 1);
}
