#include "app/journey_page/page_texts.hpp"

namespace doorway::app {

std::size_t PageTexts::add(const std::string& story, const std::string& engineer) {
  const auto [place, is_new] = numbers_.try_emplace({story, engineer}, texts_.size());
  if (is_new) {
    size_bytes_ += story.size() + 4;
    if (story == engineer) {
      texts_.push_back(story);
    } else {
      texts_.push_back({story, engineer});
      size_bytes_ += engineer.size() + 4;
    }
  }
  return place->second;
}

}  // namespace doorway::app
