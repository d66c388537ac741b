// Files that are made for the user: whole or not at all, nobody's before, and open to whom they are for.
#include "app/user_file.hpp"

#include "app/new_file.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <iterator>
#include <string>

using namespace doorway;
using namespace doorway::app;
using doorway::test::content_of;
using doorway::test::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

std::size_t files_in(const TemporaryFolder& folder) {
  const fs::directory_iterator all(folder.path(""));
  return static_cast<std::size_t>(std::distance(fs::begin(all), fs::end(all)));
}

unsigned mode_of(const std::string& path) {
  struct stat file {};
  REQUIRE(::stat(path.c_str(), &file) == 0);
  return file.st_mode & 0777U;
}

}  // namespace

TEST_CASE("a new file has its name when it is whole, and not before") {
  for (const NewFile::Way way : {NewFile::Way::best, NewFile::Way::hidden_name}) {
    const TemporaryFolder folder;
    const std::string path = folder.path("it.txt");
    {
      NewFile file(path, 0600, way);
      CHECK(file.error() == 0);
      CHECK(file.put("first, "));
      CHECK(file.put("second"));
      CHECK_FALSE(fs::exists(path));
      CHECK(file.finish());
      CHECK(content_of(path) == "first, second");
    }
    CHECK(content_of(path) == "first, second");
    CHECK(files_in(folder) == 1);
  }
}

TEST_CASE("of a new file that is given up nothing is left") {
  for (const NewFile::Way way : {NewFile::Way::best, NewFile::Way::hidden_name}) {
    const TemporaryFolder folder;
    {
      NewFile file(folder.path("it.txt"), 0600, way);
      CHECK(file.put("half of it"));
    }
    CHECK(files_in(folder) == 0);
  }
}

TEST_CASE("what is there before a new file, or comes while it is written, stays") {
  for (const NewFile::Way way : {NewFile::Way::best, NewFile::Way::hidden_name}) {
    const TemporaryFolder folder;
    const std::string path = folder.path("it.txt");
    {
      NewFile file(path, 0600, way);
      CHECK(file.put("mine"));
      folder.write("it.txt", "another's");
      CHECK_FALSE(file.finish());
      CHECK(file.error() == EEXIST);
      CHECK(NewFile(path, 0600, way).error() == EEXIST);
    }
    CHECK(content_of(path) == "another's");
    CHECK(files_in(folder) == 1);
    fs::create_symlink("nowhere", folder.path("link"));
    CHECK(NewFile(folder.path("link"), 0600, way).error() == EEXIST);
    CHECK(NewFile(folder.path("none/it.txt"), 0600, way).error() == ENOENT);
    CHECK(NewFile(path + "/it.txt", 0600, way).error() == ENOTDIR);
  }
}

TEST_CASE("a program that is killed while it writes a new file leaves none of that name") {
  const TemporaryFolder folder;
  const std::string path = folder.path("it.txt");
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    static_cast<void>(write_file_in_pieces(
        path,
        [](const PutPiece& put) {
          static_cast<void>(put("half of it"));
          return ::raise(SIGKILL) == 0;
        },
        Existing::refuse));
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFSIGNALED(status));
  CHECK_FALSE(fs::exists(path));
}

TEST_CASE("files to share have the mode that any program's have, and the user's own are theirs alone") {
  const TemporaryFolder folder;
  const mode_t before = ::umask(027);
  for (const Existing existing : {Existing::refuse, Existing::replace}) {
    const std::string name = existing == Existing::refuse ? "new" : "over";
    REQUIRE(write_file(folder.path(name + "-shared"), "x", existing).has_value());
    REQUIRE(write_file(folder.path(name + "-own"), "x", existing, Readers::owner).has_value());
    CHECK(mode_of(folder.path(name + "-shared")) == 0640);
    CHECK(mode_of(folder.path(name + "-own")) == 0600);
  }
  REQUIRE(write_beside_others(folder.path("new-shared"), "y").has_value());
  CHECK(content_of(folder.path("new-shared-2")) == "y");
  ::umask(before);
}

TEST_CASE("a file whose maker does not come to its end is none, and one that cannot be written says why") {
  const TemporaryFolder folder;
  const auto given_up = write_file_in_pieces(
      folder.path("it.txt"), [](const PutPiece& put) { return put("x") && false; }, Existing::refuse);
  REQUIRE(given_up.has_error());
  CHECK(given_up.error() == ECANCELED);
  CHECK(files_in(folder) == 0);
  CHECK(write_file(folder.path("none/it.txt"), "x", Existing::refuse).error() == ENOENT);
  CHECK(write_file("/dev/full", "x", Existing::refuse).error() == EEXIST);
}
