#include "app/theme.hpp"

namespace doorway::app {
namespace {

// Of letters. They differ in lightness and hue, so that neighbours are told apart, and keep away from the colours of
// persons; the same in all themes.
constexpr std::array<Color, send_color_count> pastels{rgb(0x76c670), rgb(0xde7ed8), rgb(0xf6f680), rgb(0xfe9658),
                                                      rgb(0x9e9ec0), rgb(0xd6fed8), rgb(0x76def8), rgb(0xb6a680)};

constexpr Color ink = rgb(0x2a2144);

constexpr ProcessColors night_pink{rgb(0xff8fb1), rgb(0xd96f92), rgb(0xff9db8), rgb(0x5b4a6b), rgb(0x3b2b45),
                                   rgb(0x51333f), rgb(0x6b3f56), rgb(0xffd9c2), rgb(0x7a3f4f)};
constexpr ProcessColors night_teal{rgb(0x5fd3c6), rgb(0x3faea3), rgb(0x74e0d2), rgb(0x46566b), rgb(0x20384a),
                                   rgb(0x1f4a4d), rgb(0x28595d), rgb(0xe8c4a0), rgb(0x2d3b45)};
constexpr ProcessColors night_gold{rgb(0xf2b84b), rgb(0xc9922e), rgb(0xffcf70), rgb(0x63553f), rgb(0x3d3322),
                                   rgb(0x4a3d22), rgb(0x5e4c24), rgb(0xd9a878), rgb(0x3a2a1c)};
constexpr ProcessColors night_blue{rgb(0x7fb2ff), rgb(0x5a8ddb), rgb(0x97c1ff), rgb(0x45507a), rgb(0x22305a),
                                   rgb(0x263a63), rgb(0x30497d), rgb(0xf0cfb4), rgb(0x5a4632)};

constexpr ProcessColors day_pink{rgb(0xd6336c), rgb(0xb02257), rgb(0xae2157), rgb(0xd8cbb0), rgb(0xfffaf0),
                                 rgb(0xfff3ee), rgb(0xf7cfdc), rgb(0xffd9c2), rgb(0x7a3f4f)};
constexpr ProcessColors day_teal{rgb(0x0b7285), rgb(0x085a69), rgb(0x095f6f), rgb(0xd8cbb0), rgb(0xfffaf0),
                                 rgb(0xf0f8f6), rgb(0xbfe0dd), rgb(0xe8c4a0), rgb(0x2d3b45)};
constexpr ProcessColors day_gold{rgb(0xb7791f), rgb(0x94600f), rgb(0x744a06), rgb(0xd8cbb0), rgb(0xfffaf0),
                                 rgb(0xfdf4e0), rgb(0xf3ddae), rgb(0xd9a878), rgb(0x3a2a1c)};
constexpr ProcessColors day_blue{rgb(0x2f6fd6), rgb(0x2358b0), rgb(0x2358b0), rgb(0xd8cbb0), rgb(0xfffaf0),
                                 rgb(0xeef3fc), rgb(0xc9dcf8), rgb(0xf0cfb4), rgb(0x5a4632)};

constexpr ProcessColors bright_pink{rgb(0xff9ec0), rgb(0xd9779c), rgb(0xffb3cd), rgb(0x8a8a8a), rgb(0x000000),
                                    rgb(0x000000), rgb(0x4a1028), rgb(0xffd9c2), rgb(0x7a3f4f)};
constexpr ProcessColors bright_teal{rgb(0x4ff0dc), rgb(0x36b8a8), rgb(0x6ff5e4), rgb(0x8a8a8a), rgb(0x000000),
                                    rgb(0x000000), rgb(0x063b38), rgb(0xe8c4a0), rgb(0x4d5b65)};
constexpr ProcessColors bright_gold{rgb(0xffc24d), rgb(0xcf982f), rgb(0xffd27a), rgb(0x8a8a8a), rgb(0x000000),
                                    rgb(0x000000), rgb(0x402c00), rgb(0xd9a878), rgb(0x6a4a2c)};
constexpr ProcessColors bright_blue{rgb(0x9cc8ff), rgb(0x6f9fdd), rgb(0xb0d3ff), rgb(0x8a8a8a), rgb(0x000000),
                                    rgb(0x000000), rgb(0x0c2c5c), rgb(0xf0cfb4), rgb(0x7a6242)};

}  // namespace

Theme night() {
  Theme theme;
  theme.name = ThemeName::night;
  theme.dark = true;
  theme.sky_top = rgb(0x14122b);
  theme.sky_bottom = rgb(0x332856);
  theme.hill = rgb(0x2c2552);
  theme.panel = rgb(0x1a1733);
  theme.page = rgb(0x1c1937);
  theme.bar = rgb(0x1f1c3d);
  theme.button = rgb(0x2c2856);
  theme.button_text = rgb(0xe8e3fb);
  theme.accent = rgb(0x5f4dc2);
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
  theme.script_call = rgb(0xc9b8ff);
  theme.script_payload = rgb(0xffe3ab);
  theme.script_comment = rgb(0xa79fcf);
  theme.script_selected = rgb(0x3b3076);
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
  theme.name = ThemeName::parchment;
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
  theme.script_call = rgb(0x5227a8);
  theme.script_payload = rgb(0x7a4100);
  theme.script_comment = rgb(0x5c5570);
  theme.script_selected = rgb(0xdcd2f2);
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

Theme high_contrast() {
  Theme theme;
  theme.name = ThemeName::high_contrast;
  theme.dark = true;
  theme.sky_top = rgb(0x000000);
  theme.sky_bottom = rgb(0x000000);
  theme.hill = rgb(0x101010);
  theme.panel = rgb(0x000000);
  theme.page = rgb(0x000000);
  theme.bar = rgb(0x000000);
  theme.button = rgb(0x2b2b2b);
  theme.button_text = rgb(0xffffff);
  theme.accent = rgb(0x7fdcff);
  theme.accent_text = rgb(0x000000);
  theme.action = rgb(0xffe14d);
  theme.action_text = rgb(0x000000);
  theme.line = rgb(0x9a9a9a);
  theme.text = rgb(0xffffff);
  theme.text_dim = rgb(0xd8d8d8);
  theme.heading = rgb(0xffffff);
  theme.program = rgb(0x0a0a0a);
  theme.program_text = rgb(0xffffff);
  theme.program_done = rgb(0xc4c4c4);
  theme.program_present = rgb(0xffffff);
  theme.script_call = rgb(0xd9c8ff);
  theme.script_payload = rgb(0xffe8a8);
  theme.script_comment = rgb(0xcfcfcf);
  theme.script_selected = rgb(0x2a1f6b);
  theme.strip = rgb(0x0a0a0a);
  theme.strip_text = rgb(0xffffff);
  theme.tube = rgb(0x000000);
  theme.tube_edge = rgb(0xffffff);
  theme.road = rgb(0x3a3a3a);
  theme.road_edge = rgb(0xffffff);
  theme.road_mark = rgb(0xffffff);
  theme.paper = rgb(0xffffff);
  theme.paper_text = rgb(0x000000);
  theme.paper_warning = rgb(0x8f0020);
  theme.paper_line = rgb(0x000000);
  theme.door_frame = rgb(0xd0d0d0);
  theme.door_knob = rgb(0x000000);
  theme.light = rgb(0xfff2b0);
  theme.inferred = rgb(0xffe14d);
  theme.warning = rgb(0xffa8a8);
  theme.lit = rgb(0xffffff);
  theme.byte_text = rgb(0x000000);
  theme.unknown_byte = rgb(0xd0d0d0);
  theme.processes = {bright_pink, bright_teal, bright_gold, bright_blue};
  theme.sends = pastels;
  return theme;
}

}  // namespace doorway::app
