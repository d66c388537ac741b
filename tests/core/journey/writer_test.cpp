// Where a journal cannot be written: the run goes on, the file ends at a whole event, and nothing of the user's is
// lost.
#include "core/journey/growing_file.hpp"
#include "tests/core/journey/journey_support.hpp"
#include "tests/core/live/conversation.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <memory>
#include <string>

using namespace doorway;
using namespace doorway::test;

namespace {

const std::string to_and_fro =
    connected("repeat 400 {\nalice: s.send(\"ping\")\nbob: c.recv(10)\nbob: c.send(\"pong\")\nalice: s.recv(10)\n}\n");

/// Files of this program can be no larger, as on a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit less{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &less);
  }
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
};

Run run_with(const std::shared_ptr<JournalWriter>& journal, const std::string& text) {
  TakeOptions options;
  options.journal = journal;
  return run_scenario(text, std::move(options));
}

}  // namespace

TEST_CASE("a full disk ends the journal at a whole event, once, and the run goes on") {
  const TemporaryFolder folder;
  std::atomic<int> told{0};
  const auto journal = std::make_shared<JournalWriter>(JournalPlace{folder.path("full.journey"), false}, JourneyInfo{},
                                                       [&](const std::string&) { ++told; });
  Run run;
  {
    const FullDisk full(100'000);
    run = run_with(journal, to_and_fro);
  }
  CHECK(run.status.over);
  CHECK(told == 1);
  REQUIRE(journal->failure());
  const auto opened = open_journey(folder.path("full.journey"));
  REQUIRE(opened.has_value());
  CHECK(opened->dropped == "");
  CHECK_FALSE(opened->is_finished);
  CHECK(opened->recording->size() > 1000);
  CHECK(opened->recording->size() < run.recording->size());
  const std::string up_to = "up to event " + std::to_string(opened->recording->size()) + " and no further";
  CHECK(journal->failure()->find(up_to) != std::string::npos);
  for (Seq seq = 1; seq <= opened->recording->size(); ++seq) {
    CHECK(opened->recording->at(seq).t_ns == run.recording->at(seq).t_ns);
  }
}

TEST_CASE("a disk without any room leaves no file") {
  const TemporaryFolder folder;
  const auto journal = std::make_shared<JournalWriter>(JournalPlace{folder.path("none.journey"), false}, JourneyInfo{});
  {
    const FullDisk full(100);
    CHECK(run_with(journal, connected("")).status.over);
  }
  REQUIRE(journal->failure());
  CHECK(journal->failure()->find("cannot be kept there") != std::string::npos);
  CHECK(journal->file().empty());
  CHECK_FALSE(std::filesystem::exists(folder.path("none.journey")));
}

TEST_CASE("a folder that cannot be written to does not stop the run") {
  const TemporaryFolder folder;
  std::filesystem::permissions(folder.path(""),
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  // No permission keeps root out of its own folders.
  const std::filesystem::path place =
      ::geteuid() == 0 ? std::string("/proc/doorway.journey") : folder.path("locked.journey");
  const auto journal = std::make_shared<JournalWriter>(JournalPlace{place, false}, JourneyInfo{});
  const Run run = run_with(journal, connected(""));
  CHECK(run.status.over);
  REQUIRE(journal->failure());
  CHECK(journal->failure()->find(place.string() + ": the recording cannot be kept there") == 0);
  std::filesystem::permissions(folder.path(""), std::filesystem::perms::owner_all);
}

TEST_CASE("a file that is there already is not written to") {
  const TemporaryFolder folder;
  write_file(folder.path("mine.journey"), "mine");
  JournalWriter refused({folder.path("mine.journey"), false}, {});
  const auto opened = refused.open();
  REQUIRE(opened.has_error());
  CHECK(opened.error().message.find("there already") != std::string::npos);
  CHECK(content_of(folder.path("mine.journey")) == "mine");
  const auto journal = std::make_shared<JournalWriter>(JournalPlace{folder.path("mine.journey"), true}, JourneyInfo{});
  const Run run = run_with(journal, connected(""));
  CHECK_FALSE(journal->failure());
  CHECK(journal->file() == folder.path("mine-2.journey"));
  CHECK(content_of(folder.path("mine.journey")) == "mine");
  CHECK(open_journey(folder.path("mine-2.journey"))->recording->size() == run.recording->size());
}

TEST_CASE("beside others, the folder is made, and a take that nobody sets going leaves no file") {
  const TemporaryFolder folder;
  const auto place = folder.path("data/takes/one.journey");
  const auto unused = std::make_shared<JournalWriter>(JournalPlace{place, true}, JourneyInfo{});
  TakeOptions options;
  options.journal = unused;
  take_of(connected(""), std::move(options))->stop();
  CHECK_FALSE(std::filesystem::exists(folder.path("data")));
  const auto used = std::make_shared<JournalWriter>(JournalPlace{place, true}, JourneyInfo{});
  run_with(used, connected(""));
  CHECK(used->file() == place);
}

TEST_CASE("the file of a take that could not begin is removed") {
  const TemporaryFolder folder;
  const std::string name = folder.path("none.journey");
  {
    JournalWriter journal(JournalPlace{name, false}, JourneyInfo{});
    REQUIRE(journal.open().has_value());
    CHECK(std::filesystem::exists(name));
  }
  CHECK_FALSE(std::filesystem::exists(name));
  const Scenario scenario = scenario_of("alice: s = socket(tcp)");
  const RecordingHeader header = make_header(scenario, "loopback", false);
  {
    JournalWriter journal(JournalPlace{name, false}, JourneyInfo{});
    REQUIRE(journal.open().has_value());
    journal.begin(header);
  }
  CHECK_FALSE(std::filesystem::exists(name));
  {
    JournalWriter journal(JournalPlace{name, false}, JourneyInfo{});
    REQUIRE(journal.open().has_value());
    journal.begin(header);
    journal.finish({});  // a run that was stopped before its first event is one
  }
  CHECK(std::filesystem::exists(name));
}

TEST_CASE("a closed journal has no room ahead") {
  const TemporaryFolder folder;
  const auto journal = std::make_shared<JournalWriter>(JournalPlace{folder.path("cut.journey"), false}, JourneyInfo{});
  const Run run = run_with(journal, to_and_fro);
  const std::string bytes = content_of(folder.path("cut.journey"));
  const auto frames = frame_starts(bytes);
  CHECK(frames.back() == bytes.size());
  CHECK(frames.size() == run.recording->size() + 3);  // the header, the end, and where the file ends
}

TEST_CASE("a payload larger than all room ahead is written whole") {
  const TemporaryFolder folder;
  const auto journal =
      std::make_shared<JournalWriter>(JournalPlace{folder.path("large.journey"), false}, JourneyInfo{});
  const Run run = run_with(journal, connected("alice: s.set(sndbuf, 8_000_000)\nbob: c.set(rcvbuf, 8_000_000)\nalice: "
                                              "s.send(fill(3_000_000))\nbob: wait(c, 100_000)\nbob: c.recv(9_000_000)\n"
                                              "bob: c.recv(9_000_000)\n"));
  const auto opened = open_journey(folder.path("large.journey"));
  REQUIRE(opened.has_value());
  CHECK(difference(*opened->recording, *run.recording) == "");
}

TEST_CASE("a journal is locked though another program looks at it in that moment") {
  const TemporaryFolder folder;
  write_file(folder.path("new.journey"), "");
  const int ours = ::open(folder.path("new.journey").c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(ours >= 0);
  for (int round = 0; round < 50; ++round) {
    const int theirs = ::open(folder.path("new.journey").c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(::flock(theirs, LOCK_SH | LOCK_NB) == 0);
    std::atomic<bool> begun = false;
    auto locked = std::async(std::launch::async, [&] {
      begun = true;
      begun.notify_one();
      return lock_as_written_to(ours);
    });
    begun.wait(false);
    ::close(theirs);
    CHECK(locked.get());
    ::flock(ours, LOCK_UN);
  }
  const int theirs = ::open(folder.path("new.journey").c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(::flock(theirs, LOCK_SH | LOCK_NB) == 0);
  CHECK_FALSE(lock_as_written_to(ours));  // it does not wait for good
  ::close(theirs);
  ::close(ours);
}

TEST_CASE("where a file cannot be mapped, each event is written by itself") {
  const TemporaryFolder folder;
  const auto place = [&](const char* name) { return JournalPlace{folder.path(name), false, {0666, false}}; };
  const auto journal = std::make_shared<JournalWriter>(place("plain.journey"), JourneyInfo{});
  TakeOptions options;
  options.journal = journal;
  const auto take = take_of(to_and_fro, std::move(options));
  take->run_to_end();
  take->wait_until_idle();
  CHECK(open_journey(folder.path("plain.journey"))->recording->size() == take->recording().size());
  take->stop();
  const auto opened = open_journey(folder.path("plain.journey"));
  REQUIRE(opened.has_value());
  CHECK(opened->is_finished);
  CHECK(difference(*opened->recording, take->recording()) == "");
  const auto stopped = std::make_shared<JournalWriter>(place("full.journey"), JourneyInfo{});
  {
    const FullDisk full(10'000);
    run_with(stopped, to_and_fro);
  }
  CHECK(stopped->failure());
  const auto cut = open_journey(folder.path("full.journey"));
  REQUIRE(cut.has_value());
  CHECK(cut->recording->size() > 10);
  CHECK(cut->dropped == "");
}
