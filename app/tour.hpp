#pragma once

#include "app/cli/console.hpp"
#include "app/window/window.hpp"

#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

/// What `doorway tour` was asked for.
struct TourRequest {
  std::string out;                 ///< the folder for the pictures; made where it is not there
  std::vector<std::string> files;  ///< lessons; none: all of the list
  WindowSize size{1280, 800};
  float scale = 1;                        ///< of the text
  bool engineer = false;                  ///< an engineer's words
  ThemeName theme = ThemeName::night;     ///< its colours
  std::optional<InspectorTab> inspector;  ///< opened at this tab
};

/// Drives the window through every page of the lessons as a user would, by its keys, and writes pictures: of each page
/// as it opens (NAME-03.png) and wherever playing stops (NAME-03-1.png); of a question as it is answered (-answer), of
/// what the run says to a wrong answer and to the right one (-wrong, -right); of a goal's hints, its solution and the
/// solution's run (-hints, -solution, -solved). Returns the exit code.
int tour(const TourRequest& request, cli::Console& console);

}  // namespace doorway::app
