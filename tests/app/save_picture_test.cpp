// Pictures and exports that the window writes.
#include "tests/app/headless.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>

#include <set>
#include <tuple>

using namespace doorway;
using namespace doorway::test;

namespace {

const std::string lesson =
    "---\ntitle: A lesson\n---\n## One\nWords.\n```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\n"
    "alice: v = socket(udp)\nalice: v.sendto(\"Hey\", bob.u)\nbob: u.recvfrom(64)\n```\n";

std::set<std::string> names_in(const std::string& folder) {
  std::set<std::string> names;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

struct Window {
  explicit Window(bool has_folder = true) : pictures(folder.path("Pictures")) {
    app::ApplicationOptions options;
    options.lessons = folder.path("");
    options.documents = folder.path("");
    options.file = folder.file("own.md", lesson);
    if (has_folder) options.pictures = pictures;
    hand = std::make_unique<HeadlessApp>(screen, options);
    hand->rest();
    hand->press(Key::space);
    hand->rest();
  }
  std::string save(std::string_view what) {
    hand->find(what);
    hand->rest();
    return hand->application().message();
  }

  TemporaryFolder folder;
  std::string pictures;
  HeadlessScreen screen;
  std::unique_ptr<HeadlessApp> hand;
};

}  // namespace

TEST_CASE("the palette saves the stage and the timeline under new names, and tells where") {
  Window window;
  const auto step = std::to_string(window.hand->session().view().steps.step_count());
  const std::string stage = "own-stage-step-" + step;
  CHECK(window.save("Save the stage as a picture (SVG)") ==
        "The stage at step " + step + " is now a picture in " + window.pictures + "/" + stage + ".svg.");
  const std::string first = content_of(window.pictures + "/" + stage + ".svg");
  CHECK(first.find("Doorway: the stage at step " + step) != std::string::npos);
  CHECK(window.save("Save the stage as a picture (SVG)").find(stage + "-2.svg") != std::string::npos);
  CHECK(content_of(window.pictures + "/" + stage + ".svg") == first);
  window.save("Save the timeline as a picture (PNG)");
  CHECK(content_of(window.pictures + "/own-timeline-step-" + step + ".png").substr(1, 3) == "PNG");
  window.save("Save the stage as a picture (PNG)");
  window.save("Save the timeline as a picture (SVG)");
  CHECK(names_in(window.pictures) == std::set<std::string>{stage + ".svg", stage + "-2.svg", stage + ".png",
                                                           "own-timeline-step-" + step + ".svg",
                                                           "own-timeline-step-" + step + ".png"});
}

TEST_CASE("a saved picture goes by the step, the theme and the words that the window shows") {
  Window window;
  window.hand->press(Key::home);
  window.hand->press(Key::right);
  window.save("Colours: parchment");
  window.hand->press(U'v');
  window.save("Save the stage as a picture (SVG)");
  const std::string svg = content_of(window.pictures + "/own-stage-step-1.svg");
  CHECK(svg.find("at step 1 of ") != std::string::npos);
  const app::Color sky = app::parchment().sky_top;
  char color[8] = {};
  std::snprintf(color, sizeof color, "#%02x%02x%02x", unsigned{sky.r}, unsigned{sky.g}, unsigned{sky.b});
  CHECK(svg.find(color) != std::string::npos);
  CHECK(svg.find(">process · thread ") != std::string::npos);
}

TEST_CASE("where a picture cannot be saved the window says so") {
  Window nowhere(false);
  CHECK(nowhere.save("Save the stage as a picture (SVG)").find("no home folder") != std::string::npos);
  Window window;
  window.folder.write("Pictures", "a file in the way");
  CHECK(window.save("Save the timeline as a picture (SVG)").find("cannot be written") != std::string::npos);
  CHECK(content_of(window.pictures) == "a file in the way");
}

TEST_CASE("that something was saved is told for a while, in which nothing is drawn, and then no more") {
  Window window;
  app::Application& application = window.hand->application();
  while (window.hand->pass(std::chrono::seconds(1))) {
  }
  window.save("Save the stage as a picture (SVG)");
  REQUIRE_FALSE(application.message().empty());
  CHECK(application.wakes_at() == application.message_ends_at());
  CHECK_FALSE(window.hand->pass(app::success_time - std::chrono::milliseconds(1)));
  CHECK_FALSE(application.message().empty());
  CHECK(window.hand->pass(std::chrono::milliseconds(1)));
  CHECK(application.message().empty());
  CHECK_FALSE(application.wakes_at());
}

TEST_CASE("what could not be done is told until the message is closed") {
  Window window;
  window.folder.write("Pictures", "a file in the way");
  window.save("Save the stage as a picture (SVG)");
  const std::string why = window.hand->application().message();
  window.hand->pass(std::chrono::hours(1));
  CHECK(window.hand->application().message() == why);
  window.hand->press(Key::escape);
  CHECK(window.hand->application().message().empty());
}

TEST_CASE("a picture of a recording is named after its file, whatever lesson was open before") {
  Window window;
  window.hand->press_with_control(U's');
  window.hand->rest();
  window.hand->press_with_control(Key::backspace);
  window.hand->type(window.folder.path("kept") + "\n");
  window.hand->rest();
  window.hand->application().drop({window.folder.path("kept.journey")});
  window.hand->rest();
  CHECK(window.save("Save the stage as a picture (SVG)").find("/kept-stage-step-") != std::string::npos);
}

TEST_CASE("the palette exports the take in every form of the command line, under new names, and tells where") {
  Window window;
  struct Form {
    const char* action;
    const char* file;
    std::string_view begins;
  };
  for (const Form& form :
       {Form{"as text", "own-take-1.txt", "Real sockets of "}, Form{"as JSON lines", "own-take-1.jsonl", "{"},
        Form{"as a table (CSV)", "own-take-1.csv", "seq,"},
        Form{"as a sequence diagram (Mermaid)", "own-take-1.mmd", "sequenceDiagram"},
        Form{"as packets for Wireshark", "own-take-1.pcapng", "\x0A\x0D\x0D\x0A"},
        Form{"as a web page (HTML)", "own-take-1.html", "<!"}}) {
    const std::string path = window.pictures + "/" + form.file;
    CAPTURE(path);
    CHECK(window.save(std::string("Export the take ") + form.action).find(path + ".") != std::string::npos);
    const std::string first = content_of(path);
    CHECK(first.substr(0, form.begins.size()) == form.begins);
    const std::size_t dot = path.rfind('.');
    const std::string second = path.substr(0, dot) + "-2" + path.substr(dot);
    CHECK(window.save(std::string("Export the take ") + form.action).find(second + ".") != std::string::npos);
    CHECK(content_of(path) == first);
    CHECK(content_of(second) == first);
  }
  CHECK(names_in(window.pictures).size() == 12);
}

TEST_CASE("the palette exports the scenario as a folder of programs in Python and in C") {
  Window window;
  for (const auto& [action, folder, ending] :
       {std::tuple("in Python", "own-python", ".py"), std::tuple("in C", "own-c", ".c"),
        std::tuple("in C", "own-c-2", ".c")}) {
    const std::string where = window.pictures + "/" + folder;
    CAPTURE(where);
    const std::string said = window.save(std::string("Export the scenario as programs ") + action);
    CHECK(said.find("2 programs in " + where + ":") != std::string::npos);
    CHECK(names_in(where) == std::set<std::string>{std::string("alice") + ending, std::string("bob") + ending});
  }
}

TEST_CASE("what is exported has what there is when it is asked for, and a recording's export is named after its file") {
  Window window;
  window.save("Export the take as JSON lines");
  window.hand->press(Key::home);
  window.hand->press(U'r');
  window.hand->rest();
  window.hand->press(Key::right);
  window.hand->rest();
  window.save("Export the take as JSON lines");
  const std::string whole = content_of(window.pictures + "/own-take-1.jsonl");
  const std::string part = content_of(window.pictures + "/own-take-2.jsonl");
  CHECK(part.size() > 0);
  CHECK(part.size() < whole.size());
  window.hand->press_with_control(U's');
  window.hand->rest();
  window.hand->press_with_control(Key::backspace);
  window.hand->type(window.folder.path("kept") + "\n");
  window.hand->rest();
  window.hand->application().drop({window.folder.path("kept.journey")});
  window.hand->rest();
  window.save("Export the take as JSON lines");
  const std::string kept = content_of(window.pictures + "/kept.jsonl");
  CHECK(kept.size() > 0);
  CHECK(kept.size() < whole.size());
}

TEST_CASE("where a take cannot be exported the window says so, and nothing is left behind") {
  Window nowhere(false);
  CHECK(nowhere.save("Export the take as text").find("no home folder") != std::string::npos);
  CHECK(nowhere.save("Export the scenario as programs in C").find("no home folder") != std::string::npos);
  Window window;
  window.folder.write("Pictures", "a file in the way");
  CHECK(window.save("Export the take as packets").find("cannot be written") != std::string::npos);
  CHECK(window.save("Export the scenario as programs in C").find("cannot be written") != std::string::npos);
  CHECK(content_of(window.pictures) == "a file in the way");
  Window fresh;
  fresh.hand->press(Key::home);
  fresh.hand->press(U'r');
  fresh.hand->rest();
  CHECK(fresh.save("Export the take as a web page").find("Nothing is exported") != std::string::npos);
  CHECK(names_in(fresh.pictures).empty());
}

TEST_CASE("a window that is closed writes its picture first") {
  Window window;
  window.hand->find("Save the stage as a picture (PNG)");
  window.hand->close();
  const std::set<std::string> names = names_in(window.pictures);
  REQUIRE(names.size() == 1);
  CHECK(content_of(window.pictures + "/" + *names.begin()).substr(1, 3) == "PNG");
}
