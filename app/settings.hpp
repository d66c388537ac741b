#pragma once

#include "app/commands.hpp"
#include "app/layout/frame_layout.hpp"
#include "app/theme.hpp"
#include "core/base/vocabulary.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

/// Where the window stands on the desktop and how large it is, in the desktop's own units.
struct WindowPlace {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  bool maximized = false;

  friend bool operator==(const WindowPlace&, const WindowPlace&) = default;
};

constexpr float smallest_text_scale = 0.75F;
constexpr float largest_text_scale = 2.5F;
constexpr float text_scale_step = 0.125F;
constexpr float slowest_speed = 0.25F;
constexpr float fastest_speed = 4;
constexpr std::size_t most_recent_files = 10;

/// What is kept from one start of the program to the next. A plain value.
struct Settings {
  ThemeName theme = ThemeName::night;
  Vocabulary vocabulary = Vocabulary::story;
  float text_scale = 1;  ///< on top of what the screen asks for
  float speed = 1;       ///< of playing
  bool reduced_motion = false;
  FrameWishes panels;
  InspectorTab inspector_tab = InspectorTab::bytes;
  std::optional<WindowPlace> window;  ///< none: as it was at first
  /// Files that were opened or saved, the last one first: whole paths in UTF-8, each once, at most most_recent_files.
  std::vector<std::string> recent_files;

  friend bool operator==(const Settings&, const Settings&) = default;
};

/// What is seen of the window when a command changes the settings.
struct SeenFrame {
  float width_px = 1280;
  float height_px = 800;
  float scale = 1;
};

/// Carries out a command. Text size and speed stay within their limits, parts within what the window has room for.
void apply(const SettingCommand& command, Settings& settings, const SeenFrame& seen);

/// Puts a file at the beginning of the recent ones. One that JSON cannot name, in other bytes than UTF-8, is passed
/// over. Reads no file: a path that is not whole is taken from the present folder.
void remember_file(Settings& settings, const std::filesystem::path& file);
/// It is gone, or cannot be opened.
void forget_file(Settings& settings, const std::filesystem::path& file);

/// The nearest size that is a step: 0.75, 0.875 … 2.5.
float nearest_text_scale(float scale);

/// The nearest speed that is a step: 0.25, 0.5, 1, 2, 4.
float nearest_speed(float speed);

}  // namespace doorway::app
