// What is told of a folder's files. Each test waits until it is told, or until another change after it is.
#include "app/file_watch.hpp"

#include "tests/support/bell.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

using doorway::app::FileChanges;
using doorway::app::FileWatch;
using doorway::test::Bell;
using doorway::test::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

/// A folder that is watched.
struct Watched {
  explicit Watched(const fs::path& folder) : watch(folder, [this] { bell.ring(); }) { watch.wait_until_ready(); }

  /// What is told up to this file's change; empty when that does not come within a minute.
  FileChanges until(const std::string& name) {
    FileChanges all;
    const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (auto rung = bell.rung();; rung = bell.rung()) {
      const FileChanges now = watch.take();
      for (const std::string& each : now.names) all.add(each);
      all.any = all.any || now.any;
      if (all.concerns(name)) return all;
      if (!bell.wait_beyond(rung, give_up_at)) return {};
    }
  }

  Bell bell;
  FileWatch watch;
};

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path) << text;
}

std::chrono::microseconds time_used() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return std::chrono::seconds(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         std::chrono::microseconds(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

}  // namespace

TEST_CASE("a file that is written anew in its place is told of by its name") {
  const TemporaryFolder folder;
  folder.write("lesson.md", "old");
  folder.write("other.md", "old");
  Watched watched(folder.path(""));
  CHECK(watched.watch.is_watching());
  CHECK(watched.watch.take().is_empty());
  write(folder.path("lesson.md"), "new");
  const FileChanges changes = watched.until("lesson.md");
  CHECK(changes.names == std::vector<std::string>{"lesson.md"});
  CHECK_FALSE(changes.any);
  CHECK_FALSE(changes.concerns("other.md"));
}

TEST_CASE("a file that another is put in the place of is told of, as editors save") {
  const TemporaryFolder folder;
  folder.write("lesson.md", "old");
  Watched watched(folder.path(""));
  for (int i = 0; i < 3; ++i) {
    folder.write(".lesson.md.swp", "new");
    fs::rename(folder.path(".lesson.md.swp"), folder.path("lesson.md"));
    CHECK(watched.until("lesson.md").concerns("lesson.md"));
  }
  fs::rename(folder.path("lesson.md"), folder.path("lesson.md~"));  // others put the old one aside first
  folder.write("lesson.md", "new");
  CHECK(watched.until("lesson.md").concerns("lesson.md"));
}

TEST_CASE("a file that goes and comes again is told of both times") {
  const TemporaryFolder folder;
  folder.write("lesson.md", "old");
  Watched watched(folder.path(""));
  fs::remove(folder.path("lesson.md"));
  CHECK(watched.until("lesson.md").concerns("lesson.md"));
  folder.write("lesson.md", "new");
  CHECK(watched.until("lesson.md").concerns("lesson.md"));
  fs::create_hard_link(folder.path("lesson.md"), folder.path("linked.md"));
  CHECK(watched.until("linked.md").concerns("linked.md"));
}

TEST_CASE("what is written in small parts is told of once it is whole") {
  const TemporaryFolder folder;
  folder.write("lesson.md", "old");
  Watched watched(folder.path(""));
  std::ofstream file(folder.path("lesson.md"));
  for (int i = 0; i < 100; ++i) file << i << std::flush;
  folder.write("marker", "1");
  CHECK_FALSE(watched.until("marker").concerns("lesson.md"));
  file.close();
  CHECK(watched.until("lesson.md").concerns("lesson.md"));
}

TEST_CASE("many saves in a row are told of as they come, and no file of a folder inside is") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path("inside"));
  Watched watched(folder.path(""));
  folder.write("inside/deep.md", "1");
  for (int i = 0; i < 200; ++i) folder.write("lesson-" + std::to_string(i % 50) + ".md", std::to_string(i));
  folder.write("last", "1");
  const FileChanges changes = watched.until("last");
  CHECK(changes.names.size() == 51);
  CHECK_FALSE(changes.concerns("deep.md"));
  CHECK_FALSE(changes.concerns("inside"));
}

TEST_CASE("a folder that goes away is told of, and is watched no longer") {
  const TemporaryFolder folder;
  const fs::path inside = folder.path("lessons");
  fs::create_directory(inside);
  {
    Watched watched(inside);
    write(inside / "lesson.md", "1");
    CHECK(watched.until("lesson.md").concerns("lesson.md"));
    fs::remove_all(inside);
    CHECK(watched.until("anything").any);
    CHECK_FALSE(watched.watch.is_watching());
  }
  fs::create_directory(inside);
  Watched again(inside);
  CHECK(again.watch.is_watching());
  fs::rename(inside, folder.path("elsewhere"));
  CHECK(again.until("anything").any);
  CHECK_FALSE(again.watch.is_watching());
  write(folder.path("elsewhere/lesson.md"), "2");
  CHECK(again.watch.take().is_empty());
}

TEST_CASE("a folder that is not there, or is none, is not watched and does no harm") {
  const TemporaryFolder folder;
  const Watched missing(folder.path("missing"));
  CHECK_FALSE(missing.watch.is_watching());
  const Watched file(folder.file("file", "1"));
  CHECK_FALSE(file.watch.is_watching());
}

TEST_CASE("names are kept up to a number, and beyond it anything may have changed") {
  FileChanges changes;
  for (int i = 0; i < 1000; ++i) changes.add(std::to_string(i));
  CHECK(changes.names.size() == 1000);
  CHECK_FALSE(changes.concerns("1000"));
  changes.add("1000");
  CHECK(changes.concerns("anything"));
  CHECK(changes.names.size() == 1000);
}

TEST_CASE("watches begin and end at any time, while files change") {
  const TemporaryFolder folder;
  for (int i = 0; i < 50; ++i) {
    Bell bell;
    const FileWatch watch(folder.path(""), [&] { bell.ring(); });
    folder.write("lesson.md", std::to_string(i));
    if (i % 2 == 0) watch.wait_until_ready();
  }
  CHECK(fs::exists(folder.path("lesson.md")));
}

TEST_CASE("while nothing happens it uses no time") {
  const TemporaryFolder folder;
  Watched watched(folder.path(""));
  const auto rung = watched.bell.rung();
  const auto before = time_used();
  CHECK_FALSE(watched.bell.wait_beyond(rung, std::chrono::steady_clock::now() + std::chrono::milliseconds(300)));
  CHECK(time_used() - before < std::chrono::milliseconds(30));
}
