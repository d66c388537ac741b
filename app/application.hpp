#pragma once

#include "app/actions.hpp"
#include "app/aside.hpp"
#include "app/ask_control.hpp"
#include "app/commands.hpp"
#include "app/compared_take.hpp"
#include "app/editor/scenario_editor.hpp"
#include "app/file_browser.hpp"
#include "app/file_watch.hpp"
#include "app/journeys/errand.hpp"
#include "app/journeys/journey_desk.hpp"
#include "app/journeys/lookup.hpp"
#include "app/keys.hpp"
#include "app/layout/frame_layout.hpp"
#include "app/learner_view.hpp"
#include "app/library.hpp"
#include "app/message.hpp"
#include "app/page_views.hpp"
#include "app/palette.hpp"
#include "app/panels/edges.hpp"
#include "app/panels/editor.hpp"
#include "app/panels/inspector.hpp"
#include "app/panels/lesson_page.hpp"
#include "app/panels/progress_card.hpp"
#include "app/panels/timeline.hpp"
#include "app/progress_book.hpp"
#include "app/scene/scene_index.hpp"
#include "app/settings.hpp"
#include "app/settings_keeper.hpp"
#include "app/stage_show.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "core/session/lesson_walk.hpp"
#include "core/socket/network.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

struct ApplicationOptions {
  std::filesystem::path lessons;               ///< the folder of the list
  std::optional<std::filesystem::path> file;   ///< the lesson or recording to begin with, else the list
  std::chrono::milliseconds step_time{450};    ///< of playing
  std::chrono::milliseconds motion_time{360};  ///< of a step's movement on the stage; 0: nothing moves
  float text_scale = 1;
  std::optional<std::filesystem::path> settings;  ///< the file that keeps them; none: nothing is read or kept
  std::optional<std::filesystem::path> pictures;  ///< the folder that pictures are written into
  std::optional<std::filesystem::path> progress;  ///< the file that keeps what the learner does; none: as for settings
  std::optional<std::filesystem::path> journeys;  ///< the folder that takes are written down in; none: they are not
  std::filesystem::path documents = {};           ///< where the file browser begins; empty: the home folder
};

/// Everything but the window: what is shown, and what commands do to it. It needs a Dear ImGui context while a frame is
/// drawn and while keys are taken in (for the clipboard) and nothing else, so it runs in tests as it does in the
/// window. Owned and used by one thread; nothing in it waits for a socket or a file.
class Application {
 public:
  using Clock = LessonWalk::Clock;

  /// `wake` is called on any thread when `update` has something to take in; it must be quick, and callable until the
  /// application is gone.
  Application(ApplicationOptions options, std::function<void()> wake);
  ~Application();  ///< keeps all
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  /// Saves settings and progress that are not saved yet, and waits for that. From then on nothing of them is.
  void keep_all();

  /// Takes in what has happened, and the keys. True when a frame is to be drawn.
  bool update(const std::vector<KeyPress>& keys, Clock::time_point now);

  /// Opens the first of these files that is a lesson or a recording: they were let go over the window.
  void drop(const std::vector<std::filesystem::path>& files);

  /// Draws one frame of this size, between ImGui::NewFrame and ImGui::Render, and carries out what was clicked.
  void frame(float width_px, float height_px, const Fonts& fonts, Clock::time_point now);

  /// When `update` has to be called although nothing came.
  [[nodiscard]] std::optional<Clock::time_point> wakes_at() const;

  /// How large text is to be: 1 is ordinary. It comes on top of what the screen asks for.
  [[nodiscard]] float text_scale() const { return settings_.text_scale; }

  /// Something is under way of itself: reading, playing, a grant.
  [[nodiscard]] bool is_busy() const;

  [[nodiscard]] const LessonWalk* walk() const { return walk_.get(); }
  [[nodiscard]] const std::vector<LessonFile>& lessons() const { return lessons_; }
  [[nodiscard]] Vocabulary vocabulary() const { return settings_.vocabulary; }
  [[nodiscard]] const Theme& theme() const { return theme_; }
  [[nodiscard]] bool help_is_open() const { return help_is_open_; }
  [[nodiscard]] const Palette& palette() const { return palette_; }
  [[nodiscard]] FrameWishes frame_wishes() const;

  // --- What the learner has done.
  [[nodiscard]] const Progress& progress() const { return book_.progress(); }
  [[nodiscard]] LearnerCard learner_card() const { return learner_card_; }
  /// Of the start screen and the learner's cards.
  [[nodiscard]] LearnerView learner() const;
  [[nodiscard]] const ProgressCardUi& progress_card_ui() const { return progress_ui_; }

  // --- Settings, and what they say of the window.
  /// As they are now, to be kept.
  [[nodiscard]] Settings settings() const;
  /// They are read, or there is nothing to read.
  [[nodiscard]] bool settings_are_read() const { return keeper_.has_read(); }
  /// Where the window is to stand, once after it was read.
  std::optional<WindowPlace> take_window_place();
  void set_window_place(const WindowPlace& place) { settings_.window = place; }
  [[nodiscard]] bool is_fullscreen() const { return is_fullscreen_; }
  [[nodiscard]] bool reduced_motion() const { return settings_.reduced_motion; }
  /// What the user is told on a card, or empty.
  [[nodiscard]] const std::string& message() const { return message_.text; }
  /// When the card goes away of itself.
  [[nodiscard]] std::optional<Clock::time_point> message_ends_at() const { return message_ends_at_; }
  [[nodiscard]] const TimelineUi& timeline_ui() const { return timeline_ui_; }
  /// What lights up wherever it is shown.
  [[nodiscard]] const Pointed& pointed() const { return pinned_.is_nothing() ? hovered_ : pinned_; }
  /// What the keys type into the page's question, if it asks for a number.
  [[nodiscard]] const AskUi& ask_ui() const { return ask_ui_; }
  [[nodiscard]] const LessonPageUi& page_ui() const { return page_ui_; }
  /// The stage as it was drawn last.
  [[nodiscard]] const StageShow& stage() const { return stage_show_; }
  /// The leaf that the inspector shows, where it is open.
  [[nodiscard]] InspectorTab inspector_tab() const { return inspector_wish().tab; }
  /// The lesson's file that cannot be shown for its mistakes, or null.
  [[nodiscard]] const LessonFile* faulty_file() const { return faulty_ ? &*faulty_ : nullptr; }
  /// The file of the lesson that is open, as it was saved last: it has mistakes, and the last good version is shown. Or
  /// null.
  [[nodiscard]] const LessonFile* broken_file() const { return broken_ ? &*broken_ : nullptr; }
  /// The scenario that is open for change, or the texts that were.
  [[nodiscard]] const ScenarioEditor& editor() const { return editor_; }
  [[nodiscard]] const EditorUi& editor_ui() const { return editor_ui_; }

  // --- Recordings
  /// The file that is shown; null where a lesson is, or the list.
  [[nodiscard]] const std::filesystem::path* recording_file() const { return opened_ ? &opened_->path : nullptr; }
  [[nodiscard]] const FileBrowser& browser() const { return browser_; }
  /// Takes that were cut off with an earlier Doorway.
  [[nodiscard]] const std::vector<JourneyOffer>& offers() const { return desk_.offers(); }

  // --- The present take beside another recording
  /// What the present take is compared with, or null.
  [[nodiscard]] const ComparedTake* compared() const { return compared_.get(); }

 private:
  /// A lesson's file that was read to be opened.
  struct LessonToOpen {
    LessonFile file;
    std::size_t page = 0;              // the one to open it at
    std::shared_ptr<FileWatch> watch;  // of its folder, since before it was read
    bool is_of_user = false;           // asked for as a file, not as a lesson of the list
  };

  /// A recording from a file, as it was when it was opened.
  struct OpenedRecording {
    std::filesystem::path path;
    std::shared_ptr<const Recording> recording;
    JourneyInfo info;
    RunStatus ended;
    bool is_of_lesson = false;  // walk_ shows the lesson's pages
    IndexedRecording index;     // without the view, which is the walk's; until it is shown
  };

  /// What the present take is compared with, made aside.
  struct ComparedAside {
    Result<std::unique_ptr<ComparedTake>> other;
    bool is_chosen_file = false;  // in the browser
  };

  void carry_out(const Command& command, Clock::time_point now);
  void carry_out(const SeekTo& seek, Clock::time_point now);
  void carry_out(const SessionCommand& command, Clock::time_point now);
  void carry_out(const WalkCommand& command, Clock::time_point now);
  void carry_out(const AskCommand& command, Clock::time_point now);
  void carry_out(const ViewCommand& command, Clock::time_point now);
  void carry_out(const TimelineCommand& command, Clock::time_point now);
  void carry_out(const BookCommand& command, Clock::time_point now);
  void carry_out(const CompareCommand& command, Clock::time_point now);
  void carry_out(const compare::WithTakeBefore& with, Clock::time_point now);
  void carry_out(const compare::WithFile& with, Clock::time_point now);
  void carry_out(const compare::ToDifference& to, Clock::time_point now);
  void carry_out(const compare::End& end, Clock::time_point now);
  void compare_aside(std::unique_ptr<ComparedTake> other);
  void show_compared(std::unique_ptr<ComparedTake> other);
  bool take_in_compared();
  void take_in_chosen(Result<std::unique_ptr<ComparedTake>> read);
  void keep_comparable(const std::shared_ptr<const Recording>& present);

  void carry_out(const view::OpenLesson& open, Clock::time_point now);
  void carry_out(const view::OpenLessonAt& open, Clock::time_point now);
  void carry_out(const view::ShowList& show, Clock::time_point now);
  void carry_out(const view::ReadAgain& again, Clock::time_point now);
  void carry_out(const view::ToggleHelp& toggle, Clock::time_point now);
  void carry_out(const view::ToggleInspector& toggle, Clock::time_point now);
  void carry_out(const view::ToggleTimeline& toggle, Clock::time_point now);
  void carry_out(const view::DoInInspector& wish, Clock::time_point now);
  void carry_out(const view::ToggleEditor& toggle, Clock::time_point now);
  void carry_out(const view::SavePicture& save, Clock::time_point now);
  void carry_out(const view::ExportTake& what, Clock::time_point now);
  void carry_out(const view::ExportPrograms& what, Clock::time_point now);

  // A scenario that is being changed
  void carry_out(const EditorCommand& command, Clock::time_point now);
  void run_editor(Clock::time_point now);
  [[nodiscard]] bool editor_takes_keys() const;
  bool take_key(const KeyPress& press, Clock::time_point now);
  void follow_editor();
  [[nodiscard]] EditorSources editor_sources() const;

  void carry_out(const SettingCommand& command, Clock::time_point now);
  void carry_out(const view::TogglePalette& toggle, Clock::time_point now);
  void carry_out(const view::TakeFromPalette& take, Clock::time_point now);
  void carry_out(const view::CloseMessage& close, Clock::time_point now);
  void carry_out(const view::ToggleFullscreen& toggle, Clock::time_point now);
  void carry_out(const view::Scroll& scroll, Clock::time_point now);
  void carry_out(const book::Continue& go_on, Clock::time_point now);
  void carry_out(const book::Open& open, Clock::time_point now);
  void carry_out(const book::Close& close, Clock::time_point now);
  void carry_out(const book::WriteTable& write, Clock::time_point now);
  void carry_out(const book::AskForReset& ask, Clock::time_point now);
  void carry_out(const book::Reset& reset, Clock::time_point now);
  void carry_out(const book::KeepAll& keep, Clock::time_point now);

  // Recordings: application_journeys.cpp
  void carry_out(const FileCommand& command, Clock::time_point now);
  void carry_out(const BrowseCommand& command, Clock::time_point now);
  void carry_out(const files::AskToOpen& ask, Clock::time_point now);
  void carry_out(const files::AskToSave& ask, Clock::time_point now);
  void carry_out(const files::OpenRecent& open, Clock::time_point now);
  void carry_out(const files::OpenOffer& open, Clock::time_point now);
  void carry_out(const files::PutAway& put_away, Clock::time_point now);
  void carry_out(const BrowserWish& wish, Clock::time_point now);
  void carry_out(const browser::List& list, Clock::time_point now);
  void carry_out(const browser::Open& open, Clock::time_point now);
  void carry_out(const browser::Compare& compare, Clock::time_point now);
  void carry_out(const browser::Save& save, Clock::time_point now);
  void ask_for_file(BrowserUse use, std::string name);
  void open_file(const std::filesystem::path& file);
  void open(ReadJourney read, IndexedRecording index, Clock::time_point now);
  bool take_in_journeys(Clock::time_point now);
  void take_in(JourneyDesk::Opened opened, Clock::time_point now);
  void take_in(const JourneyDesk::Saved& saved);
  void remember_opened(const LessonFile& file);
  [[nodiscard]] std::shared_ptr<Journal> new_journal(const std::vector<ProcessId>& order);
  [[nodiscard]] std::optional<JourneyCopy> copy_of_take() const;
  void add_files_to(ActionContext& context) const;

  [[nodiscard]] bool can_write_out();
  [[nodiscard]] std::string output_stem() const;
  bool take_in_written();
  bool take_in_settings(Clock::time_point now);
  bool take_in_learner(Clock::time_point now);
  void take_in_events(Clock::time_point now);
  void follow_missed();
  void note_activity(Clock::time_point now);
  void draw_learner_card(Rect window, const Fonts& fonts, Commands& out);
  void follow_settings();

  // Files, and what becomes of them while they are shown
  void read_folder();
  void read_file(const std::filesystem::path& path, std::size_t page = 0, bool is_of_user = false);
  bool take_in_files(Clock::time_point now);
  void take_in_changes();
  void open(LessonToOpen opened, Clock::time_point now);
  void reload(LessonFile file, Clock::time_point now);
  void close_lesson();
  [[nodiscard]] ActionContext action_context() const;
  void add_page_to(ActionContext& context) const;
  void follow_page();
  [[nodiscard]] InspectorWish inspector_wish() const;
  [[nodiscard]] std::string title() const;

  void tell(Message message);
  bool end_message(Clock::time_point now);
  void draw(Rect window, const Fonts& fonts, Clock::time_point now, Commands& out);
  void draw_over(Rect window, const Fonts& fonts, Commands& out);
  void index_take(const Session& session);
  [[nodiscard]] std::string notice_of(const Session& session, const FrameLayout& layout) const;
  [[nodiscard]] std::chrono::milliseconds motion_time() const;
  void draw_page(const FrameLayout& layout, const Fonts& fonts, Commands& out);
  void point_at_stage(const Session& session, const WorldState& world, const Fonts& fonts, Commands& out);
  void draw_run(Session& session, const FrameLayout& layout, const Fonts& fonts, Clock::time_point now, Commands& out);

  const ApplicationOptions options_;
  const std::function<void()> wake_;
  LoopbackNetwork network_;
  Retired retired_;
  const Ground ground_;

  JourneyDesk desk_;
  FileBrowser browser_;
  std::filesystem::path documents_;              // where the browser begins
  std::optional<OpenedRecording> opened_;        // that walk_ shows
  std::optional<JourneyLesson> lesson_at_hand_;  // of walk_, for what is recorded in it; its page when it opened

  std::vector<LessonFile> lessons_;
  Aside<std::vector<LessonFile>> reading_folder_;
  Errand<LessonToOpen> reading_file_;
  std::shared_ptr<FileWatch> folder_watch_;  // of the list's folder
  std::shared_ptr<FileWatch> lesson_watch_;  // of that of the lesson that is open
  bool folder_has_changed_ = false;          // since it was read last
  bool lesson_has_changed_ = false;
  Errand<LessonFile> reading_again_;  // the lesson that is open
  std::optional<LessonFile> broken_;
  std::optional<LessonFile> faulty_;
  std::filesystem::path path_;     // of the lesson that is open; empty where none is
  std::size_t opens_at_page_ = 0;  // a lesson with mistakes, once it has none
  std::string lesson_id_;          // of walk_
  Clock::time_point seen_at_{};    // of the last update
  std::unique_ptr<LessonWalk> walk_;
  std::shared_ptr<const Recording> shown_;         // kept, so that no other can stand at its address
  std::unique_ptr<SceneIndex> scene_index_;        // of `shown_`
  std::unique_ptr<TimelineIndex> timeline_index_;  // of `scene_index_`

  std::unique_ptr<ComparedTake> compared_;  // what `shown_` is compared with
  Lookup<ComparedAside> comparing_;
  std::optional<std::size_t> take_asked_for_;  // by W, while that is under way

  StageShow stage_show_;
  Aside<Message> writing_out_;                   // a picture or an export; what becomes of it
  std::optional<Clock::time_point> next_frame_;  // while something moves

  Settings settings_;
  SettingsKeeper keeper_;
  std::optional<WindowPlace> window_place_;  // to be taken
  SeenFrame seen_;                           // of the frame before
  Theme theme_;                              // settings_.theme
  bool is_fullscreen_ = false;
  bool help_is_open_ = false;
  Message message_;                                   // without a text: none
  std::optional<Clock::time_point> message_ends_at_;  // of itself
  Palette palette_;
  EdgesUi edges_ui_;
  float list_scroll_ = 0;  // pixels that a key asked for
  float help_scroll_ = 0;
  Pointed hovered_;  // in the frame before
  Pointed pinned_;
  ProgressBook book_;
  LearnerCard learner_card_ = LearnerCard::none;
  ProgressCardUi progress_ui_;
  float treasury_scroll_ = 0;  // pixels that a key asked for
  LessonPageUi page_ui_;
  AskUi ask_ui_;
  PageViews views_;                                // of the page
  std::optional<std::size_t> page_followed_;       // which that is
  std::optional<std::size_t> target_under_mouse_;  // on the stage, of the page's question
  bool answers_by_click_ = false;                  // a click on the stage answers the page's question
  std::vector<MissedQuestion> missed_;             // for a recap
  std::size_t right_in_the_end_ = 0;               // the same
  TimelineUi timeline_ui_;
  InspectorUi inspector_ui_;
  ScenarioEditor editor_;
  EditorUi editor_ui_;
  float editor_width_ = 0;  // at scale 1; chosen when it opens, so that the stage stays where it is
};

}  // namespace doorway::app
