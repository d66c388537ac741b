#include "app/panels/transport.hpp"

#include "app/labels.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <string>

namespace doorway::app {
namespace {

constexpr std::size_t most_process_buttons = 8;

/// Places buttons from left to right, as long as there is room.
class Row {
 public:
  Row(Rect area, const Fonts& fonts)
      : x_(area.x + fonts.size),
        y_(area.y + area.h * 0.14F),
        height_(area.h * 0.72F),
        end_(area.right() - fonts.size),
        gap_(fonts.size * 0.45F) {}

  Rect take(float width) {
    if (x_ + width > end_) return {};
    const Rect rect{x_, y_, width, height_};
    x_ += width + gap_;
    return rect;
  }
  void skip(float width) { x_ += width; }
  [[nodiscard]] float height() const { return height_; }

 private:
  float x_, y_, height_, end_, gap_;
};

float width_of(const std::string& text, const Fonts& fonts) {
  return fonts.bold->CalcTextSizeA(fonts.size, FLT_MAX, 0, text.c_str()).x;
}

struct Control {
  const char* id;
  Icon icon;
  const char* hint;
  Command command;
};

void draw_controls(const Session& session, Row& row, const Theme& theme, const Fonts& fonts, Commands& out) {
  const bool playing = session.is_playing();
  const Control controls[] = {
      {"home", Icon::to_start, "Home: the beginning", SessionCommand{session::Move{playhead::Home{}}}},
      {"step back", Icon::back, "Left: one step back (Shift: one call)",
       SessionCommand{session::Move{playhead::StepBack{}}}},
      {"play", playing ? Icon::pause : Icon::play, "Space: play to where the page wants to stop, or pause",
       WalkCommand{walk::PlayOrPause{}}},
      {"step on", Icon::forward, "Right: one step on (Shift: one call)",
       SessionCommand{session::Move{playhead::StepForward{}}}},
      {"end", Icon::to_end, "End: the last step there is", SessionCommand{session::Move{playhead::End{}}}},
  };
  for (const Control& control : controls) {
    const bool is_play = control.icon == Icon::play || control.icon == Icon::pause;
    const Rect rect = row.take(row.height() * (is_play ? 1.6F : 1.15F));
    const ButtonLook look =
        is_play ? ButtonLook{theme.action, theme.action_text} : ButtonLook{theme.button, theme.button_text};
    if (icon_button(control.id, rect, control.icon, look)) out.push_back(control.command);
    if (rect.shown() && ImGui::IsItemHovered()) show_tooltip(control.hint, fonts);
  }
}

void draw_process_buttons(const Session& session, Row& row, const Theme& theme, const Fonts& fonts, Commands& out) {
  const auto& names = session.recording().scenario().processes;
  for (std::size_t i = 0; i < std::min(names.size(), most_process_buttons); ++i) {
    const std::string label = fmt::format("{} [{}]", display_name(names[i]), static_cast<char>('A' + i));
    const Rect rect = row.take(width_of(label, fonts) + fonts.size * 1.4F);
    ImGui::PushID(static_cast<int>(i));
    const ButtonLook look{theme.button, theme.of_process(i).text};
    if (button("one", rect, label, look, fonts)) {
      out.push_back(SessionCommand{session::GrantOne{static_cast<ProcessId>(i)}});
    }
    if (rect.shown() && ImGui::IsItemHovered()) show_tooltip("This process alone makes its next move", fonts);
    ImGui::PopID();
  }
}

}  // namespace

void draw_transport(const Session& session, Rect area, const Theme& theme, const Fonts& fonts, Commands& out) {
  fill(area, theme.panel);
  Row row(area, fonts);
  draw_controls(session, row, theme, fonts, out);
  row.skip(fonts.size * 0.5F);
  const std::string step = step_text(session.playhead(), session.view().steps);
  const std::string where = session.is_live() ? step + " \u00b7 live" : step;
  const Rect words = row.take(std::max(width_of(where, fonts), fonts.size * 8));
  if (words.shown()) {
    set_text(where, {words.x, words.center().y - fonts.size * 0.7F}, words.w * 1.2F, theme.text, fonts, FontRole::bold);
  }
  draw_process_buttons(session, row, theme, fonts, out);
  const std::string label = session.take_number() == 1
                                ? std::string("New take [R]")
                                : fmt::format("New take [R] \u00b7 this is take {}", session.take_number());
  const Rect rect = row.take(width_of(label, fonts) + fonts.size * 1.4F);
  if (button("new take", rect, label, {theme.button, theme.button_text}, fonts)) {
    out.push_back(SessionCommand{session::NewTake{}});
  }
  if (rect.shown() && ImGui::IsItemHovered())
    show_tooltip("Fresh sockets, the same calls up to here, then yours", fonts);
}

}  // namespace doorway::app
