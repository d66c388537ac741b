#include "core/record/growing_log.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using doorway::GrowingLog;

TEST_CASE("a log keeps each item in its place, over the borders of its blocks") {
  GrowingLog<std::size_t> log;
  // Blocks of 256, 512 and 1024 items end behind 256, 768 and 1792.
  for (std::size_t i = 0; i < 2000; ++i) {
    CHECK(log.size() == i);
    CHECK(log.push_back(i * 3) == i * 3);
  }
  for (std::size_t i = 0; i < 2000; ++i) CHECK(log[i] == i * 3);
}

TEST_CASE("a log never moves what it holds") {
  GrowingLog<std::string> log;
  log.push_back("first");
  const std::string* first = &log[0];
  for (int i = 0; i < 1000; ++i) log.push_back("another");
  CHECK(&log[0] == first);
  CHECK(*first == "first");
}

TEST_CASE("a log holds what can only be moved, and destroys each item once") {
  const auto counter = std::make_shared<int>(0);
  {
    GrowingLog<std::unique_ptr<std::shared_ptr<int>>> log;
    for (int i = 0; i < 300; ++i) log.push_back(std::make_unique<std::shared_ptr<int>>(counter));
    CHECK(counter.use_count() == 301);
  }
  CHECK(counter.use_count() == 1);
}

TEST_CASE("a log makes an item in its place, and shows it to who appends before anybody else can read it") {
  struct Unmovable {
    explicit Unmovable(int made_of) : value(made_of) {}
    Unmovable(const Unmovable&) = delete;
    Unmovable& operator=(const Unmovable&) = delete;
    ~Unmovable() = default;
    int value;
  };
  GrowingLog<Unmovable> log;
  const Unmovable* shown = nullptr;
  const Unmovable& item = log.append([] { return Unmovable(7); },
                                     [&](const Unmovable& before) {
                                       CHECK(log.size() == 0);
                                       shown = &before;
                                     });
  CHECK(shown == &item);
  CHECK(log.size() == 1);
  CHECK(log[0].value == 7);
}

TEST_CASE("what could not be shown before it is published is not in the log") {
  const auto counter = std::make_shared<int>(0);
  GrowingLog<std::shared_ptr<int>> log;
  const auto refuse = [](const std::shared_ptr<int>&) { throw std::runtime_error("no room"); };
  CHECK_THROWS_AS(log.append([&] { return counter; }, refuse), std::runtime_error);
  CHECK(log.size() == 0);
  CHECK(counter.use_count() == 1);
  log.push_back(counter);
  CHECK(log[0] == counter);
}

TEST_CASE("a log keeps each item where its blocks are large enough for huge pages") {
  GrowingLog<std::size_t> log;
  constexpr std::size_t items = 256 * ((std::size_t{1} << 12) - 1);  // the last block has 4 MiB
  for (std::size_t i = 0; i < items; ++i) log.push_back(i);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < items; ++i) wrong += log[i] == i ? 0U : 1U;
  CHECK(wrong == 0);
}

TEST_CASE("a log can be read while it grows: what is published is whole") {
  constexpr std::size_t items = 20'000;
  GrowingLog<std::vector<std::size_t>> log;
  std::atomic<std::size_t> faults{0};
  const auto read = [&] {
    for (std::size_t size = 0; size < items;) {
      size = log.size();
      const std::size_t last = size == 0 ? 0 : size - 1;
      for (const std::size_t at : {std::size_t{0}, last / 2, last}) {
        if (size > 0 && log[at] != std::vector<std::size_t>{at, at + 1}) ++faults;
      }
    }
  };
  std::thread one(read);
  std::thread other(read);
  for (std::size_t i = 0; i < items; ++i) log.push_back({i, i + 1});
  one.join();
  other.join();
  CHECK(faults == 0);
}
