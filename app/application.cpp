#include "app/application.hpp"

#include "app/notices.hpp"
#include "app/panels/lesson_list.hpp"
#include "app/panels/sentence.hpp"
#include "app/panels/top_bar.hpp"
#include "app/panels/transport.hpp"
#include "app/scene/narration.hpp"
#include "app/widgets/packed.hpp"
#include "app/window/font_set.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

namespace doorway::app {
namespace {

constexpr float text_step = 1.15F;
constexpr float smallest_text = 0.8F;
constexpr float largest_text = 3;

// On letter paper, like all that explains. What Dear ImGui draws by itself is nothing but tooltips.
void style_tooltips(const Theme& theme, const Fonts& fonts) {
  ImGui::PushStyleColor(ImGuiCol_PopupBg, packed(theme.paper));
  ImGui::PushStyleColor(ImGuiCol_Border, packed(theme.paper_line));
  ImGui::PushStyleColor(ImGuiCol_Text, packed(theme.paper_text));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(fonts.size * 0.8F, fonts.size * 0.55F));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, fonts.size * 0.4F);
  ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, 1);
}

void unstyle_tooltips() {
  ImGui::PopStyleVar(3);
  ImGui::PopStyleColor(3);
}

}  // namespace

Application::Application(ApplicationOptions options, std::function<void()> wake)
    : options_(std::move(options)),
      wake_(std::move(wake)),
      ground_{network_, retired_, wake_},
      text_scale_(options_.text_scale) {
  read_folder();
  if (options_.file) read_file(*options_.file);
}

Application::~Application() = default;

// --- What happens

bool Application::update(const std::vector<KeyPress>& keys, Clock::time_point now) {
  bool changed = take_in_files(now);
  for (const KeyPress& press : keys) {
    const auto command = command_of(press, key_context());
    if (command) carry_out(*command, now);
    changed = changed || command;
  }
  if (walk_) changed = walk_->update(now) || changed;
  return changed;
}

std::optional<Application::Clock::time_point> Application::wakes_at() const {
  return walk_ && walk_->session() != nullptr ? walk_->session()->wakes_at() : std::nullopt;
}

bool Application::is_busy() const {
  const bool session_is = walk_ && walk_->session() != nullptr && walk_->session()->is_busy();
  return session_is || reading_folder_.is_under_way() || reading_file_.is_under_way();
}

KeyContext Application::key_context() const {
  KeyContext context;
  context.in_lesson = walk_ != nullptr;
  context.in_list = !walk_ && !faulty_;
  context.help_is_open = help_is_open_;
  context.vocabulary = vocabulary_;
  context.dark = theme_.dark;
  if (walk_ && walk_->session() != nullptr) context.timeline_card = timeline_ui_.card;
  context.lesson_count = lessons_.size();
  if (!walk_) return context;
  if (walk_->session() != nullptr) context.process_count = walk_->session()->recording().scenario().processes.size();
  if (const Ask* ask = ask_of(walk_->page())) context.choice_count = ask->choices.size();
  return context;
}

// --- Files

void Application::read_folder() {
  reading_folder_ = {[folder = options_.lessons] { return read_lesson_folder(folder); }, wake_};
}

void Application::read_file(const std::filesystem::path& path) {
  path_ = path;
  reading_file_ = {[path] { return read_lesson_file(path); }, wake_};
}

bool Application::take_in_files(Clock::time_point now) {
  bool changed = false;
  if (reading_folder_.is_there()) {
    lessons_ = reading_folder_.take();
    changed = true;
  }
  if (reading_file_.is_there()) {
    open(reading_file_.take(), now);
    changed = true;
  }
  return changed;
}

void Application::open(LessonFile file, Clock::time_point now) {
  walk_.reset();
  timeline_index_.reset();
  scene_index_.reset();
  faulty_.reset();
  page_ui_ = {};
  timeline_ui_ = {};
  if (!file.lesson) {
    faulty_ = std::move(file);
    return;
  }
  walk_ = std::make_unique<LessonWalk>(std::move(*file.lesson), ground_, now);
  walk_->set_step_time(options_.step_time);
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

void Application::carry_out(const WalkCommand& command, Clock::time_point now) {
  if (walk_) walk_->apply(command, now);
}

void Application::carry_out(const ViewCommand& command, Clock::time_point now) {
  std::visit([&](const auto& what) { carry_out(what, now); }, command);
}

// Read again, so that what an author has changed meanwhile is seen.
void Application::carry_out(const view::OpenLesson& open, Clock::time_point) {
  if (open.lesson < lessons_.size()) read_file(lessons_[open.lesson].path);
}

void Application::carry_out(const view::ShowList&, Clock::time_point) {
  walk_.reset();
  timeline_index_.reset();
  scene_index_.reset();
  faulty_.reset();
  if (!reading_folder_.is_under_way()) read_folder();
}

void Application::carry_out(const view::ReadAgain&, Clock::time_point) {
  if (faulty_) read_file(path_);
}

void Application::carry_out(const view::SetVocabulary& set, Clock::time_point) {
  vocabulary_ = set.vocabulary;
}

void Application::carry_out(const view::SetDark& set, Clock::time_point) {
  theme_ = set.dark ? night() : parchment();
}

void Application::carry_out(const view::ChangeTextSize& change, Clock::time_point) {
  text_scale_ =
      std::clamp(text_scale_ * std::pow(text_step, static_cast<float>(change.steps)), smallest_text, largest_text);
}

void Application::carry_out(const view::ToggleHelp&, Clock::time_point) {
  help_is_open_ = !help_is_open_;
}

void Application::carry_out(const view::ToggleInspector& toggle, Clock::time_point) {
  const bool other_tab = toggle.tab && *toggle.tab != inspector_ui_.tab;
  wishes_.inspector_is_open = !wishes_.inspector_is_open || other_tab;
  if (toggle.tab) inspector_ui_.tab = *toggle.tab;
}

void Application::carry_out(const TimelineCommand& command, Clock::time_point now) {
  if (!walk_ || walk_->session() == nullptr) return;
  const Session& session = *walk_->session();
  index_take(session);
  const ReplayView& view = session.view();
  const auto seek =
      apply(timeline_ui_, command, {view.recording, view.steps, *timeline_index_, session.playhead().cursor});
  if (seek) carry_out(SeekTo{*seek}, now);
}

// --- Frames

void Application::frame(float width_px, float height_px, const Fonts& fonts, Clock::time_point now) {
  const Rect window{0, 0, width_px, height_px};
  Commands asked;
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(width_px, height_px));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin("doorway", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoScrollWithMouse);
  style_tooltips(theme_, fonts);
  draw(window, fonts, asked);
  unstyle_tooltips();
  ImGui::End();
  if (help_is_open_) draw_help(window, theme_, fonts, asked);
  ImGui::PopStyleVar(2);
  for (const Command& command : asked) carry_out(command, now);
}

// Without a run there is nothing to inspect.
FrameWishes Application::frame_wishes() const {
  FrameWishes wishes = wishes_;
  wishes.inspector_is_open = wishes.inspector_is_open && walk_ && walk_->session() != nullptr;
  return wishes;
}

std::string Application::title() const {
  if (walk_) return escape_for_display(walk_->lesson().title, 80);
  return faulty_ ? faulty_->title() : "what a socket is, seen at real ones";
}

void Application::draw(Rect window, const Fonts& fonts, Commands& out) {
  const FrameLayout layout = layout_frame(window.w, window.h, fonts.size / text_px_at_scale_1, frame_wishes());
  const Rect rest{0, layout.top_bar.bottom(), window.w, window.h - layout.top_bar.h};
  draw_top_bar(title(), walk_ || faulty_, vocabulary_, layout.top_bar, theme_, fonts, out);
  if (walk_) {
    if (layout.lesson.shown()) draw_lesson_page(*walk_, layout.lesson, theme_, fonts, page_ui_, out);
    if (Session* session = walk_->session()) {
      draw_run(*session, layout, fonts, out);
    } else {
      draw_sentence(walk_->failure(), "", {layout.stage.x, rest.y, layout.stage.w, rest.h}, theme_, fonts);
    }
  } else if (faulty_) {
    draw_mistakes(*faulty_, rest, theme_, fonts, out);
  } else {
    draw_lesson_list(lessons_, reading_folder_.is_under_way(), rest, theme_, fonts, out);
  }
}

// What is looked up of the present take.
void Application::index_take(const Session& session) {
  if (!scene_index_ || shown_ != session.takes().back()) {
    shown_ = session.takes().back();
    timeline_index_.reset();
    scene_index_ = std::make_unique<SceneIndex>(*shown_);
    timeline_index_ = std::make_unique<TimelineIndex>(*scene_index_, session.view().inference);
    show_take(timeline_ui_, session.take_number() > 1);
    hovered_ = {};
    pinned_ = {};
  }
  scene_index_->update();
  timeline_index_->update();
}

void Application::draw_run(Session& session, const FrameLayout& layout, const Fonts& fonts, Commands& out) {
  index_take(session);
  const ReplayView& view = session.view();
  const WorldState& world = session.world();
  const Seq cursor = session.playhead().cursor;
  const float scale = fonts.size / text_px_at_scale_1;
  const TextMeasure measure = text_measure(fonts);

  const Lit lit = lit_by(pointed(), *scene_index_, view.lineage, cursor);
  Light light(lit, pinned_);

  const StageScene stage =
      make_stage_scene(*scene_index_, world, view.lineage, view.inference.up_to(cursor), vocabulary_);
  draw_stage(stage, layout_stage(layout.stage, stage, scale, measure), theme_, fonts, light, out);

  const std::string happened = narrate(*scene_index_, world, view.lineage, vocabulary_);
  const std::string notice =
      session.notice() ? notice_text(*session.notice(), session.recording().scenario(), vocabulary_) : "";
  draw_sentence(happened, notice, layout.sentence, theme_, fonts);
  draw_transport(session, layout.transport, theme_, fonts, out);

  draw_timeline({view, *scene_index_, *timeline_index_, cursor, session.another_way()}, layout.timeline, scale, theme_,
                fonts, timeline_ui_, light, out);
  if (layout.inspector.shown()) {
    draw_inspector({*scene_index_, world, view, vocabulary_}, {layout.inspector, theme_, fonts, light, out},
                   inspector_ui_);
  }
  hovered_ = light.hovered();
  pinned_ = light.pinned();
}

}  // namespace doorway::app
