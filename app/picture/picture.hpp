#pragma once

#include "app/picture/picture_fonts.hpp"
#include "app/picture/picture_kinds.hpp"
#include "app/theme.hpp"
#include "core/base/result.hpp"
#include "core/base/vocabulary.hpp"
#include "core/record/recording.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace doorway::app {

/// What a picture is to show, and how.
struct PictureRequest {
  PicturePart part = PicturePart::stage;
  PictureFormat format = PictureFormat::svg;
  std::optional<std::size_t> step;  ///< 0: before the first; none: the last one there is
  std::optional<PictureSize> size;  ///< each side least_picture_px … most_picture_px; none: picture_size
  float scale = 1;                  ///< of words and what goes by them, above 0
  ThemeName theme = ThemeName::night;
  Vocabulary vocabulary = Vocabulary::story;
};

/// The size of a picture of this part where no other is asked for.
PictureSize picture_size(PicturePart part);

/// "stage", "timeline"; "svg", "png"
std::string_view picture_word(PicturePart part);
std::string_view picture_word(PictureFormat format);

/// Paints the stage at a step, or the whole timeline with its cursor there, as the window does with nobody pointing at
/// it. Returns the file. Needs no window, and takes time by the recording's length; any thread. Fails where the
/// recording has no such step, or the system no memory for the pixels.
Result<std::string> make_picture(const std::shared_ptr<const Recording>& recording, const PictureRequest& request,
                                 const PictureFonts& fonts);

}  // namespace doorway::app
