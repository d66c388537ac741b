#include "tests/app/drawn_words.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <tuple>

namespace doorway::test {
namespace {

using app::Color;
using Triangle = std::array<ImDrawVert, 3>;

Color color_of(ImU32 packed) {
  const auto part = [packed](int shift) { return static_cast<std::uint8_t>(packed >> shift); };
  return {part(IM_COL32_R_SHIFT), part(IM_COL32_G_SHIFT), part(IM_COL32_B_SHIFT), part(IM_COL32_A_SHIFT)};
}

/// What a screen would show of filled shapes.
class Canvas {
 public:
  explicit Canvas(app::Point size)
      : width_(static_cast<int>(size.x)),
        height_(static_cast<int>(size.y)),
        pixels_(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_)) {}

  [[nodiscard]] bool has(ImVec2 at) const {
    return at.x >= 0 && at.y >= 0 && at.x < static_cast<float>(width_) && at.y < static_cast<float>(height_);
  }
  [[nodiscard]] Color at(ImVec2 point) const {
    return pixels_[index(static_cast<int>(point.x), static_cast<int>(point.y))];
  }

  void fill(const Triangle& corners, const ImVec4& clip) {
    const auto [left, right] = extent(corners, clip.x, clip.z, width_, [](const ImVec2& p) { return p.x; });
    const auto [top, bottom] = extent(corners, clip.y, clip.w, height_, [](const ImVec2& p) { return p.y; });
    const float area = side(corners[0].pos, corners[1].pos, corners[2].pos);
    if (area == 0) return;
    for (int y = top; y < bottom; ++y) {
      for (int x = left; x < right; ++x) {
        const ImVec2 here(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
        const std::array<float, 3> share{side(corners[1].pos, corners[2].pos, here) / area,
                                         side(corners[2].pos, corners[0].pos, here) / area,
                                         side(corners[0].pos, corners[1].pos, here) / area};
        if (std::any_of(share.begin(), share.end(), [](float each) { return each < 0; })) continue;
        Color& pixel = pixels_[index(x, y)];
        pixel = app::over(mixed(corners, share), pixel);
      }
    }
  }

 private:
  static float side(ImVec2 a, ImVec2 b, ImVec2 c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

  template <class Axis>
  static std::array<int, 2> extent(const Triangle& corners, float low, float high, int size, Axis axis) {
    const auto [least, most] = std::minmax({axis(corners[0].pos), axis(corners[1].pos), axis(corners[2].pos)});
    return {std::max(static_cast<int>(std::max(least, low)), 0),
            std::min(static_cast<int>(std::ceil(std::min(most, high))), size)};
  }

  static Color mixed(const Triangle& corners, const std::array<float, 3>& share) {
    std::array<float, 4> sum{};
    for (std::size_t i = 0; i < 3; ++i) {
      const Color color = color_of(corners[i].col);
      sum[0] += static_cast<float>(color.r) * share[i];
      sum[1] += static_cast<float>(color.g) * share[i];
      sum[2] += static_cast<float>(color.b) * share[i];
      sum[3] += static_cast<float>(color.a) * share[i];
    }
    const auto part = [](float value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F)); };
    return {part(sum[0]), part(sum[1]), part(sum[2]), part(sum[3])};
  }

  [[nodiscard]] std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  }

  int width_;
  int height_;
  std::vector<Color> pixels_;
};

enum class Kind { filled, line, letter };

/// By the place in the texture: one white point for what is filled, a few rows for lines, the rest is letters.
Kind kind_of(const Triangle& corners) {
  const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  const auto is_white = [&](const ImDrawVert& corner) {
    return std::abs(corner.uv.x - atlas.TexUvWhitePixel.x) < 1e-6F &&
           std::abs(corner.uv.y - atlas.TexUvWhitePixel.y) < 1e-6F;
  };
  if (std::all_of(corners.begin(), corners.end(), is_white)) return Kind::filled;
  float top = 1, bottom = 0, left = 1, right = 0;
  for (const ImVec4& line : atlas.TexUvLines) {
    left = std::min(left, line.x), right = std::max(right, line.z);
    top = std::min(top, line.y), bottom = std::max(bottom, line.w);
  }
  const auto is_of_lines = [&](const ImDrawVert& corner) {
    return corner.uv.x >= left && corner.uv.x <= right && corner.uv.y >= top && corner.uv.y <= bottom;
  };
  return std::all_of(corners.begin(), corners.end(), is_of_lines) ? Kind::line : Kind::letter;
}

}  // namespace

std::vector<DrawnWords> drawn_words(app::Point screen) {
  Canvas canvas(screen);
  std::map<std::tuple<std::string, int, int, int, int, int, int>, DrawnWords> pairs;
  const auto note = [&](const Triangle& corners, const ImVec4& clip, const char* window) {
    const auto [left, right] = std::minmax({corners[0].pos.x, corners[1].pos.x, corners[2].pos.x});
    const auto [top, bottom] = std::minmax({corners[0].pos.y, corners[1].pos.y, corners[2].pos.y});
    const ImVec2 middle((left + right) / 2, (top + bottom) / 2);
    const bool is_seen = middle.x >= clip.x && middle.x < clip.z && middle.y >= clip.y && middle.y < clip.w;
    const Color color = color_of(corners[0].col);
    if (!is_seen || !canvas.has(middle) || color.a == 0) return;
    const Color ground = canvas.at(middle);
    const Color text = app::over(color, ground);
    pairs.try_emplace({window, text.r, text.g, text.b, ground.r, ground.g, ground.b},
                      DrawnWords{text, ground, {middle.x, middle.y}, window});
  };
  const ImDrawData& drawn = *ImGui::GetDrawData();
  for (int i = 0; i < drawn.CmdListsCount; ++i) {
    const ImDrawList& list = *drawn.CmdLists[i];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.UserCallback != nullptr) continue;
      for (unsigned at = 0; at + 2 < command.ElemCount; at += 3) {
        Triangle corners;
        for (unsigned corner = 0; corner < 3; ++corner) {
          const auto index = static_cast<unsigned>(list.IdxBuffer[static_cast<int>(command.IdxOffset + at + corner)]);
          corners.at(corner) = list.VtxBuffer[static_cast<int>(command.VtxOffset + index)];
        }
        const Kind kind = kind_of(corners);
        if (kind == Kind::filled) canvas.fill(corners, command.ClipRect);
        if (kind == Kind::letter) note(corners, command.ClipRect, list._OwnerName == nullptr ? "" : list._OwnerName);
      }
    }
  }
  std::vector<DrawnWords> words;
  for (const auto& [colors, place] : pairs) words.push_back(place);
  return words;
}

}  // namespace doorway::test
