// Words on a page: what stands together stays together, and what is emphasised leans.
#include "app/widgets/prose.hpp"

#include "app/panels/sentence.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "tests/app/headless.hpp"

#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

app::ProseStyle style_of_page() {
  return app::page_style(app::night(), Vocabulary::story);
}

float set_height(HeadlessScreen& screen, const Spans& spans, float width) {
  float height = 0;
  screen.draw([&] { height = app::set_words(spans, {0, 0}, width, style_of_page(), screen.fonts(), false); });
  return height;
}

/// Where the corners of these words' letters are drawn, four a letter, from the top left one clockwise.
std::vector<ImVec2> corners_of(HeadlessScreen& screen, const Spans& spans) {
  std::vector<ImVec2> corners;
  screen.draw([&] {
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    const int first = list.VtxBuffer.Size;
    app::set_words(spans, {20, 20}, 400, style_of_page(), screen.fonts(), true);
    for (int i = first; i < list.VtxBuffer.Size; ++i) corners.push_back(list.VtxBuffer[i].pos);
  });
  return corners;
}

}  // namespace

TEST_CASE("a sentence that is long at a large size is said in letters in which all of it has room") {
  HeadlessScreen screen;
  app::Fonts fonts = screen.fonts();
  fonts.size = 32;
  const Rect area{0, 0, 700, 125};
  const std::string sentence =
      "Bob's c = l.accept() failed with EINVAL: the socket is not in a state in which this can be asked of it.";
  screen.draw([&] {
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    const int first = list.VtxBuffer.Size;
    app::draw_sentence(sentence, "", area, app::night(), fonts);
    REQUIRE(list.VtxBuffer.Size > first);
    for (int i = first; i < list.VtxBuffer.Size; ++i) CHECK(list.VtxBuffer[i].pos.y <= area.bottom() + 1);
  });
}

TEST_CASE("what has happened is told beside the end of the run, in a window of 800x600 too") {
  HeadlessScreen screen;
  app::Fonts fonts = screen.fonts();
  fonts.size = 15;
  const Rect area{0, 0, 512, 50};
  const std::string end = "That is all: nobody in the rooms can go on. R begins a new take.";
  const std::string sentence =
      "Alice has to wait and falls asleep in send(), until there is room to write. So far the kernel has taken "
      "18,432 of 100,000 bytes.";
  const auto drawn = [&](std::string_view notice) {
    int count = 0;
    screen.draw([&] {
      const ImDrawList& list = *ImGui::GetWindowDrawList();
      const int first = list.VtxBuffer.Size;
      app::draw_sentence(sentence, notice, area, app::night(), fonts);
      for (int i = first; i < list.VtxBuffer.Size; ++i) CHECK(list.VtxBuffer[i].pos.y <= area.bottom() + 1);
      count = list.VtxBuffer.Size - first;
    });
    return count;
  };
  const auto letters = static_cast<int>(end.size()) - static_cast<int>(std::count(end.begin(), end.end(), ' '));
  CHECK(drawn(end) == drawn("") + 4 * letters);
}

TEST_CASE("a button's words stay on it, however narrow it is") {
  HeadlessScreen screen;
  const app::Theme theme = app::night();
  for (const float width : {75.0F, 90.0F, 400.0F}) {
    screen.draw([&] {
      const ImDrawList& list = *ImGui::GetWindowDrawList();
      const Rect rect{20, 30, width, 40};
      const int first = list.VtxBuffer.Size;
      app::button("narrow", rect, "Transcript", {theme.button, theme.button_text}, screen.fonts());
      REQUIRE(list.VtxBuffer.Size > first);
      for (int i = first; i < list.VtxBuffer.Size; ++i) {
        CHECK(list.VtxBuffer[i].pos.x >= rect.x - 1);
        CHECK(list.VtxBuffer[i].pos.x <= rect.right() + 1);
      }
    });
  }
}

TEST_CASE("what no blank parts is one word, in however many pieces it is written") {
  HeadlessScreen screen;
  const Spans together{Span{"bb aaaa, cc"}};
  Span word{"aaaa"};
  word.engineer = "socket";
  const Spans apart{Span{"bb "}, word, Span{", cc"}};
  for (float width = 60; width < 200; ++width) {
    CAPTURE(width);
    CHECK(set_height(screen, apart, width) == set_height(screen, together, width));
  }
}

TEST_CASE("a comma behind code never begins a line") {
  HeadlessScreen screen;
  const app::Fonts& fonts = screen.fonts();
  const Spans spans{Span{"bb "}, Span{"recv", false, false, true}, Span{", ccccc"}};
  const float line = set_height(screen, Spans{Span{"x"}}, 400);
  // The word would fit without its comma. With it, it goes to the next line, and what follows has no room there.
  float width = 0;
  screen.draw([&] {
    width = app::text_width(fonts, "bb ", app::FontRole::text, fonts.size) +
            app::text_width(fonts, "recv", app::FontRole::mono, fonts.size * 0.94F) + 7;
    REQUIRE(width > app::text_width(fonts, ", ccccc", app::FontRole::text, fonts.size));
  });
  CHECK(set_height(screen, spans, width) == 3 * line);
}

TEST_CASE("a call in a sentence is not broken at its blanks where a line has room for it") {
  HeadlessScreen screen;
  const app::Fonts& fonts = screen.fonts();
  const float line = set_height(screen, Spans{Span{"x"}}, 400);
  float width = 0;
  screen.draw([&] {
    width = app::text_width(fonts, "recv(aaaa, bb)", app::FontRole::mono, fonts.size * 0.94F) + 8;
    REQUIRE(width > app::text_width(fonts, "b ", app::FontRole::text, fonts.size) + 8 +
                        app::text_width(fonts, "recv(aaaa,", app::FontRole::mono, fonts.size * 0.94F));
  });
  const Spans spans{Span{"b "}, Span{"recv(aaaa, bb)", false, false, true}, Span{" b"}};
  CHECK(set_height(screen, spans, width) == 3 * line);
}

TEST_CASE("what is emphasised leans to the right, and nothing else does") {
  HeadlessScreen screen;
  const auto upright = corners_of(screen, {Span{"word"}});
  const auto leaning = corners_of(screen, {Span{"word", false, true}});
  REQUIRE(upright.size() == 16);
  REQUIRE(leaning.size() == upright.size());
  for (std::size_t letter = 0; letter < upright.size(); letter += 4) {
    CHECK(upright[letter].x == upright[letter + 3].x);
    CHECK(leaning[letter].x > leaning[letter + 3].x);
    CHECK(leaning[letter].y == upright[letter].y);
  }
}

TEST_CASE("a block of code keeps the blanks that its lines begin with") {
  HeadlessScreen screen;
  std::vector<ImVec2> corners;
  screen.draw([&] {
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    app::set_block(CodeBlock{"{\n  m\n}\n"}, {20, 20}, 400, style_of_page(), screen.fonts(), true);
    // The last letters of the three lines: each has four corners.
    for (int i = list.VtxBuffer.Size - 12; i < list.VtxBuffer.Size; i += 4) corners.push_back(list.VtxBuffer[i].pos);
  });
  REQUIRE(corners.size() == 3);
  CHECK(corners[1].x > corners[0].x + screen.fonts().size * 0.5F);
  CHECK(corners[1].y > corners[0].y);
  CHECK(corners[2].x < corners[1].x);
}

TEST_CASE("what a line of a program has no room for goes on further right than the line begins") {
  HeadlessScreen screen;
  std::vector<ImVec2> corners;
  screen.draw([&] {
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    const app::Fonts& fonts = screen.fonts();
    const float width = app::text_width(fonts, "  mmmmmmmm mm", app::FontRole::mono, fonts.size * 0.94F);
    app::set_block(CodeBlock{"m\n  m mmmmmmm mmm\nm\n"}, {20, 20}, width + fonts.size * 1.2F, style_of_page(), fonts,
                   true);
    // The first line's letter, 11 of the second, the last one's.
    for (int i = list.VtxBuffer.Size - 4 * 13; i < list.VtxBuffer.Size; i += 4) {
      corners.push_back(list.VtxBuffer[i].pos);
    }
  });
  REQUIRE(corners.size() == 13);
  const ImVec2 begin = corners[1];
  const ImVec2 below = corners[9];
  CHECK(below.y > begin.y);
  CHECK(below.x > begin.x);
  CHECK(corners[12].y > below.y);
  CHECK(corners[12].x == corners[0].x);
}

TEST_CASE("the names of sockets in what is told are code, and nothing that is quoted or sounds like one") {
  const std::vector<std::string> names{"c", "c(2)", "a"};
  const auto code_of = [&](std::string_view sentence) {
    std::string code;
    std::string all;
    for (const Span& span : app::with_socket_names(sentence, names)) {
      all += span.text;
      if (span.code) code += span.text + ";";
    }
    CHECK(all == sentence);
    return code;
  };
  CHECK(code_of("Bob opened the door (socket c) and took out 5 bytes.") == "c;");
  CHECK(code_of("Bob's socket c(2) is connected with socket a.") == "c(2);a;");
  CHECK(code_of("He made a new socket and another socket called").empty());
  CHECK(code_of("The kernel took \"socket c \\\" socket a\", and socket c is open.") == "c;");
  CHECK(code_of("").empty());
  CHECK(code_of("socket ").empty());
}
