#include "app/panels/transport.hpp"

#include "app/labels.hpp"
#include "app/process_order.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <vector>

namespace doorway::app {
namespace {

constexpr std::size_t most_process_buttons = 8;
constexpr std::size_t most_process_keys = 7;

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
  /// From the right end, before the others.
  Rect take_last(float width) {
    end_ -= width + gap_;
    return {end_ + gap_, y_, width, height_};
  }
  void skip(float width) { x_ += width; }
  [[nodiscard]] float left() const { return end_ - x_; }
  [[nodiscard]] float height() const { return height_; }

 private:
  float x_, y_, height_, end_, gap_;
};

struct Control {
  const char* id;
  Icon icon;
  const char* hint;
  Command command;
};

constexpr float wide_control = 1.6F;  // of the row's height: play
constexpr float control_width = 1.15F;
constexpr float controls_width = wide_control + 4 * control_width;

/// `share`: how wide the controls are, 1 where there is room.
void draw_controls(const Session& session, float share, Row& row, const Theme& theme, const Fonts& fonts,
                   Commands& out) {
  const bool playing = session.is_playing();
  const Control row_of_controls[] = {
      {"home", Icon::to_start, "Home: the beginning", SessionCommand{session::Move{playhead::Home{}}}},
      {"step back", Icon::back, "Left: one step back (Shift: one call)",
       SessionCommand{session::Move{playhead::StepBack{}}}},
      {"play", playing ? Icon::pause : Icon::play, "Space: play to where the page wants to stop, or pause",
       WalkCommand{walk::PlayOrPause{}}},
      {"step on", Icon::forward, "Right: one step on (Shift: one call)",
       SessionCommand{session::Move{playhead::StepForward{}}}},
      {"end", Icon::to_end, "End: the last step there is", SessionCommand{session::Move{playhead::End{}}}},
  };
  for (const Control& control : row_of_controls) {
    const bool is_play = control.icon == Icon::play || control.icon == Icon::pause;
    const Rect rect = row.take(row.height() * (is_play ? wide_control : control_width) * share);
    const ButtonLook look =
        is_play ? ButtonLook{theme.action, theme.action_text} : ButtonLook{theme.button, theme.button_text};
    if (icon_button(control.id, rect, control.icon, look)) out.push_back(control.command);
    if (rect.shown() && ImGui::IsItemHovered()) show_tooltip(control.hint, fonts);
  }
}

/// The buttons behind the controls: each process alone, and a new take.
struct Labels {
  std::vector<ProcessId> order;
  std::vector<std::string> processes;  // in that order
  std::string new_take;
};

Labels labels_of(const Session& session, bool whole) {
  Labels labels;
  const auto& names = session.recording().scenario().processes;
  labels.order = process_order(names);
  const std::vector<std::size_t> places = process_places(names);
  for (std::size_t i = 0; i < std::min(names.size(), most_process_buttons); ++i) {
    const std::string name = display_name(names[labels.order[i]]);
    const std::size_t place = places[labels.order[i]];
    const bool has_key = place < most_process_keys;
    const std::string key = has_key ? std::string(1, static_cast<char>('A' + place)) : fmt::format("{}", place + 1);
    labels.processes.push_back(!whole ? key : has_key ? fmt::format("{} [{}]", name, key) : name);
  }
  const std::size_t take = session.take_number();
  labels.new_take = !whole                ? "R"
                    : session.is_replay() ? "Go on from here [R]"
                    : take == 1           ? "New take [R]"
                                          : fmt::format("New take [R] \u00b7 this is take {}", take);
  return labels;
}

float button_width(const std::string& label, const Fonts& fonts) {
  const float around = label.size() == 1 ? 0.9F : 1.4F;
  return text_width(fonts, label, FontRole::bold, fonts.size) + fonts.size * around;
}

float width_of_all(const Labels& labels, const Fonts& fonts) {
  float width = button_width(labels.new_take, fonts);
  for (const std::string& label : labels.processes) width += button_width(label, fonts) + fonts.size * 0.45F;
  return width;
}

constexpr float narrowest_controls = 0.6F;

/// How wide the controls are, for `room` that they and the buttons behind them have, which take `behind` at least.
/// Where those have no room even beside the narrowest controls, they are not reckoned with.
float share_of_controls(float room, float behind, float whole) {
  const bool both_fit = room - behind >= whole * narrowest_controls;
  return std::clamp((both_fit ? room - behind : room) / whole, narrowest_controls, 1.0F);
}

// A click goes to the next speed, and from the fastest to the slowest.
void draw_speed(const std::string& label, Row& row, const Theme& theme, const Fonts& fonts, Commands& out) {
  const Rect rect = row.take(button_width(label, fonts));
  if (button("speed", rect, label, {theme.button, theme.button_text}, fonts)) {
    out.push_back(SettingCommand{setting::NextSpeed{}});
  }
  if (rect.shown() && ImGui::IsItemHovered()) {
    show_tooltip("How fast playing is. Comma: slower, full stop: faster, a click: the next speed", fonts);
  }
}

void draw_takes(const Session& session, const std::string& speed, Row& row, const Theme& theme, const Fonts& fonts,
                Commands& out) {
  Labels labels = labels_of(session, true);
  const float of_speed = button_width(speed, fonts) + fonts.size * 0.45F;
  if (width_of_all(labels, fonts) + of_speed > row.left()) labels = labels_of(session, false);
  const auto& names = session.recording().scenario().processes;
  // All of them or none: one that is missing beside the others would look as if it could not go on.
  const bool has_room = width_of_all(labels, fonts) <= row.left();
  for (std::size_t i = 0; has_room && i < labels.processes.size(); ++i) {
    const Rect rect = row.take(button_width(labels.processes[i], fonts));
    ImGui::PushID(static_cast<int>(i));
    if (button("one", rect, labels.processes[i], {theme.button, theme.button_text}, fonts)) {
      out.push_back(SessionCommand{session::GrantOne{labels.order[i]}});
    }
    if (rect.shown() && ImGui::IsItemHovered()) {
      show_tooltip(display_name(names[labels.order[i]]) + " alone makes the next move", fonts);
    }
    ImGui::PopID();
  }
  const Rect rect = row.take(button_width(labels.new_take, fonts));
  const bool replay = session.is_replay();
  const ButtonLook look =
      replay ? ButtonLook{theme.action, theme.action_text} : ButtonLook{theme.button, theme.button_text};
  if (button("new take", rect, labels.new_take, look, fonts)) out.push_back(SessionCommand{session::NewTake{}});
  if (rect.shown() && ImGui::IsItemHovered()) {
    show_tooltip(replay ? "This is a recording. From here on a new take: fresh sockets, the same calls, then yours"
                        : "A new take: fresh sockets, the same calls up to here, then yours",
                 fonts);
  }
  draw_speed(speed, row, theme, fonts, out);
}

// What is hidden can be asked for where it would be.
void draw_timeline_button(Row& row, const Theme& theme, const Fonts& fonts, Commands& out) {
  const bool has_room = row.left() > fonts.size * 60;
  const char* label = has_room ? "Timeline [F6]" : "F6";
  if (button("show timeline", row.take_last(button_width(label, fonts)), label, {theme.button, theme.button_text},
             fonts)) {
    out.push_back(ViewCommand{view::ToggleTimeline{}});
  }
  if (ImGui::IsItemHovered()) show_tooltip("F6: the timeline. This page leaves it out until you ask for it", fonts);
}

}  // namespace

void draw_transport(const Session& session, const TransportState& state, Rect area, const Theme& theme,
                    const Fonts& fonts, Commands& out) {
  fill(area, theme.panel);
  Row row(area, fonts);
  if (!state.timeline_is_shown) draw_timeline_button(row, theme, fonts, out);
  const std::string step = step_text(session.playhead(), session.view().steps);
  const std::string where = !session.is_live()    ? step
                            : session.is_replay() ? step + " \u00b7 the end"
                                                  : step + " \u00b7 live";
  const float whole_width = text_width(fonts, where, FontRole::bold, fonts.size);
  const float words_width = std::max(whole_width, fonts.size * 7);
  // The step's number is to be read at every size: the controls are narrower where both have too little room.
  const float room = row.left() - words_width - fonts.size * 3.5F;
  const float behind = width_of_all(labels_of(session, false), fonts);
  draw_controls(session, share_of_controls(room, behind, row.height() * controls_width), row, theme, fonts, out);
  row.skip(fonts.size * 0.5F);
  const Rect words = row.take(words_width <= row.left() ? words_width : std::min(whole_width + 1, row.left() - 1));
  if (words.shown()) {
    const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, fonts.size);
    paint.text_in(words, where, theme.text, Align::left, FontRole::bold);
  }
  draw_takes(session, fmt::format("speed {}\u00d7", state.speed), row, theme, fonts, out);
}

}  // namespace doorway::app
