#include "app/journeys/folder_listing.hpp"

#include "app/user_file.hpp"
#include "core/base/file_trouble.hpp"
#include "core/journey/journey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <system_error>
#include <tuple>
#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_entries = 5000;

std::string small(std::string text) {
  for (char& letter : text) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return text;
}

bool is_of_interest(const fs::path& file) {
  return file.extension() == journey_extension || file.extension() == ".md";
}

void sort_entries(std::vector<FolderEntry>& entries) {
  std::vector<std::tuple<bool, std::string, std::string>> keys;
  for (FolderEntry& entry : entries) keys.emplace_back(!entry.is_folder, small(entry.name), std::move(entry.name));
  std::sort(keys.begin(), keys.end());
  entries.clear();
  for (auto& [is_file, ignored, name] : keys) entries.push_back({std::move(name), !is_file});
}

}  // namespace

FolderListing list_folder(const fs::path& folder) {
  FolderListing listing;
  std::error_code failed;
  listing.folder = fs::canonical(folder, failed);
  if (failed) {
    listing.folder = folder;
    listing.error = fmt::format("{} cannot be opened: {}.", shown_path(folder), read_trouble(failed.value()));
    return listing;
  }
  fs::directory_iterator entry(listing.folder, failed);
  for (const fs::directory_iterator end; !failed && entry != end; entry.increment(failed)) {
    std::string name = entry->path().filename().string();
    if (name.empty() || name.front() == '.') continue;
    std::error_code unknown;  // a link that leads nowhere is neither
    const bool is_folder = entry->is_directory(unknown);
    if (!is_folder && !(is_of_interest(entry->path()) && entry->is_regular_file(unknown))) continue;
    if (listing.entries.size() == most_entries) {
      listing.note = fmt::format("There are more: only {} of them are shown. Type the name.", most_entries);
      break;
    }
    listing.entries.push_back({std::move(name), is_folder});
  }
  if (failed) {
    listing.error = fmt::format("{} cannot be read: {}.", shown_path(listing.folder), read_trouble(failed.value()));
    listing.entries.clear();
    return listing;
  }
  sort_entries(listing.entries);
  return listing;
}

}  // namespace doorway::app
