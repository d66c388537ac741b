// What is around the stage: settings, and what lies above all else.

#include "app/application.hpp"
#include "app/panels/file_browser.hpp"
#include "app/panels/help.hpp"
#include "app/panels/message.hpp"
#include "app/panels/palette.hpp"
#include "app/panels/reload_card.hpp"
#include "app/window/font_set.hpp"

#include <cmath>
#include <utility>
#include <variant>

namespace doorway::app {

// --- Settings

Settings Application::settings() const {
  return settings_;
}

bool Application::take_in_settings(Clock::time_point now) {
  bool changed = false;
  if (auto found = keeper_.take_found()) {
    const std::vector<std::string> since = std::exchange(settings_.recent_files, {});
    settings_ = found->settings;
    for (auto file = since.rbegin(); file != since.rend(); ++file) remember_file(settings_, *file);
    window_place_ = settings_.window;
    // A recording that was quicker may have told something by now.
    if (!found->complaint.empty()) tell({std::move(found->complaint)});
    follow_settings();
    changed = true;
  }
  if (std::string complaint = keeper_.update(settings(), now); !complaint.empty()) {
    tell({std::move(complaint)});
    changed = true;
  }
  return changed;
}

std::optional<WindowPlace> Application::take_window_place() {
  return std::exchange(window_place_, std::nullopt);
}

// What is made from the settings, or goes by them elsewhere.
void Application::follow_settings() {
  if (theme_.name != settings_.theme) theme_ = theme_of(settings_.theme);
  if (!walk_) return;
  const float share = 1 / settings_.speed;
  walk_->set_step_time(std::chrono::milliseconds(std::llround(static_cast<float>(options_.step_time.count()) * share)));
}

void Application::carry_out(const SettingCommand& command, Clock::time_point) {
  apply(command, settings_, seen_);
  follow_settings();
  if (std::holds_alternative<setting::ResetAll>(command)) tell({"All settings are as they were at first.", true});
}

// --- Commands

void Application::carry_out(const view::TogglePalette&, Clock::time_point) {
  if (palette_.is_open()) return palette_.close();
  if (scene_index_) scene_index_->update();
  const ActionContext context = action_context();
  help_is_open_ = false;
  const Session* session = walk_ ? walk_->session() : nullptr;
  palette_.open(palette_entries(actions_in(context), lessons_, walk_.get(), session ? scene_index_.get() : nullptr,
                                settings_.vocabulary),
                session ? session->view().steps.step_count() : 0);
}

void Application::carry_out(const view::TakeFromPalette& take, Clock::time_point now) {
  if (const auto command = palette_.take(take.row)) carry_out(*command, now);
}

void Application::carry_out(const view::CloseMessage&, Clock::time_point) {
  tell({});
}

// --- What the user is told

void Application::tell(Message message) {
  message_ = std::move(message);
  message_ends_at_ = message_.is_success ? std::optional(seen_at_ + success_time) : std::nullopt;
}

bool Application::end_message(Clock::time_point now) {
  if (!message_ends_at_ || now < *message_ends_at_) return false;
  tell({});
  return true;
}

void Application::carry_out(const view::ToggleFullscreen&, Clock::time_point) {
  is_fullscreen_ = !is_fullscreen_;
}

void Application::carry_out(const view::Scroll& scroll, Clock::time_point) {
  float& where = help_is_open_                            ? help_scroll_
                 : learner_card_ == LearnerCard::treasury ? treasury_scroll_
                 : learner_card_ == LearnerCard::progress ? progress_ui_.scroll_by
                 : editor_.is_open()                      ? editor_ui_.scroll_task_by
                 : walk_                                  ? page_ui_.scroll_by
                                                          : list_scroll_;
  where += static_cast<float>(scroll.lines) * text_px_at_scale_1 * seen_.scale * 1.4F;
}

// --- Frames

void Application::draw_over(Rect window, const Fonts& fonts, Commands& out) {
  if (walk_ && broken_) {
    const FrameLayout layout = layout_frame(window.w, window.h, seen_.scale, frame_wishes());
    draw_reload_card(*broken_, layout.lesson.shown() ? layout.lesson : layout.stage, theme_, fonts);
  }
  if (editor_takes_keys() && !palette_.is_open()) {
    draw_editor_cards(editor_sources(), window, theme_, fonts, editor_ui_, out);
  }
  if (!message_.text.empty()) draw_message(message_.text, window, theme_, fonts, out);
  draw_learner_card(window, fonts, out);
  if (help_is_open_) draw_help(window, theme_, fonts, help_scroll_, out);
  if (palette_.is_open()) draw_palette(palette_, window, theme_, fonts, out);
  if (browser_.is_open()) draw_file_browser(browser_, window, theme_, fonts, out);
}

}  // namespace doorway::app
