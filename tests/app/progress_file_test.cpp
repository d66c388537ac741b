// What a learner has done, on the disk: torn files, files of others, several programs, programs that are killed, a disk
// that is full.
#include "app/progress_file.hpp"

#include "app/progress_keeper.hpp"
#include "core/progress/record_text.hpp"
#include "tests/support/bell.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/environment.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <random>

using namespace doorway;
using namespace doorway::app;
using doorway::test::Bell;
using doorway::test::content_of;
using doorway::test::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

/// The nth of a row of records, each of which is different.
ProgressRecord nth_record(std::size_t n) {
  return {static_cast<std::int64_t>(n), {"01-lesson", "page-" + std::to_string(n % 7)}, deed::GemKept{n % 9}};
}

std::vector<ProgressRecord> first_records(std::size_t count) {
  std::vector<ProgressRecord> records;
  for (std::size_t n = 0; n < count; ++n) records.push_back(nth_record(n));
  return records;
}

struct OwnProgress {
  TemporaryFolder folder;
  fs::path path = folder.path("doorway/progress.jsonl");

  void write(std::string_view text) const {
    fs::create_directories(path.parent_path());
    folder.write("doorway/progress.jsonl", text);
  }
  [[nodiscard]] std::vector<ProgressRecord> records() const { return read_records(content_of(path)).records; }
  [[nodiscard]] std::size_t damaged_lines() const { return read_records(content_of(path)).damaged_lines; }
};

/// A keeper in a test's hands.
class Keeping {
 public:
  explicit Keeping(std::optional<fs::path> path) : keeper_(std::move(path), [this] { bell_.ring(); }) {}

  ProgressKeeper& keeper() { return keeper_; }
  /// Waits until nothing is under way, and takes all there is to take.
  void rest() {
    const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (;;) {
      const auto rung = bell_.rung();
      if (auto found = keeper_.take_found()) found_ = std::move(found);
      while (auto outcome = keeper_.take_outcome()) outcomes_.push_back(std::move(*outcome));
      if (!keeper_.is_busy()) return;
      REQUIRE(bell_.wait_beyond(rung, give_up_at));
    }
  }
  [[nodiscard]] const std::optional<FoundProgress>& found() const { return found_; }
  [[nodiscard]] const std::vector<ProgressKeeper::Outcome>& outcomes() const { return outcomes_; }

 private:
  Bell bell_;
  std::optional<FoundProgress> found_;
  std::vector<ProgressKeeper::Outcome> outcomes_;
  ProgressKeeper keeper_;
};

/// Runs `work` in a process of its own; its exit code is what work returns.
pid_t begin_process(const std::function<int()>& work) {
  const pid_t id = ::fork();
  REQUIRE(id >= 0);
  if (id == 0) ::_exit(work());
  return id;
}

/// The exit code, or -1 where a signal ended it.
int wait_for(pid_t id) {
  int status = 0;
  REQUIRE(::waitpid(id, &status, 0) == id);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Keeps records, as fast as it can, and writes the number of those that are acknowledged to the pipe; never ends.
[[noreturn]] void keep_for_ever(const fs::path& path, int pipe) {
  Bell bell;
  ProgressKeeper keeper(path, [&bell] { bell.ring(); });
  for (std::uint64_t n = 0;; ++n) {
    const auto rung = bell.rung();
    keeper.keep(nth_record(n));
    if (n % 3 == 0) bell.wait_beyond(rung, std::chrono::steady_clock::now() + std::chrono::seconds(1));
    const std::uint64_t kept = keeper.kept_count();
    if (::write(pipe, &kept, sizeof kept) != static_cast<ssize_t>(sizeof kept)) ::_exit(1);
  }
}

/// Lets somebody keep records, kills them once so many are acknowledged, and returns how many were at last.
std::uint64_t keep_until_killed(const fs::path& path, std::uint64_t enough) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t id = ::fork();
  REQUIRE(id >= 0);
  if (id == 0) {
    ::close(ends[0]);
    keep_for_ever(path, ends[1]);
  }
  ::close(ends[1]);
  std::uint64_t kept = 0;
  std::uint64_t last = 0;
  while (last < enough && ::read(ends[0], &kept, sizeof kept) == static_cast<ssize_t>(sizeof kept)) last = kept;
  ::kill(id, SIGKILL);
  while (::read(ends[0], &kept, sizeof kept) == static_cast<ssize_t>(sizeof kept)) last = kept;
  ::close(ends[0]);
  CHECK(wait_for(id) == -1);
  return last;
}

}  // namespace

TEST_CASE("progress is read as it was written, in one go or in several") {
  const OwnProgress own;
  ProgressFile file(own.path);
  CHECK(file.read().progress == Progress{});
  CHECK_FALSE(fs::exists(own.path));
  const auto records = first_records(20);
  CHECK(file.add(std::span(records).first(12)).count == 12);
  const ProgressFile::Added added = file.add(std::span(records).subspan(12));
  CHECK(added.count == 8);
  CHECK(added.is_on_disk);
  CHECK(added.error.empty());
  const FoundProgress found = ProgressFile(own.path).read();
  CHECK(found.progress == progress_of(records));
  CHECK(found.complaint.empty());
  CHECK(found.may_write);
  CHECK(content_of(own.path).starts_with(progress_header_line()));
  CHECK(content_of(own.path).find("version", 40) == std::string::npos);
}

TEST_CASE("wherever the file was torn off, what is added to it is read, and so is all before the tear") {
  const auto records = first_records(3);
  std::string whole = progress_header_line();
  for (const ProgressRecord& record : records) whole += record_line(record);
  const OwnProgress own;
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    CAPTURE(cut);
    own.write(whole.substr(0, cut));
    const auto before = own.records();
    ProgressFile file(own.path);
    const FoundProgress found = file.read();
    const bool header_is_torn = cut > 0 && cut + 1 < progress_header_line().size();
    REQUIRE(found.may_write);
    CHECK(found.progress == progress_of(before));
    CHECK(found.complaint.empty() == (own.damaged_lines() == 0 || header_is_torn));
    const std::vector added{nth_record(70), nth_record(71)};
    REQUIRE(file.add(added).count == 2);
    auto expected = before;
    expected.insert(expected.end(), added.begin(), added.end());
    CHECK(own.records() == expected);
    CHECK(read_records(content_of(own.path)).has_header);
    CHECK(own.damaged_lines() <= 1);
  }
}

TEST_CASE("a damaged line is told of with its number, and all else is there") {
  const OwnProgress own;
  own.write(progress_header_line() + record_line(nth_record(1)) + "{\"unix_s\":1,\n" + record_line(nth_record(2)));
  const FoundProgress found = ProgressFile(own.path).read();
  CHECK(found.progress == progress_of(std::vector{nth_record(1), nth_record(2)}));
  CHECK(found.complaint.find("line 3 is damaged") != std::string::npos);
  CHECK(found.may_write);
}

TEST_CASE("a file of a newer program, of somebody else or of another kind is told of and never written to") {
  struct Other {
    std::string text;
    const char* said;
  };
  const Other others[] = {{"{\"doorway\":\"progress\",\"version\":2}\n" + record_line(nth_record(1)),
                           "a newer Doorway wrote it (version 2"},
                          {"My shopping list\nmilk\n", "something else"},
                          {std::string(300, '\0'), "something else"},
                          {"{\"doorway\":\"settings\",\"version\":1}\n", "something else"}};
  for (const Other& other : others) {
    CAPTURE(other.text.substr(0, 40));
    const OwnProgress own;
    own.write(other.text);
    Keeping keeping(own.path);
    keeping.keeper().keep(nth_record(3));
    keeping.rest();
    REQUIRE(keeping.found());
    CHECK_FALSE(keeping.found()->may_write);
    CHECK(keeping.found()->complaint.find(other.said) != std::string::npos);
    CHECK(keeping.found()->progress == Progress{});
    CHECK(keeping.outcomes().empty());
    CHECK(content_of(own.path) == other.text);
  }
}

TEST_CASE("a newer program that comes while this one runs is not written over") {
  const OwnProgress own;
  ProgressFile file(own.path);
  file.read();
  own.write("{\"doorway\":\"progress\",\"version\":3}\n");
  const ProgressFile::Added added = file.add(std::vector{nth_record(1)});
  CHECK(added.count == 0);
  CHECK(added.error.find("newer") != std::string::npos);
  CHECK(content_of(own.path) == "{\"doorway\":\"progress\",\"version\":3}\n");
}

TEST_CASE("a folder or a pipe in progress's place is survived, and not waited for") {
  const OwnProgress own;
  fs::create_directories(own.path);
  for (int i = 0; i < 2; ++i) {
    ProgressFile file(own.path);
    const FoundProgress found = file.read();
    CHECK(found.complaint.find("no ordinary file") != std::string::npos);
    CHECK_FALSE(found.may_write);
    CHECK(file.add(std::vector{nth_record(1)}).count == 0);
    fs::remove_all(own.path);
    REQUIRE(::mkfifo(own.path.c_str(), 0600) == 0);
  }
}

TEST_CASE("the folder for progress is that of the desktop, or the one in the home folder, or none") {
  test::Environment environment;
  environment.set("XDG_DATA_HOME", "/somewhere/else");
  CHECK(progress_path() == fs::path("/somewhere/else/doorway/progress.jsonl"));
  environment.set("XDG_DATA_HOME", "not/absolute");
  environment.set("HOME", "/nobody");
  CHECK(progress_path() == fs::path("/nobody/.local/share/doorway/progress.jsonl"));
  environment.set("XDG_DATA_HOME", std::nullopt);
  environment.set("HOME", std::nullopt);
  CHECK_FALSE(progress_path());
}

TEST_CASE("a program that is killed in the middle loses nothing that was acknowledged") {
  constexpr int kills = 40;
  std::mt19937 random(7);
  std::uint64_t all = 0;
  for (int i = 0; i < kills; ++i) {
    const OwnProgress own;
    const auto kept = keep_until_killed(own.path, std::uniform_int_distribution<std::uint64_t>(1, 120)(random));
    CAPTURE(kept);
    const auto records = own.records();
    REQUIRE(records.size() >= kept);
    CHECK(records == first_records(records.size()));
    CHECK(own.damaged_lines() <= 1);
    ProgressFile file(own.path);
    REQUIRE(file.read().may_write);
    CHECK(file.add(std::vector{nth_record(0)}).count == 1);
    CHECK(own.records().size() == records.size() + 1);
    all += kept;
  }
  CHECK(all > kills);
}

TEST_CASE("programs that are killed one after the other, on the same file, leave all that was acknowledged") {
  const OwnProgress own;
  std::uint64_t all = 0;
  for (std::uint64_t i = 0; i < 8; ++i) all += keep_until_killed(own.path, 5 + i);
  CHECK(own.records().size() >= all);
  CHECK(own.damaged_lines() <= 8);
}

TEST_CASE("several programs that keep at once leave every record whole") {
  constexpr std::size_t programs = 4;
  constexpr std::size_t each = 150;
  const OwnProgress own;
  std::vector<pid_t> running;
  for (std::size_t program = 0; program < programs; ++program) {
    running.push_back(begin_process([&] {
      ProgressFile file(own.path);
      file.read();
      for (std::size_t n = 0; n < each; ++n) {
        const ProgressRecord record{static_cast<std::int64_t>(n), {std::to_string(program), "p"}, deed::Tried{}};
        if (file.add(std::vector{record}).count != 1) return 1;
      }
      return 0;
    }));
  }
  for (const pid_t id : running) CHECK(wait_for(id) == 0);
  const FoundProgress found = ProgressFile(own.path).read();
  CHECK(found.complaint.empty());
  for (std::size_t program = 0; program < programs; ++program) {
    const PageProgress* page = found.progress.page({std::to_string(program), "p"});
    REQUIRE(page != nullptr);
    CHECK(page->experiments == each);
  }
}

TEST_CASE("a disk that is full is told of once, and what could not be written then is written when it can be") {
  const OwnProgress own;
  const auto records = first_records(60);
  const pid_t id = begin_process([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1500, RLIM_INFINITY};
    if (::setrlimit(RLIMIT_FSIZE, &small) != 0) return 2;
    Keeping keeping(own.path);
    for (std::size_t n = 0; n < 59; ++n) {
      keeping.keeper().keep(records[n]);
      keeping.rest();
    }
    const std::uint64_t kept = keeping.keeper().kept_count();
    if (kept == 0 || kept >= 59 || keeping.outcomes().size() != 1) return 3;
    if (keeping.outcomes().front().message.find("cannot be kept") == std::string::npos) return 4;
    const rlimit large{RLIM_INFINITY, RLIM_INFINITY};
    if (::setrlimit(RLIMIT_FSIZE, &large) != 0) return 2;
    keeping.keeper().keep(records[59]);
    keeping.rest();
    return keeping.keeper().kept_count() == 60 && keeping.outcomes().size() == 1 ? 0 : 5;
  });
  CHECK(wait_for(id) == 0);
  CHECK(own.records() == records);
  CHECK(own.damaged_lines() <= 59);
}

TEST_CASE("where no folder can be made, it is told once and all works on") {
  const OwnProgress own;
  own.folder.write("doorway", "a file where the folder is to be");
  Keeping keeping(own.path);
  for (std::size_t n = 0; n < 5; ++n) {
    keeping.keeper().keep(nth_record(n));
    keeping.rest();
  }
  CHECK(keeping.outcomes().size() == 1);
  CHECK(keeping.keeper().kept_count() == 0);
  CHECK(content_of(own.folder.path("doorway")) == "a file where the folder is to be");
}

TEST_CASE("what was handed over is written before the keeper is gone") {
  const OwnProgress own;
  const auto records = first_records(100);
  {
    ProgressKeeper keeper(own.path, [] {});
    for (const ProgressRecord& record : records) keeper.keep(record);
  }
  CHECK(own.records() == records);
}

TEST_CASE("a reset keeps the old file under another name, each time under one of its own") {
  const OwnProgress own;
  Keeping keeping(own.path);
  for (const std::size_t round : {0U, 1U}) {
    keeping.keeper().keep(nth_record(round));
    keeping.keeper().reset();
    keeping.keeper().keep(nth_record(10 + round));
    keeping.rest();
  }
  REQUIRE(keeping.outcomes().size() == 2);
  CHECK(keeping.outcomes()[0].kind == ProgressKeeper::Outcome::Kind::reset);
  CHECK(keeping.outcomes()[0].message.find("progress.jsonl.old.") != std::string::npos);
  CHECK(keeping.outcomes()[1].message.find("progress.jsonl.old-2.") != std::string::npos);
  CHECK(read_records(content_of(own.path.string() + ".old")).records == std::vector{nth_record(0)});
  CHECK(read_records(content_of(own.path.string() + ".old-2")).records == std::vector{nth_record(10), nth_record(1)});
  CHECK(own.records() == std::vector{nth_record(11)});
}

TEST_CASE("a reset puts a file aside that could not be used, and from then on all is kept") {
  const OwnProgress own;
  own.write("My shopping list\n");
  Keeping keeping(own.path);
  keeping.rest();
  keeping.keeper().reset();
  keeping.keeper().keep(nth_record(1));
  keeping.rest();
  CHECK(content_of(own.path.string() + ".old") == "My shopping list\n");
  CHECK(own.records() == std::vector{nth_record(1)});
}

TEST_CASE("tables are written beside the file, never over one that is there") {
  const OwnProgress own;
  Keeping keeping(own.path);
  for (const char* text : {"one\r\n", "two\r\n"}) {
    keeping.keeper().write_csv(text);
    keeping.rest();
  }
  REQUIRE(keeping.outcomes().size() == 2);
  CHECK(keeping.outcomes()[0].message.find("doorway/progress.csv.") != std::string::npos);
  CHECK(keeping.outcomes()[1].message.find("doorway/progress-2.csv.") != std::string::npos);
  CHECK(content_of(own.path.parent_path() / "progress.csv") == "one\r\n");
  CHECK(content_of(own.path.parent_path() / "progress-2.csv") == "two\r\n");
}

TEST_CASE("without a path nothing is read, kept or waited for") {
  Keeping keeping(std::nullopt);
  CHECK(keeping.keeper().has_read());
  keeping.keeper().keep(nth_record(1));
  keeping.keeper().reset();
  keeping.keeper().write_csv("x");
  CHECK_FALSE(keeping.keeper().is_busy());
  keeping.rest();
  CHECK(keeping.outcomes().empty());
}
