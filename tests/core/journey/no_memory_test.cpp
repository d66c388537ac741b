// Where there is no memory for a journal: the run goes on, and what is in the file is whole.
#include "tests/support/no_memory.hpp"

#include "tests/core/journey/journey_support.hpp"
#include "tests/core/live/conversation.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

using namespace doorway;
using namespace doorway::test;

namespace {

/// Writes the whole run down, with so many allocations and no more behind the header, whose JSON library takes memory
/// where it lets go of some.
void write_with(long allocations, const Run& run, JournalWriter& journal) {
  REQUIRE(journal.open().has_value());
  journal.begin(run.recording->header());
  const NoMemoryAfter limit(allocations);
  for (Seq seq = 1; seq <= run.recording->size(); ++seq) journal.append(run.recording->at(seq));
  journal.finish(run.status);
}

}  // namespace

TEST_CASE("a journal for which there is no memory ends at a whole event and throws nothing at the run") {
  const TemporaryFolder folder;
  const Run run = run_scenario(connected("alice: s.send(\"ping\")\nbob: c.recv(10)\n"));
  int failed = 0;
  bool is_whole = false;
  for (long allocations = 0; !is_whole && allocations < 10'000; ++allocations) {
    const auto file = folder.path(std::to_string(allocations) + ".journey");
    JournalWriter journal({file, false, {}}, {});
    CHECK_NOTHROW(write_with(allocations, run, journal));
    is_whole = !journal.failure();
    failed += is_whole ? 0 : 1;
    CAPTURE(allocations);
    if (!is_whole) {
      CHECK(journal.error() == ENOMEM);
      CHECK(journal.failure()->find("memory") != std::string::npos);
    }
    CHECK(std::filesystem::exists(file) == !journal.file().empty());
    if (journal.file().empty()) continue;  // not even the first event
    const auto opened = open_journey(file);
    REQUIRE(opened.has_value());
    CHECK(opened->dropped == "");
    CHECK(opened->is_finished == is_whole);
  }
  CHECK(failed > 3);
  CHECK(is_whole);
}
