#pragma once

#include "app/commands.hpp"
#include "core/lesson/lesson.hpp"

#include <optional>
#include <vector>

namespace doorway::app {

/// Whether the inspector is open, and at which leaf.
struct InspectorWish {
  bool is_open = false;
  InspectorTab tab = InspectorTab::bytes;

  friend bool operator==(const InspectorWish&, const InspectorWish&) = default;
};

/// What the present page hides and shows, until the learner chooses otherwise: their choice holds for the rest of the
/// page, and the page's for no other page.
class PageViews {
 public:
  PageViews() = default;
  /// As a page opens.
  explicit PageViews(const Cue& cue);

  [[nodiscard]] bool hides_timeline() const { return hides_timeline_; }
  /// What is seen where the learner's own wish is this. `page_stays`: the page still has its room beside the inspector;
  /// else none is opened by the page, which would hide itself.
  [[nodiscard]] InspectorWish inspector(const InspectorWish& wish, bool page_stays = true) const;

  /// The inspector is open because the page says so.
  [[nodiscard]] bool shows_inspector() const { return shown_.has_value(); }

  void choose_timeline(bool shown) { hides_timeline_ = !shown; }
  void leave_inspector_to_learner();

 private:
  bool hides_timeline_ = false;
  std::vector<InspectorTab> hidden_;
  std::optional<InspectorTab> shown_;
};

}  // namespace doorway::app
