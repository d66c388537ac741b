#include "app/picture_options.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace doorway::app {
namespace {

constexpr std::array option_names{"--part", "--step", "--size", "--theme", "--scale"};

bool is_fit(int side) {
  return side >= least_picture_px && side <= most_picture_px;
}

/// "1600x900"
std::optional<PictureSize> read_picture_size(std::string_view text) {
  PictureSize size;
  const char* end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), end, size.width);
  if (width.ec != std::errc{} || width.ptr == end || *width.ptr != 'x') return std::nullopt;
  const auto height = std::from_chars(width.ptr + 1, end, size.height);
  if (height.ec != std::errc{} || height.ptr != end) return std::nullopt;
  return is_fit(size.width) && is_fit(size.height) ? std::optional(size) : std::nullopt;
}

void take_size(const std::string& text, PictureRequest& request) {
  request.size = read_picture_size(text);
  if (request.size) return;
  throw CLI::ValidationError("--size",
                             fmt::format("write it as 1600x900, each {} to {}", least_picture_px, most_picture_px));
}

void take_theme(const std::string& word, PictureRequest& request) {
  const auto theme = theme_by_word(word);
  if (!theme) throw CLI::ValidationError("--theme", "it is night, parchment or contrast");
  request.theme = *theme;
}

}  // namespace

void describe_picture(CLI::App& command, PictureRequest& request) {
  const std::map<std::string, PicturePart> parts{{"stage", PicturePart::stage}, {"timeline", PicturePart::timeline}};
  command.add_option("--part", request.part, "For svg and png: the stage (unless told) or the timeline")
      ->transform(CLI::CheckedTransformer(parts).description("PART"));
  command
      .add_option_function<std::size_t>(
          "--step", [&request](const std::size_t& step) { request.step = step; },
          "For svg and png: at this step, 0 is before the first; the last one unless told")
      ->type_name("N");
  command
      .add_option_function<std::string>(
          "--size", [&request](const std::string& text) { take_size(text, request); },
          "For svg and png: 1600x900 unless told, of a timeline 1600x500")
      ->type_name("WxH");
  command
      .add_option_function<std::string>(
          "--theme", [&request](const std::string& word) { take_theme(word, request); },
          "For svg and png: the colours, night (unless told), parchment or contrast")
      ->type_name("THEME");
  command.add_option("--scale", request.scale, "For svg and png: how large text is, 1 unless told")
      ->type_name("S")
      ->check(CLI::Range(0.5, 5.0));
}

void refuse_picture_options(const CLI::App& command) {
  for (const char* name : option_names) {
    if (command.count(name) > 0) throw CLI::ValidationError(name, "only svg and png have it");
  }
}

}  // namespace doorway::app
