#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace doorway::app {

/// A colour, each part 0 … 255.
struct Color {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;

  /// The same colour, seen through by this share (0 … 1).
  [[nodiscard]] constexpr Color faded(float share) const {
    return {r, g, b, static_cast<std::uint8_t>(static_cast<float>(a) * share)};
  }
  friend bool operator==(const Color&, const Color&) = default;
};

/// 0xRRGGBB
constexpr Color rgb(std::uint32_t value) {
  return {static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>(value >> 8U),
          static_cast<std::uint8_t>(value)};
}

/// Black or white: what stands out more from this colour, on which it is written. No colour is so near to both that
/// neither does by 4.5 to 1.
Color ink_on(Color ground);

/// How much two colours differ to the eye, 1 … 21. Source: WCAG 2.2, contrast ratio.
double contrast(Color one, Color other);

/// How far apart two colours are to the eye, 0 … about 100; 2 is just seen. Source: CIE 142-2001 (CIEDE2000).
double color_distance(Color one, Color other);

/// The least distance between the colour of a letter and that of a person, so that neither is taken for the other.
constexpr double least_letter_distance = 14;

/// Colours of a process: its name, door and lane, its room's walls and what is inside.
struct ProcessColors {
  Color strong;  ///< doors, bars, clothes
  Color shade;   ///< the darker half of a door
  Color text;    ///< its name on the sky and the panels
  Color walls;
  Color inside_top;
  Color inside_bottom;
  Color highlight;  ///< behind the present line of its program
  Color skin;
  Color hair;
};

constexpr std::size_t process_color_count = 4;
constexpr std::size_t send_color_count = 8;

enum class ThemeName : std::uint8_t { night, parchment, high_contrast };
constexpr std::size_t theme_count = 3;

/// All colours of the window, as plain values.
struct Theme {
  ThemeName name = ThemeName::night;
  bool dark = true;  ///< light on dark
  Color sky_top, sky_bottom, hill;
  Color panel;  ///< behind the timeline and the transport
  Color page;   ///< behind the lesson
  Color bar;    ///< the top bar
  Color button, button_text;
  Color accent, accent_text;  ///< the present choice
  Color action, action_text;  ///< the one thing to do next
  Color line;                 ///< between panels
  Color text, text_dim;       ///< on sky, panel, page and bar
  Color heading;
  Color program, program_text, program_done, program_present;
  Color script_call, script_payload,
      script_comment;       ///< on `program`, as what has no colour of its own is program_text
  Color script_selected;    ///< behind what is selected
  Color strip, strip_text;  ///< what the process is doing
  Color tube, tube_edge;
  Color road, road_edge, road_mark;
  Color paper, paper_text, paper_warning, paper_line;  ///< letters and callouts
  Color door_frame, door_knob, light;                  ///< light: what shines through an open door
  Color inferred;                                      ///< dashed lines and their words
  Color lit;                                           ///< round what lights up with the thing under the mouse
  Color warning;                                       ///< lost, broken, failed
  Color byte_text;                                     ///< on the colours of sends
  Color unknown_byte;
  std::array<ProcessColors, process_color_count> processes;
  std::array<Color, send_color_count> sends;

  /// By its name: SceneIndex::color_of.
  [[nodiscard]] const ProcessColors& of_process(std::size_t color) const {
    return processes.at(color % process_color_count);
  }
  /// `send` counts from 1; 0 is not known.
  [[nodiscard]] Color of_send(std::uint32_t send) const {
    return send == 0 ? unknown_byte : sends.at((send - 1) % send_color_count);
  }
  /// The same for words on the panel: pastels are too light for a light one.
  [[nodiscard]] Color text_of_send(std::uint32_t send) const;
};

/// How much of their words' colour lies on what the mouse is over, and behind code in an answer: more would make the
/// words hard to read.
constexpr float tint = 0.08F;

/// How much of its colours a control keeps that can do nothing now: it recedes, and can still be read.
constexpr float disabled_ground = 0.45F;
constexpr float disabled_text = 0.78F;

/// What one sees where a colour that can be seen through lies over another that cannot.
Color over(Color top, Color below);

/// A text and what it stands on.
struct TextPair {
  std::string_view what;
  Color text;
  Color background;
};

/// Every pair of colours in which the window writes: each must be read with ease.
std::vector<TextPair> text_pairs(const Theme& theme);

/// Night, for a screen of one's own.
Theme night();

/// Parchment, light, for a projector.
Theme parchment();

/// Black, white and few strong colours: each text stands out by 7 to 1.
Theme high_contrast();

Theme theme_of(ThemeName name);

/// The one that comes next when they are gone through one by one.
ThemeName next_theme(ThemeName name);

/// "Night": the name on a button. The one for files and the command line is "night".
std::string_view theme_title(ThemeName name);
std::string_view theme_word(ThemeName name);
std::optional<ThemeName> theme_by_word(std::string_view word);

}  // namespace doorway::app
