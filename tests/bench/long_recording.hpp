#pragma once

#include "tests/core/replay/recording_builder.hpp"

#include <chrono>
#include <ctime>
#include <memory>

namespace doorway {

constexpr Seq million = 1000000;

/// What this thread has had of the processor: what else the machine does is not counted, nor is waiting.
inline std::chrono::nanoseconds processor_time() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

/// Alice sends, Bob's socket is seen to have it, and Bob reads it; sometimes he sleeps first.
inline void fill(test::Conversation& t, Seq events) {
  for (int i = 0; t.builder.last() < events; ++i) {
    const bool sleeps = i % 16 == 0;
    const CallId asleep = sleeps ? t.builder.begin(test::bob, t.c, call::Recv{64}) : CallId{};
    if (sleeps) t.builder.sleeps(test::bob, t.c, asleep, SleepsUntil::readable);
    t.builder.send(test::alice, t.s, "Hello, Bob!");
    t.builder.observe(test::bob, t.c, test::stream_sample(11));
    if (sleeps) {
      t.builder.woke(test::bob, t.c, asleep);
      auto outcome = std::make_shared<Outcome>();
      outcome->data = std::make_shared<const Bytes>(Bytes(11, 'x'));
      t.builder.end(test::bob, t.c, asleep, 11, 0, 11, outcome);
    } else {
      t.builder.recv(test::bob, t.c, 64, "Hello, Bob!");
    }
  }
}

}  // namespace doorway
