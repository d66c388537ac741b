#include "app/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace doorway::app {
namespace {

/// CIE L*a*b* under D65.
struct Lab {
  double lightness = 0;
  double a = 0;
  double b = 0;
};

double linear(std::uint8_t part) {
  const double share = part / 255.0;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

Lab lab(Color color) {
  const double r = linear(color.r);
  const double g = linear(color.g);
  const double b = linear(color.b);
  const auto root = [](double share) {
    return share > 216.0 / 24389 ? std::cbrt(share) : (24389.0 / 27 * share + 16) / 116;
  };
  const double x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const double y = root(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
  const double z = root((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

struct Names {
  std::string_view title;
  std::string_view word;
};

// By ThemeName.
constexpr std::array<Names, theme_count> names{
    {{"Night", "night"}, {"Parchment", "parchment"}, {"High contrast", "contrast"}}};

// What the mouse is over is tinted with the colour of its words, and code in it once more.
void add_pressable_pairs(std::vector<TextPair>& pairs, Color text, Color ground) {
  const Color hot = over(text.faded(tint), ground);
  pairs.push_back({"words on a button", text, ground});
  pairs.push_back({"words on a button under the mouse", text, hot});
  pairs.push_back({"code in an answer", text, over(text.faded(tint), ground)});
  pairs.push_back({"code in an answer under the mouse", text, over(text.faded(tint), hot)});
}

// On everything that buttons stand on.
void add_disabled_pairs(std::vector<TextPair>& pairs, const Theme& theme) {
  for (const Color below : {theme.page, theme.panel, theme.bar}) {
    const Color ground = over(theme.button.faded(disabled_ground), below);
    pairs.push_back(
        {"words on a button that can do nothing now", over(theme.button_text.faded(disabled_text), ground), ground});
  }
}

void add_process_pairs(std::vector<TextPair>& pairs, const Theme& theme) {
  for (const ProcessColors& process : theme.processes) {
    pairs.push_back({"a process's name on the sky", process.text, theme.sky_top});
    pairs.push_back({"a process's name on the lower sky", process.text, theme.sky_bottom});
    pairs.push_back({"a lane's name", process.text, theme.panel});
    pairs.push_back({"a process's name on the hill", process.text, theme.hill});
    pairs.push_back({"the present line", theme.program_present, process.highlight});
    pairs.push_back({"words in a room", theme.strip_text, process.inside_top});
    pairs.push_back({"words in a room, below", theme.strip_text, process.inside_bottom});
  }
}

void add_script_pairs(std::vector<TextPair>& pairs, const Theme& theme) {
  for (const Color ground : {theme.program, theme.script_selected}) {
    pairs.push_back({"a script's words", theme.program_text, ground});
    pairs.push_back({"a script's call", theme.script_call, ground});
    pairs.push_back({"a script's payload", theme.script_payload, ground});
    pairs.push_back({"a script's comment", theme.script_comment, ground});
    for (const ProcessColors& process : theme.processes) {
      pairs.push_back({"a script's process", process.text, ground});
    }
  }
  pairs.push_back({"the number of a script's line", theme.text_dim, theme.program});
}

}  // namespace

Color ink_on(Color ground) {
  constexpr Color black = rgb(0x000000);
  constexpr Color white = rgb(0xffffff);
  return contrast(black, ground) >= contrast(white, ground) ? black : white;
}

double contrast(Color one, Color other) {
  const double a = luminance(one);
  const double b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

double color_distance(Color one, Color other) {
  constexpr double pi = 3.14159265358979323846;
  const auto cosine = [](double degrees) { return std::cos(degrees * pi / 180); };
  const Lab p = lab(one);
  const Lab q = lab(other);
  const auto seventh = [](double chroma) { return std::pow(chroma, 7) / (std::pow(chroma, 7) + std::pow(25.0, 7)); };
  const double mean = (std::hypot(p.a, p.b) + std::hypot(q.a, q.b)) / 2;
  const double stretch = 1 + 0.5 * (1 - std::sqrt(seventh(mean)));
  const double c1 = std::hypot(p.a * stretch, p.b);
  const double c2 = std::hypot(q.a * stretch, q.b);
  const auto hue = [&](const Lab& color) {
    const double degrees = std::atan2(color.b, color.a * stretch) * 180 / pi;
    return degrees < 0 ? degrees + 360 : degrees;
  };
  const double h1 = hue(p);
  const double h2 = hue(q);
  const bool gray = c1 * c2 == 0;
  double turn = gray ? 0 : h2 - h1;
  if (turn > 180) turn -= 360;
  if (turn < -180) turn += 360;
  double h = gray ? h1 + h2 : (h1 + h2) / 2;
  if (!gray && std::abs(h1 - h2) > 180) h += h1 + h2 < 360 ? 180 : -180;
  const double c = (c1 + c2) / 2;
  const double l = (p.lightness + q.lightness) / 2 - 50;
  const double t =
      1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6) - 0.2 * cosine(4 * h - 63);
  const double dl = (q.lightness - p.lightness) / (1 + 0.015 * l * l / std::sqrt(20 + l * l));
  const double dc = (c2 - c1) / (1 + 0.045 * c);
  const double dh = 2 * std::sqrt(c1 * c2) * std::sin(turn / 2 * pi / 180) / (1 + 0.015 * c * t);
  const double bend = 60 * std::exp(-std::pow((h - 275) / 25, 2));
  const double twist = -std::sin(bend * pi / 180) * 2 * std::sqrt(seventh(c));
  return std::sqrt(dl * dl + dc * dc + dh * dh + twist * dc * dh);
}

Color over(Color top, Color below) {
  const auto mixed = [&](std::uint8_t above, std::uint8_t under) {
    const int share = top.a;
    return static_cast<std::uint8_t>((above * share + under * (255 - share) + 127) / 255);
  };
  return {mixed(top.r, below.r), mixed(top.g, below.g), mixed(top.b, below.b)};
}

Theme theme_of(ThemeName name) {
  switch (name) {
    case ThemeName::night: return night();
    case ThemeName::parchment: return parchment();
    case ThemeName::high_contrast: return high_contrast();
  }
  return night();
}

ThemeName next_theme(ThemeName name) {
  return static_cast<ThemeName>((static_cast<std::size_t>(name) + 1) % theme_count);
}

std::string_view theme_title(ThemeName name) {
  return names.at(static_cast<std::size_t>(name)).title;
}

std::string_view theme_word(ThemeName name) {
  return names.at(static_cast<std::size_t>(name)).word;
}

std::optional<ThemeName> theme_by_word(std::string_view word) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names.at(i).word == word) return static_cast<ThemeName>(i);
  }
  return std::nullopt;
}

Color Theme::text_of_send(std::uint32_t send) const {
  const Color color = of_send(send);
  if (dark) return color;
  const auto darker = [](std::uint8_t part) { return static_cast<std::uint8_t>(part * 0.46); };
  return {darker(color.r), darker(color.g), darker(color.b)};
}

std::vector<TextPair> text_pairs(const Theme& theme) {
  std::vector<TextPair> pairs;
  for (const Color background : {theme.sky_top, theme.sky_bottom, theme.hill, theme.panel, theme.page, theme.bar}) {
    pairs.push_back({"text", theme.text, background});
    pairs.push_back({"quiet text", theme.text_dim, background});
  }
  for (const Color background : {theme.panel, theme.page, theme.bar, theme.sky_top, theme.sky_bottom}) {
    pairs.push_back({"heading", theme.heading, background});
    pairs.push_back({"inferred", theme.inferred, background});
    pairs.push_back({"warning", theme.warning, background});
  }
  add_pressable_pairs(pairs, theme.button_text, theme.button);
  add_pressable_pairs(pairs, theme.accent_text, theme.accent);
  add_pressable_pairs(pairs, theme.action_text, theme.action);
  add_disabled_pairs(pairs, theme);
  for (const Color ground : {theme.button, theme.page}) {
    pairs.push_back({"a lesson's card", theme.text, ground});
    pairs.push_back({"what stands below its title", theme.text_dim, ground});
    pairs.push_back({"its number", theme.heading, ground});
  }
  pairs.push_back({"a program's line", theme.program_text, theme.program});
  pairs.push_back({"a program's done line", theme.program_done, theme.program});
  pairs.push_back({"what a process does", theme.strip_text, theme.strip});
  pairs.push_back({"a state that is inferred", theme.inferred, theme.sky_bottom});
  pairs.push_back({"a piece that nobody takes", theme.paper_warning, theme.paper});
  pairs.push_back({"code on a page", theme.program_text, theme.program});
  pairs.push_back({"a key of the help", theme.paper_text, theme.paper});
  pairs.push_back({"a port", theme.strip_text, theme.tube});
  pairs.push_back({"a letter", theme.paper_text, theme.paper});
  pairs.push_back({"a lost letter", theme.paper_warning, theme.paper});
  for (const Color send : theme.sends) pairs.push_back({"a byte", theme.byte_text, send});
  for (std::uint32_t send = 0; send <= send_color_count; ++send) {
    pairs.push_back({"an arrow's word", theme.text_of_send(send), theme.panel});
  }
  pairs.push_back({"an unknown byte", theme.byte_text, theme.unknown_byte});
  add_process_pairs(pairs, theme);
  add_script_pairs(pairs, theme);
  return pairs;
}

}  // namespace doorway::app
