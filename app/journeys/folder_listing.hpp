#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace doorway::app {

/// A file or a folder as its folder has it.
struct FolderEntry {
  std::string name;  ///< as it is, in whatever bytes
  bool is_folder = false;

  friend bool operator==(const FolderEntry&, const FolderEntry&) = default;
};

/// What is in a folder, for somebody who looks for a recording or a lesson.
struct FolderListing {
  std::filesystem::path folder;      ///< absolute, without links
  std::vector<FolderEntry> entries;  ///< folders, then files; each by name, in whatever case
  std::string error;                 ///< a sentence for the user: then nothing is listed
  std::string note;                  ///< what is left out, or empty
};

/// Reads the folder: its folders, and of its files recordings and lessons (.journey and .md). Hidden ones are left out.
/// Any thread; waits for the disk.
FolderListing list_folder(const std::filesystem::path& folder);

}  // namespace doorway::app
