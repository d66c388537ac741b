// The file browser: what its keys and clicks do, what it says, and where its parts are. No file is touched.
#include "app/file_browser.hpp"

#include "app/layout/browser_layout.hpp"
#include "tests/app/layout_checks.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

FolderListing listing(const std::string& folder, std::vector<FolderEntry> entries) {
  return {folder, std::move(entries), "", ""};
}

FolderListing two_of_each() {
  return listing("/files/me", {{"lessons", true}, {"old", true}, {"one.journey", false}, {"two.md", false}});
}

/// A browser that shows /files/me.
struct Browsing {
  explicit Browsing(BrowserUse use, std::string name = "") {
    const BrowserWish wish = browser.open(use, "/files/me", std::move(name));
    REQUIRE(std::get<browser::List>(wish).folder == "/files/me");
    browser.take(two_of_each());
  }
  std::optional<BrowserWish> press(Key key) { return browser.press({key}); }
  std::optional<BrowserWish> type(std::string_view text) {
    for (const char letter : text) {
      CHECK_FALSE(browser.press({Key::character, static_cast<char32_t>(letter), false, false}));
    }
    return press(Key::enter);
  }
  [[nodiscard]] std::string chosen() const { return browser.chosen() ? browser.row(*browser.chosen()).name : ""; }

  FileBrowser browser;
};

template <class What>
std::string path_of(const std::optional<BrowserWish>& wish) {
  const auto* what = wish ? std::get_if<What>(&*wish) : nullptr;
  if (what == nullptr) return "no such wish";
  if constexpr (std::is_same_v<What, browser::List>) {
    return what->folder.string();
  } else {
    return what->file.string();
  }
}

}  // namespace

TEST_CASE("the arrows choose, Enter goes into a folder and opens a file") {
  Browsing it(BrowserUse::open);
  CHECK(it.browser.row_count() == 5);
  CHECK(it.browser.row(0).name == "..");
  CHECK(it.chosen() == "lessons");
  CHECK(path_of<browser::List>(it.press(Key::enter)) == "/files/me/lessons");
  CHECK(it.browser.is_waiting());
  CHECK_FALSE(it.press(Key::enter));
  it.browser.take(listing("/files/me/lessons", {{"a.md", false}}));
  CHECK_FALSE(it.browser.is_waiting());
  CHECK(it.chosen() == "a.md");
  CHECK(path_of<browser::List>(it.press(Key::left)) == "/files/me");
  it.browser.take(two_of_each());
  CHECK(it.chosen() == "lessons");  // where one came from
  it.press(Key::down);
  it.press(Key::down);
  CHECK(it.chosen() == "one.journey");
  CHECK(path_of<browser::Open>(it.press(Key::enter)) == "/files/me/one.journey");
  it.browser.fail("It is torn.");
  CHECK(it.browser.note() == "It is torn.");
  CHECK_FALSE(it.browser.is_waiting());
}

TEST_CASE("the arrows stay within the rows, and Right goes into folders only") {
  Browsing it(BrowserUse::open);
  it.press(Key::page_down);
  CHECK(it.chosen() == "two.md");
  CHECK_FALSE(it.press(Key::right));
  it.press(Key::page_up);
  CHECK(it.chosen() == "..");
  CHECK(path_of<browser::List>(it.press(Key::right)) == "/files");
}

TEST_CASE("what is typed finds a file by a part of its name, in whatever case") {
  Browsing it(BrowserUse::open);
  CHECK(path_of<browser::Open>(it.type("ONE")) == "/files/me/one.journey");
  CHECK(it.browser.row_count() == 1);
}

TEST_CASE("a path can be typed: of a file, and of a folder") {
  Browsing file(BrowserUse::open);
  CHECK(path_of<browser::Open>(file.type("/tmp/x.journey")) == "/tmp/x.journey");
  Browsing folder(BrowserUse::open);
  CHECK(path_of<browser::List>(folder.type("/tmp/")) == "/tmp/");
  folder.browser.take(listing("/tmp", {}));
  CHECK(folder.browser.typed().empty());
}

TEST_CASE("a name that is typed is saved under with its ending, in the folder that is shown") {
  Browsing it(BrowserUse::save);
  CHECK(path_of<browser::Save>(it.type("mine")) == "/files/me/mine.journey");
  Browsing whole(BrowserUse::save, "proposed.journey");
  CHECK(path_of<browser::Save>(whole.press(Key::enter)) == "/files/me/proposed.journey");
  Browsing none(BrowserUse::save);
  CHECK_FALSE(none.press(Key::enter));
  CHECK(none.browser.note() == "Give the file a name.");
}

TEST_CASE("the name stays while one goes through folders") {
  Browsing it(BrowserUse::save, "mine.journey");
  it.press(Key::down);
  it.press(Key::down);
  CHECK(it.chosen() == "lessons");
  CHECK(path_of<browser::List>(it.press(Key::enter)) == "/files/me/lessons");
  it.browser.take(listing("/files/me/lessons", {}));
  CHECK(path_of<browser::Save>(it.press(Key::enter)) == "/files/me/lessons/mine.journey");
}

TEST_CASE("a file is replaced only by who says so") {
  Browsing it(BrowserUse::save, "one.journey");
  const auto first = it.press(Key::enter);
  REQUIRE(first);
  CHECK_FALSE(std::get<browser::Save>(*first).replace);
  it.browser.ask_to_replace();
  CHECK(it.browser.asks_to_replace());
  CHECK(it.browser.note().find("one.journey") != std::string::npos);
  it.press(Key::down);
  CHECK_FALSE(it.browser.chosen());
  CHECK_FALSE(it.press(Key::escape));  // no
  CHECK_FALSE(it.browser.asks_to_replace());
  CHECK(it.browser.is_open());
  it.press(Key::enter);
  it.browser.ask_to_replace();
  const auto second = it.press(Key::enter);  // yes
  REQUIRE(second);
  CHECK(std::get<browser::Save>(*second).replace);
  CHECK(path_of<browser::Save>(second) == "/files/me/one.journey");
}

TEST_CASE("a file that is chosen in a browser that saves gives its name, and is not written at once") {
  Browsing it(BrowserUse::save, "mine.journey");
  CHECK_FALSE(it.browser.apply(browse::TakeRow{3}));
  CHECK(it.browser.typed() == "one.journey");
  CHECK(path_of<browser::Save>(it.browser.apply(browse::GoAhead{})) == "/files/me/one.journey");
}

TEST_CASE("a click goes into a folder and chooses a file, and a second one opens it") {
  Browsing it(BrowserUse::open);
  CHECK_FALSE(it.browser.apply(browse::TakeRow{3}));
  CHECK(it.chosen() == "one.journey");
  CHECK(path_of<browser::Open>(it.browser.apply(browse::TakeRow{3})) == "/files/me/one.journey");
  Browsing folder(BrowserUse::open);
  CHECK(path_of<browser::List>(folder.browser.apply(browse::TakeRow{2})) == "/files/me/old");
  Browsing up(BrowserUse::open);
  CHECK(path_of<browser::List>(up.browser.apply(browse::TakeRow{0})) == "/files");
  CHECK_FALSE(up.browser.apply(browse::TakeRow{100}));
}

TEST_CASE("a folder that cannot be read is said, and one stays where one was") {
  Browsing it(BrowserUse::open);
  it.press(Key::enter);
  FolderListing refused = listing("/files/me/lessons", {});
  refused.error = "It is closed.";
  it.browser.take(refused);
  CHECK(it.browser.note() == "It is closed.");
  CHECK(it.browser.folder() == "/files/me");
  CHECK(it.browser.row_count() == 5);
}

TEST_CASE("Escape closes it, and what comes afterwards is dropped") {
  Browsing it(BrowserUse::open);
  it.press(Key::enter);
  it.press(Key::escape);
  CHECK_FALSE(it.browser.is_open());
  it.browser.take(two_of_each());
  CHECK(it.browser.row_count() == 0);
}

TEST_CASE("what is typed can be rubbed out, letter by letter and as a whole") {
  Browsing it(BrowserUse::save, "z\u00f6");
  it.press(Key::backspace);
  CHECK(it.browser.typed() == "z");
  it.press(Key::space);
  CHECK(it.browser.typed() == "z ");
  CHECK_FALSE(it.browser.press({Key::backspace, 0, false, true}));
  CHECK(it.browser.typed().empty());
}

TEST_CASE("no part of the browser lies over another, in whatever window and size of text") {
  struct Size {
    float width;
    float height;
    float scale;
  };
  for (const Size size : {Size{800, 600, 2.5F}, Size{800, 600, 1}, Size{1280, 800, 1}, Size{2560, 1440, 2.5F}}) {
    for (const float go_width : {40.0F, 200.0F, 900.0F}) {
      CAPTURE(size.width);
      CAPTURE(size.scale);
      const Rect window{0, 0, size.width, size.height};
      const BrowserLayout at = layout_browser(window, 15 * size.scale, go_width, 120);
      CHECK(is_inside(at.card, window));
      const std::vector<Rect> parts{at.title, at.rows, at.field, at.go, at.back, at.note};
      for (std::size_t i = 0; i < parts.size(); ++i) {
        CHECK(parts[i].shown());
        CHECK(is_inside(parts[i], at.card));
        for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(overlap(parts[i], parts[j]));
      }
      CHECK(at.field.w * 3 >= at.title.w - 1);
      CHECK(at.rows.h >= at.row_height * 2);
    }
  }
}

TEST_CASE("a browser that compares finds recordings only, and says what it wants with one") {
  Browsing it(BrowserUse::compare);
  REQUIRE(it.browser.row_count() == 4);  // no lesson
  for (std::size_t row = 0; row < it.browser.row_count(); ++row) CHECK(it.browser.row(row).name != "two.md");
  CHECK(path_of<browser::Compare>(it.type("one")) == "/files/me/one.journey");
  it.browser.fail("It is none.");
  CHECK(it.browser.note() == "It is none.");
  it.press(Key::escape);
  CHECK_FALSE(it.browser.is_open());
  Browsing whole(BrowserUse::compare);
  CHECK(path_of<browser::Compare>(whole.type("/tmp/three.journey")) == "/tmp/three.journey");
}
