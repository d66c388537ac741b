#include "app/widgets/prose.hpp"

#include "app/widgets/packed.hpp"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace doorway::app {
namespace {

constexpr float line_height = 1.42F;  // of the text's size
constexpr float code_inset = 3;
constexpr float glued_inset = 1;  // where a comma or a bracket stands beside code: more would look like a blank

ImFont* font_of(FontRole role, const Fonts& fonts) {
  switch (role) {
    case FontRole::text: return fonts.text;
    case FontRole::bold: return fonts.bold;
    case FontRole::mono: return fonts.mono;
  }
  return fonts.text;
}

struct ProseInk {
  ImFont* font = nullptr;
  float size = 0;
  Color color;
  std::optional<Color> ground;
  bool slants = false;

  friend bool operator==(const ProseInk&, const ProseInk&) = default;
};

// The system's fonts need not have an italic: upright letters are made to lean to the right, around their middle.
void slant(ImDrawList& list, int first_vertex, float middle) {
  constexpr float share = 0.2F;
  for (int i = first_vertex; i < list.VtxBuffer.Size; ++i) {
    ImVec2& at = list.VtxBuffer[i].pos;
    at.x += (middle - at.y) * share;
  }
}

/// Sets words one after the other, and begins a new line where one does not fit. Pieces of several inks without a blank
/// between them are one word: a comma never begins a line.
class Setter {
 public:
  Setter(Point at, float width, float line_px, bool paint) : at_(at), width_(width), line_px_(line_px), paint_(paint) {}

  /// Lines keep the blanks that they begin with, as a program's lines do.
  void keep_blanks() { keeps_blanks_ = true; }

  /// `text` is kept until all is set.
  void add(std::string_view text, const ProseInk& ink) {
    // A call is read as one, with the blanks between its arguments: it is not broken where a line has room for it.
    if (const float whole = width_of(text, ink); ink.ground && whole + 2 * code_inset <= width_) {
      word_.push_back({text, ink, whole});
      return;
    }
    while (!text.empty()) {
      if (text.front() == '\n') {
        set_word();
        new_line();
        begins_at_ = 0;
        text.remove_prefix(1);
        continue;
      }
      const bool blank = text.front() == ' ';
      const std::size_t end = std::min(blank ? text.find_first_not_of(' ') : text.find_first_of(" \n"), text.size());
      if (blank) {
        set_word();
        blanks(text.substr(0, end), ink);
      } else {
        word_.push_back({text.substr(0, end), ink, width_of(text.substr(0, end), ink)});
      }
      text.remove_prefix(end);
    }
  }

  /// To be called when all is added: draws what is left and says how high it all is.
  float finish() {
    set_word();
    flush(code_inset);
    return y_ + line_px_;
  }

 private:
  struct Piece {
    std::string_view text;
    ProseInk ink;
    float width = 0;
  };

  static float width_of(std::string_view text, const ProseInk& ink) {
    return ink.font->CalcTextSizeA(ink.size, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
  }

  void new_line() {
    flush(code_inset);
    x_ = 0;
    y_ += line_px_;
  }

  /// What a line of a program has no room for goes on further right than the line began: it is no line of its own.
  void go_on_below(float width, const ProseInk& ink) {
    const float hang = begins_at_ + width_of("    ", ink);
    new_line();
    if (keeps_blanks_ && hang + width <= width_) x_ = hang;
  }

  void blanks(std::string_view text, const ProseInk& ink) {
    if (x_ == 0 && !ink.ground && !keeps_blanks_) return;
    const float width = width_of(text, ink);
    if (x_ == 0 && keeps_blanks_) begins_at_ = width;
    if (x_ + width <= width_) put(text, width, ink, code_inset);
  }

  void set_word() {
    if (word_.empty()) return;
    float whole = 0;
    for (const Piece& piece : word_) whole += piece.width + (piece.ink.ground ? 2 * code_inset : 0);
    if (x_ > 0 && x_ + whole > width_) go_on_below(whole, word_.front().ink);
    const bool is_too_wide = whole > width_;
    for (std::size_t i = 0; i < word_.size(); ++i) set_piece(word_[i], i > 0 ? glued_inset : code_inset, is_too_wide);
    word_.clear();
  }

  // A word that is wider than a line is broken where a piece or the line ends.
  void set_piece(const Piece& piece, float inset, bool may_break) {
    const ProseInk& ink = piece.ink;
    std::string_view text = piece.text;
    float width = piece.width;
    const float around = ink.ground ? 2 * code_inset : 0;
    if (may_break && x_ > 0 && x_ + width + around > width_) new_line();
    while (width > width_ && text.size() > 1) {
      const char* end = ink.font->CalcWordWrapPositionA(1, text.data(), text.data() + text.size(), width_);
      if (end == nullptr || end <= text.data() || end >= text.data() + text.size()) break;
      const std::string_view part(text.data(), static_cast<std::size_t>(end - text.data()));
      put(part, width_of(part, ink), ink, inset);
      new_line();
      text.remove_prefix(part.size());
      width = width_of(text, ink);
    }
    put(text, width, ink, inset);
  }

  // Words of one ink are drawn together: ImGui begins each text at a whole pixel, and single words would stand
  // unevenly. `inset` is kept free beside code, or its ground would touch what stands before and behind it.
  void put(std::string_view text, float width, const ProseInk& ink, float inset) {
    if (!run_.empty() && !(run_ink_ == ink)) {
      const bool had_ground = run_ink_.ground.has_value();
      flush(inset);
      if (had_ground) x_ += inset;
    }
    if (run_.empty()) {
      if (ink.ground && x_ > 0) x_ += inset;
      run_x_ = x_;
      run_ink_ = ink;
      run_inset_ = inset;
    }
    run_ += text;
    x_ += width;
  }

  void flush(float inset_behind) {
    if (paint_ && !run_.empty()) {
      ImDrawList& list = *ImGui::GetWindowDrawList();
      const ImVec2 at(at_.x + run_x_, at_.y + y_ + (line_px_ - run_ink_.size) / 2);
      if (run_ink_.ground) {
        list.AddRectFilled(ImVec2(at.x - run_inset_, at.y - 1),
                           ImVec2(at_.x + x_ + inset_behind, at.y + run_ink_.size + 2), packed(*run_ink_.ground), 3);
      }
      const int first_vertex = list.VtxBuffer.Size;
      list.AddText(run_ink_.font, run_ink_.size, at, packed(run_ink_.color), run_.data(), run_.data() + run_.size());
      if (run_ink_.slants) slant(list, first_vertex, at.y + run_ink_.size / 2);
    }
    run_.clear();
  }

  Point at_;
  float width_;
  float line_px_;
  bool paint_;
  bool keeps_blanks_ = false;
  float begins_at_ = 0;  // the present line of a program, behind its blanks
  float x_ = 0;
  float y_ = 0;
  std::vector<Piece> word_;  // that nothing has ended so far
  std::string run_;          // not drawn so far, on the present line from run_x_ on
  float run_x_ = 0;
  float run_inset_ = 0;  // of its ground, before it
  ProseInk run_ink_;
};

ProseInk ink_of(const Span& span, const ProseStyle& style, const Fonts& fonts) {
  if (span.code) return {fonts.mono, fonts.size * 0.94F, style.code, style.code_ground};
  if (span.strong) return {fonts.bold, fonts.size, style.strong, std::nullopt, span.emphasis};
  return {fonts.text, fonts.size, span.emphasis ? style.strong : style.text, std::nullopt, span.emphasis};
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
  Setter setter(at, width, fonts.size * style.line_height, paint);
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
