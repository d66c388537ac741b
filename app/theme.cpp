#include "app/theme.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

double linear(std::uint8_t part) {
  const double share = part / 255.0;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

// Pastels that differ in lightness and hue, so that neighbours are told apart; the same in both themes.
constexpr std::array<Color, send_color_count> pastels{rgb(0xf7b7cc), rgb(0xb9aef5), rgb(0xa8e6cf), rgb(0xffd98a),
                                                      rgb(0x9fd3f5), rgb(0xf5b89a), rgb(0xd7e88f), rgb(0xe3b5f2)};

constexpr Color ink = rgb(0x2a2144);

constexpr ProcessColors night_pink{rgb(0xff8fb1), rgb(0xd96f92), rgb(0xff9db8), rgb(0x5b4a6b), rgb(0x3b2b45),
                                   rgb(0x51333f), rgb(0x6b3f56), rgb(0xffd9c2), rgb(0x7a3f4f)};
constexpr ProcessColors night_teal{rgb(0x5fd3c6), rgb(0x3faea3), rgb(0x74e0d2), rgb(0x46566b), rgb(0x20384a),
                                   rgb(0x1f4a4d), rgb(0x28595d), rgb(0xe8c4a0), rgb(0x2d3b45)};
constexpr ProcessColors night_gold{rgb(0xf2b84b), rgb(0xc9922e), rgb(0xffcf70), rgb(0x63553f), rgb(0x3d3322),
                                   rgb(0x4a3d22), rgb(0x5e4c24), rgb(0xd9a878), rgb(0x3a2a1c)};
constexpr ProcessColors night_blue{rgb(0x7fb2ff), rgb(0x5a8ddb), rgb(0x97c1ff), rgb(0x45507a), rgb(0x22305a),
                                   rgb(0x263a63), rgb(0x30497d), rgb(0xf0cfb4), rgb(0x5a4632)};

constexpr ProcessColors day_pink{rgb(0xd6336c), rgb(0xb02257), rgb(0xb3245a), rgb(0xd8cbb0), rgb(0xfffaf0),
                                 rgb(0xfff3ee), rgb(0xf7cfdc), rgb(0xffd9c2), rgb(0x7a3f4f)};
constexpr ProcessColors day_teal{rgb(0x0b7285), rgb(0x085a69), rgb(0x095f6f), rgb(0xd8cbb0), rgb(0xfffaf0),
                                 rgb(0xf0f8f6), rgb(0xbfe0dd), rgb(0xe8c4a0), rgb(0x2d3b45)};
constexpr ProcessColors day_gold{rgb(0xb7791f), rgb(0x94600f), rgb(0x7a4e08), rgb(0xd8cbb0), rgb(0xfffaf0),
                                 rgb(0xfdf4e0), rgb(0xf3ddae), rgb(0xd9a878), rgb(0x3a2a1c)};
constexpr ProcessColors day_blue{rgb(0x2f6fd6), rgb(0x2358b0), rgb(0x2358b0), rgb(0xd8cbb0), rgb(0xfffaf0),
                                 rgb(0xeef3fc), rgb(0xc9dcf8), rgb(0xf0cfb4), rgb(0x5a4632)};

void add_process_pairs(std::vector<TextPair>& pairs, const Theme& theme) {
  for (const ProcessColors& process : theme.processes) {
    pairs.push_back({"a process's name on the sky", process.text, theme.sky_top});
    pairs.push_back({"a process's name on the lower sky", process.text, theme.sky_bottom});
    pairs.push_back({"a lane's name", process.text, theme.panel});
    pairs.push_back({"the present line", theme.program_present, process.highlight});
    pairs.push_back({"words in a room", theme.strip_text, process.inside_top});
    pairs.push_back({"words in a room, below", theme.strip_text, process.inside_bottom});
  }
}

}  // namespace

double contrast(Color one, Color other) {
  const double a = luminance(one);
  const double b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

std::vector<TextPair> text_pairs(const Theme& theme) {
  std::vector<TextPair> pairs;
  for (const Color background : {theme.sky_top, theme.sky_bottom, theme.hill, theme.panel, theme.page, theme.bar}) {
    pairs.push_back({"text", theme.text, background});
    pairs.push_back({"quiet text", theme.text_dim, background});
  }
  for (const Color background : {theme.panel, theme.page, theme.bar, theme.sky_top}) {
    pairs.push_back({"heading", theme.heading, background});
    pairs.push_back({"inferred", theme.inferred, background});
    pairs.push_back({"warning", theme.warning, background});
  }
  pairs.push_back({"a button", theme.button_text, theme.button});
  pairs.push_back({"the present choice", theme.accent_text, theme.accent});
  pairs.push_back({"the next action", theme.action_text, theme.action});
  pairs.push_back({"a program's line", theme.program_text, theme.program});
  pairs.push_back({"a program's done line", theme.program_done, theme.program});
  pairs.push_back({"what a process does", theme.strip_text, theme.strip});
  pairs.push_back({"a port", theme.strip_text, theme.tube});
  pairs.push_back({"a letter", theme.paper_text, theme.paper});
  pairs.push_back({"a lost letter", theme.paper_warning, theme.paper});
  for (const Color send : theme.sends) pairs.push_back({"a byte", theme.byte_text, send});
  pairs.push_back({"an unknown byte", theme.byte_text, theme.unknown_byte});
  add_process_pairs(pairs, theme);
  return pairs;
}

Theme night() {
  Theme theme;
  theme.dark = true;
  theme.sky_top = rgb(0x14122b);
  theme.sky_bottom = rgb(0x332856);
  theme.hill = rgb(0x2c2552);
  theme.panel = rgb(0x1a1733);
  theme.page = rgb(0x1c1937);
  theme.bar = rgb(0x1f1c3d);
  theme.button = rgb(0x2c2856);
  theme.button_text = rgb(0xe8e3fb);
  theme.accent = rgb(0x6d5bd0);
  theme.accent_text = rgb(0xffffff);
  theme.action = rgb(0xffd166);
  theme.action_text = ink;
  theme.line = rgb(0x39336b);
  theme.text = rgb(0xe3ddf7);
  theme.text_dim = rgb(0xb3acd8);
  theme.heading = rgb(0xffffff);
  theme.program = rgb(0x1b1730);
  theme.program_text = rgb(0xd2ccf0);
  theme.program_done = rgb(0x958dbd);
  theme.program_present = rgb(0xffffff);
  theme.strip = rgb(0x221c38);
  theme.strip_text = rgb(0xf3ecff);
  theme.tube = rgb(0x141126);
  theme.tube_edge = rgb(0x7266b8);
  theme.road = rgb(0x4b3f78);
  theme.road_edge = rgb(0x6a5ca6);
  theme.road_mark = rgb(0xcbbcff);
  theme.paper = rgb(0xfff6e3);
  theme.paper_text = rgb(0x4a3c20);
  theme.paper_warning = rgb(0xa3123c);
  theme.paper_line = rgb(0xe0b06a);
  theme.door_frame = rgb(0x171226);
  theme.door_knob = rgb(0xfff3d6);
  theme.light = rgb(0xffd48a);
  theme.inferred = rgb(0xffd166);
  theme.warning = rgb(0xff8a8a);
  theme.lit = rgb(0xfff3b0);
  theme.byte_text = ink;
  theme.unknown_byte = rgb(0xc4bfdc);
  theme.processes = {night_pink, night_teal, night_gold, night_blue};
  theme.sends = pastels;
  return theme;
}

Theme parchment() {
  Theme theme;
  theme.dark = false;
  theme.sky_top = rgb(0xf3ecdc);
  theme.sky_bottom = rgb(0xe9dfc8);
  theme.hill = rgb(0xe4d8bc);
  theme.panel = rgb(0xfffdf7);
  theme.page = rgb(0xfbf7ee);
  theme.bar = rgb(0xfffdf7);
  theme.button = rgb(0xece4d0);
  theme.button_text = rgb(0x2b2440);
  theme.accent = rgb(0x5b48c2);
  theme.accent_text = rgb(0xffffff);
  theme.action = rgb(0x5b48c2);
  theme.action_text = rgb(0xffffff);
  theme.line = rgb(0xe2d8c0);
  theme.text = rgb(0x3a3354);
  theme.text_dim = rgb(0x575070);
  theme.heading = rgb(0x2b2440);
  theme.program = rgb(0xf5eede);
  theme.program_text = rgb(0x2b2440);
  theme.program_done = rgb(0x6b6380);
  theme.program_present = rgb(0x2b2440);
  theme.strip = rgb(0xefe6d2);
  theme.strip_text = rgb(0x2b2440);
  theme.tube = rgb(0xfffdf7);
  theme.tube_edge = rgb(0xa39770);
  theme.road = rgb(0xcfc2a2);
  theme.road_edge = rgb(0xb3a57f);
  theme.road_mark = rgb(0x7d7150);
  theme.paper = rgb(0xfffdf7);
  theme.paper_text = rgb(0x3a3354);
  theme.paper_warning = rgb(0xa3123c);
  theme.paper_line = rgb(0xc9a25a);
  theme.door_frame = rgb(0x8a7a58);
  theme.door_knob = rgb(0xfff3d6);
  theme.light = rgb(0xffe3a6);
  theme.inferred = rgb(0x7a5200);
  theme.warning = rgb(0xa3123c);
  theme.lit = rgb(0xc2410c);
  theme.byte_text = ink;
  theme.unknown_byte = rgb(0xd5cfbf);
  theme.processes = {day_pink, day_teal, day_gold, day_blue};
  theme.sends = pastels;
  return theme;
}

}  // namespace doorway::app
