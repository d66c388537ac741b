#include "app/widgets/prose.hpp"

#include "app/widgets/packed.hpp"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>

namespace doorway::app {
namespace {

constexpr float line_height = 1.42F;  // of the text's size
constexpr float code_inset = 3;

ImFont* font_of(FontRole role, const Fonts& fonts) {
  switch (role) {
    case FontRole::text: return fonts.text;
    case FontRole::bold: return fonts.bold;
    case FontRole::mono: return fonts.mono;
  }
  return fonts.text;
}

struct Ink {
  ImFont* font = nullptr;
  float size = 0;
  Color color;
  std::optional<Color> ground;

  friend bool operator==(const Ink&, const Ink&) = default;
};

/// Sets words one after the other, and begins a new line where one does not fit.
class Setter {
 public:
  Setter(Point at, float width, float line_px, bool paint) : at_(at), width_(width), line_px_(line_px), paint_(paint) {}

  /// Lines keep the blanks that they begin with, as a program's lines do.
  void keep_blanks() { keeps_blanks_ = true; }

  void add(std::string_view text, const Ink& ink) {
    while (!text.empty()) {
      if (text.front() == '\n') {
        new_line();
        text.remove_prefix(1);
        continue;
      }
      const bool blank = text.front() == ' ';
      const std::size_t end = std::min(blank ? text.find_first_not_of(' ') : text.find_first_of(" \n"), text.size());
      if (blank) {
        blanks(text.substr(0, end), ink);
      } else {
        word(text.substr(0, end), ink);
      }
      text.remove_prefix(end);
    }
  }

  /// To be called when all is added: draws what is left and says how high it all is.
  float finish() {
    flush();
    return y_ + line_px_;
  }

 private:
  static float width_of(std::string_view text, const Ink& ink) {
    return ink.font->CalcTextSizeA(ink.size, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
  }

  void new_line() {
    flush();
    x_ = 0;
    y_ += line_px_;
  }

  void blanks(std::string_view text, const Ink& ink) {
    if (x_ == 0 && !ink.ground && !keeps_blanks_) return;
    const float width = width_of(text, ink);
    if (x_ + width <= width_) put(text, width, ink);
  }

  void word(std::string_view text, const Ink& ink) {
    float width = width_of(text, ink);
    const float around = ink.ground ? 2 * code_inset : 0;
    if (x_ > 0 && x_ + width + around > width_) new_line();
    // A word that is wider than a line is broken where the line ends.
    while (width > width_ && text.size() > 1) {
      const char* end = ink.font->CalcWordWrapPositionA(1, text.data(), text.data() + text.size(), width_);
      if (end == nullptr || end <= text.data() || end >= text.data() + text.size()) break;
      const std::string_view part(text.data(), static_cast<std::size_t>(end - text.data()));
      put(part, width_of(part, ink), ink);
      new_line();
      text.remove_prefix(part.size());
      width = width_of(text, ink);
    }
    put(text, width, ink);
  }

  // Words of one ink are drawn together: ImGui begins each text at a whole pixel, and single words would stand
  // unevenly.
  void put(std::string_view text, float width, const Ink& ink) {
    if (!run_.empty() && !(run_ink_ == ink)) {
      flush();
      if (run_ink_.ground) x_ += code_inset;
    }
    if (run_.empty()) {
      if (ink.ground && x_ > 0) x_ += code_inset;  // or its ground would touch the word before
      run_x_ = x_;
      run_ink_ = ink;
    }
    run_ += text;
    x_ += width;
  }

  void flush() {
    if (paint_ && !run_.empty()) {
      ImDrawList& list = *ImGui::GetWindowDrawList();
      const ImVec2 at(at_.x + run_x_, at_.y + y_ + (line_px_ - run_ink_.size) / 2);
      if (run_ink_.ground) {
        list.AddRectFilled(ImVec2(at.x - code_inset, at.y - 1),
                           ImVec2(at_.x + x_ + code_inset, at.y + run_ink_.size + 2), packed(*run_ink_.ground), 3);
      }
      list.AddText(run_ink_.font, run_ink_.size, at, packed(run_ink_.color), run_.data(), run_.data() + run_.size());
    }
    run_.clear();
  }

  Point at_;
  float width_;
  float line_px_;
  bool paint_;
  bool keeps_blanks_ = false;
  float x_ = 0;
  float y_ = 0;
  std::string run_;  // not drawn so far, on the present line from run_x_ on
  float run_x_ = 0;
  Ink run_ink_;
};

Ink ink_of(const Span& span, const ProseStyle& style, const Fonts& fonts) {
  if (span.code) return {fonts.mono, fonts.size * 0.94F, style.code, style.code_ground};
  if (span.strong) return {fonts.bold, fonts.size, style.strong, std::nullopt};
  // The system's fonts need not have an italic: what is emphasised is set in the colour of what is strong.
  return {fonts.text, fonts.size, span.emphasis ? style.strong : style.text, std::nullopt};
}

float set_code_block(const CodeBlock& block, Point at, float width, const ProseStyle& style, const Fonts& fonts,
                     bool paint) {
  const float inset = fonts.size * 0.6F;
  std::string_view text = block.text;
  if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  const auto set = [&](bool visible) {
    Setter setter({at.x + inset, at.y + inset / 2}, width - 2 * inset, fonts.size * line_height, visible);
    setter.keep_blanks();
    setter.add(text, {fonts.mono, fonts.size * 0.94F, style.code, std::nullopt});
    return setter.finish() + inset;
  };
  const float height = set(false);
  if (paint) {
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x, at.y), ImVec2(at.x + width, at.y + height),
                                              packed(style.code_ground), 5);
    set(true);
  }
  return height;
}

float set_list(const ListItems& list, Point at, float width, const ProseStyle& style, const Fonts& fonts, bool paint) {
  const float indent = fonts.size * 1.4F;
  float height = 0;
  std::uint32_t number = list.first;
  for (const Spans& item : list.items) {
    const std::string mark = list.numbered ? std::to_string(number++) + "." : "\u2022";
    set_text(mark, {at.x + fonts.size * 0.3F, at.y + height}, indent, style.strong, fonts, FontRole::bold, paint);
    height += set_words(item, {at.x + indent, at.y + height}, width - indent, style, fonts, paint);
    height += fonts.size * 0.2F;
  }
  return height;
}

float set_quote(const Quote& quote, Point at, float width, const ProseStyle& style, const Fonts& fonts, bool paint) {
  const float indent = fonts.size;
  float height = 0;
  for (const Spans& paragraph : quote.paragraphs) {
    if (height > 0) height += paragraph_gap(fonts);
    height += set_words(paragraph, {at.x + indent, at.y + height}, width - indent, style, fonts, paint);
  }
  if (paint) {
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x, at.y), ImVec2(at.x + 3, at.y + height),
                                              packed(style.strong));
  }
  return height;
}

}  // namespace

ProseStyle page_style(const Theme& theme, Vocabulary vocabulary) {
  return {theme.text, theme.heading, theme.program_text, theme.program, vocabulary};
}

ProseStyle paper_style(const Theme& theme, Vocabulary vocabulary) {
  return {theme.paper_text, theme.paper_text, theme.paper_text, theme.paper_text.faded(tint), vocabulary};
}

float paragraph_gap(const Fonts& fonts) {
  return fonts.size * 0.7F;
}

float set_words(const Spans& spans, Point at, float width, const ProseStyle& style, const Fonts& fonts, bool paint) {
  Setter setter(at, width, fonts.size * line_height, paint);
  for (const Span& span : spans) setter.add(words_of(span, style.vocabulary), ink_of(span, style, fonts));
  return setter.finish();
}

float set_text(std::string_view text, Point at, float width, Color color, const Fonts& fonts, FontRole role,
               bool paint) {
  Setter setter(at, width, fonts.size * line_height, paint);
  setter.add(text, {font_of(role, fonts), fonts.size, color, std::nullopt});
  return setter.finish();
}

float set_title(std::string_view text, Point at, float width, Color color, const Fonts& fonts, bool paint) {
  Setter setter(at, width, fonts.title_size * 1.25F, paint);
  setter.add(text, {fonts.title, fonts.title_size, color, std::nullopt});
  return setter.finish();
}

float set_block(const ProseBlock& block, Point at, float width, const ProseStyle& style, const Fonts& fonts,
                bool paint) {
  struct Set {
    Point at;
    float width;
    const ProseStyle& style;
    const Fonts& fonts;
    bool paint;

    float operator()(const Paragraph& paragraph) const {
      return set_words(paragraph.text, at, width, style, fonts, paint);
    }
    float operator()(const Subheading& heading) const {
      return set_text(plain_text(heading.text), at, width, style.strong, fonts, FontRole::bold, paint);
    }
    float operator()(const ListItems& list) const { return set_list(list, at, width, style, fonts, paint); }
    float operator()(const Quote& quote) const { return set_quote(quote, at, width, style, fonts, paint); }
    float operator()(const CodeBlock& code) const { return set_code_block(code, at, width, style, fonts, paint); }
  };
  return std::visit(Set{at, width, style, fonts, paint}, block);
}

float set_blocks(const std::vector<ProseBlock>& blocks, Point at, float width, const ProseStyle& style,
                 const Fonts& fonts, bool paint) {
  float height = 0;
  for (const ProseBlock& block : blocks) {
    if (height > 0) height += paragraph_gap(fonts);
    height += set_block(block, {at.x, at.y + height}, width, style, fonts, paint);
  }
  return height;
}

}  // namespace doorway::app
