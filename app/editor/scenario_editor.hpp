#pragma once

#include "app/editor/clipboard.hpp"
#include "app/editor/editor_commands.hpp"
#include "app/editor/text_buffer.hpp"
#include "app/keys.hpp"
#include "core/scenario/completion.hpp"
#include "core/scenario/mistake.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::app {

/// A scenario that the learner changes: its text, the mistakes in it as they come and go, what can be written at the
/// caret. It keeps the text of each page, run or not, as long as the lesson is open. Knows no ImGui.
class ScenarioEditor {
 public:
  explicit ScenarioEditor(Clipboard clipboard) : clipboard_(std::move(clipboard)) {}

  /// Opens the scenario of the page with this id. `present` is the text that the page shows: one that was shown since
  /// the page was open last takes the place of what was written here, and can be undone. `own` is the lesson's.
  void open(const std::string& page, std::string_view present, std::string_view own);
  void close();
  [[nodiscard]] bool is_open() const { return is_open_; }
  /// Another lesson: nothing is kept.
  void forget();

  [[nodiscard]] const TextBuffer& buffer() const { return buffers_.at(page_).buffer; }
  [[nodiscard]] const std::string& page() const { return page_; }
  /// By line, as parse_scenario gives them; none where the text can be run.
  [[nodiscard]] const std::vector<Mistake>& mistakes() const { return mistakes_; }
  [[nodiscard]] const Mistake* mistake_in(std::size_t line) const;  ///< the first one of this line, from 0; or null
  /// What is told of the caret's place.
  [[nodiscard]] const std::optional<LineHelp>& help() const { return help_; }
  [[nodiscard]] bool is_own() const { return buffer().text() == own_; }
  /// A sentence on what could not be done, or empty.
  [[nodiscard]] const std::string& notice() const { return notice_; }
  /// Each time it changes the caret is to be brought into sight.
  [[nodiscard]] std::uint64_t caret_moves() const { return caret_moves_; }

  // --- What can be written
  [[nodiscard]] const std::vector<Completion>& offers() const { return offers_; }  ///< empty: no list is shown
  [[nodiscard]] std::optional<std::size_t> chosen() const { return chosen_; }      ///< Enter takes it
  [[nodiscard]] std::size_t offers_at() const;                                     ///< the byte the list stands at

  /// What a key does while the list is shown; false where it is no key of the list.
  bool press_in_list(const KeyPress& press);
  /// What a key writes, erases or moves; false where it means nothing here.
  bool press(const KeyPress& press);
  /// All but Run: whoever has the lesson runs it.
  void apply(const EditorCommand& command);

  /// The text, where it can be run. Else puts the caret at its first mistake, and says so.
  std::optional<std::string> text_to_run();

 private:
  /// What is kept of a page.
  struct Draft {
    TextBuffer buffer;
    std::string present;  // that the page showed when it was last looked at
  };

  void carry_out(const editor::Run& run);
  void carry_out(const editor::Restore& restore);
  void carry_out(const editor::Undo& undo);
  void carry_out(const editor::Redo& redo);
  void carry_out(const editor::SelectAll& all);
  void carry_out(const editor::Copy& copy);
  void carry_out(const editor::Cut& cut);
  void carry_out(const editor::Paste& paste);
  void carry_out(const editor::ShowOffers& show);
  void carry_out(const editor::TakeOffer& take);
  void carry_out(const editor::PlaceCaret& place);
  void carry_out(const editor::SelectWord& select);

  [[nodiscard]] TextBuffer& text() { return buffers_.at(page_).buffer; }
  bool type(char32_t character);
  void begin_line();
  void tab();
  bool move_or_erase(const KeyPress& press);
  void changed(bool fitted = true);
  void look_at_caret();
  void hide_offers();
  void find_offers(bool asked_for);
  void offer_after(char32_t typed);
  void choose(std::ptrdiff_t by);

  Clipboard clipboard_;
  bool is_open_ = false;
  std::string page_;
  std::string own_;
  std::map<std::string, Draft> buffers_;  // by page id
  std::vector<Mistake> mistakes_;
  std::uint64_t parsed_version_ = 0;
  std::optional<LineHelp> help_;
  std::string notice_;
  std::uint64_t caret_moves_ = 0;
  std::vector<Completion> offers_;
  std::optional<std::size_t> chosen_;
};

}  // namespace doorway::app
