#pragma once

#include <span>
#include <string>
#include <string_view>

namespace doorway::app {

/// A file of assets/journey_page, or several one behind the other, which the build puts into the program
/// (cmake/Embed.cmake).
struct PageAsset {
  std::span<const std::string_view> pieces;  ///< no literal may be longer than 65,536 characters
  std::string_view sha256;                   ///< of the whole, in hexadecimal
};

extern const PageAsset page_html;
extern const PageAsset page_css;
extern const PageAsset page_js;

std::string whole(const PageAsset& asset);

}  // namespace doorway::app
