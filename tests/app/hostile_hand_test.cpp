// Files that were made to do harm, in the hands of somebody at the window: signs that ImGui reads as ids or formats,
// and texts that nothing holds to a form.
#include "core/journey/journal_writer.hpp"
#include "tests/app/recording_desk.hpp"
#include "tests/support/hostile.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

using namespace doorway;
using namespace doorway::test;

namespace {

/// A recording of the hostile scenario with hostile texts all over it.
std::filesystem::path hostile_recording(const Desk& desk) {
  const std::filesystem::path file = desk.mine("evil.journey");
  TakeOptions options;
  options.journal = std::make_shared<JournalWriter>(JournalPlace{file, false}, JourneyInfo{});
  run_scenario(hostile_scenario(), std::move(options));
  make_hostile(file);
  return file;
}

/// All words of a page, as they are drawn.
std::string words_of_page(const Page& page, Vocabulary words) {
  std::string text = plain_text(page.title, words);
  for (const PageBlock& block : page.blocks) {
    const auto* prose = std::get_if<ProseBlock>(&block);
    if (prose == nullptr) continue;
    if (const auto* paragraph = std::get_if<Paragraph>(prose)) text += plain_text(paragraph->text, words);
    if (const auto* code = std::get_if<CodeBlock>(prose)) text += code->text;
    if (const auto* list = std::get_if<ListItems>(prose)) {
      for (const Spans& item : list->items) text += plain_text(item, words);
    }
  }
  return text;
}

/// Goes to each step, in each theme and vocabulary, with each leaf of the inspector, and opens each card.
void look_everywhere(Desk& desk) {
  for (int look = 0; look < 3; ++look) {
    desk.hand->press(U't');
    desk.hand->press(U'v');
    for (const Key leaf : {Key::f2, Key::f3, Key::f4, Key::f5}) {
      desk.hand->press(leaf);
      desk.hand->press(Key::home);
      for (int step = 0; step < 20; ++step) desk.hand->press(Key::right);
      desk.hand->rest();
      CHECK(raw_in(desk.application().message()) == "");
    }
  }
  for (const char32_t card : {U'g', U'p', U'k', U'e'}) {
    desk.hand->press_with_control(card);
    desk.hand->rest();
    desk.hand->press(Key::escape);
    desk.hand->rest();
  }
}

}  // namespace

TEST_CASE("recent files whose names end alike behind ### are two, each opened by its own button") {
  Desk desk;
  for (const char* folder : {"mine/a", "mine/b"}) {
    std::filesystem::create_directories(desk.folder.path(folder));
    write_cut_off(desk.folder.path(std::string(folder) + "###x.journey"), {});
  }
  const std::vector<std::filesystem::path> files{desk.mine("a###x.journey"), desk.mine("b###x.journey")};
  desk.begin();
  for (const auto& file : files) {
    desk.application().drop({file});
    desk.hand->rest();
  }
  for (const auto& file : files) {
    desk.begin();
    REQUIRE(desk.application().settings().recent_files.size() == 2);
    std::optional<Point> at;
    for (const float share : {0.25F, 0.3F, 0.35F, 0.4F, 0.45F, 0.5F}) {
      const Rect all = desk.hand->whole();
      if (!at) at = desk.hand->find_control("recent", {all.w * share, 0, 12, all.h}, file.string(), "lessons");
    }
    REQUIRE(at);
    desk.hand->click(*at);
    desk.hand->rest();
    REQUIRE(desk.application().recording_file() != nullptr);
    CHECK(*desk.application().recording_file() == file);
  }
}

TEST_CASE("a recording all of whose texts are hostile is shown, at each step, without one of them raw") {
  Desk desk;
  const std::filesystem::path file = hostile_recording(desk);
  desk.begin(file.string());
  REQUIRE(desk.hand->session().is_replay());
  const Page& page = desk.hand->walk().page();
  for (const Vocabulary words : {Vocabulary::story, Vocabulary::engineer}) {
    const std::string text = words_of_page(page, words);
    CHECK(text.find("owned") != std::string::npos);  // what the header says of the system
    CHECK(raw_in(text) == "");
  }
  look_everywhere(desk);
  desk.hand->press(U'r');  // live from here
  desk.hand->rest();
  CHECK_FALSE(desk.hand->session().is_replay());
  desk.hand->close();
  // Written down under a name of our own, in no other folder.
  REQUIRE(desk.journals().size() == 1);
  const std::string name = desk.journals().front().filename().string();
  CHECK(std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c <= '~' && c != '/'; }));
  CHECK(std::distance(std::filesystem::directory_iterator(desk.folder.path("mine")), {}) == 2);
  CHECK(std::distance(std::filesystem::directory_iterator(desk.folder.path("")), {}) == 4);
}

TEST_CASE("an offer of what was cut off names a hostile lesson safely") {
  Desk desk;
  const std::string evil = for_terminal + turning + of_signs;
  JourneyInfo info;
  info.lesson = JourneyLesson{"../../" + evil, "---\ntitle: " + evil, evil};
  write_cut_off(desk.journeys / "2026-11-03_12-04-05_take.journey", info);
  desk.begin();
  REQUIRE(desk.application().offers().size() == 1);
  CHECK(desk.application().offers()[0].what.find("owned") != std::string::npos);
  CHECK(raw_in(desk.application().offers()[0].what) == "");
}

TEST_CASE("a lesson full of signs is listed, read, answered by mouse and looked at from all sides") {
  Desk desk;
  desk.folder.write("lessons/own.md", hostile_lesson());
  desk.folder.write("lessons/other###x.md", hostile_lesson());
  desk.begin();
  REQUIRE(desk.application().lessons().size() == 2);
  CHECK(desk.application().lessons()[0].mistakes.empty());
  desk.screen.resize(1280, 3000);  // the choices stand below much text
  desk.begin(desk.folder.path("lessons/own.md"));
  const Rect page = desk.hand->layout().lesson;
  for (const int choice : {1, 0, 1}) {
    REQUIRE(desk.hand->click_control("choice", {page.x + page.w / 2, page.y, 12, page.h}, choice, "page"));
    desk.hand->rest();
    REQUIRE(desk.hand->walk().ask_state().answer);
    CHECK(*desk.hand->walk().ask_state().answer == Answer{answer::One{static_cast<std::size_t>(choice)}});
  }
  for (int key = 0; key < 3; ++key) desk.to_the_end();
  look_everywhere(desk);
}
