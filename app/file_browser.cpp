#include "app/file_browser.hpp"

#include "core/base/utf8.hpp"
#include "core/journey/journey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_field_bytes = 1000;
constexpr std::ptrdiff_t rows_of_browser_page = 8;
constexpr std::string_view parent_row = "..";

std::string in_small_letters(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return result;
}

bool is_journey_name(const fs::path& name) {
  return name.extension() == journey_extension;
}

bool is_parent(const FolderEntry& entry) {
  return entry.name == parent_row;
}

}  // namespace

BrowserWish FileBrowser::open(BrowserUse use, fs::path folder, std::string name) {
  *this = {};
  is_open_ = true;
  use_ = use;
  folder_ = std::move(folder);
  typed_ = std::move(name);
  waits_for_ = browser::List{folder_};
  return *waits_for_;
}

void FileBrowser::close() {
  *this = {};
}

bool FileBrowser::take_chosen_by_key() {
  return std::exchange(chosen_by_key_, false);
}

// --- Keys

std::optional<BrowserWish> FileBrowser::press(const KeyPress& press) {
  switch (press.key) {
    case Key::escape: return apply(browse::GoBack{});
    case Key::enter: return apply(browse::GoAhead{});
    case Key::left: return apply(browse::ToParent{});
    case Key::right:
      if (!is_waiting() && !asks_to_replace() && chosen_ && rows_[*chosen_].is_folder) return enter_row(*chosen_);
      break;
    case Key::up: choose(-1); break;
    case Key::down: choose(1); break;
    case Key::page_up: choose(-rows_of_browser_page); break;
    case Key::page_down: choose(rows_of_browser_page); break;
    case Key::backspace: rub_out(press.control); break;
    case Key::space: type(U' '); break;
    case Key::character:
      if (!press.control) type(press.character);
      break;
    default: break;
  }
  return std::nullopt;
}

void FileBrowser::type(char32_t character) {
  const std::string bytes = encode_utf8(character);
  if (asks_to_replace() || is_control(character) || typed_.size() + bytes.size() > most_field_bytes) return;
  typed_ += bytes;
  find();
}

void FileBrowser::rub_out(bool all) {
  if (asks_to_replace()) return;
  if (all) typed_.clear();
  drop_last_character(typed_);
  find();
}

void FileBrowser::choose(std::ptrdiff_t by) {
  if (rows_.empty() || asks_to_replace()) return;
  const auto last = static_cast<std::ptrdiff_t>(rows_.size()) - 1;
  const std::ptrdiff_t from = chosen_ ? static_cast<std::ptrdiff_t>(*chosen_) : (by > 0 ? -1 : last + 1);
  chosen_ = static_cast<std::size_t>(std::clamp(from + by, std::ptrdiff_t{0}, last));
  chosen_by_key_ = true;
}

bool FileBrowser::answers(const FolderEntry& entry) const {
  const bool is_of_use = use_ != BrowserUse::compare || entry.is_folder || is_journey_name(entry.name);
  if (!finds() || typed_.empty()) return is_of_use;
  if (!is_of_use) return false;
  return !is_parent(entry) && in_small_letters(entry.name).find(in_small_letters(typed_)) != std::string::npos;
}

// A name that is being typed is what Enter means, until a row is chosen.
void FileBrowser::find() {
  note_.clear();
  rows_.clear();
  chosen_.reset();
  for (const FolderEntry& entry : all_) {
    if (answers(entry)) rows_.push_back(entry);
  }
  if (finds() && !rows_.empty()) chosen_ = rows_.size() > 1 && is_parent(rows_.front()) ? 1 : 0;
  chosen_by_key_ = true;
}

// --- Commands

std::optional<BrowserWish> FileBrowser::apply(const BrowseCommand& command) {
  if (!is_open_) return std::nullopt;
  return std::visit([this](const auto& what) { return carry_out(what); }, command);
}

std::optional<BrowserWish> FileBrowser::wish(BrowserWish what) {
  note_.clear();
  waits_for_ = std::move(what);
  return waits_for_;
}

std::optional<BrowserWish> FileBrowser::carry_out(const browse::TakeRow& take) {
  if (is_waiting() || asks_to_replace() || take.row >= rows_.size()) return std::nullopt;
  const bool again = chosen_ == take.row;
  chosen_ = take.row;
  if (rows_[take.row].is_folder || (again && finds())) return enter_row(take.row);
  if (use_ == BrowserUse::save) return enter_row(take.row);
  return std::nullopt;
}

std::optional<BrowserWish> FileBrowser::carry_out(const browse::ToParent&) {
  if (is_waiting() || asks_to_replace() || !folder_.has_relative_path()) return std::nullopt;
  return wish(browser::List{folder_.parent_path()});
}

std::optional<BrowserWish> FileBrowser::carry_out(const browse::GoAhead&) {
  if (is_waiting()) return std::nullopt;
  if (to_replace_) return wish(browser::Save{*std::exchange(to_replace_, std::nullopt), true});
  return chosen_ ? enter_row(*chosen_) : take_typed();
}

std::optional<BrowserWish> FileBrowser::carry_out(const browse::GoBack&) {
  if (to_replace_) {
    to_replace_.reset();
    note_.clear();
  } else {
    close();
  }
  return std::nullopt;
}

// A file's name goes into the field of a browser that saves: the next Enter saves, and asks whether to replace it.
std::optional<BrowserWish> FileBrowser::enter_row(std::size_t row) {
  const FolderEntry entry = rows_[row];
  if (is_parent(entry)) return carry_out(browse::ToParent{});
  if (entry.is_folder) return wish(browser::List{folder_ / entry.name});
  if (finds()) return wish(wish_for(folder_ / entry.name));
  typed_ = entry.name;
  find();
  return std::nullopt;
}

BrowserWish FileBrowser::wish_for(fs::path file) const {
  if (use_ == BrowserUse::compare) return browser::Compare{std::move(file)};
  return browser::Open{std::move(file)};
}

std::optional<BrowserWish> FileBrowser::take_typed() {
  if (typed_.empty()) {
    note_ = use_ == BrowserUse::save ? "Give the file a name." : "Choose a file, or type its name.";
    return std::nullopt;
  }
  const fs::path path = folder_ / typed_;  // what is typed may be a whole path
  const std::string name = path.filename().string();
  if (name.empty() || name == "." || name == "..") return wish(browser::List{path});
  if (use_ == BrowserUse::save) return save_as(path);
  if (path.extension() == journey_extension || path.extension() == ".md") return wish(wish_for(path));
  return wish(browser::List{path});
}

std::optional<BrowserWish> FileBrowser::save_as(fs::path file) {
  if (file.extension() != journey_extension) file += journey_extension;
  return wish(browser::Save{std::move(file), false});
}

// --- What came of a wish

void FileBrowser::take(FolderListing listing) {
  const auto* wanted = waits_for_ ? std::get_if<browser::List>(&*waits_for_) : nullptr;
  if (!is_open_ || wanted == nullptr) return;
  waits_for_.reset();
  if (!listing.error.empty()) {
    if (all_.empty() && folder_.has_relative_path()) all_.push_back({std::string(parent_row), true});
    find();
    note_ = std::move(listing.error);
    return;
  }
  const fs::path came_from = std::exchange(folder_, std::move(listing.folder));
  all_ = std::move(listing.entries);
  if (folder_.has_relative_path()) all_.insert(all_.begin(), {std::string(parent_row), true});
  // A path that was typed has been gone to; a file's name stays.
  if (finds() || typed_.find('/') != std::string::npos) typed_.clear();
  find();
  note_ = std::move(listing.note);
  if (came_from.parent_path() != folder_) return;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (finds() && rows_[i].name == came_from.filename().string()) chosen_ = i;
  }
}

void FileBrowser::fail(std::string why) {
  waits_for_.reset();
  note_ = std::move(why);
}

void FileBrowser::ask_to_replace() {
  const auto* save = waits_for_ ? std::get_if<browser::Save>(&*waits_for_) : nullptr;
  if (save == nullptr) return;
  to_replace_ = save->file;
  waits_for_.reset();
  note_ =
      fmt::format("There is a file {} already. Replace it?", escape_for_display(to_replace_->filename().string(), 80));
}

}  // namespace doorway::app
