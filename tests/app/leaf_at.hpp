#pragma once

#include "app/scene/leaf_sources.hpp"
#include "tests/app/view_of.hpp"

namespace doorway::test {

/// What the inspector's scenes are made from, at one cursor. `view` must outlive it.
struct LeafAt {
  WorldState world;
  app::LeafSources sources;

  LeafAt(const ViewOf& view, Seq cursor, Vocabulary vocabulary = Vocabulary::engineer)
      : world(folded(view.recording, cursor)), sources{view.index,     world,      view.lineage,
                                                       view.inference, view.steps, vocabulary} {}
  LeafAt(const LeafAt&) = delete;
  LeafAt& operator=(const LeafAt&) = delete;
};

}  // namespace doorway::test
