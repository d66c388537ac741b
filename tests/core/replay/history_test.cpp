#include "core/replay/history.hpp"

#include "tests/core/replay/recording_builder.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

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
  const auto stands_close = [&] {
    return history.checkpoint_count() > t.builder.last() / 512 &&
           history.checkpoint_count() <= 1 + t.builder.last() / 128;
  };
  CHECK(stands_close());
  for (const Seq cursor : {Seq{1024}, Seq{1023}, Seq{1025}, Seq{2048}, Seq{1}, Seq{2500}, Seq{2047}})
    CHECK(agrees(cursor));
  for (Seq cursor = 1100; cursor > 950; --cursor) CHECK(agrees(cursor));

  grow(700);
  CHECK(agrees(3000));
  CHECK(agrees(t.builder.last()));
  CHECK(agrees(2000));
  CHECK(stands_close());
}

TEST_CASE("sockets that rest do not set checkpoints apart, however many there are") {
  test::RecordingBuilder builder;
  for (int i = 0; i < 3000; ++i) builder.socket(0, "s");
  History history(builder.recording());
  CHECK(history.at(6000) == folded(builder.recording(), 6000));
  CHECK(history.checkpoint_count() > 6000 / 1024);
  CHECK(history.at(5999) == folded(builder.recording(), 5999));
  CHECK(history.at(10) == folded(builder.recording(), 10));
}

TEST_CASE("where hundreds of sockets change all the time checkpoints stand apart, so that their memory stays small") {
  constexpr int sockets = 400;
  test::RecordingBuilder builder;
  std::vector<SocketId> all;
  for (int i = 0; i < sockets; ++i) all.push_back(builder.socket(0, "s"));
  History history(builder.recording());
  CHECK(history.at(builder.last()) == folded(builder.recording(), builder.last()));
  const std::size_t before = history.checkpoint_count();
  for (std::uint32_t round = 1; round <= 20; ++round) {
    for (const SocketId socket : all) builder.observe(0, socket, test::stream_sample(round));
  }
  const Seq last = builder.last();
  CHECK(history.at(last) == folded(builder.recording(), last));
  const std::size_t copied = (history.checkpoint_count() - before) * sockets;
  CHECK(copied < last / 10);  // each takes as much as a few events
  CHECK(history.at(last - 1) == folded(builder.recording(), last - 1));
}
