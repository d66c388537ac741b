#pragma once

#include "app/aside.hpp"
#include "app/commands.hpp"
#include "app/keys.hpp"
#include "app/layout/frame_layout.hpp"
#include "app/library.hpp"
#include "app/panels/inspector.hpp"
#include "app/panels/lesson_page.hpp"
#include "app/panels/stage.hpp"
#include "app/panels/timeline.hpp"
#include "app/scene/scene_index.hpp"
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
  std::filesystem::path lessons;              ///< the folder of the list
  std::optional<std::filesystem::path> file;  ///< the lesson to begin with, else the list
  std::chrono::milliseconds step_time{450};   ///< of playing
  float text_scale = 1;
};

/// Everything but the window: what is shown, and what commands do to it. It needs a Dear ImGui context while a frame is
/// drawn and nothing else, so it runs in tests as it does in the window. Owned and used by one thread; nothing in it
/// waits for a socket or a file.
class Application {
 public:
  using Clock = LessonWalk::Clock;

  /// `wake` is called on any thread when `update` has something to take in; it must be quick, and callable until the
  /// application is gone.
  Application(ApplicationOptions options, std::function<void()> wake);
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  /// Takes in what has happened, and the keys. True when a frame is to be drawn.
  bool update(const std::vector<KeyPress>& keys, Clock::time_point now);

  /// Draws one frame of this size, between ImGui::NewFrame and ImGui::Render, and carries out what was clicked.
  void frame(float width_px, float height_px, const Fonts& fonts, Clock::time_point now);

  /// When `update` has to be called although nothing came.
  [[nodiscard]] std::optional<Clock::time_point> wakes_at() const;

  /// How large text is to be: 1 is ordinary.
  [[nodiscard]] float text_scale() const { return text_scale_; }

  /// Something is under way of itself: reading, playing, a grant.
  [[nodiscard]] bool is_busy() const;

  [[nodiscard]] const LessonWalk* walk() const { return walk_.get(); }
  [[nodiscard]] const std::vector<LessonFile>& lessons() const { return lessons_; }
  [[nodiscard]] Vocabulary vocabulary() const { return vocabulary_; }
  [[nodiscard]] const Theme& theme() const { return theme_; }
  [[nodiscard]] bool help_is_open() const { return help_is_open_; }
  [[nodiscard]] FrameWishes frame_wishes() const;
  [[nodiscard]] const TimelineUi& timeline_ui() const { return timeline_ui_; }
  /// What lights up wherever it is shown.
  [[nodiscard]] const Pointed& pointed() const { return pinned_.is_nothing() ? hovered_ : pinned_; }
  /// The lesson's file that cannot be shown for its mistakes, or null.
  [[nodiscard]] const LessonFile* faulty_file() const { return faulty_ ? &*faulty_ : nullptr; }

 private:
  void carry_out(const Command& command, Clock::time_point now);
  void carry_out(const SeekTo& seek, Clock::time_point now);
  void carry_out(const SessionCommand& command, Clock::time_point now);
  void carry_out(const WalkCommand& command, Clock::time_point now);
  void carry_out(const ViewCommand& command, Clock::time_point now);
  void carry_out(const TimelineCommand& command, Clock::time_point now);

  void carry_out(const view::OpenLesson& open, Clock::time_point now);
  void carry_out(const view::ShowList& show, Clock::time_point now);
  void carry_out(const view::ReadAgain& again, Clock::time_point now);
  void carry_out(const view::SetVocabulary& set, Clock::time_point now);
  void carry_out(const view::SetDark& set, Clock::time_point now);
  void carry_out(const view::ChangeTextSize& change, Clock::time_point now);
  void carry_out(const view::ToggleHelp& toggle, Clock::time_point now);
  void carry_out(const view::ToggleInspector& toggle, Clock::time_point now);

  void read_folder();
  void read_file(const std::filesystem::path& path);
  bool take_in_files(Clock::time_point now);
  void open(LessonFile file, Clock::time_point now);
  [[nodiscard]] KeyContext key_context() const;
  [[nodiscard]] std::string title() const;

  void draw(Rect window, const Fonts& fonts, Commands& out);
  void index_take(const Session& session);
  void draw_run(Session& session, const FrameLayout& layout, const Fonts& fonts, Commands& out);

  const ApplicationOptions options_;
  const std::function<void()> wake_;
  LoopbackNetwork network_;
  Retired retired_;
  const Ground ground_;

  std::vector<LessonFile> lessons_;
  Aside<std::vector<LessonFile>> reading_folder_;
  Aside<LessonFile> reading_file_;
  std::optional<LessonFile> faulty_;
  std::filesystem::path path_;  // of the lesson that is open
  std::unique_ptr<LessonWalk> walk_;
  std::shared_ptr<const Recording> shown_;         // kept, so that no other can stand at its address
  std::unique_ptr<SceneIndex> scene_index_;        // of `shown_`
  std::unique_ptr<TimelineIndex> timeline_index_;  // of `scene_index_`

  Vocabulary vocabulary_ = Vocabulary::story;
  Theme theme_ = night();
  float text_scale_;
  bool help_is_open_ = false;
  FrameWishes wishes_;
  Pointed hovered_;  // in the frame before
  Pointed pinned_;
  LessonPageUi page_ui_;
  TimelineUi timeline_ui_;
  InspectorUi inspector_ui_;
};

}  // namespace doorway::app
