#include "app/panels/timeline_compared.hpp"

#include "app/panels/paint_timeline.hpp"
#include "app/panels/stage.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"

#include <imgui.h>

namespace doorway::app {
namespace {

void draw_comparison_row(const ComparedPart& part, const Painter& paint, const Theme& theme, const Fonts& fonts,
                         Commands& out) {
  const ComparedLayout& places = part.places;
  paint.paragraph(places.words, part.run.sentence, theme.text);
  const ButtonLook to_it{theme.button, theme.button_text, part.run.differs};
  if (button("compare jump", places.jump, jump_words, to_it, fonts))
    out.push_back(CompareCommand{compare::ToDifference{}});
  std::string hint = ImGui::IsItemHovered() ? "Y: moves the cursor to the first difference" : "";
  const ButtonLook end{theme.button, theme.button_text};
  if (button("compare end", places.end, end_words, end, fonts)) out.push_back(CompareCommand{compare::End{}});
  if (ImGui::IsItemHovered()) hint = "Escape: this take alone again";
  // What has no room is read there.
  if (is_hovered(places.words)) hint = part.run.sentence;
  show_tooltip(hint, fonts);
}

}  // namespace

void draw_compared(const ComparedPart& part, float scale, const Theme& theme, const Fonts& fonts, const TimelineUi& ui,
                   Commands& out) {
  const ComparedRun& run = part.run;
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, smallest_text_px * scale);
  draw_comparison_row(part, paint, theme, fonts, out);
  const Rect area = part.places.there;
  if (!area.shown()) return;
  run.calls.update();
  run.calls.choose(chosen_sockets(ui, run.calls));
  const AxisMap map(ui.view.axis, run.view.steps, *run.view.recording, &part.present);
  // All of it has happened: it is read only, and has no cursor.
  const TimelineSources sources{run.index,          run.calls, run.view.lineage,
                                run.view.inference, map,       run.view.steps.known()};
  const TimelineScene scene = make_timeline_scene(sources, part.span, column_of(area, scale, part.span));
  const TimelineLayout layout =
      layout_timeline(area, scene, scale, text_measure(fonts), ui.chosen.size(), TimelineFoot::none);
  // Numbers of its calls and sockets are not those of the present take: nothing here lights up there.
  const Lit none;
  const WindowMouse mouse;
  Light dark(none, {}, mouse);
  TimelinePainting t{sources, scene, layout, theme, paint, dark, {}, {}};
  TimelineNotes notes;
  notes.has_cursor = false;
  if (run.differs) notes.parting = {run.first.there, run.sentence};
  paint_timeline(t, notes);
  paint.line({area.x, area.y}, {area.right(), area.y}, theme.text_dim.faded(0.5F), scale);
  show_tooltip(t.tooltip, fonts);
}

}  // namespace doorway::app
