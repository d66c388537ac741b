#include "app/page_views.hpp"

#include <algorithm>

namespace doorway::app {
namespace {

/// Nothing for the timeline, which is no leaf.
std::optional<InspectorTab> leaf_of(View view) {
  switch (view) {
    case View::timeline: return std::nullopt;
    case View::bytes: return InspectorTab::bytes;
    case View::sockets: return InspectorTab::sockets;
    case View::program: return InspectorTab::program;
    case View::transcript: return InspectorTab::transcript;
  }
  return std::nullopt;
}

}  // namespace

PageViews::PageViews(const Cue& cue) {
  for (const View view : cue.hidden) {
    if (const auto leaf = leaf_of(view)) {
      hidden_.push_back(*leaf);
    } else {
      hides_timeline_ = true;
    }
  }
  if (cue.shown) shown_ = leaf_of(*cue.shown);
}

InspectorWish PageViews::inspector(const InspectorWish& wish, bool page_stays) const {
  if (shown_ && page_stays) return {true, *shown_};
  const bool is_hidden = std::find(hidden_.begin(), hidden_.end(), wish.tab) != hidden_.end();
  return {wish.is_open && !is_hidden, wish.tab};
}

void PageViews::leave_inspector_to_learner() {
  hidden_.clear();
  shown_.reset();
}

}  // namespace doorway::app
