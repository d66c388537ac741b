// What the learner has done: taken in, shown, gone on with.

#include "app/application.hpp"
#include "app/panels/treasury.hpp"
#include "core/progress/progress_csv.hpp"

#include <imgui.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace doorway::app {
namespace {

bool mouse_is_busy() {
  const ImGuiIO& io = ImGui::GetIO();
  return io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseDown[0] || io.MouseWheel != 0;
}

}  // namespace

LearnerView Application::learner() const {
  const bool is_loading = (lessons_.empty() && reading_folder_.is_under_way()) || !book_.has_read();
  return learner_view(lessons_, book_.progress(), settings_.vocabulary, is_loading);
}

// --- What happens

bool Application::take_in_learner(Clock::time_point now) {
  take_in_events(now);
  const bool changed = book_.update();
  std::string message = book_.take_message();
  if (message.empty()) return changed;
  // Below its card a message would lie unseen.
  if (learner_card_ == LearnerCard::progress) {
    progress_ui_.note = std::move(message);
  } else {
    tell({std::move(message)});
  }
  return true;
}

void Application::take_in_events(Clock::time_point now) {
  if (!walk_) return;
  const std::vector<LearnerEvent> events = walk_->take_events();
  // A recording can be anybody's: what is answered over it is nobody's progress.
  if (!opened_) book_.take_in(events, walk_->lesson(), lesson_id_, now);
}

// What was missed comes again where a page has a recap.
void Application::follow_missed() {
  const auto is_recap = [](const PageBlock& block) { return std::holds_alternative<Recap>(block); };
  const std::vector<PageBlock>& blocks = walk_->page().blocks;
  if (std::none_of(blocks.begin(), blocks.end(), is_recap)) return;
  const std::vector<KnownLesson> known = known_lessons(lessons_);
  missed_ = missed_questions(known, book_.progress(), settings_.vocabulary);
  right_in_the_end_ = 0;
  for (const ProgressRow& row : progress_rows(known, book_.progress())) right_in_the_end_ += row.overview.right();
}

void Application::note_activity(Clock::time_point now) {
  if (walk_ && !opened_ && mouse_is_busy()) book_.touch(now);
}

// --- Commands

void Application::carry_out(const BookCommand& command, Clock::time_point now) {
  std::visit([&](const auto& what) { carry_out(what, now); }, command);
}

void Application::carry_out(const book::Continue&, Clock::time_point now) {
  const LearnerView view = learner();
  const auto place = view.next ? view.next : first_place(view);
  if (place) carry_out(view::OpenLessonAt{place->lesson, place->page}, now);
}

void Application::carry_out(const book::Open& open, Clock::time_point) {
  learner_card_ = learner_card_ == open.card ? LearnerCard::none : open.card;
  progress_ui_ = {};
  help_is_open_ = false;
}

void Application::carry_out(const book::Close&, Clock::time_point) {
  learner_card_ = LearnerCard::none;
}

void Application::carry_out(const book::WriteTable&, Clock::time_point) {
  book_.write_csv(progress_csv(known_lessons(lessons_), book_.progress(), settings_.vocabulary));
}

void Application::carry_out(const book::AskForReset&, Clock::time_point) {
  progress_ui_.asks_for_reset = true;
}

void Application::carry_out(const book::Reset&, Clock::time_point) {
  progress_ui_.asks_for_reset = false;
  book_.reset();
}

void Application::carry_out(const book::KeepAll&, Clock::time_point) {
  progress_ui_.asks_for_reset = false;
}

// --- Frames

void Application::draw_learner_card(Rect window, const Fonts& fonts, Commands& out) {
  switch (learner_card_) {
    case LearnerCard::none: return;
    case LearnerCard::treasury: return draw_treasury(learner(), window, theme_, fonts, treasury_scroll_, out);
    case LearnerCard::progress:
      return draw_progress_card(learner(), book_.has_file(), window, theme_, fonts, progress_ui_, out);
  }
}

}  // namespace doorway::app
