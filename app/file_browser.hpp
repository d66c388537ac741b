#pragma once

#include "app/file_commands.hpp"
#include "app/journeys/folder_listing.hpp"
#include "app/keys.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace doorway::app {

/// What the file is for: to be shown, to be written, or to be held against the present take.
enum class BrowserUse : std::uint8_t { open, save, compare };

/// What the browser wants done, aside from the window's thread; it waits for what comes of it.
namespace browser {
struct List {
  std::filesystem::path folder;
};
struct Open {
  std::filesystem::path file;
};
struct Compare {
  std::filesystem::path file;
};
struct Save {
  std::filesystem::path file;
  bool replace = false;  ///< the user was asked, and wants it replaced
};
}  // namespace browser

using BrowserWish = std::variant<browser::List, browser::Open, browser::Compare, browser::Save>;

/// The card in which a file is found or named: a folder's rows, a field, and what stands in the way. While it is open
/// all keys are its own. Touches no file and knows no ImGui.
class FileBrowser {
 public:
  /// `name`: what the field has at first. The wish is to list the folder.
  BrowserWish open(BrowserUse use, std::filesystem::path folder, std::string name);
  void close();
  [[nodiscard]] bool is_open() const { return is_open_; }
  [[nodiscard]] BrowserUse use() const { return use_; }

  /// The folder whose rows are shown, or the first one that is being read.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const std::string& typed() const { return typed_; }
  /// A browser that opens or compares shows what has the typed text in its name, and one that compares no lessons. The
  /// folder above is a row of its own, "..".
  [[nodiscard]] std::size_t row_count() const { return rows_.size(); }
  [[nodiscard]] const FolderEntry& row(std::size_t index) const { return rows_[index]; }
  [[nodiscard]] std::optional<std::size_t> chosen() const { return chosen_; }
  /// What stands in the way, or what is left out, or empty. Safe to show.
  [[nodiscard]] const std::string& note() const { return note_; }
  [[nodiscard]] bool is_waiting() const { return waits_for_.has_value(); }
  /// Whether a file is to be replaced.
  [[nodiscard]] bool asks_to_replace() const { return to_replace_.has_value(); }
  /// A file that is chosen by a click can be read from here on; a key has chosen another row since the last call.
  bool take_chosen_by_key();

  std::optional<BrowserWish> press(const KeyPress& press);
  std::optional<BrowserWish> apply(const BrowseCommand& command);

  // --- What came of a wish.
  void take(FolderListing listing);
  /// It could not be opened or saved.
  void fail(std::string why);
  /// There is a file of that name.
  void ask_to_replace();

 private:
  std::optional<BrowserWish> wish(BrowserWish what);
  std::optional<BrowserWish> carry_out(const browse::TakeRow& take);
  std::optional<BrowserWish> carry_out(const browse::ToParent& up);
  std::optional<BrowserWish> carry_out(const browse::GoAhead& go);
  std::optional<BrowserWish> carry_out(const browse::GoBack& back);
  std::optional<BrowserWish> enter_row(std::size_t row);
  std::optional<BrowserWish> take_typed();
  std::optional<BrowserWish> save_as(std::filesystem::path file);
  [[nodiscard]] bool finds() const { return use_ != BrowserUse::save; }
  [[nodiscard]] BrowserWish wish_for(std::filesystem::path file) const;
  void type(char32_t character);
  void rub_out(bool all);
  void choose(std::ptrdiff_t by);
  void find();
  [[nodiscard]] bool answers(const FolderEntry& entry) const;

  bool is_open_ = false;
  BrowserUse use_ = BrowserUse::open;
  std::filesystem::path folder_;
  std::vector<FolderEntry> all_;
  std::vector<FolderEntry> rows_;
  std::optional<std::size_t> chosen_;
  bool chosen_by_key_ = false;
  std::string typed_;
  std::string note_;
  std::optional<BrowserWish> waits_for_;
  std::optional<std::filesystem::path> to_replace_;
};

}  // namespace doorway::app
