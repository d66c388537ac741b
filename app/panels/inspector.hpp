#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/panels/inspector_leaves.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "app/widgets/light.hpp"
#include "core/session/replay_view.hpp"

#include <cstddef>
#include <string>

namespace doorway::app {

/// What the inspector remembers between frames.
struct InspectorUi {
  InspectorTab tab = InspectorTab::bytes;
  ProgramUi program;
  TranscriptUi transcript;
  Pointed followed_in_bytes;  ///< what was pinned when "Bytes" was last scrolled to what was clicked
};

/// What the inspector's leaves are made from.
struct InspectorSources {
  const SceneIndex& index;
  const WorldState& world;
  const ReplayView& view;
  Vocabulary vocabulary = Vocabulary::story;

  [[nodiscard]] Seq cursor() const { return world.cursor; }
};

/// How a leaf is drawn: where, and with what. All panels' ways: const state in, commands out.
struct LeafPainting {
  Rect area;
  const Theme& theme;
  const Fonts& fonts;
  Light& light;
  Commands& out;
};

/// Draws the inspector: its leaves' names, and the leaf that is chosen.
void draw_inspector(const InspectorSources& sources, const LeafPainting& painting, InspectorUi& ui);

// The leaves, a file each.
void draw_bytes_leaf(const InspectorSources& sources, const LeafPainting& painting, InspectorUi& ui);
void draw_sockets_leaf(const InspectorSources& sources, const LeafPainting& painting, InspectorUi& ui);
void draw_program_leaf(const InspectorSources& sources, const LeafPainting& painting, InspectorUi& ui);
/// What stands above the rows of the transcript, `step` being the one at the cursor: as much as has room.
std::string transcript_head(std::size_t step, float room, float text_px, const TextMeasure& measure);
void draw_transcript_leaf(const InspectorSources& sources, const LeafPainting& painting, InspectorUi& ui);

}  // namespace doorway::app
