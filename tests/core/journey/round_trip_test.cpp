#include "core/export/jsonl.hpp"
#include "core/journey/crc32.hpp"
#include "core/live/take.hpp"
#include "core/socket/network.hpp"
#include "tests/core/journey/journey_support.hpp"
#include "tests/core/live/conversation.hpp"
#include "tests/support/closable_network.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>

using namespace doorway;
using namespace doorway::test;

namespace {

std::vector<test::Choice> random_choices() {
  return *rc::gen::container<std::vector<test::Choice>>(
      rc::gen::map(rc::gen::tuple(rc::gen::arbitrary<std::uint8_t>(), rc::gen::arbitrary<std::uint8_t>(),
                                  rc::gen::arbitrary<std::uint8_t>()),
                   [](const auto& values) {
                     return test::Choice{std::get<0>(values), std::get<1>(values), std::get<2>(values)};
                   }));
}

/// A run with its journal, and what the file gives.
struct Journalled {
  Run run;
  OpenedJourney opened;
};

Journalled journalled(const std::string& text, TakeOptions options, JourneyInfo info = {}, Network* network = nullptr) {
  const TemporaryFolder folder;
  const auto journal =
      std::make_shared<JournalWriter>(JournalPlace{folder.path("run.journey"), false}, std::move(info));
  options.journal = journal;
  Run run = run_scenario(text, std::move(options), network);
  CHECK_FALSE(journal->failure());
  auto opened = open_journey(folder.path("run.journey"));
  REQUIRE(opened.has_value());
  return {std::move(run), std::move(*opened)};
}

}  // namespace

TEST_CASE("the checksum is that of zip and PNG") {
  const std::string_view digits = "123456789";
  CHECK(crc32_of({reinterpret_cast<const std::uint8_t*>(digits.data()), digits.size()}) == 0xCBF43926U);
  CHECK(crc32_of({}) == 0);
}

TEST_CASE("a random recording that is written down is read back event by event") {
  CHECK(rc::check([] {
    const RandomRun random(random_choices());
    const auto recording = with_lines(random.recording());
    const TemporaryFolder folder;
    write_journey(*recording, folder.path("random.journey"));
    const auto opened = open_journey(folder.path("random.journey"));
    if (!opened) RC_FAIL(opened.error().message);
    RC_ASSERT(opened->dropped == "");
    RC_ASSERT(opened->is_finished);
    RC_ASSERT(difference(*opened->recording, *recording) == "");
    read_all_of(*opened->recording);
  }));
}

TEST_CASE("each truth's run is read back event by event, with how it ended") {
  for (const auto& entry : std::filesystem::directory_iterator(DOORWAY_TRUTHS)) {
    INFO(entry.path().filename().string());
    const auto it = journalled(content_of(entry.path()), {});
    CHECK(it.opened.dropped == "");
    CHECK(difference(*it.opened.recording, *it.run.recording) == "");
    CHECK(it.opened.is_finished);
    CHECK_FALSE(it.opened.still_grows);
    const JsonLines there(it.run.recording->header());
    JsonLines here(it.opened.recording->header());
    JsonLines live(it.run.recording->header());
    for (Seq seq = 1; seq <= it.run.recording->size(); ++seq) {
      CHECK(here.event(it.opened.recording->at(seq)) == live.event(it.run.recording->at(seq)));
    }
    CHECK(here.finished(it.opened.ended) == live.finished(it.run.status));
  }
}

TEST_CASE("calls on a name whose socket was never made are read back, with all that comes behind") {
  const auto accepted = journalled(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nbob: l.set(nonblocking, on)\nbob: c = l.accept()\n"
      "bob: c.recv(10)\nbob: c.send(\"Hello\")\nbob: wait(c, 5)\nbob: c.set(nonblocking, on)\nbob: poll(c, 0ms)\n"
      "bob: d = c.accept()\nbob: d.recv(1)\nbob: c.close()\nbob: l.close()\nalice: wait(1ms)\n",
      {});
  CHECK(
      results_of(*accepted.run.recording, "bob")
          .starts_with("socket=socket bind=0 listen=0 set=0 accept=EAGAIN recv=EBADF send=EBADF wait=EBADF set=EBADF"));
  CHECK(accepted.opened.dropped == "");
  CHECK(accepted.opened.is_finished);
  CHECK(difference(*accepted.opened.recording, *accepted.run.recording) == "");
  read_all_of(*accepted.opened.recording);
}

TEST_CASE("a run whose sockets could not be made is read back") {
  ClosableNetwork network;
  network.room = 1;
  const auto it =
      journalled("bob: l = socket(tcp)\nbob: m = socket(tcp)\nbob: m.bind(0)\nbob: m.recv(8)\nalice: wait(1ms)\n", {},
                 {}, &network);
  CHECK(results_of(*it.run.recording, "bob") == "socket=socket socket=EMFILE bind=EBADF recv=EBADF");
  CHECK(it.opened.dropped == "");
  CHECK(difference(*it.opened.recording, *it.run.recording) == "");
  read_all_of(*it.opened.recording);
}

TEST_CASE("a free run is read back too, though its events come as they like") {
  const auto it = journalled(connected("repeat 200 {\nalice: s.send(\"ping\")\nbob: c.recv(10)\nbob: c.send(\"pong\")\n"
                                       "alice: s.recv(10)\n}\n"),
                             {.free_run = true, .order = {}, .on_change = {}, .journal = nullptr});
  CHECK(it.opened.dropped == "");
  CHECK(difference(*it.opened.recording, *it.run.recording) == "");
  CHECK(it.opened.recording->header().free_run);
}

TEST_CASE("the header keeps the order, the lesson and where the scenario stands in it") {
  const TemporaryFolder folder;
  auto scenario = scenario_of("bob: s = socket(tcp)\nalice: t = socket(udp)\n");
  scenario.first_line = 41;
  const auto opened = [&] {
    const RecordingHeader header{"Linux", "6.1.0", "x86_64", "loopback", true, scenario};
    JournalWriter writer({folder.path("lesson.journey"), false},
                         {"", 0, {1, 0, 1}, JourneyLesson{"07.md", "---\ntitle: Ä\n---\n", "a-page"}});
    REQUIRE(writer.open().has_value());
    writer.begin(header);
    return open_journey(folder.path("lesson.journey"));
  }();
  REQUIRE(opened.has_value());
  CHECK(opened->info.order == std::vector<ProcessId>{1, 0, 1});
  CHECK(opened->info.lesson == JourneyLesson{"07.md", "---\ntitle: Ä\n---\n", "a-page"});
  CHECK(opened->info.began_unix_ms > 1'700'000'000'000);
  CHECK(opened->recording->header().free_run);
  CHECK(opened->recording->scenario().lines.front()->at == SourcePosition{41, 1});
  CHECK(opened->recording->size() == 0);
  CHECK_FALSE(opened->is_finished);
  CHECK(opened->ended.processes.at(1).standing == Standing::before_line);
}

TEST_CASE("a file that is still written to can be opened, and is said to grow") {
  const TemporaryFolder folder;
  const auto journal = std::make_shared<JournalWriter>(JournalPlace{folder.path("now.journey"), false}, JourneyInfo{});
  TakeOptions options;
  options.journal = journal;
  const auto take = take_of(connected("bob: c.recv(10)\n"), std::move(options));
  CHECK(journal->file().empty());  // nobody has set it going
  take->run_to_end();
  take->wait_until_idle();
  const auto opened = open_journey(folder.path("now.journey"));
  REQUIRE(opened.has_value());
  CHECK(opened->still_grows);
  CHECK_FALSE(opened->is_finished);
  CHECK(opened->dropped == "");
  CHECK(difference(*opened->recording, take->recording()) == "");
  CHECK(opened->ended.processes.at(0).standing == Standing::asleep);
  CHECK(opened->ended.processes.at(0).line->text == "c.recv(10)");
  CHECK(opened->ended.processes.at(1).standing == Standing::ended);
  take->stop();
  CHECK_FALSE(open_journey(folder.path("now.journey"))->still_grows);
}

TEST_CASE("any number of threads read a recording that lies in a file") {
  std::vector<test::Choice> choices{{10, 0, 0}, {10, 1, 1}};
  for (unsigned i = 0; i < 4000; ++i) {
    choices.push_back({static_cast<std::uint8_t>(11 + i % 4), static_cast<std::uint8_t>(i % 256),
                       static_cast<std::uint8_t>(i / 3 % 256)});
  }
  const RandomRun random(choices);
  const auto recording = with_lines(random.recording());
  const TemporaryFolder folder;
  write_journey(*recording, folder.path("many.journey"));
  const auto opened = open_journey(folder.path("many.journey"));
  REQUIRE(opened.has_value());
  REQUIRE(opened->recording->size() > 4000);
  std::vector<std::string> differences(4);
  std::vector<std::thread> threads;
  for (std::string& found : differences) {
    threads.emplace_back([&] { found = difference(*opened->recording, *recording); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& found : differences) CHECK(found == "");
}
