#include "app/application.hpp"

#include "app/labels.hpp"
#include "app/layout/compared_layout.hpp"
#include "app/notices.hpp"
#include "app/panels/lesson_list.hpp"
#include "app/panels/page_words.hpp"
#include "app/panels/sentence.hpp"
#include "app/panels/stage_mark.hpp"
#include "app/panels/top_bar.hpp"
#include "app/panels/transport.hpp"
#include "app/scene/narration.hpp"
#include "app/user_file.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/packed.hpp"
#include "app/window/font_set.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace doorway::app {
namespace {

constexpr std::chrono::milliseconds frame_time{16};  // while something moves

/// As what happens is told with them.
std::vector<std::string> socket_names(const WorldState& world) {
  std::vector<std::string> names;
  for (const SocketState& socket : world.sockets) {
    if (!socket.name.empty()) names.push_back(escape_for_display(name_at_home(socket.name), 24));
  }
  return names;
}

// On letter paper, like all that explains. What Dear ImGui draws by itself is nothing but tooltips.
void style_tooltips(const Theme& theme, const Fonts& fonts) {
  ImGui::PushStyleColor(ImGuiCol_PopupBg, packed(theme.paper));
  ImGui::PushStyleColor(ImGuiCol_Border, packed(theme.paper_line));
  ImGui::PushStyleColor(ImGuiCol_Text, packed(theme.paper_text));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(fonts.size * 0.8F, fonts.size * 0.55F));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, fonts.size * 0.4F);
  ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, 1);
}

// What Dear ImGui has from the window; without one, what was copied here.
Clipboard window_clipboard() {
  return {[] {
            const char* text = ImGui::GetClipboardText();
            return std::string(text != nullptr ? text : "");
          },
          [](const std::string& text) { ImGui::SetClipboardText(text.c_str()); }};
}

void unstyle_tooltips() {
  ImGui::PopStyleVar(3);
  ImGui::PopStyleColor(3);
}

}  // namespace

Application::Application(ApplicationOptions options, std::function<void()> wake)
    : options_(std::move(options)),
      wake_(std::move(wake)),
      ground_{network_, retired_, wake_, [this](const std::vector<ProcessId>& order) { return new_journal(order); }},
      desk_(options_.journeys, wake_),
      documents_(options_.documents.empty() ? home_folder() : options_.documents),
      reading_file_(wake_),
      reading_again_(wake_),
      comparing_(wake_),
      keeper_(options_.settings, wake_),
      theme_(theme_of(settings_.theme)),
      book_(options_.progress, wake_),
      editor_(window_clipboard()) {
  settings_.text_scale = options_.text_scale;
  read_folder();
  if (options_.file) open_file(*options_.file);
  desk_.tidy();
}

Application::~Application() {
  keep_all();
}

void Application::keep_all() {
  keeper_.finish(settings());
  take_in_events(seen_at_);
  book_.finish();
}

// --- What happens

bool Application::update(const std::vector<KeyPress>& keys, Clock::time_point now) {
  seen_at_ = now;
  bool changed = take_in_files(now);
  changed = take_in_journeys(now) || changed;
  changed = take_in_compared() || changed;
  for (const KeyPress& press : keys) changed = take_key(press, now) || changed;
  follow_editor();
  if (!keys.empty()) stage_show_.finish();
  changed = take_in_settings(now) || changed;
  changed = take_in_written() || changed;
  changed = end_message(now) || changed;
  if (walk_) changed = walk_->update(now) || changed;
  if (!keys.empty()) book_.touch(now);
  changed = take_in_learner(now) || changed;
  return changed || (next_frame_ && now >= *next_frame_);
}

std::optional<Application::Clock::time_point> Application::wakes_at() const {
  auto wakes_at = walk_ ? walk_->wakes_at() : std::nullopt;
  for (const auto& other : {keeper_.wakes_at(), next_frame_, message_ends_at_}) {
    if (other) wakes_at = wakes_at ? std::min(*wakes_at, *other) : *other;
  }
  return wakes_at;
}

bool Application::is_busy() const {
  const bool walk_is = walk_ && walk_->is_busy();
  // A list that is there waits for the palette to close: nothing is under way.
  const bool waits_for_palette = reading_folder_.is_there() && palette_.is_open();
  const bool reads = (reading_folder_.is_under_way() && !waits_for_palette) || reading_file_.is_under_way() ||
                     reading_again_.is_under_way();
  return walk_is || reads || writing_out_.is_under_way() || comparing_.is_under_way() || lesson_has_changed_ ||
         keeper_.is_busy() || book_.is_busy() || desk_.is_busy();
}

ActionContext Application::action_context() const {
  ActionContext context;
  context.learner_card = learner_card_;
  const bool has_card = learner_card_ != LearnerCard::none;
  context.in_lesson = walk_ != nullptr && !has_card;
  context.in_list = !walk_ && !faulty_ && !has_card;
  context.help_is_open = help_is_open_;
  context.message_is_open = !message_.text.empty();
  context.vocabulary = settings_.vocabulary;
  context.theme = settings_.theme;
  context.reduced_motion = settings_.reduced_motion;
  context.editor_is_open = editor_takes_keys();
  if (context.in_lesson && walk_->session() != nullptr) context.timeline_card = timeline_ui_.card;
  context.compares = context.in_lesson && walk_->session() != nullptr && (compared_ || comparing_.is_under_way());
  context.lesson_count = lessons_.size();
  add_files_to(context);
  if (!context.in_lesson) return context;
  context.has_run = walk_->session() != nullptr;
  if (context.has_run) {
    for (const std::string& name : walk_->session()->recording().scenario().processes) {
      context.processes.push_back(display_name(name));
    }
  }
  add_page_to(context);
  return context;
}

// --- Commands

void Application::carry_out(const Command& command, Clock::time_point now) {
  std::visit([&](const auto& what) { carry_out(what, now); }, command);
}

void Application::carry_out(const SeekTo& seek, Clock::time_point now) {
  carry_out(SessionCommand{session::Move{playhead::Seek{seek.seq}}}, now);
}

void Application::carry_out(const SessionCommand& command, Clock::time_point now) {
  if (walk_) walk_->apply(command, now);
}

void Application::carry_out(const ViewCommand& command, Clock::time_point now) {
  std::visit([&](const auto& what) { carry_out(what, now); }, command);
}

// Read again, so that what an author has changed meanwhile is seen.
void Application::carry_out(const view::OpenLesson& open, Clock::time_point) {
  if (open.lesson < lessons_.size()) read_file(lessons_[open.lesson].path);
}

void Application::carry_out(const view::OpenLessonAt& open, Clock::time_point) {
  if (open.lesson < lessons_.size()) read_file(lessons_[open.lesson].path, open.page);
}

void Application::carry_out(const view::ShowList&, Clock::time_point) {
  desk_.drop_reading();
  close_lesson();
  if (!reading_folder_.is_under_way()) read_folder();
  desk_.tidy();  // takes have come to it since
}

void Application::carry_out(const view::ReadAgain&, Clock::time_point) {
  if (faulty_) read_file(path_);
}

void Application::carry_out(const view::ToggleHelp&, Clock::time_point) {
  help_is_open_ = !help_is_open_;
}

void Application::carry_out(const TimelineCommand& command, Clock::time_point now) {
  if (!walk_ || walk_->session() == nullptr) return;
  views_.choose_timeline(true);  // who asks something of it wants to see it
  const Session& session = *walk_->session();
  index_take(session);
  const ReplayView& view = session.view();
  const auto beside =
      compared_ ? std::optional(BesideRun{compared_->view().steps, *compared_->recording()}) : std::nullopt;
  const auto seek =
      apply(timeline_ui_, command,
            {view.recording, view.steps, *timeline_index_, session.playhead().cursor, beside ? &*beside : nullptr});
  if (seek) carry_out(SeekTo{*seek}, now);
}

// --- Frames

void Application::frame(float width_px, float height_px, const Fonts& fonts, Clock::time_point now) {
  const Rect window{0, 0, width_px, height_px};
  Commands asked;
  note_activity(now);
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(width_px, height_px));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin("doorway", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoScrollWithMouse);
  style_tooltips(theme_, fonts);
  draw(window, fonts, now, asked);
  unstyle_tooltips();
  ImGui::End();
  // The frame after the last one of a movement shows how it ended.
  const bool goes_on = stage_show_.is_moving(now) || page_ui_.coming;
  next_frame_ = goes_on ? std::optional(now + frame_time) : std::nullopt;
  draw_over(window, fonts, asked);
  ImGui::PopStyleVar(2);
  for (const Command& command : asked) carry_out(command, now);
  follow_editor();
}

// Without a run there is nothing to inspect.
FrameWishes Application::frame_wishes() const {
  FrameWishes wishes = settings_.panels;
  const bool has_run = walk_ && walk_->session() != nullptr;
  wishes.inspector_is_open = has_run && inspector_wish().is_open;
  wishes.inspector_is_guest = views_.shows_inspector();
  wishes.timeline_is_hidden = has_run && views_.hides_timeline();
  if (has_run && compared_) wishes.timeline_h = std::max(wishes.timeline_h, compared_height_px);
  if (!editor_.is_open()) return wishes;
  wishes.lesson_w = std::max(wishes.lesson_w, editor_width_);
  // Where there is no room for both, what is being written comes first.
  if (!layout_frame(seen_.width_px, seen_.height_px, seen_.scale, wishes).lesson.shown())
    wishes.inspector_is_open = false;
  return wishes;
}

std::string Application::title() const {
  const std::string lesson = walk_ ? escape_for_display(walk_->lesson().title, 80) : "";
  if (opened_) {
    const std::string file = escape_for_display(opened_->path.filename().string(), 80);
    return lesson == file ? "Recording: " + file : fmt::format("Recording: {} \u00b7 {}", file, lesson);
  }
  if (walk_) return lesson;
  return faulty_ ? faulty_->title() : "what a socket is, seen at real ones";
}

void Application::draw(Rect window, const Fonts& fonts, Clock::time_point now, Commands& out) {
  seen_ = {window.w, window.h, fonts.size / text_px_at_scale_1};
  const FrameLayout layout = layout_frame(window.w, window.h, seen_.scale, frame_wishes());
  const bool has_parts = walk_ && walk_->session() != nullptr;
  if (has_parts) take_edges(layout, seen_.scale, edges_ui_, out);
  const Rect rest{0, layout.top_bar.bottom(), window.w, window.h - layout.top_bar.h};
  draw_top_bar(title(), walk_ || faulty_, settings_.vocabulary, layout.top_bar, theme_, fonts, out);
  if (walk_) {
    if (editor_.is_open()) {
      draw_editor(editor_sources(), layout.lesson, theme_, fonts, editor_ui_, out);
    } else {
      draw_page(layout, fonts, out);
    }
    if (Session* session = walk_->session()) {
      draw_run(*session, layout, fonts, now, out);
    } else {
      draw_sentence(walk_->failure(), "", {layout.stage.x, rest.y, layout.stage.w, rest.h}, theme_, fonts);
    }
  } else if (faulty_) {
    draw_mistakes(*faulty_, rest, theme_, fonts, list_scroll_, out);
  } else {
    draw_lesson_list(learner(), {desk_.offers(), settings_.recent_files}, rest, theme_, fonts, list_scroll_, out);
  }
  if (has_parts) draw_edges(layout, edges_ui_, seen_.scale, theme_);
}

// Where the inspector has the lesson's room, a question that waits for an answer would be asked unseen.
std::string Application::notice_of(const Session& session, const FrameLayout& layout) const {
  if (!layout.lesson.shown() && walk_->ask_state().asked_to_answer && !walk_->ask_state().answer) {
    return "The page asks what you expect: I closes the inspector and shows it. Space once more: just watch.";
  }
  if (!walk_->failure().empty()) return walk_->failure();
  if (!session.notice()) return "";
  return notice_text(*session.notice(), session.recording().scenario(), settings_.vocabulary);
}

// A faster walk has less time for each step.
std::chrono::milliseconds Application::motion_time() const {
  if (settings_.reduced_motion) return std::chrono::milliseconds(0);
  return std::chrono::duration_cast<std::chrono::milliseconds>(options_.motion_time / settings_.speed);
}

// What is looked up of the present take.
void Application::index_take(const Session& session) {
  if (!scene_index_ || shown_ != session.takes().back()) {
    shown_ = session.takes().back();
    timeline_index_.reset();
    if (opened_ && opened_->recording == shown_ && opened_->index.timeline) {
      scene_index_ = std::move(opened_->index.scene);
      timeline_index_ = std::move(opened_->index.timeline);
    } else {
      scene_index_ = std::make_unique<SceneIndex>(*shown_);
      timeline_index_ = std::make_unique<TimelineIndex>(*scene_index_, session.view().inference);
    }
    show_take(timeline_ui_, session.take_number() > 1);
    keep_comparable(shown_);
    hovered_ = {};
    pinned_ = {};
    stage_show_.reset();
  }
  scene_index_->update();
  timeline_index_->update();
}

void Application::draw_run(Session& session, const FrameLayout& layout, const Fonts& fonts, Clock::time_point now,
                           Commands& out) {
  index_take(session);
  const ReplayView& view = session.view();
  const Seq cursor = session.playhead().cursor;
  const float scale = fonts.size / text_px_at_scale_1;
  const TextMeasure measure = text_measure(fonts);

  stage_show_.update(*scene_index_, session, settings_.vocabulary, now, motion_time());
  const WorldState& world = session.world();
  const Lit lit = lit_by(pointed(), *scene_index_, view.lineage, cursor);
  const WindowMouse over;
  Light light(lit, pinned_, over);

  stage_show_.draw(layout.stage, scale, now, theme_, fonts, light);
  take_hidden_click(stage_show_.layout(), out);
  point_at_stage(session, world, fonts, out);
  if (walk_->runs_changed()) {
    const StageMark& mark = runs_solution(*walk_) ? mark_of_solution : mark_of_changed_run;
    draw_stage_mark(mark, stage_show_.layout(), theme_, fonts);
  }
  if (session.is_replay()) draw_stage_mark(mark_of_recording, stage_show_.layout(), theme_, fonts);

  const std::string happened = narrate(*scene_index_, world, view.lineage, settings_.vocabulary);
  draw_sentence(happened, notice_of(session, layout), layout.sentence, theme_, fonts, socket_names(world));
  draw_transport(session, {settings_.speed, layout.timeline.shown()}, layout.transport, theme_, fonts, out);
  if (layout.timeline.shown()) {
    if (compared_) compared_->update(view);
    const auto compared = compared_ ? std::optional(compared_->run(view, settings_.vocabulary)) : std::nullopt;
    draw_timeline(
        {view, *scene_index_, *timeline_index_, cursor, session.another_way(), compared ? &*compared : nullptr},
        layout.timeline, scale, theme_, fonts, timeline_ui_, light, out);
  }
  if (layout.inspector.shown()) {
    inspector_ui_.tab = inspector_wish().tab;
    draw_inspector({*scene_index_, world, view, settings_.vocabulary}, {layout.inspector, theme_, fonts, light, out},
                   inspector_ui_);
  }
  hovered_ = light.hovered();
  // A click that answers the question lights nothing up.
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!answers_by_click_ || !layout.stage.contains({mouse.x, mouse.y})) pinned_ = light.pinned();
}

}  // namespace doorway::app
