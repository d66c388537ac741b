// Every kind of question on real sockets: how an answer is put together, when it stands, what the run says.
#include "tests/core/session/walker.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::test;

namespace {

using KindStanding = AskState::Standing;

/// Five bytes go over and are read; one page with this question, which opens before the send and stops after the recv.
std::string page_that_asks(const std::string& ask) {
  return page_of("Words.\n") + hello_scenario() + "```ask" + ask +
         "```\n```cue\nopen before alice.send#1\nstop after bob.recv#1\n```\n";
}

const std::string ask_several =
    " several\nWhat holds?\n- it brings five when bob.recv#1.bytes == 5\n  > It does.\n"
    "- it fails when bob.recv#1 fails\n  > It does not.\n- it returns when bob.recv#1 returns\n  > It does, too.\n"
    "Two of them.\n";
const std::string ask_number =
    " number\nHow many?\n= bob.recv#1.bytes\n- 64\n  > The most there is room for.\n- 0\n  > That would be the end.\n"
    "Five.\n";
const std::string ask_order =
    " order\nWhat comes first?\n- recv returns when after bob.recv#1\n  > Not before there is something.\n"
    "- send returns when after alice.send#1\n  > It waits for nobody.\n- recv begins when at bob.recv#1\n"
    "  > It is his next line.\nSo it is.\n";
const std::string ask_point =
    " point\nWhere are they?\n- bob.c.recvbuffer when bob.recv count == 0\n  > He has taken them.\n"
    "- bob.hands when bob.recv#1.bytes == 5\nIn his hands.\n";

Answer several(std::vector<std::size_t> choices) {
  return answer::Several{std::move(choices)};
}

Answer order(std::vector<std::size_t> items) {
  return answer::Order{std::move(items)};
}

}  // namespace

TEST_CASE("of several answers each choice takes one or leaves it, and the run wants all that hold and no other") {
  Walker walker(page_that_asks(ask_several));
  walker.does(walk::Choose{2});
  walker.does(walk::Choose{1});
  walker.does(walk::Choose{0});
  CHECK(walker.asked().answer == several({0, 1, 2}));
  walker.does(walk::Choose{0});
  CHECK(walker.asked().answer == several({1, 2}));
  walker.does(walk::PlayOrPause{});
  REQUIRE(walker.asked().is_decided());
  CHECK_FALSE(walker.asked().verdict->is_right);
  CHECK(walker.asked().verdict->right == several({0, 2}));
  CHECK(walker.asked().verdict->feedback == std::vector<std::size_t>{0, 1});  // left out, and wrongly taken
}

TEST_CASE("the last of several choices that is left again takes the answer back") {
  Walker walker(page_that_asks(ask_several));
  walker.does(walk::Choose{2});
  walker.does(walk::Choose{2});
  CHECK_FALSE(walker.asked().answer);
  walker.does(walk::Give{several({0, 2})});
  CHECK(walker.asked().answer == several({0, 2}));
  walker.does(walk::Give{several({})});
  CHECK_FALSE(walker.asked().answer);
}

TEST_CASE("who has watched first may still put an answer of several together, and Space gives it") {
  Walker walker(page_that_asks(ask_several));
  walker.does(walk::PlayOrPause{});
  walker.does(walk::PlayOrPause{});
  const Seq there = walker.at(place(Place::Moment::after, "bob", "recv"));
  CHECK(walker.cursor() == there);
  walker.does(walk::Choose{0});
  walker.does(walk::Choose{2});
  CHECK(walker.asked().standing == KindStanding::open);
  walker.does(walk::PlayOrPause{});
  REQUIRE(walker.asked().is_decided());
  CHECK(walker.asked().verdict->is_right);
  CHECK(walker.cursor() == there);
}

TEST_CASE("a number is right when the run tells the same, and a number that is believed in has its feedback") {
  for (const auto& [number, right, feedback] : {std::tuple(std::int64_t{5}, true, std::vector<std::size_t>{}),
                                                std::tuple(std::int64_t{0}, false, std::vector<std::size_t>{1}),
                                                std::tuple(std::int64_t{-7}, false, std::vector<std::size_t>{})}) {
    CAPTURE(number);
    Walker walker(page_that_asks(ask_number));
    walker.does(walk::Give{answer::Number{number}});
    walker.does(walk::PlayOrPause{});
    REQUIRE(walker.asked().is_decided());
    CHECK(walker.asked().verdict->is_right == right);
    CHECK(walker.asked().verdict->right == Answer{answer::Number{5}});
    CHECK(walker.asked().verdict->feedback == feedback);
  }
}

TEST_CASE("items chosen one after the other make an order, and the last but one makes it whole") {
  Walker walker(page_that_asks(ask_order));
  CHECK(items_in_order(walker.asked(), *ask_of(walker.walk().page())) == std::vector<std::size_t>{0, 1, 2});
  walker.does(walk::Choose{1});
  CHECK(walker.asked().answer == order({1, 0, 2}));
  CHECK(walker.asked().picked == 1);
  walker.does(walk::Choose{1});  // it stands already
  CHECK(walker.asked().picked == 1);
  walker.does(walk::Choose{2});
  CHECK(walker.asked().answer == order({1, 2, 0}));
  CHECK(walker.asked().picked == 3);
  walker.does(walk::PlayOrPause{});
  REQUIRE(walker.asked().is_decided());
  CHECK(walker.asked().verdict->is_right);
}

TEST_CASE("an order can be begun anew, and moved as a whole") {
  Walker walker(page_that_asks(ask_order));
  walker.does(walk::Choose{2});
  walker.does(walk::Choose{1});
  walker.does(walk::Choose{0});  // whole already: it begins anew
  CHECK(walker.asked().answer == order({0, 2, 1}));
  CHECK(walker.asked().picked == 1);
  walker.does(walk::Give{order({0, 1, 2})});
  CHECK(walker.asked().picked == 0);
  walker.does(walk::PlayOrPause{});
  REQUIRE(walker.asked().is_decided());
  CHECK(walker.asked().verdict->feedback == std::vector<std::size_t>{0});  // the first that stands wrong
  CHECK(walker.asked().verdict->right == order({1, 2, 0}));
}

TEST_CASE("who points elsewhere is wrong without feedback, who points at a target gets its own") {
  Walker elsewhere(page_that_asks(ask_point));
  elsewhere.does(walk::Give{answer::Elsewhere{}});
  elsewhere.does(walk::PlayOrPause{});
  REQUIRE(elsewhere.asked().is_decided());
  CHECK_FALSE(elsewhere.asked().verdict->is_right);
  CHECK(elsewhere.asked().verdict->feedback.empty());
  CHECK(elsewhere.asked().verdict->right == one(1));
  Walker target(page_that_asks(ask_point));
  target.does(walk::Choose{0});
  target.does(walk::PlayOrPause{});
  CHECK(target.asked().verdict->feedback == std::vector<std::size_t>{0});
}

TEST_CASE("an answer of another kind than the question's is ignored") {
  const Answer answers[] = {one(0), several({0}), answer::Number{5}, order({0, 1, 2}), answer::Elsewhere{}};
  const std::pair<std::string, std::size_t> asks[] = {{ask_several, 1}, {ask_number, 2}, {ask_order, 3}};
  for (const auto& [ask, own] : asks) {
    for (std::size_t i = 0; i < std::size(answers); ++i) {
      CAPTURE(i);
      Walker walker(page_that_asks(ask));
      walker.does(walk::Give{answers[i]});
      CHECK(walker.asked().answer.has_value() == (i == own));
    }
  }
  Walker walker(page_that_asks(ask_order));
  for (const auto& items : {std::vector<std::size_t>{0, 1}, {0, 0, 1}, {0, 1, 3}})
    walker.does(walk::Give{order(items)});
  CHECK_FALSE(walker.asked().answer);
  walker.does(walk::Choose{9});
  CHECK_FALSE(walker.asked().answer);
}

TEST_CASE("asked again, a question is open on a fresh take where its page opens, and is judged anew") {
  Walker walker(page_that_asks(ask_point));
  walker.does(walk::AskAgain{});  // nothing has been answered
  CHECK(walker.session().take_number() == 1);
  walker.does(walk::Choose{0});
  walker.does(walk::PlayOrPause{});
  CHECK_FALSE(walker.asked().verdict->is_right);
  walker.does(walk::AskAgain{});
  CHECK(walker.asked() == AskState{});
  CHECK(walker.session().take_number() == 2);
  CHECK(walker.stands_before_send());
  walker.does(walk::Choose{1});
  walker.does(walk::PlayOrPause{});
  REQUIRE(walker.asked().is_decided());
  CHECK(walker.asked().verdict->is_right);
  const auto events = walker.walk().take_events();
  CHECK(count_of_events<learner::Answered>(events) == 2);
  CHECK(last_of_events<learner::Answered>(events).right);
  CHECK(last_of_events<learner::Answered>(events).answer == one(1));
}

TEST_CASE("a page that goes on in the take before is asked again from where it opened") {
  Walker walker(page_of("Words.\n") + hello_scenario() + "```cue\nopen after alice.send#1\n```\n## Two\nOn.\n```ask" +
                ask_number + "```\n");
  walker.does(walk::NextPage{});
  const Seq opened = walker.cursor();
  CHECK(opened == walker.at(place(Place::Moment::after, "alice", "send")));
  walker.does(walk::Give{answer::Number{9}});
  walker.does(walk::PlayOrPause{});
  REQUIRE(walker.asked().is_decided());
  walker.does(walk::AskAgain{});
  CHECK(walker.session().take_number() == 2);
  // Each grant is repeated whole: what Bob's side showed of it is there too, and nothing after it.
  CHECK(walker.cursor() >= walker.at(place(Place::Moment::after, "alice", "send")));
  CHECK(walker.session().is_live());
  CHECK(result_of(walker.session().recording(), "bob.recv#1") == "-");
  CHECK(walker.asked().standing == KindStanding::open);
}
