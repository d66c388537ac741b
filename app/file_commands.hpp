#pragma once

#include <cstddef>
#include <filesystem>
#include <variant>

namespace doorway::app {

/// What concerns recordings and lessons as files.
namespace files {
/// Opens the file browser: to find a recording or a lesson, or to save the present take.
struct AskToOpen {};
struct AskToSave {};
struct OpenRecent {
  std::filesystem::path file;
};
/// One of the takes that were cut off, by its file: which they are can change before somebody who saw them has chosen.
struct OpenOffer {
  std::filesystem::path file;
};
struct PutAway {
  std::filesystem::path file;  ///< it is not offered again
};
}  // namespace files

using FileCommand =
    std::variant<files::AskToOpen, files::AskToSave, files::OpenRecent, files::OpenOffer, files::PutAway>;

/// What is done in the file browser.
namespace browse {
/// A click on a row: into the folder, or the file is chosen; in a browser that opens, once more opens it.
struct TakeRow {
  std::size_t row = 0;
};
struct ToParent {};
/// Opens or saves what is chosen or typed; goes into a folder. Where it asks whether to replace a file, the answer yes.
struct GoAhead {};
/// Closes it; where it asks whether to replace a file, the answer no.
struct GoBack {};
}  // namespace browse

using BrowseCommand = std::variant<browse::TakeRow, browse::ToParent, browse::GoAhead, browse::GoBack>;

}  // namespace doorway::app
