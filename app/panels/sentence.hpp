#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "core/lesson/lesson.hpp"

#include <span>
#include <string>
#include <string_view>

namespace doorway::app {

/// The sentence with these names of sockets as code, where they follow the word socket. What is quoted stays as it is.
Spans with_socket_names(std::string_view sentence, std::span<const std::string> names);

/// Draws what has just happened, in a sentence, and what else there is to tell; the latter stands first where there is
/// room for one only.
void draw_sentence(std::string_view happened, std::string_view notice, Rect area, const Theme& theme,
                   const Fonts& fonts, std::span<const std::string> socket_names = {});

}  // namespace doorway::app
