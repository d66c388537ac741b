#pragma once

#include "app/ask_control.hpp"
#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "core/progress/overview.hpp"
#include "core/session/lesson_walk.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace doorway::app {

/// What a page is drawn from.
struct LessonPageSources {
  const LessonWalk& walk;
  Vocabulary vocabulary = Vocabulary::story;
  const AskUi& ask;
  std::span<const MissedQuestion> missed;         ///< for a recap
  std::optional<std::size_t> target_under_mouse;  ///< of the question that asks to point, on the stage
  std::size_t right_in_the_end = 0;               ///< questions of all lessons, for a recap
};

/// The parts of a page that come into sight by themselves when something new stands there; and the button in the colour
/// of action.
enum class PageSpot : std::uint8_t { answers, verdict, hints, goal_state, solution, next };

/// What the lesson page remembers between frames.
struct LessonPageUi {
  /// What stood on the page in the frame before.
  struct Seen {
    std::size_t page = 0;
    bool asked = false;
    AskState::Standing standing = AskState::Standing::open;
    GoalState goal;
    bool runs_changed = false;

    friend bool operator==(const Seen&, const Seen&) = default;
  };
  std::optional<Seen> seen;
  std::optional<PageSpot> coming;              ///< comes into sight in the next frame, when its height is known
  float scroll_by = 0;                         ///< pixels that a key asked for
  std::optional<std::size_t> row_under_mouse;  ///< of the question's answers
  std::map<PageSpot, Rect> spots;              ///< where they stood in the last frame
  bool is_long = false;                        ///< there is more on it than its room shows
  Rect view;                                   ///< where it is seen
  std::optional<Rect> more;                    ///< the button that leads to what stands below; none at its end
  bool leads_on = false;                       ///< what is to be done next stands there
  std::vector<Rect> places;  ///< of what was drawn in the last frame, from top to bottom: nothing lies on another thing
};

/// Draws the page of a lesson: its prose, its question and how that stands, its goal, what is to be kept, the way to
/// the other pages.
void draw_lesson_page(const LessonPageSources& sources, Rect area, const Theme& theme, const Fonts& fonts,
                      LessonPageUi& ui, Commands& out);

}  // namespace doorway::app
