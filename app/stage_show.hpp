#pragma once

#include "app/layout/geometry.hpp"
#include "app/motion.hpp"
#include "app/panels/stage.hpp"
#include "app/scene/scene_index.hpp"
#include "core/session/session.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace doorway::app {

/// The stage as it is shown over time: the scene of the cursor, made when that moves and kept until it does, and the
/// way to it from the scene before. Owned and used by one thread.
class StageShow {
 public:
  using Clock = Motion::Clock;

  /// Takes in where the session stands. `motion_time`: how long a step's movement takes; 0: nothing moves.
  void update(const SceneIndex& index, Session& session, Vocabulary vocabulary, Clock::time_point now,
              std::chrono::milliseconds motion_time);

  void draw(Rect area, float scale, Clock::time_point now, const Theme& theme, const Fonts& fonts, Light& light);

  /// What is shown, and where, as it was drawn last.
  [[nodiscard]] const StageScene& scene() const { return scene_; }
  [[nodiscard]] const StageLayout& layout() const { return layout_; }

  [[nodiscard]] bool is_moving(Clock::time_point now) const { return motion_.is_under_way(now); }
  /// Ends a movement at once.
  void finish() { motion_.finish(); }

  /// Forgets all: another recording is shown.
  void reset() { *this = {}; }

 private:
  /// What a scene depends on.
  struct Key {
    Seq cursor = 0;
    Seq known = 0;
    Vocabulary vocabulary = Vocabulary::story;

    friend bool operator==(const Key&, const Key&) = default;
  };

  std::optional<Key> shown_;
  StageScene scene_;
  StageLayout layout_;  // of the last frame
  StageScene scene_before_;
  StageLayout layout_before_;
  Motion motion_;
};

}  // namespace doorway::app
