#pragma once

#include "app/journey_page/journey_page.hpp"
#include "app/journey_page/page_texts.hpp"
#include "app/scene/scene_index.hpp"
#include "app/scene/stage_scene.hpp"
#include "core/replay/inference.hpp"
#include "core/replay/lineage.hpp"
#include "core/replay/step_index.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <utility>

// What the files of the page's writer share; nobody else includes it. The keys of the JSON are told in README.md.
namespace doorway::app {

/// A recording with all that the page's scenes are made from, read up to the last event that the page holds.
struct PageSources {
  const Recording& recording;
  const StepIndex& steps;
  const SceneIndex& index;
  Lineage lineage;
  Inference inference;

  PageSources(const Recording& of, const StepIndex& with_steps, const SceneIndex& with_index, Seq up_to)
      : recording(of), steps(with_steps), index(with_index), lineage(of), inference(of) {
    lineage.update(up_to);
    inference.update(up_to);
  }
};

/// Values that are there once, however often a step refers to them: rooms, doors, roads and letters as they stand.
class PageParts {
 public:
  std::size_t add(nlohmann::json part);
  /// All of them, in the order of their numbers; there are none afterwards.
  [[nodiscard]] nlohmann::json take() {
    numbers_.clear();
    return std::exchange(parts_, nlohmann::json::array());
  }
  [[nodiscard]] std::size_t size_bytes() const { return size_bytes_; }

 private:
  std::map<std::string, std::size_t> numbers_;
  nlohmann::json parts_ = nlohmann::json::array();
  std::size_t size_bytes_ = 0;
};

/// The same step in both vocabularies.
struct ScenePair {
  StageScene story;
  StageScene engineer;
};

// The parts of a scene as JSON. `nth` is a part's place in the scene.
nlohmann::json room_json(const ScenePair& scenes, std::size_t nth, PageTexts& texts);
nlohmann::json door_json(const ScenePair& scenes, std::size_t nth, PageTexts& texts);
nlohmann::json road_json(const ScenePair& scenes, std::size_t nth, PageTexts& texts);
nlohmann::json letter_json(const ScenePair& scenes, std::size_t nth, PageTexts& texts);

/// The number that scripts and steps call the socket by; -1 for none.
int number_of(SocketId socket);

/// The rooms as they are at each step: names, colours, places, and programs as far as is seen of them up to `end`.
nlohmann::json rooms_json(const ScenePair& scenes, const PageSources& sources, Seq end, PageTexts& texts);

/// The steps 0 … of the recording that the page has room for, and the parts they refer to.
struct PageSteps {
  nlohmann::json steps = nlohmann::json::array();
  PageParts parts;
  std::size_t last = 0;  ///< the last one that is held
};
PageSteps steps_json(const PageSources& sources, const PageLimits& limits, PageTexts& texts, const GoOn& go_on);

/// The calls that have begun up to `last`, with their bytes.
nlohmann::json calls_json(const PageSources& sources, std::size_t last, PageTexts& texts);

/// The space-time diagram of the steps up to `last`.
nlohmann::json timeline_json(const PageSources& sources, std::size_t last, PageTexts& texts, const GoOn& go_on);

/// The colours of the window's themes, by the names that the page's style has for them.
nlohmann::json themes_json();

/// The words that the page itself says in both vocabularies.
nlohmann::json words_json(PageTexts& texts);

/// Both scenes at the world's cursor.
ScenePair scenes_at(const PageSources& sources, const WorldState& world);

}  // namespace doorway::app
