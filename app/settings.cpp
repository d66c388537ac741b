#include "app/settings.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <system_error>
#include <variant>

namespace doorway::app {
namespace {

constexpr float part_step = 40;  // pixels at scale 1

struct Change {
  Settings& settings;
  const SeenFrame& seen;

  void operator()(const setting::SetVocabulary& set) const { settings.vocabulary = set.vocabulary; }
  void operator()(const setting::SetTheme& set) const { settings.theme = set.theme; }
  void operator()(const setting::ChangeTextSize& change) const {
    settings.text_scale = nearest_text_scale(settings.text_scale + static_cast<float>(change.steps) * text_scale_step);
  }
  void operator()(const setting::ResetTextSize&) const { settings.text_scale = 1; }
  void operator()(const setting::ChangeSpeed& change) const {
    settings.speed = nearest_speed(settings.speed * std::exp2(static_cast<float>(change.steps)));
  }
  void operator()(const setting::NextSpeed&) const {
    settings.speed = settings.speed >= fastest_speed ? slowest_speed : nearest_speed(settings.speed * 2);
  }
  void operator()(const setting::SetReducedMotion& set) const { settings.reduced_motion = set.reduced; }
  void operator()(const setting::ResizePart& resize) const {
    settings.panels = resized(settings.panels, resize.part, resize.size, seen.width_px, seen.height_px, seen.scale);
  }
  // From what is seen, so that each step is seen; a part that is not shown stays as it is.
  void operator()(const setting::ChangePart& change) const {
    const FrameLayout frame = layout_frame(seen.width_px, seen.height_px, seen.scale, settings.panels);
    const float now = frame.size_of(change.part) / seen.scale;
    if (now > 0) (*this)(setting::ResizePart{change.part, now + static_cast<float>(change.steps) * part_step});
  }
  void operator()(const setting::ResetPart& reset) const { settings.panels.set(reset.part, 0); }
  void operator()(const setting::ResetParts&) const {
    for (const FramePart part : frame_parts) settings.panels.set(part, 0);
  }
  // The window stays where it is.
  void operator()(const setting::ResetAll&) const {
    Settings first;
    first.window = settings.window;
    settings = first;
  }
};

}  // namespace

float nearest_text_scale(float scale) {
  return std::clamp(std::round(scale / text_scale_step) * text_scale_step, smallest_text_scale, largest_text_scale);
}

float nearest_speed(float speed) {
  return std::exp2(std::round(std::log2(std::clamp(speed, slowest_speed, fastest_speed))));
}

void apply(const SettingCommand& command, Settings& settings, const SeenFrame& seen) {
  std::visit(Change{settings, seen}, command);
}

void remember_file(Settings& settings, const std::filesystem::path& file) {
  std::error_code failed;
  const std::string name = std::filesystem::absolute(file, failed).lexically_normal().string();
  if (failed || !is_utf8(name)) return;
  forget_file(settings, file);
  settings.recent_files.insert(settings.recent_files.begin(), name);
  if (settings.recent_files.size() > most_recent_files) settings.recent_files.resize(most_recent_files);
}

void forget_file(Settings& settings, const std::filesystem::path& file) {
  std::error_code failed;
  const std::string name = std::filesystem::absolute(file, failed).lexically_normal().string();
  std::erase(settings.recent_files, name);
}

}  // namespace doorway::app
