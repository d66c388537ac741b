// What is kept between two starts, in a folder of the test's own: every kind of bad file, no disk, a half-done write.
#include "app/settings_file.hpp"
#include "app/settings_keeper.hpp"
#include "tests/support/bell.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/environment.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>

using namespace doorway;
using namespace doorway::app;
using doorway::test::Bell;
using doorway::test::content_of;
using doorway::test::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

Settings unlike_the_first() {
  Settings settings;
  settings.theme = ThemeName::high_contrast;
  settings.vocabulary = Vocabulary::engineer;
  settings.text_scale = 1.375F;
  settings.speed = 0.5F;
  settings.reduced_motion = true;
  settings.panels = {251.5F, 222, 333, true};
  settings.inspector_tab = InspectorTab::program;
  settings.window = WindowPlace{-30, 40, 1111, 777, true};
  settings.recent_files = {"/files/one.journey", "/tmp/zw\u00f6lf.md"};
  return settings;
}

struct OwnSettings {
  TemporaryFolder folder;
  fs::path path = folder.path("doorway/settings.json");

  void write(std::string_view text) const {
    fs::create_directories(path.parent_path());
    folder.write("doorway/settings.json", text);
  }
  [[nodiscard]] std::size_t file_count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path.parent_path()), {}));
  }
};

/// Waits until the keeper has nothing under way.
void rest(const SettingsKeeper& keeper, Bell& bell) {
  (void)keeper;
  REQUIRE(bell.wait_beyond(0, std::chrono::steady_clock::now() + std::chrono::seconds(60)));
}

}  // namespace

TEST_CASE("settings are read as they were written") {
  const OwnSettings own;
  for (const Settings& settings : {Settings{}, unlike_the_first()}) {
    REQUIRE(write_settings(own.path, settings).has_value());
    const FoundSettings found = read_settings(own.path);
    CHECK(found.settings == settings);
    CHECK(found.complaint.empty());
    CHECK(found.may_write);
    CHECK_FALSE(found.is_repaired);
  }
  CHECK(own.file_count() == 1);
}

TEST_CASE("without a file the settings are the first ones, and nobody complains") {
  const OwnSettings own;
  const FoundSettings found = read_settings(own.path);
  CHECK(found.settings == Settings{});
  CHECK(found.complaint.empty());
  CHECK(found.may_write);
}

TEST_CASE("a bad file is put aside as it is, the complaint says what was wrong, and what is good in it stays") {
  struct Bad {
    const char* text;
    const char* said;
  };
  const std::string large = "{\"theme\": \"parchment\", \"x\": \"" + std::string(70000, 'a') + "\"}";
  const Bad each[] = {
      {"", "no JSON"},
      {"{\"theme\": \"parchment\", \"speed\": 2", "cut off"},
      {"\xff\xfe", "no JSON"},
      {"[1, 2]", "has no fields"},
      {"null", "has no fields"},
      {large.c_str(), "too large"},
      {"{\"theme\": \"parchment\", \"sound\": 3}", "sound is not known"},
      {"{\"theme\": \"parchment\", \"speed\": \"fast\"}", "speed is no number"},
      {"{\"theme\": \"parchment\", \"speed\": 1e99}", "speed is not from 0.25 to 4"},
      {"{\"theme\": \"parchment\", \"text_scale\": -1}", "text_scale is not from 0.75 to 2.5"},
      {"{\"theme\": \"parchment\", \"reduced_motion\": 1}", "reduced_motion is neither true nor false"},
      {"{\"theme\": \"parchment\", \"vocabulary\": \"latin\"}", "vocabulary is unknown (\"latin\")"},
      {"{\"theme\": \"parchment\", \"vocabulary\": 7}", "vocabulary is no text"},
      {"{\"theme\": \"parchment\", \"panels\": 7}", "panels has no fields"},
      {"{\"theme\": \"parchment\", \"panels\": {\"lesson_width\": true}}", "panels.lesson_width is no number"},
      {"{\"theme\": \"parchment\", \"window\": {\"x\": 18446744073709551615}}", "window.x is not from"},
      {"{\"theme\": \"parchment\", \"window\": {\"width\": 1.5}}", "window.width is no whole number"},
      {"{\"theme\": \"parchment\", \"inspector\": {\"leaf\": \"\\u202e\"}}", "(\"U+202E\")"},
  };
  for (const Bad& bad : each) {
    CAPTURE(std::string_view(bad.text).substr(0, 60));
    const OwnSettings own;
    own.write(bad.text);
    const FoundSettings found = read_settings(own.path);
    CHECK(found.complaint.find(bad.said) != std::string::npos);
    CHECK(found.complaint.find("settings.json.bad") != std::string::npos);
    CHECK(found.may_write);
    CHECK(found.is_repaired);
    CHECK_FALSE(fs::exists(own.path));
    CHECK(content_of(own.path.string() + ".bad") == bad.text);
    const bool has_good_field = found.complaint.find("no JSON") == std::string::npos &&
                                found.complaint.find("has no fields.") == std::string::npos &&
                                std::string_view(bad.text).size() < 60000 && bad.text[0] == '{';
    if (has_good_field) CHECK(found.settings.theme == ThemeName::parchment);
  }
}

TEST_CASE("a second bad file does not take the place of the first") {
  const OwnSettings own;
  own.write("one");
  CHECK(read_settings(own.path).complaint.find("settings.json.bad.") != std::string::npos);
  own.write("two");
  CHECK(read_settings(own.path).complaint.find("settings.json.bad-2.") != std::string::npos);
  CHECK(content_of(own.path.string() + ".bad") == "one");
  CHECK(content_of(own.path.string() + ".bad-2") == "two");
}

TEST_CASE("a folder or a pipe in the file's place is survived, and not waited for") {
  const OwnSettings own;
  fs::create_directories(own.path);
  CHECK(read_settings(own.path).complaint.find("no ordinary file") != std::string::npos);
  REQUIRE(::mkfifo(own.path.c_str(), 0600) == 0);
  CHECK(read_settings(own.path).complaint.find("no ordinary file") != std::string::npos);
  CHECK(read_settings(own.path).complaint.empty());
}

TEST_CASE("a write that ends between the new file and its renaming leaves the old settings") {
  const OwnSettings own;
  REQUIRE(write_settings(own.path, unlike_the_first()).has_value());
  const auto beside = write_beside(own.path, settings_text(Settings{}));
  REQUIRE(beside.has_value());
  CHECK(fs::exists(*beside));
  CHECK(read_settings(own.path).settings == unlike_the_first());
  CHECK(read_settings(own.path).complaint.empty());
}

TEST_CASE("a link to the settings stays a link") {
  const OwnSettings own;
  const fs::path real = own.folder.file("real.json", settings_text(Settings{}));
  fs::create_directories(own.path.parent_path());
  fs::create_symlink(real, own.path);
  REQUIRE(write_settings(own.path, unlike_the_first()).has_value());
  CHECK(fs::is_symlink(own.path));
  CHECK(read_settings(real).settings == unlike_the_first());
}

TEST_CASE("the folder is that of the desktop, or the one in the home folder, or none") {
  test::Environment environment;
  environment.set("XDG_CONFIG_HOME", "/somewhere/else");
  CHECK(settings_path() == fs::path("/somewhere/else/doorway/settings.json"));
  environment.set("XDG_CONFIG_HOME", "not/absolute");
  environment.set("HOME", "/nobody");
  CHECK(settings_path() == fs::path("/nobody/.config/doorway/settings.json"));
  environment.set("XDG_CONFIG_HOME", std::nullopt);
  environment.set("HOME", std::nullopt);
  CHECK_FALSE(settings_path());
}

TEST_CASE("settings are written a short while after the last change, and not without one") {
  const OwnSettings own;
  Bell bell;
  SettingsKeeper keeper(own.path, [&bell] { bell.ring(); });
  rest(keeper, bell);
  auto found = keeper.take_found();
  REQUIRE(found);
  Settings settings = found->settings;
  SettingsKeeper::Clock::time_point now{};
  CHECK(keeper.update(settings, now).empty());
  CHECK_FALSE(keeper.wakes_at());
  settings.theme = ThemeName::parchment;
  keeper.update(settings, now);
  REQUIRE(keeper.wakes_at());
  CHECK(*keeper.wakes_at() == now + SettingsKeeper::rest);
  now += SettingsKeeper::rest / 2;
  settings.speed = 2;
  keeper.update(settings, now);
  CHECK(*keeper.wakes_at() == now + SettingsKeeper::rest);
  CHECK_FALSE(fs::exists(own.path));
  const auto rung = bell.rung();
  now += SettingsKeeper::rest;
  keeper.update(settings, now);
  REQUIRE(bell.wait_beyond(rung, std::chrono::steady_clock::now() + std::chrono::seconds(60)));
  CHECK(keeper.update(settings, now).empty());
  CHECK(read_settings(own.path).settings == settings);
  settings.reduced_motion = true;
  keeper.finish(settings);
  CHECK(read_settings(own.path).settings == settings);
}

TEST_CASE("a folder that cannot be written is told of once, and all works on") {
  const OwnSettings own;
  own.folder.write("doorway", "a file where the folder is to be");
  Bell bell;
  SettingsKeeper keeper(own.path, [&bell] { bell.ring(); });
  rest(keeper, bell);
  REQUIRE(keeper.take_found());
  Settings settings;
  SettingsKeeper::Clock::time_point now{};
  int told = 0;
  for (int change = 0; change < 3; ++change) {
    settings.reduced_motion = !settings.reduced_motion;
    keeper.update(settings, now);
    const auto rung = bell.rung();
    now += SettingsKeeper::rest;
    keeper.update(settings, now);
    REQUIRE(bell.wait_beyond(rung, std::chrono::steady_clock::now() + std::chrono::seconds(60)));
    const std::string said = keeper.update(settings, now);
    if (!said.empty()) ++told;
    if (change == 0) CHECK(said.find("cannot be saved") != std::string::npos);
  }
  CHECK(told == 1);
  CHECK(content_of(own.folder.path("doorway")) == "a file where the folder is to be");
}

TEST_CASE("a bad file that cannot be put aside is never written over") {
  const OwnSettings own;
  own.write("broken");
  for (int i = 1; i <= 99; ++i) {
    own.folder.write("doorway/settings.json.bad" + (i == 1 ? std::string() : "-" + std::to_string(i)), "");
  }
  const FoundSettings found = read_settings(own.path);
  CHECK_FALSE(found.may_write);
  CHECK(found.complaint.find("nothing is saved") != std::string::npos);
  Bell bell;
  SettingsKeeper keeper(own.path, [&bell] { bell.ring(); });
  rest(keeper, bell);
  REQUIRE(keeper.take_found());
  keeper.finish(unlike_the_first());
  CHECK(content_of(own.path) == "broken");
}

TEST_CASE("without a path nothing is read or written") {
  SettingsKeeper keeper(std::nullopt, [] {});
  CHECK(keeper.has_read());
  CHECK_FALSE(keeper.is_busy());
  CHECK(keeper.update(unlike_the_first(), {}).empty());
  CHECK_FALSE(keeper.wakes_at());
  keeper.finish(unlike_the_first());
}

TEST_CASE("text size and speed go in even steps between their limits") {
  Settings settings;
  const SeenFrame seen;
  for (int i = 0; i < 40; ++i) apply(setting::ChangeTextSize{-1}, settings, seen);
  CHECK(settings.text_scale == smallest_text_scale);
  int steps = 0;
  while (settings.text_scale < largest_text_scale) {
    const float before = settings.text_scale;
    apply(setting::ChangeTextSize{1}, settings, seen);
    CHECK(settings.text_scale - before == text_scale_step);
    REQUIRE(++steps < 40);
  }
  apply(setting::ResetTextSize{}, settings, seen);
  CHECK(settings.text_scale == 1);
  for (const float speed : {2.0F, 4.0F, 4.0F}) {
    apply(setting::ChangeSpeed{1}, settings, seen);
    CHECK(settings.speed == speed);
  }
  apply(setting::NextSpeed{}, settings, seen);
  CHECK(settings.speed == slowest_speed);
  apply(setting::ChangeSpeed{-1}, settings, seen);
  CHECK(settings.speed == slowest_speed);
}

TEST_CASE("a reset makes all as at first and leaves the window where it is") {
  Settings settings = unlike_the_first();
  apply(setting::ResetAll{}, settings, {});
  CHECK(settings.window == unlike_the_first().window);
  settings.window.reset();
  CHECK(settings == Settings{});
}

TEST_CASE("recent files are kept the last one first, each once, and ten of them") {
  Settings settings;
  for (int i = 0; i < 12; ++i) remember_file(settings, "/folder/" + std::to_string(i) + ".journey");
  CHECK(settings.recent_files.size() == most_recent_files);
  CHECK(settings.recent_files.front() == "/folder/11.journey");
  remember_file(settings, "/folder/other/../5.journey");
  CHECK(settings.recent_files.size() == most_recent_files);
  CHECK(settings.recent_files.front() == "/folder/5.journey");
  CHECK(std::count(settings.recent_files.begin(), settings.recent_files.end(), "/folder/5.journey") == 1);
  forget_file(settings, "/folder/5.journey");
  CHECK(settings.recent_files.front() == "/folder/11.journey");
  remember_file(settings, "here.journey");
  CHECK(settings.recent_files.front() == (fs::current_path() / "here.journey").string());
}

TEST_CASE("a file whose name is no UTF-8 is not remembered, so that the settings stay a text") {
  Settings settings;
  remember_file(settings, "/folder/\xFF.journey");
  CHECK(settings.recent_files.empty());
}

TEST_CASE("recent files that are no list of texts, or too many, are a mistake") {
  CHECK(parse_settings(R"({"recent_files": "one"})").mistakes.size() == 1);
  CHECK(parse_settings(R"({"recent_files": ["one", 2]})").mistakes.size() == 1);
  CHECK(parse_settings(R"({"recent_files": ["1","2","3","4","5","6","7","8","9","10","11"]})").mistakes.size() == 1);
  CHECK(parse_settings(R"({"recent_files": ["/one"]})").settings.recent_files == std::vector<std::string>{"/one"});
}
