// Recordings as files: what they are called, how many stay, how they are saved, listed and read again.
#include "app/journeys/folder_listing.hpp"
#include "app/journeys/journey_folder.hpp"
#include "app/journeys/journey_name.hpp"
#include "app/journeys/journey_reading.hpp"
#include "app/journeys/journey_saving.hpp"
#include "app/journeys/lookup.hpp"
#include "tests/app/cut_off.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

namespace fs = std::filesystem;

std::tm at_noon() {
  std::tm local{};
  local.tm_year = 126;
  local.tm_mon = 10;
  local.tm_mday = 3;
  local.tm_hour = 12;
  local.tm_min = 4;
  local.tm_sec = 5;
  return local;
}

/// A journal of this number: the larger, the newer.
JournalFile journal(int number, std::uint64_t size_bytes, bool is_written_to = false) {
  return {fmt::format("/j/2026-11-{:02}_{:02}-{:02}-00_take.journey", 1 + number / 1440 % 28, number / 60 % 24,
                      number % 60),
          size_bytes, is_written_to, number};
}

JourneyCopy copy_of(const Run& run) {
  return {run.recording, run.recording->size(), run.status, {}};
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("a journal's name tells date, time and lesson, in letters that each file system takes") {
  CHECK(journal_name(at_noon(), "02-two-doors.md") == "2026-11-03_12-04-05_02-two-doors.journey");
  CHECK(journal_name(at_noon(), "") == "2026-11-03_12-04-05_take.journey");
  CHECK(journal_name(at_noon(), "../a b\"\n/\xFF.md") == "2026-11-03_12-04-05_a-b-.journey");
  CHECK(journal_name(at_noon(), std::string(300, 'x')).size() < 100);
}

TEST_CASE("what is called like a journal is one, and nothing else is") {
  for (const char* lesson : {"02-two-doors.md", "", "\xFF\xFF", "..", "a_b.md"}) {
    const std::string name = journal_name(at_noon(), lesson);
    CAPTURE(name);
    CHECK(is_journal_name(name));
    CHECK_FALSE(is_seen_name(name));
    CHECK(is_journal_name(seen_name(name)));
    CHECK(is_seen_name(seen_name(name)));
  }
  CHECK(is_journal_name("2026-11-03_12-04-05_take-2.journey"));  // the second one of that second
  for (const char* name :
       {"", "my.journey", "2026-11-03.journey", "2026-11-03_12-04-05_.journey", "2026-11-03_12-04-05_take.md",
        "2026-11-03 12-04-05_take.journey", "2026-11-03_12-04-05_my own.journey"}) {
    CAPTURE(name);
    CHECK_FALSE(is_journal_name(name));
  }
  CHECK_FALSE(is_journal_name(proposed_name(at_noon(), "02-two-doors.md")));
  CHECK(proposed_name(at_noon(), "02-two-doors.md") == "02-two-doors-2026-11-03.journey");
}

TEST_CASE("the newest hundred journals stay, as far as they are no larger than 500 MiB together") {
  std::vector<JournalFile> files;
  for (int i = 0; i < 103; ++i) files.push_back(journal(i, 1000));
  std::reverse(files.begin() + 20, files.end());
  const std::set<fs::path> gone = [&] {
    const auto paths = journals_to_prune(files);
    return std::set<fs::path>(paths.begin(), paths.end());
  }();
  CHECK(gone == std::set<fs::path>{journal(0, 0).path, journal(1, 0).path, journal(2, 0).path});

  constexpr std::uint64_t mib = 1U << 20;
  files = {journal(3, 300 * mib), journal(2, 150 * mib), journal(1, 50 * mib), journal(0, 1)};
  CHECK(journals_to_prune(files) == std::vector<fs::path>{journal(0, 0).path});
  files[0].size_bytes = 900 * mib;  // the newest stays all the same
  CHECK(journals_to_prune(files).size() == 3);
  files[3].is_written_to = true;
  CHECK(journals_to_prune(files).size() == 2);
}

TEST_CASE("which journal is newer does not go by its name, which tells a local time") {
  std::vector<JournalFile> files{journal(1, 10), journal(2, 10), journal(3, 10)};
  files[2].written_to_unix_ns = -1;  // before the clock was put back
  CHECK(journals_to_prune(files, {2, 100}) == std::vector<fs::path>{journal(3, 0).path});
}

TEST_CASE(
    "whatever journals there are, none goes that is written to, nor the newest, and what stays is within limits") {
  CHECK(rc::check([] {
    const JournalLimits limits{*rc::gen::inRange<std::size_t>(1, 6), *rc::gen::inRange<std::uint64_t>(1, 500)};
    const auto count = *rc::gen::inRange(0, 12);
    std::vector<JournalFile> files;
    for (int i = 0; i < count; ++i) {
      files.push_back(journal(i, *rc::gen::inRange<std::uint64_t>(0, 300), *rc::gen::arbitrary<bool>()));
    }
    const auto gone = journals_to_prune(files, limits);
    std::size_t stays = 0;
    std::uint64_t bytes = 0;
    for (int i = count - 1; i >= 0; --i) {
      const JournalFile& file = files[static_cast<std::size_t>(i)];
      const bool goes = std::find(gone.begin(), gone.end(), file.path) != gone.end();
      const bool must_stay = file.is_written_to || i == count - 1;
      if (must_stay) RC_ASSERT(!goes);
      if (goes) continue;
      ++stays;
      bytes += file.size_bytes;
      if (!must_stay) RC_ASSERT(stays <= limits.files && bytes <= limits.bytes);
    }
  }));
}

TEST_CASE("tidying removes old journals and leaves alone what is written to and what is the user's own") {
  const TemporaryFolder folder;
  const auto now = fs::file_time_type::clock::now();
  std::chrono::hours age(1);
  for (const char* name : {"2026-11-03_12-04-01_take.journey", "2026-11-03_12-04-02_take.journey",
                           "2026-11-03_12-04-03_take.journey", "a.journey", "notes.txt"}) {
    folder.write(name, "1234567890");
    fs::last_write_time(folder.path(name), now - age++);
  }
  TakeOptions options;
  const fs::path growing = folder.path("2026-11-03_12-04-00_take.journey");
  options.journal = std::make_shared<JournalWriter>(JournalPlace{growing, false}, JourneyInfo{});
  const auto take = take_of(one_datagram, options);
  take->run_to_end();
  take->wait_until_idle();
  CHECK(tidy_journeys(folder.path(""), {}, {2, 500'000}).empty());
  CHECK(fs::exists(folder.path("2026-11-03_12-04-01_take.journey")));
  CHECK_FALSE(fs::exists(folder.path("2026-11-03_12-04-02_take.journey")));
  CHECK_FALSE(fs::exists(folder.path("2026-11-03_12-04-03_take.journey")));
  CHECK(fs::exists(growing));
  CHECK(fs::exists(folder.path("a.journey")));
  CHECK(fs::exists(folder.path("notes.txt")));
  take->stop();
  fs::last_write_time(growing, now - age);
  CHECK(tidy_journeys(folder.path(""), {}, {1, 500}).empty());  // finished: nothing to offer, and too old
  CHECK_FALSE(fs::exists(growing));
}

TEST_CASE("what was cut off is offered with its time and steps until it is put away, and what was finished is not") {
  const TemporaryFolder folder;
  const fs::path cut = folder.path("2026-11-03_12-04-05_take.journey");
  write_cut_off(cut, JourneyInfo{});
  const auto offers = tidy_journeys(folder.path(""), {});
  REQUIRE(offers.size() == 1);
  CHECK(offers[0].path == cut);
  CHECK(offers[0].steps > 4);
  CHECK(offers[0].what == "a scenario of bob, alice");
  CHECK(offers[0].when.size() == std::string("2026-11-03 12:04").size());
  CHECK(tidy_journeys(folder.path(""), {cut}).empty());
  CHECK_FALSE(fs::exists(cut));
  const fs::path seen = folder.path("2026-11-03_12-04-05_take_seen.journey");
  CHECK(fs::exists(seen));  // it is there as long as any other
  CHECK(put_away(seen) == seen);
}

TEST_CASE("an offer is called as its lesson and page are") {
  const TemporaryFolder folder;
  JourneyInfo info;
  info.lesson = JourneyLesson{"own.md", lesson_of_datagram, "one"};
  write_cut_off(folder.path("2026-11-03_12-04-05_own.journey"), info);
  const auto offers = tidy_journeys(folder.path(""), {});
  REQUIRE(offers.size() == 1);
  CHECK(offers[0].what == "Datagrams: One");
}

TEST_CASE("putting away never takes another file's place") {
  const TemporaryFolder folder;
  folder.write("2026-11-03_12-04-05_take.journey", "new");
  folder.write("2026-11-03_12-04-05_take_seen.journey", "old");
  const fs::path journal = folder.path("2026-11-03_12-04-05_take.journey");
  CHECK(put_away(journal) == journal);
  CHECK(content_of(folder.path("2026-11-03_12-04-05_take_seen.journey")) == "old");
}

TEST_CASE("a folder that is not there, or is a file, is tidied without a word") {
  const TemporaryFolder folder;
  CHECK(tidy_journeys(folder.path("none"), {}).empty());
  CHECK(tidy_journeys(folder.file("file", "text"), {}).empty());
}

TEST_CASE("a saved take is opened again with its events, its end and the time of its run") {
  const TemporaryFolder folder;
  const Run run = run_scenario(one_datagram);
  JourneyCopy copy = copy_of(run);
  copy.info.began_unix_ms = 1'700'000'000'123;
  REQUIRE(save_journey(copy, folder.path("it.journey"), Existing::refuse).has_value());
  CHECK(files_in(folder.path("")) == 1);
  const auto opened = open_journey(folder.path("it.journey"));
  REQUIRE(opened.has_value());
  CHECK(opened->recording->size() == run.recording->size());
  CHECK(opened->is_finished);
  CHECK(opened->dropped.empty());
  CHECK(opened->info.began_unix_ms == 1'700'000'000'123);
  CHECK(opened->ended.over == run.status.over);
}

TEST_CASE("a file that is there stays as it is, unless it is to be replaced") {
  const TemporaryFolder folder;
  const JourneyCopy copy = copy_of(run_scenario(one_datagram));
  const fs::path file = folder.file("it.journey", "mine");
  const auto refused = save_journey(copy, file, Existing::refuse);
  REQUIRE(refused.has_error());
  CHECK(refused.error().is_taken);
  CHECK(content_of(file) == "mine");
  REQUIRE(save_journey(copy, file, Existing::replace).has_value());
  CHECK(open_journey(file).has_value());
  CHECK(files_in(folder.path("")) == 1);
}

TEST_CASE("a file of another program beside it stays, and what a Doorway left there long ago goes") {
  const TemporaryFolder folder;
  const JourneyCopy copy = copy_of(run_scenario(one_datagram));
  std::set<std::string> taken;
  for (int i = 1; i <= 99; ++i) {
    const std::string number = i == 1 ? "" : fmt::format("-{}", i);
    taken.insert(folder.file(fmt::format(".doorway-{}{}.new", ::getpid(), number), "theirs"));
  }
  const auto refused = save_journey(copy, folder.path("it.journey"), Existing::refuse);
  REQUIRE(refused.has_error());
  CHECK_FALSE(fs::exists(folder.path("it.journey")));
  for (const std::string& file : taken) CHECK(content_of(file) == "theirs");
  const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(2);
  for (const std::string& file : taken) fs::last_write_time(file, long_ago);
  folder.write(".doorway-mine.new", "mine");
  fs::last_write_time(folder.path(".doorway-mine.new"), long_ago);
  REQUIRE(save_journey(copy, folder.path("it.journey"), Existing::refuse).has_value());
  CHECK(files_in(folder.path("")) == 2);
  CHECK(fs::exists(folder.path(".doorway-mine.new")));
}

TEST_CASE("who could read a file can read the one in its place, and a new one is as any of the user's") {
  const TemporaryFolder folder;
  const JourneyCopy copy = copy_of(run_scenario(one_datagram));
  const fs::path file = folder.file("it.journey", "mine");
  fs::permissions(file, fs::perms(0640));
  REQUIRE(save_journey(copy, file, Existing::replace).has_value());
  CHECK(fs::status(file).permissions() == fs::perms(0640));
  const mode_t before = ::umask(027);
  REQUIRE(save_journey(copy, folder.path("new.journey"), Existing::refuse).has_value());
  ::umask(before);
  CHECK(fs::status(folder.path("new.journey")).permissions() == fs::perms(0640));
}

TEST_CASE("through a link the file that it leads to is replaced, and the link stays") {
  const TemporaryFolder folder;
  const JourneyCopy copy = copy_of(run_scenario(one_datagram));
  fs::create_symlink(folder.file("it.journey", "mine"), folder.path("link.journey"));
  REQUIRE(save_journey(copy, folder.path("link.journey"), Existing::replace).has_value());
  CHECK(fs::is_symlink(folder.path("link.journey")));
  CHECK(open_journey(folder.path("it.journey")).has_value());
}

TEST_CASE("where nothing can be saved the reason is said, and nothing is left behind") {
  const TemporaryFolder folder;
  const JourneyCopy copy = copy_of(run_scenario(one_datagram));
  fs::create_directories(folder.path("taken.journey"));
  const auto at_folder = save_journey(copy, folder.path("taken.journey"), Existing::replace);
  REQUIRE(at_folder.has_error());
  CHECK(at_folder.error().why.find("a folder has that name") != std::string::npos);
  CHECK_FALSE(at_folder.error().is_taken);
  const auto nowhere = save_journey(copy, folder.path("none/it.journey"), Existing::refuse);
  REQUIRE(nowhere.has_error());
  CHECK(nowhere.error().why.find("No such file or directory") != std::string::npos);
  const auto long_name = save_journey(copy, folder.path(std::string(300, 'x') + ".journey"), Existing::refuse);
  CHECK(long_name.has_error());
  CHECK(files_in(folder.path("")) == 1);
}

TEST_CASE("in a read-only folder nothing is saved, and the reason is said") {
  if (::geteuid() == 0) {
    MESSAGE("skipped: root may write everywhere");
    return;
  }
  const TemporaryFolder folder;
  fs::create_directories(folder.path("closed"));
  fs::permissions(folder.path("closed"), fs::perms::owner_read | fs::perms::owner_exec);
  const auto refused =
      save_journey(copy_of(run_scenario(one_datagram)), folder.path("closed/it.journey"), Existing::refuse);
  fs::permissions(folder.path("closed"), fs::perms::owner_all);
  REQUIRE(refused.has_error());
  CHECK(refused.error().why.find("Permission denied") != std::string::npos);
  CHECK(files_in(folder.path("closed")) == 0);
}

TEST_CASE("a recording of a lesson is shown with the lesson's pages that have its scenario") {
  const TemporaryFolder folder;
  JourneyInfo info;
  info.lesson = JourneyLesson{"own.md", lesson_of_datagram, "two"};
  const auto lesson = parse_lesson(lesson_of_datagram);
  REQUIRE(lesson.has_value());
  JourneyCopy copy = copy_of(run_scenario(lesson->scenario_texts[0]));
  copy.info = info;
  REQUIRE(save_journey(copy, folder.path("it.journey"), Existing::refuse).has_value());
  const auto read = read_recording(folder.path("it.journey"));
  REQUIRE(read.has_value());
  CHECK(read->is_of_lesson);
  REQUIRE(read->lesson.pages.size() == 2);  // the third page has another scenario
  CHECK(read->lesson.pages[read->page].id == "two");
  CHECK(read->lesson.scenarios.size() == 1);
  for (const Page& page : read->lesson.pages) CHECK(page.scenario == 0);
}

TEST_CASE("a recording without a lesson, or of another scenario, has a page that tells what it is") {
  const TemporaryFolder folder;
  JourneyCopy copy = copy_of(run_scenario(one_datagram));
  for (const bool has_lesson : {false, true}) {
    if (has_lesson) copy.info.lesson = JourneyLesson{"own.md", "---\ntitle: T\n---\n## Only\nWords.\n", "only"};
    REQUIRE(save_journey(copy, folder.path("it.journey"), Existing::replace).has_value());
    const auto read = read_recording(folder.path("it.journey"));
    REQUIRE(read.has_value());
    CHECK_FALSE(read->is_of_lesson);
    REQUIRE(read->lesson.pages.size() == 1);
    CHECK(read->lesson.title == "it.journey");
    std::string words;
    for (const PageBlock& block : read->lesson.pages[0].blocks) {
      const auto& prose = std::get<ProseBlock>(block);
      if (const auto* paragraph = std::get_if<Paragraph>(&prose)) words += plain_text(paragraph->text);
      if (const auto* list = std::get_if<ListItems>(&prose)) {
        for (const Spans& item : list->items) words += plain_text(item);
      }
    }
    CHECK(words.find(read->journey.recording->header().kernel) != std::string::npos);
    CHECK((words.find("own.md") != std::string::npos) == has_lesson);
  }
}

TEST_CASE("a lesson that asks for too much beside its recording leaves the recording, and says so") {
  const TemporaryFolder folder;
  JourneyInfo info;
  std::string text = "---\ntitle: Much\norder: 1\n---\n";
  for (const char* size : {"30_000_000", "30_000_001"}) {
    text += fmt::format("## Page\nWords.\n```scenario\na: s = socket(udp)\na: s.send(fill({}))\n```\n", size);
  }
  info.lesson = JourneyLesson{"much.md", text, "page"};
  JourneyCopy copy = copy_of(run_scenario(one_datagram));
  copy.info = info;
  REQUIRE(save_journey(copy, folder.path("it.journey"), Existing::refuse).has_value());
  const auto read = read_recording(folder.path("it.journey"));
  REQUIRE(read.has_value());
  CHECK_FALSE(read->is_of_lesson);
  const auto& blocks = read->lesson.pages.at(0).blocks;
  const bool says_so = std::any_of(blocks.begin(), blocks.end(), [](const auto& block) {
    const auto* prose = std::get_if<ProseBlock>(&block);
    const auto* paragraph = prose != nullptr ? std::get_if<Paragraph>(prose) : nullptr;
    return paragraph != nullptr && plain_text(paragraph->text).find("cannot be shown here") != std::string::npos;
  });
  CHECK(says_so);
}

TEST_CASE("a folder shows its folders, recordings and lessons by name, and nothing that is hidden") {
  const TemporaryFolder folder;
  for (const char* name : {"b.journey", "A.md", "c.txt", ".hidden.journey", "a.journey"}) folder.write(name, "text");
  for (const char* name : {"Z", "y", ".git"}) fs::create_directories(folder.path(name));
  REQUIRE(::mkfifo(folder.path("pipe.journey").c_str(), 0600) == 0);
  fs::create_symlink(folder.path("nowhere"), folder.path("broken.journey"));
  const FolderListing listing = list_folder(folder.path(""));
  CHECK(listing.error.empty());
  CHECK(listing.entries == std::vector<FolderEntry>{
                               {"y", true}, {"Z", true}, {"a.journey", false}, {"A.md", false}, {"b.journey", false}});
}

TEST_CASE("a folder that is none says so") {
  const TemporaryFolder folder;
  CHECK(list_folder(folder.path("none")).error.find("cannot be opened") != std::string::npos);
  CHECK(list_folder(folder.file("file", "text")).error.find("cannot be read") != std::string::npos);
}

TEST_CASE("a look-up that never comes back keeps neither the next one waiting nor the end") {
  std::promise<void> answer;
  const std::shared_future<void> answered = answer.get_future().share();
  const auto told = std::make_shared<std::atomic<int>>(0);
  std::weak_ptr<int> held;
  {
    std::promise<void> rung;
    Lookup<int> lookup(
        [&rung, told] {
          if (++*told == 1) rung.set_value();
        },
        std::chrono::milliseconds(20));
    const auto owned = std::make_shared<int>(0);
    held = owned;
    lookup.run([answered, owned] {
      answered.wait();
      return 1;
    });
    CHECK(lookup.is_under_way());
    CHECK_FALSE(lookup.take());
    lookup.run([] { return 2; });
    rung.get_future().wait();
    CHECK(lookup.take() == 2);
    CHECK_FALSE(lookup.is_under_way());
    lookup.run([] { return 3; });
    lookup.drop();
    CHECK_FALSE(lookup.is_under_way());
    CHECK_FALSE(lookup.take());
    lookup.run([answered] {
      answered.wait();
      return 4;
    });
  }
  const int before = *told;
  answer.set_value();
  while (!held.expired()) std::this_thread::yield();
  CHECK(*told == before);  // nobody is there to be woken
}
