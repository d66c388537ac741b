#include "core/replay/history.hpp"

#include "tests/core/replay/recording_builder.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace doorway;
using doorway::test::Conversation;
using doorway::test::folded;

TEST_CASE("every step of a long recording is reached, in any order, while the recording grows") {
  Conversation t;
  const auto grow = [&](int pairs) {
    for (int i = 0; i < pairs; ++i) {
      t.builder.send(0, t.s, std::to_string(i));
      t.builder.recv(1, t.c, 10, std::to_string(i));
    }
  };
  grow(700);
  History history(t.builder.recording());
  const auto agrees = [&](Seq cursor) { return history.at(cursor) == folded(t.builder.recording(), cursor); };
  CHECK(agrees(0));
  CHECK(agrees(t.builder.last()));
  CHECK(history.checkpoint_count() == 1 + t.builder.last() / 1024);
  for (const Seq cursor : {Seq{1024}, Seq{1023}, Seq{1025}, Seq{2048}, Seq{1}, Seq{2500}, Seq{2047}})
    CHECK(agrees(cursor));
  for (Seq cursor = 1100; cursor > 950; --cursor) CHECK(agrees(cursor));

  grow(700);
  CHECK(agrees(3000));
  CHECK(agrees(t.builder.last()));
  CHECK(agrees(2000));
  CHECK(history.checkpoint_count() == 1 + t.builder.last() / 1024);
}

TEST_CASE("with thousands of sockets checkpoints stand further apart, so that their memory stays small") {
  test::RecordingBuilder builder;
  for (int i = 0; i < 3000; ++i) builder.socket(0, "s");
  History history(builder.recording());
  CHECK(history.at(6000) == folded(builder.recording(), 6000));
  CHECK(history.checkpoint_count() <= 3);
  CHECK(history.at(5999) == folded(builder.recording(), 5999));
  CHECK(history.at(10) == folded(builder.recording(), 10));
}
