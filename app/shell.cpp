#include "app/shell.hpp"

#include "app/window/font_set.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace doorway::app {
namespace {

// Dear ImGui answers input a frame later: a click is seen in one, and what it brought is drawn in the next.
constexpr int frames_after_change = 3;

}  // namespace

Shell::Shell(Window& window) : window_(window) {}

void Shell::show(ApplicationOptions options) {
  application_.reset();
  application_ = std::make_unique<Application>(std::move(options), &Window::wake);
  frames_due_ = frames_after_change;
}

void Shell::read_settings(std::chrono::milliseconds wait_at_most) {
  const auto give_up_at = Application::Clock::now() + wait_at_most;
  while (true) {
    application_->update({}, Application::Clock::now());
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(give_up_at - Application::Clock::now());
    if (application_->settings_are_read() || left.count() <= 0) break;
    window_.wait(left);
  }
  follow_place();
}

void Shell::follow_place() {
  if (const auto place = application_->take_window_place()) window_.set_place(*place);
}

void Shell::turn(std::optional<std::chrono::milliseconds> wait_at_most) {
  window_.poll();
  if (const auto files = window_.take_dropped_files(); !files.empty()) application_->drop(files);
  const bool changed = application_->update(window_.take_keys(), Application::Clock::now());
  follow_place();
  if (application_->is_fullscreen() != window_.is_fullscreen()) window_.set_fullscreen(application_->is_fullscreen());
  const bool input_seen = window_.take_input_seen();
  if (input_seen) {
    if (const auto place = window_.place()) application_->set_window_place(*place);
  }
  if (input_seen || changed) frames_due_ = frames_after_change;
  if (frames_due_ > 0) {
    --frames_due_;
    draw(false);
    return;
  }
  auto wait = wait_at_most;
  if (const auto wakes_at = application_->wakes_at()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*wakes_at - Application::Clock::now());
    const auto sooner = std::max(left, std::chrono::milliseconds(0));
    wait = wait ? std::min(*wait, sooner) : sooner;
  }
  window_.wait(wait);
}

std::optional<Picture> Shell::draw(bool keep) {
  const float wanted_px = text_px_at_scale_1 * application_->text_scale() * window_.screen_scale();
  const Fonts& fonts = window_.fonts(wanted_px);
  const WindowSize size = window_.size();
  window_.begin_frame();
  application_->frame(static_cast<float>(size.width), static_cast<float>(size.height), fonts,
                      Application::Clock::now());
  return window_.end_frame(keep);
}

Picture Shell::picture() {
  return *draw(true);
}

}  // namespace doorway::app
