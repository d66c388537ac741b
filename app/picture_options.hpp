#pragma once

#include "app/picture/picture.hpp"

#include <CLI/CLI.hpp>

namespace doorway::app {

/// Adds the options that say what a picture shows, and how.
void describe_picture(CLI::App& command, PictureRequest& request);

/// One of them was given where no picture is made: a CLI::ValidationError.
void refuse_picture_options(const CLI::App& command);

}  // namespace doorway::app
