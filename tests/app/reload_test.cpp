// Lessons whose files are saved while the application shows them.
#include "tests/app/headless.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <filesystem>
#include <string>

using namespace doorway;
using namespace doorway::test;
using app::ApplicationOptions;

namespace {

namespace fs = std::filesystem;

std::string lesson_with(const std::string& words, const std::string& title = "A lesson") {
  return "---\ntitle: " + title + "\n---\n## One\nFirst.\n```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\n" +
         "alice: v = socket(udp)\nalice: v.sendto(\"Hey\", bob.u)\nbob: u.recvfrom(64)\n```\n## Two\n" + words +
         "\n```ask\nHow many?\n- three when bob.recvfrom#1.bytes == 3\n- none when bob.recvfrom#1 blocks\n" +
         "  > There are three.\n```\n## Three\nThe end.\n";
}

std::string words_of(const Page& page) {
  return plain_text(std::get<Paragraph>(std::get<ProseBlock>(page.blocks.front())).text);
}

/// An application whose lesson somebody else writes.
struct Author {
  explicit Author(const std::string& text = lesson_with("Old."), bool on_list = false)
      : path(folder.file("own.md", text)), app(screen, options(on_list)) {
    app.rest();
  }
  [[nodiscard]] ApplicationOptions options(bool on_list) const {
    ApplicationOptions options;
    options.lessons = folder.path("");
    if (!on_list) options.file = path;
    return options;
  }
  /// As most editors do it: another file takes the place of the old one.
  void saves(const std::string& text) {
    folder.write("own.md.new", text);
    fs::rename(folder.path("own.md.new"), path);
  }
  void to_page_two() {
    app.press(Key::page_down);
    app.rest();
  }
  [[nodiscard]] bool shows(const std::string& words) {
    return app.application().walk() != nullptr && words_of(app.walk().page()) == words;
  }
  [[nodiscard]] bool has_card() {
    app.frame();
    const ImGuiWindow* card = ImGui::FindWindowByName("reload");
    return card != nullptr && card->Active;
  }

  TemporaryFolder folder;
  std::string path;
  HeadlessScreen screen;
  HeadlessApp app;
};

}  // namespace

TEST_CASE("a lesson that is saved is shown anew at the same page, with its answer") {
  Author author;
  author.to_page_two();
  author.app.press(U'2');
  author.app.press(Key::space);
  author.app.rest();
  REQUIRE(author.app.walk().ask_state().is_decided());
  const auto take = author.app.session().takes().back();
  author.saves(lesson_with("New."));
  author.app.until([&] { return author.shows("New."); });
  CHECK(author.app.walk().page_index() == 1);
  CHECK(author.app.walk().ask_state().is_decided());
  CHECK(author.app.session().takes().back() == take);
  CHECK_FALSE(author.has_card());
}

TEST_CASE("a file that is written in its place, or goes and comes again, is shown anew as well") {
  Author author;
  author.to_page_two();
  author.folder.write("own.md", lesson_with("Written over."));
  author.app.until([&] { return author.shows("Written over."); });
  fs::remove(author.path);
  author.app.until([&] { return author.app.application().broken_file() != nullptr; });
  CHECK(author.shows("Written over."));
  CHECK(author.app.application().broken_file()->mistakes.front().find("no such file") != std::string::npos);
  author.saves(lesson_with("Back."));
  author.app.until([&] { return author.shows("Back."); });
  CHECK(author.app.application().broken_file() == nullptr);
}

TEST_CASE("a save with a mistake says where it is and leaves the page as it was, until it is mended") {
  Author author;
  author.to_page_two();
  std::string broken = lesson_with("Broken.");
  broken.replace(broken.find("sendto"), 6, "sento");
  author.saves(broken);
  author.app.until([&] { return author.app.application().broken_file() != nullptr; });
  CHECK(author.app.application().broken_file()->mistakes.front().starts_with("own.md:10:"));
  CHECK(author.shows("Old."));
  CHECK(author.has_card());
  author.app.press(Key::page_down);
  author.app.rest();
  CHECK(author.app.walk().page_index() == 2);
  author.app.press(Key::page_up);
  author.app.rest();
  author.saves(lesson_with("Mended."));
  author.app.until([&] { return author.shows("Mended."); });
  CHECK_FALSE(author.has_card());
}

TEST_CASE("the card of a broken file is drawn in windows of all sizes, also with many mistakes") {
  Author author;
  std::string broken = "---\ntitle: A lesson\n---\n## One\n```scenario\n";
  for (int i = 0; i < 30; ++i) broken += "alice: nonsense of a line that is longer than any card is wide\n";
  author.saves(broken + "```\n");
  author.app.until([&] { return author.app.application().broken_file() != nullptr; });
  for (const Point size : {Point{480, 360}, Point{1366, 768}, Point{2560, 1440}}) {
    author.screen.resize(size.x, size.y);
    CHECK(author.has_card());
  }
}

TEST_CASE("what the learner has written stays when the lesson is saved, unless its scenario is another") {
  Author author;
  author.app.press_with_control(U'e');
  author.app.press(KeyPress{Key::end, 0, false, true});
  author.app.type("bob: u.close()");
  author.saves(lesson_with("New."));
  author.app.until([&] {
    return author.app.walk().lesson().pages[1].blocks.size() == 2 &&
           words_of(author.app.walk().lesson().pages[1]) == "New.";
  });
  CHECK(author.app.application().editor().is_open());
  CHECK(author.app.application().editor().buffer().text().ends_with("bob: u.close()"));
  author.app.press(Key::escape);
  std::string other = lesson_with("New.");
  other.replace(other.find("Hey"), 3, "Ho");
  author.saves(other);
  author.app.until([&] { return author.app.walk().lesson().scenario_texts[0].find("Ho") != std::string::npos; });
  author.app.rest();
  author.app.press_with_control(U'e');
  CHECK(author.app.application().editor().is_own());
  author.app.press_with_control(U'z');
  CHECK(author.app.application().editor().buffer().text().ends_with("bob: u.close()"));
}

TEST_CASE("a file that was opened with mistakes is shown as soon as it is mended") {
  Author author("---\ntitle: A lesson\n---\nno page\n");
  REQUIRE(author.app.application().faulty_file() != nullptr);
  author.saves("---\ntitle: A lesson\n---\nstill no page, but in another line\n");
  author.app.until([&] { return !author.app.application().is_busy(); });
  author.saves(lesson_with("At last."));
  author.app.until([&] { return author.app.application().walk() != nullptr; });
  CHECK(author.app.application().faulty_file() == nullptr);
  CHECK(author.app.walk().page_index() == 0);
}

TEST_CASE("the list follows the folder, but not while the palette names what is in it") {
  Author author(lesson_with("Old."), true);
  REQUIRE(author.app.application().lessons().size() == 1);
  author.folder.write("more.md", lesson_with("More.", "Another lesson"));
  author.app.until([&] { return author.app.application().lessons().size() == 2; });
  author.app.press_with_control(U'k');
  fs::remove(author.folder.path("more.md"));
  author.folder.write("third.md", lesson_with("More.", "A third lesson"));
  author.folder.write("notes.txt", "no lesson");
  for (int i = 0; i < 5; ++i) author.app.turn();
  CHECK(author.app.application().lessons()[0].path.filename() == "more.md");
  author.app.press(Key::escape);
  author.app.until([&] {
    const auto& lessons = author.app.application().lessons();
    return lessons.size() == 2 && lessons[1].path.filename() == "third.md";
  });
  author.app.press(U'1');
  author.app.rest();
  CHECK(author.app.walk().lesson().title == "A lesson");
}

TEST_CASE("a folder that goes away leaves the lesson open, and is found when it comes back") {
  const TemporaryFolder folder;
  const fs::path inside = folder.path("lessons");
  fs::create_directory(inside);
  folder.write("lessons/own.md", lesson_with("Old."));
  HeadlessScreen screen;
  ApplicationOptions options;
  options.lessons = inside;
  HeadlessApp app(screen, options);
  app.rest();
  app.press(U'1');
  app.rest();
  REQUIRE(app.application().walk() != nullptr);
  fs::remove_all(inside);
  app.until([&] { return app.application().broken_file() != nullptr; });
  app.until([&] { return app.application().lessons().empty(); });
  CHECK(app.walk().lesson().title == "A lesson");
  fs::create_directory(inside);
  folder.write("lessons/own.md", lesson_with("New."));
  app.press(Key::escape);
  app.rest();
  REQUIRE(app.application().lessons().size() == 1);
  app.press(U'1');
  app.rest();
  CHECK(app.application().broken_file() == nullptr);
  folder.write("lessons/own.md", lesson_with("Newer.", "Another title"));
  app.until([&] { return app.walk().lesson().title == "Another title"; });
}
