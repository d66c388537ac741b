// The stage and the timeline as files.
#include "app/picture/picture.hpp"

#include "app/panels/paint_stage.hpp"
#include "app/panels/paint_timeline.hpp"
#include "app/picture/png_canvas.hpp"
#include "app/picture/svg_canvas.hpp"
#include "app/pictures_folder.hpp"
#include "app/scene/stage_changes.hpp"
#include "core/base/utf8.hpp"
#include "tests/app/view_of.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#include <stb/stb_image.h>

#include <cmath>
#include <set>
#include <sstream>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

// ThreadSanitizer asks this. Upstream, Cairo's cairo-scaled-font.c: while a font of Cairo's own is made,
// _cairo_scaled_font_register_placeholder_and_unlock_font_map takes the placeholder's lock under the map's, and
// _cairo_scaled_font_unregister_placeholder_and_lock_font_map the map's under the placeholder's: in one thread, by
// design.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "deadlock:libcairo.so";
}

namespace {

/// A recording by hand, as those who paint want it: it lives as long as the test.
std::shared_ptr<const Recording> shared(const Recording& recording) {
  return {std::shared_ptr<void>(), &recording};
}

/// Bytes of two sends wait at Bob, who has read a few; both have a say.
struct Talk : Conversation {
  explicit Talk(std::string_view payload = "Hello Bob") {
    builder.send(alice, s, payload);
    builder.observe(bob, c, stream_sample(static_cast<std::uint32_t>(payload.size())));
    builder.recv(bob, c, 4, payload.substr(0, 4));
    builder.send(bob, c, "Hi!");
    builder.shutdown(alice, s, ShutdownHow::send);
    builder.ended(alice);
  }
};

/// The system's fonts, found once for each test case.
struct Studio {
  const PictureFonts fonts{find_font_files()};

  [[nodiscard]] std::string picture(const Recording& recording, const PictureRequest& request) const {
    auto made = make_picture(shared(recording), request, fonts);
    REQUIRE(made.has_value());
    return *made;
  }
};

struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;

  [[nodiscard]] Color at(int x, int y) const {
    const auto first =
        3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
    return {rgb.at(first), rgb.at(first + 1), rgb.at(first + 2)};
  }
};

Pixels decoded(std::string_view png) {
  Pixels pixels;
  int channels = 0;
  stbi_uc* data = stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(png.data()), static_cast<int>(png.size()),
                                        &pixels.width, &pixels.height, &channels, 3);
  REQUIRE(data != nullptr);
  pixels.rgb.assign(data, data + 3 * static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height));
  stbi_image_free(data);
  return pixels;
}

/// Keeps the words that are painted, in their order, and paints nothing.
class WordCanvas final : public Canvas {
 public:
  explicit WordCanvas(const PictureFonts& fonts) : fonts_(fonts) {}

  std::vector<std::string> words;

  void fill(Rect, Color, float) override {}
  void gradient(Rect, Color, Color) override {}
  void frame(Rect, Color, float, float) override {}
  void line(Point, Point, Color, float) override {}
  void dashed_line(Point, Point, Color, float, float) override {}
  void polyline(std::span<const Point>, Color, float, bool) override {}
  void polygon(std::span<const Point>, Color) override {}
  void circle(Point, float, Color) override {}
  void curve(const std::array<Point, 4>&, Color, float) override {}
  void begin_clip(Rect) override {}
  void end_clip() override {}
  void text(Point, std::string_view text, Color, FontRole, float) override {
    if (text.find_first_not_of(' ') != std::string_view::npos) words.emplace_back(text);
  }
  [[nodiscard]] float text_width(std::string_view text, FontRole role, float size_px) const override {
    return fonts_.width(text, role, size_px);
  }

 private:
  const PictureFonts& fonts_;
};

std::vector<std::string> painted_words(const PictureFonts& fonts, const Recording& recording, std::size_t step,
                                       PictureSize size, Vocabulary vocabulary) {
  const ViewOf view(recording);
  StageScene scene = view.stage(view.steps.cursor_of(step), vocabulary);
  if (step > 0) mark_changes(scene, view.stage(view.steps.cursor_of(step - 1), vocabulary));
  const Rect area{0, 0, static_cast<float>(size.width), static_cast<float>(size.height)};
  const StageLayout layout = layout_stage(area, scene, 1, fonts.measure());
  WordCanvas canvas(fonts);
  const NoMouse mouse;
  const Lit lit;
  Light light(lit, {}, mouse);
  paint_stage(scene, layout, {}, night(), Painter(canvas, layout.text_px), light);
  return canvas.words;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

test::Ended run(std::vector<std::string> command) {
  Launch launch;
  launch.command = std::move(command);
  return run_program(launch);
}

bool has_program(const char* name) {
  if (run({"/bin/sh", "-c", std::string("command -v ") + name}).exit_code == 0) return true;
  MESSAGE("skipped: there is no " << name);
  return false;
}

/// Title, description and words of the SVG as another reader of XML finds them.
std::vector<std::string> read_words(const std::string& svg) {
  const TemporaryFolder folder;
  const test::Ended ended = run({"/usr/bin/env", "python3", "-B", DOORWAY_SVG_WORDS, folder.file("picture.svg", svg)});
  CHECK(ended.errors == "");
  REQUIRE(ended.exit_code == 0);
  return lines_of(ended.output);
}

bool is_well_escaped(std::string_view text) {
  if (text.find_first_of("<>\"") != std::string_view::npos || !is_utf8(text)) return false;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::string_view name = text.substr(at, text.find(';', at) - at + 1);
    if (name != "&amp;" && name != "&lt;" && name != "&gt;" && name != "&quot;") return false;
  }
  return std::none_of(text.begin(), text.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == 0x7F;
  });
}

double mean_difference(const Pixels& one, const Pixels& other) {
  REQUIRE(one.rgb.size() == other.rgb.size());
  double sum = 0;
  for (std::size_t i = 0; i < one.rgb.size(); ++i) sum += std::abs(int{one.rgb[i]} - int{other.rgb[i]});
  return sum / static_cast<double>(one.rgb.size());
}

}  // namespace

TEST_CASE("an SVG of the stage has every word of the stage as text, and says what has happened") {
  const Studio studio;
  if (!has_program("python3")) return;
  const Talk talk;
  const Recording& recording = talk.builder.recording();
  const ViewOf view(recording);
  for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
    for (std::size_t step = 0; step <= view.steps.step_count(); step += 3) {
      CAPTURE(step);
      PictureRequest request;
      request.step = step;
      request.vocabulary = vocabulary;
      std::vector<std::string> found = read_words(studio.picture(recording, request));
      REQUIRE(found.size() > 8);  // before the first step there are no doors
      CHECK(found[0] == fmt::format("Doorway: the stage at step {} of {}", step, view.steps.step_count()));
      CHECK(found[1] == view.told(view.steps.cursor_of(step), vocabulary));
      found.erase(found.begin(), found.begin() + 2);
      CHECK(found == painted_words(studio.fonts, recording, step, picture_size(PicturePart::stage), vocabulary));
    }
  }
}

TEST_CASE("at the size that a picture has unasked no word is cut") {
  const Studio studio;
  const Talk talk;
  const ViewOf view(talk.builder.recording());
  for (std::size_t step = 0; step <= view.steps.step_count(); ++step) {
    for (const std::string& words : painted_words(studio.fonts, talk.builder.recording(), step,
                                                  picture_size(PicturePart::stage), Vocabulary::story)) {
      CAPTURE(words);
      CHECK(words.find("…") == std::string::npos);
    }
  }
}

TEST_CASE("no word of a small stage is smaller than the smallest text") {
  const Studio studio;
  const Talk talk("Good morning, dear Bob, and dear all");
  const ViewOf view(talk.builder.recording());
  PictureRequest request;
  request.size = PictureSize{512, 298};
  request.step = 0;
  // Letters of 13 pixels have an em of 10.7 pixels in Inter, and of 9.8 in the font of programs.
  constexpr double least_em = 9.6;
  const auto check_sizes = [&](const std::string& svg) {
    constexpr std::string_view mark = "font-size=\"";
    std::size_t count = 0;
    for (std::size_t at = svg.find(mark); at != std::string::npos; at = svg.find(mark, at + 1), ++count) {
      CHECK(std::stod(svg.substr(at + mark.size(), 8)) >= least_em);
    }
    CHECK(count > 4);
  };
  check_sizes(studio.picture(talk.builder.recording(), request));
  for (std::size_t step = 1; step <= view.steps.step_count(); ++step) {
    CAPTURE(step);
    request.step = step;
    check_sizes(studio.picture(talk.builder.recording(), request));
  }
}

TEST_CASE("a picture says what it has no room for") {
  const Studio studio;
  RecordingBuilder builder;
  for (int i = 0; i < 24; ++i) builder.socket(i % 2 == 0 ? alice : bob, fmt::format("s{}", i));
  PictureRequest request;
  request.size = PictureSize{500, 300};
  CHECK(studio.picture(builder.recording(), request).find("not shown for want of room: ") != std::string::npos);
}

TEST_CASE("the timeline's picture has the whole run, its cursor, and how it is to be read") {
  const Studio studio;
  if (!has_program("python3")) return;
  const Talk talk;
  PictureRequest request;
  request.part = PicturePart::timeline;
  request.step = 3;
  const std::vector<std::string> found = read_words(studio.picture(talk.builder.recording(), request));
  const auto has = [&](const std::string& words) { return std::count(found.begin(), found.end(), words) > 0; };
  const std::size_t steps = ViewOf(talk.builder.recording()).steps.step_count();
  CHECK(has(fmt::format("step 3 of {} · solid: measured · dashed: inferred", steps)));
  CHECK(has("Alice"));
  CHECK(has("Bob"));
  for (const char* call : {"bind", "listen", "connect", "accept", "send", "recv", "shutdown"}) {
    CAPTURE(call);
    CHECK(std::any_of(found.begin() + 2, found.end(),
                      [&](const std::string& words) { return words.find(call) != std::string::npos; }));
  }
}

TEST_CASE("a PNG has the size that was asked for, the theme's colours, and more than one") {
  const Studio studio;
  const Talk talk;
  for (const ThemeName name : {ThemeName::night, ThemeName::parchment, ThemeName::high_contrast}) {
    const Theme theme = theme_of(name);
    PictureRequest request;
    request.format = PictureFormat::png;
    request.theme = name;
    request.size = PictureSize{900, 501};
    const Pixels stage = decoded(studio.picture(talk.builder.recording(), request));
    CHECK(stage.width == 900);
    CHECK(stage.height == 501);
    const Color sky = stage.at(0, 0);
    CHECK(std::abs(int{sky.r} - int{theme.sky_top.r}) <= 1);
    CHECK(std::abs(int{sky.b} - int{theme.sky_top.b}) <= 1);
    CHECK(stage.at(2, 499) == theme.hill);
    std::set<std::uint32_t> colors;
    for (std::size_t i = 0; i < stage.rgb.size(); i += 3) {
      colors.insert(static_cast<std::uint32_t>(stage.rgb[i] << 16 | stage.rgb[i + 1] << 8 | stage.rgb[i + 2]));
    }
    CHECK(colors.size() > 100);
    // The bytes that wait lie in the colour of their send.
    const Color send = theme.of_send(1);
    CHECK(colors.count(static_cast<std::uint32_t>(send.r << 16 | send.g << 8 | send.b)) == 1);
    request.part = PicturePart::timeline;
    CHECK(decoded(studio.picture(talk.builder.recording(), request)).at(1, 1) == theme.panel);
  }
}

TEST_CASE("rsvg-convert makes of the SVG what the PNG shows, at the same places") {
  const Studio studio;
  if (!has_program("rsvg-convert")) return;
  const Talk talk;
  const TemporaryFolder folder;
  for (const PicturePart part : {PicturePart::stage, PicturePart::timeline}) {
    for (const ThemeName theme : {ThemeName::night, ThemeName::parchment, ThemeName::high_contrast}) {
      PictureRequest request;
      request.part = part;
      request.theme = theme;
      request.step = 17;
      const test::Ended ended = run({"/usr/bin/env", "rsvg-convert", "--format", "png",
                                     folder.file("picture.svg", studio.picture(talk.builder.recording(), request))});
      REQUIRE(ended.exit_code == 0);
      request.format = PictureFormat::png;
      const std::string png = studio.picture(talk.builder.recording(), request);
      CHECK(mean_difference(decoded(png), decoded(ended.output)) < 2);
    }
  }
}

TEST_CASE("shapes come out alike on both canvases") {
  const Studio studio;
  if (!has_program("rsvg-convert")) return;
  constexpr PictureSize size{200, 160};
  const auto paint = [](Canvas& canvas) {
    const Painter painter(canvas, 16);
    painter.fill({0, 0, 200, 160}, rgb(0xf0e8d0));
    painter.gradient({10, 10, 50, 40}, rgb(0x102030), rgb(0xd0c0b0));
    painter.fill({70, 10, 50, 40}, rgb(0x3060a0).faded(0.5F), 12);
    painter.frame({130, 10, 50, 40}, rgb(0xa03020), 3, 8);
    painter.dashed_frame({10, 60, 50, 30}, rgb(0x104010), 2, 5);
    painter.hatch({70, 60, 50, 30}, rgb(0x501050), 7, 2);
    painter.circle({150, 75}, 14, rgb(0x208020));
    painter.line({10, 100}, {60, 130}, rgb(0x000000), 2);
    painter.dashed_line({70, 100}, {120, 130}, rgb(0x802010), 3, 6);
    painter.curve({Point{130, 130}, {140, 90}, {170, 150}, {185, 100}}, rgb(0x2040c0), 4);
    const std::array<Point, 3> corners{Point{20, 140}, {40, 140}, {30, 155}};
    painter.polygon(corners, rgb(0xc08010));
    painter.polyline(corners, rgb(0x101010), 1.5F, true);
  };
  PngCanvas png(size, studio.fonts);
  SvgCanvas svg(size, studio.fonts);
  paint(png);
  paint(svg);
  const TemporaryFolder folder;
  const test::Ended ended = run({"/usr/bin/env", "rsvg-convert", folder.file("shapes.svg", svg.file("a", "b"))});
  REQUIRE(ended.exit_code == 0);
  const Pixels one = decoded(*png.file());
  CHECK(mean_difference(one, decoded(ended.output)) < 0.8);
  CHECK(one.at(155, 12) == rgb(0xf0e8d0));  // within the frame
  CHECK(one.at(150, 75) == rgb(0x208020));
  CHECK(one.at(71, 11) == rgb(0xf0e8d0));  // the corner is round
}

TEST_CASE("a line of one pixel is sharp") {
  const Studio studio;
  PngCanvas canvas({40, 30}, studio.fonts);
  const Painter paint(canvas, 16);
  paint.fill({0, 0, 40, 30}, rgb(0xffffff));
  paint.line({5, 10}, {35, 10}, rgb(0x102030), 1);
  paint.frame({8, 15, 20, 10}, rgb(0x405060), 1);
  const Pixels pixels = decoded(*canvas.file());
  CHECK(pixels.at(20, 10) == rgb(0x102030));
  CHECK(pixels.at(20, 9) == rgb(0xffffff));
  CHECK(pixels.at(20, 11) == rgb(0xffffff));
  CHECK(pixels.at(15, 15) == rgb(0x405060));
  CHECK(pixels.at(15, 24) == rgb(0x405060));
  CHECK(pixels.at(15, 25) == rgb(0xffffff));
}

TEST_CASE("whatever bytes are words are XML") {
  const Studio studio;
  CHECK(rc::check([&](const std::vector<std::uint8_t>& bytes) {
    const std::string text(bytes.begin(), bytes.end());
    RC_ASSERT(is_well_escaped(xml_text(text)));
    RC_ASSERT(studio.fonts.width(text, FontRole::mono, 13) >= 0);
  }));
  CHECK(xml_text("a<b>&\"c\"") == "a&lt;b&gt;&amp;&quot;c&quot;");
  CHECK(picture_text("1\xff\x01\x7f\n2") == "1\uFFFD\uFFFD\uFFFD\uFFFD2");
  CHECK(picture_text("\xEF\xBF\xBE") == "\uFFFD");  // U+FFFE
  CHECK(picture_text("Grüße → ok") == "Grüße → ok");
}

TEST_CASE("a payload of any bytes gives an SVG that can be read and a PNG") {
  const Studio studio;
  if (!has_program("python3")) return;
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  for (const std::string& payload : {every_byte, std::string("]]><!--&lt;\"'\x1b[0m\xff\xfe"), std::string()}) {
    const Talk talk(payload);
    PictureRequest request;
    CHECK(read_words(studio.picture(talk.builder.recording(), request)).size() > 10);
    request.part = PicturePart::timeline;
    CHECK(read_words(studio.picture(talk.builder.recording(), request)).size() > 10);
    request.format = PictureFormat::png;
    CHECK(decoded(studio.picture(talk.builder.recording(), request)).width == 1600);
  }
}

TEST_CASE("a step that there is not is an error which says the last one") {
  const Studio studio;
  const Talk talk;
  PictureRequest request;
  request.step = 999;
  const auto made = make_picture(shared(talk.builder.recording()), request, studio.fonts);
  REQUIRE_FALSE(made.has_value());
  const std::size_t last = ViewOf(talk.builder.recording()).steps.step_count();
  CHECK(made.error().message == fmt::format("there is no step 999: the last one is {}", last));
  request.step = last;
  const std::string at_last = studio.picture(talk.builder.recording(), request);
  request.step.reset();
  CHECK(studio.picture(talk.builder.recording(), request) == at_last);
}

TEST_CASE("without any font file there are words all the same") {
  const PictureFonts none(FontFiles{"", "/no/such/file.ttf", ""});
  CHECK(none.width("Hello", FontRole::text, 20) > 20);
  CHECK(none.width("Hello", FontRole::bold, 20) > 20);
  PngCanvas canvas({80, 30}, none);
  const Painter paint(canvas, 20);
  paint.fill({0, 0, 80, 30}, rgb(0xffffff));
  paint.text({5, 5}, "Hello", rgb(0x000000), FontRole::bold);
  const Pixels pixels = decoded(*canvas.file());
  CHECK(*std::min_element(pixels.rgb.begin(), pixels.rgb.end()) < 80);
}

TEST_CASE("pixels for which there is no memory are an error") {
  const Studio studio;
  const PngCanvas canvas({40000, 40000}, studio.fonts);
  CHECK_FALSE(canvas.file().has_value());
}

TEST_CASE("the user's folder for pictures is read as other programs read it") {
  const auto folder = [](std::string_view file) {
    return folder_in_user_dirs(file, "XDG_PICTURES_DIR", "/files/ann").value_or("none").string();
  };
  CHECK(folder("# a comment\nXDG_MUSIC_DIR=\"$HOME/Musik\"\nXDG_PICTURES_DIR=\"$HOME/Bilder\"\n") ==
        "/files/ann/Bilder");
  CHECK(folder("XDG_PICTURES_DIR=\"$HOME/\"") == "/files/ann");
  CHECK(folder("XDG_PICTURES_DIR=\"$HOME\"") == "/files/ann");
  CHECK(folder("  XDG_PICTURES_DIR=\"/media/a \\\"b\\\"\"\n") == "/media/a \"b\"");
  CHECK(folder("XDG_PICTURES_DIR=\"/first\"\nXDG_PICTURES_DIR=\"/second\"\n") == "/second");
  for (const char* no_line :
       {"", "XDG_PICTURES_DIR=relative", "XDG_PICTURES_DIR=\"relative\"", "XDG_PICTURES_DIR=\"/x",
        "XDG_PICTURES_DIRS=\"/x\"", "#XDG_PICTURES_DIR=\"/x\"", "XDG_PICTURES_DIR=\"$HOMEX/y\""}) {
    CAPTURE(no_line);
    CHECK(folder(no_line) == "none");
  }
}
